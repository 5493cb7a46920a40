import { difficultiesOfGroup } from '$lib/api/difficulties.ts';
import { serve } from '$lib/server/http/serve.ts';
import { listOfGroup } from '$lib/server/matters/questions.ts';

export const GET = serve(difficultiesOfGroup, listOfGroup);
