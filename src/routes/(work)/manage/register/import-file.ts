import { askServer } from '$lib/client/ask-server.ts';
import type { Words } from '$lib/domain/indicator.ts';

/** A file that is to be brought in. */
export interface ImportWish {
  readonly kind: 'units' | 'groups' | 'catalogue';
  readonly file: File;
  /** `YYYY-MM-DD`, or empty. */
  readonly validFrom: string;
  readonly renames: boolean;
}

/** What a file would change, or has changed. */
export interface Plan {
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly changes: readonly {
    readonly row: number;
    readonly code: string;
    readonly name: string;
    readonly isNew: boolean;
    readonly fields: readonly string[];
  }[];
  readonly faults: readonly { readonly row: number; readonly column: string; readonly message: Words }[];
  /** What was understood otherwise than it is written. */
  readonly remarks: readonly { readonly row: number; readonly column: string; readonly message: Words }[];
  readonly more: number;
}

/** What became of a file. */
export type Imported =
  | { readonly state: 'shown' | 'written'; readonly plan: Plan }
  | { readonly state: 'failed'; readonly why: string };

/** Sends a file: to be looked at, or to be written. */
export async function importFile(wish: ImportWish, dryRun: boolean): Promise<Imported> {
  const { kind, file, validFrom, renames } = wish;
  const query = new URLSearchParams();
  if (dryRun) query.set('dryRun', '1');
  if (validFrom) query.set('validFrom', validFrom);
  if (renames) query.set('renames', '1');
  const isJson = file.name.toLowerCase().endsWith('.json');
  try {
    const answer = await askServer(`/api/v1/register/${kind}?${query}`, {
      method: 'POST',
      headers: { 'content-type': isJson ? 'application/json' : 'text/csv' },
      body: file
    });
    const json = (await answer.json().catch(() => ({}))) as Partial<Plan> & { title?: string };
    const plan = json.rows === undefined ? null : (json as Plan);
    if (answer.ok && plan) return { state: dryRun ? 'shown' : 'written', plan };
    return { state: 'failed', why: json.title ?? String(answer.status) };
  } catch {
    return { state: 'failed', why: '' };
  }
}
