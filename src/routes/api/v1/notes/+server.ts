import * as api from '$lib/api/filing.ts';
import { sendNote } from '$lib/server/features/filing/note.ts';
import { serve } from '$lib/server/http/serve.ts';

export const POST = serve(api.sendNote, sendNote);
