import { chooseLetters } from '$lib/api/workbooks.ts';
import { serve } from '$lib/server/http/serve.ts';
import { readInLetters } from '$lib/server/features/workbooks/verbs.ts';

export const POST = serve(chooseLetters, readInLetters);
