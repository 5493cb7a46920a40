import { listAssignable } from '$lib/api/operations.ts';
import { serve, withDesk } from '$lib/server/http/serve.ts';
import { operationsDeskFor } from '$lib/server/features/operations/answers.ts';
import { assignableFor } from '$lib/server/features/operations/people.ts';

export const GET = serve(
  listAssignable,
  withDesk(operationsDeskFor, (desk, { query }) => assignableFor(desk, query.key))
);
