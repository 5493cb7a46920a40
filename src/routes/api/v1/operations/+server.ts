import { readBoard } from '$lib/api/operations.ts';
import { serve, withDesk } from '$lib/server/http/serve.ts';
import { operationsDeskFor } from '$lib/server/features/operations/answers.ts';
import { boardOf } from '$lib/server/features/operations/board.ts';

export const GET = serve(
  readBoard,
  withDesk(operationsDeskFor, (desk, { query }) => boardOf(desk, query))
);
