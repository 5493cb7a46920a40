import { readHealth } from '$lib/api/operations.ts';
import { serve } from '$lib/server/http/serve.ts';

export const GET = serve(readHealth, ({ runtime }) => runtime.health());
