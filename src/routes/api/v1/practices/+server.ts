import { listPractices } from '$lib/api/practices.ts';
import { serve } from '$lib/server/http/serve.ts';
import { listShared } from '$lib/server/matters/questions.ts';

export const GET = serve(listPractices, listShared);
