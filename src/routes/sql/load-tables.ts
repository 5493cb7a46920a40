import { decodeRows } from '$lib/wire/rows.ts';
import type { Manifest, NodeTable } from '$lib/wire/manifest.ts';
import { scopePath, type Scope } from '$lib/wire/scope.ts';
import type { RowStream } from '$lib/engine/tables.ts';

/** The rows of one period as they came. */
export interface PeriodRows extends RowStream {
  /** `YYYY-MM`. */
  readonly month: string;
}

/** How many rows a tab takes, so that its memory stays in bounds. */
export const MOST_ROWS = 3_000_000;

/** A scope's nodes and the list of its parts, newest first. */
export async function fetchScope(
  scope: Scope,
  signal: AbortSignal
): Promise<{ nodes: NodeTable; parts: Manifest['parts'] }> {
  const manifest = (await json(`/api/v1/snapshots/${scopePath(scope)}`, signal)) as Manifest;
  const nodes = (await json(manifest.nodes, signal)) as NodeTable;
  return { nodes, parts: [...manifest.parts].reverse() };
}

/** One part's rows. @throws where the server does not answer with rows */
export async function fetchPart(
  { url, period }: Manifest['parts'][number],
  signal: AbortSignal
): Promise<PeriodRows> {
  const answer = await fetch(url, { signal });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return { month: period, bytes, length: decodeRows(bytes).rows.length };
}

async function json(href: string, signal: AbortSignal): Promise<unknown> {
  const answer = await fetch(href, { signal });
  if (!answer.ok) throw new Error(`${href}: ${answer.status}`);
  return answer.json();
}
