import { readRow } from '$lib/api/operations.ts';
import { serve, withDesk } from '$lib/server/http/serve.ts';
import { operationsDeskFor } from '$lib/server/features/operations/answers.ts';
import { detailOf } from '$lib/server/features/operations/detail.ts';

export const GET = serve(
  readRow,
  withDesk(operationsDeskFor, (desk, { query }) => detailOf(desk, query.key))
);
