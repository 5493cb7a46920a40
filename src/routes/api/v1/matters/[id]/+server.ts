import { readDifficulty } from '$lib/api/difficulties.ts';
import { serve } from '$lib/server/http/serve.ts';
import { readOne } from '$lib/server/matters/questions.ts';

export const GET = serve(readDifficulty, readOne);
