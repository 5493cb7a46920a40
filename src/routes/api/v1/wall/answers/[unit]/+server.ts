import { readAnswers } from '$lib/api/wall.ts';
import { serve } from '$lib/server/http/serve.ts';
import { answersFor } from '$lib/server/wall/answers.ts';

export const GET = serve(readAnswers, answersFor);
