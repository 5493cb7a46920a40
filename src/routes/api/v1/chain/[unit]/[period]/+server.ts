import { readChain } from '$lib/api/chain.ts';
import { serve } from '$lib/server/http/serve.ts';
import { chainOf } from '$lib/server/features/chain/verbs.ts';

export const GET = serve(readChain, chainOf);
