import { countDifficulties } from '$lib/api/difficulties.ts';
import { serve } from '$lib/server/http/serve.ts';
import { countInbox } from '$lib/server/matters/questions.ts';

export const GET = serve(countDifficulties, countInbox);
