import type { Measured } from '../../src/lib/domain/attainment.ts';
import type { Connection } from '../../src/lib/engine/machine.ts';
import { insertTexts } from '../../src/lib/engine/text-columns.ts';

/** Every kind of indicator that attainment tells apart, by ordinal. */
export const measuredKinds: readonly Measured[] = (['share', 'quota', 'count'] as const).flatMap((kind) =>
  (['up', 'down'] as const).flatMap((direction) =>
    ['persons', 'households', 'products'].map((counts) => ({ kind, direction, counts }))
  )
);

/** Puts them into the engine's catalogue. */
export async function insertCatalogue(connection: Connection): Promise<void> {
  await insertTexts(connection, 'indicator', [
    { name: 'ordinal', type: 'SMALLINT', values: measuredKinds.map((_, ordinal) => ordinal) },
    { name: 'pillar', type: 'VARCHAR', values: measuredKinds.map(() => 'CQS') },
    { name: 'kind', type: 'VARCHAR', values: measuredKinds.map((row) => row.kind) },
    { name: 'direction', type: 'VARCHAR', values: measuredKinds.map((row) => row.direction) },
    { name: 'counts', type: 'VARCHAR', values: measuredKinds.map((row) => row.counts) }
  ]);
}
