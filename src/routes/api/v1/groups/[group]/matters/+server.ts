import { difficultiesOfGroup } from '$lib/api/difficulties.ts';
import { serve, withDesk } from '$lib/server/http/serve.ts';
import { deskFor } from '$lib/server/context/matters/desk-for.ts';
import { mattersOfGroup } from '$lib/server/features/matters/inbox.ts';

export const GET = serve(
  difficultiesOfGroup,
  withDesk(deskFor, (desk, { params }) => mattersOfGroup(desk, params.group))
);
