import * as api from '$lib/api/chain.ts';
import { addEndpoint, endEndpoint } from '$lib/server/features/chain/outbox.ts';
import { serve } from '$lib/server/http/serve.ts';

export const POST = serve(api.addEndpoint, addEndpoint);
export const DELETE = serve(api.endEndpoint, endEndpoint);
