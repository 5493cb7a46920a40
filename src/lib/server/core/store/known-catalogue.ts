import type { Position } from '../../../domain/position.ts';
import type { Indicator } from '../../../domain/indicator.ts';
import type { Ordinals } from './ordinals.ts';
import { DamagedEntry } from './entry-row.ts';
import type { Database } from './tables.ts';

/** What the log's catalogue entries have named, up to and including the newest one known. */
export interface KnownCatalogue {
  readonly ordinals: Ordinals;
  /** Position of the newest catalogue entry known; 0 where none is. */
  readonly catalogue: Position;
}

/** Reads the catalogue entries after those known. @throws DamagedEntry */
export async function readCatalogue(
  db: Pick<Database, 'selectFrom'>,
  known: KnownCatalogue
): Promise<KnownCatalogue> {
  const rows = await db
    .selectFrom('log')
    .select(['position', 'body'])
    .where('kind', '<>', 'report')
    .where('kind', '=', 'catalogue')
    .where('position', '>', known.catalogue)
    .orderBy('position')
    .execute();
  let { ordinals, catalogue } = known;
  for (const { position, body } of rows) {
    ordinals = ordinals.with(indicatorsOf(position, body));
    catalogue = position;
  }
  return { ordinals, catalogue };
}

function indicatorsOf(position: Position, body: string | null): Pick<Indicator, 'code'>[] {
  const entry = JSON.parse(body ?? 'null') as { indicators?: Pick<Indicator, 'code'>[] } | null;
  if (!entry?.indicators) throw new DamagedEntry(position);
  return entry.indicators;
}
