import { readAnswers } from '$lib/api/wall.ts';
import { serve } from '$lib/server/http/serve.ts';
import { answersFor } from '$lib/server/features/wall/answers.ts';

export const GET = serve(readAnswers, answersFor);
