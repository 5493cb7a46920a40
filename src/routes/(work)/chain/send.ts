import { askServer } from '$lib/client/ask-server.ts';

/** Units by name, in what the reader may read. */
export async function searchUnits(text: string, signal: AbortSignal) {
  const got = await askServer(`/api/v1/register/search?q=${encodeURIComponent(text)}&past=1`, { signal });
  if (!got.ok) throw new Error(String(got.status));
  const { units } = (await got.json()) as {
    units: { readonly key: string; readonly name: string; readonly within: string }[];
  };
  return units;
}
