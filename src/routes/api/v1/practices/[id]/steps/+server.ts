import { stepOnPractice } from '$lib/api/practices.ts';
import { serve, withDesk } from '$lib/server/http/serve.ts';
import { deskFor } from '$lib/server/context/matters/desk-for.ts';
import { practiceStep } from '$lib/server/features/matters/practices.ts';

export const POST = serve(
  stepOnPractice,
  withDesk(deskFor, (desk, { params, body }) => practiceStep(desk, params.id, body))
);
