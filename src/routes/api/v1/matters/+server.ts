import { listDifficulties, openDifficulty } from '$lib/api/difficulties.ts';
import { serve } from '$lib/server/http/serve.ts';
import { listInbox } from '$lib/server/matters/questions.ts';
import { openMatter } from '$lib/server/matters/steps.ts';

export const GET = serve(listDifficulties, listInbox);
export const POST = serve(openDifficulty, openMatter);
