import { listPractices } from '$lib/api/practices.ts';
import { serve, withDesk } from '$lib/server/http/serve.ts';
import { deskFor } from '$lib/server/context/matters/desk-for.ts';
import { practicesOf } from '$lib/server/features/matters/practices.ts';

export const GET = serve(
  listPractices,
  withDesk(deskFor, (desk, { query }) => practicesOf(desk, query))
);
