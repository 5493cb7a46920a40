import { stepOnPractice } from '$lib/api/practices.ts';
import { serve } from '$lib/server/http/serve.ts';
import { stepOn } from '$lib/server/matters/questions.ts';

export const POST = serve(stepOnPractice, stepOn);
