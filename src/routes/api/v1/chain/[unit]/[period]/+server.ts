import { readChain } from '$lib/api/chain.ts';
import { serve } from '$lib/server/http/serve.ts';
import { chainOf } from '$lib/server/context/chain/progress.ts';

export const GET = serve(readChain, chainOf);
