import { call, hasFailed } from '$lib/client/call.ts';

/** Units by name, in what the reader may read. */
export async function searchUnits(text: string, signal: AbortSignal) {
  const query = { q: text, past: '1' };
  const found = await call('GET /api/v1/register/search', {}, undefined, query, { signal });
  if (hasFailed(found)) throw new Error(String(found.status));
  return found.units;
}
