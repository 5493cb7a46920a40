import { keepChain } from '$lib/api/chain.ts';
import { serve } from '$lib/server/http/serve.ts';
import { keep } from '$lib/server/features/chain/keep.ts';

export const POST = serve(keepChain, keep);
