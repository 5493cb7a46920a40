import { figuresAt, MET, SMALL_BASE, STATES, stateOf, type Measured } from './attainment.ts';
import type { Indicator, Pillar } from './indicator.ts';
import type { Basis, Rows } from './rows.ts';

/** The three pillars of the programme; the others are its own books. */
export const MAIN_PILLARS = ['CQS', 'KTS', 'XHS'] as const satisfies readonly Pillar[];

/** The cells (unit × indicator) of one pillar; its figure is `met` ÷ `judged` (RULES 12). */
export interface PillarCells {
  readonly met: number;
  /** Cells with a target, data and a base large enough. */
  readonly judged: number;
  readonly smallBases: number;
  /** How many cells are in each state, by state code. */
  readonly counts: Readonly<Uint32Array>;
}

/** All rows of one indicator in one period. */
export interface Block {
  readonly indicator: Measured & Pick<Indicator, 'pillar'>;
  readonly rows: Rows;
}

/**
 * The cells of each pillar among some units. A cell with a small base has no band (RULES 15): it is counted apart and
 * in neither `met` nor `judged`. Equal to `queries/pillars-of.ts` for the same units.
 */
export function pillarCells(
  blocks: Iterable<Block>,
  isCounted: (node: number) => boolean,
  basis: Basis
): Map<Pillar, PillarCells> {
  const found = new Map<Pillar, Uint32Array>();
  for (const { indicator, rows } of blocks) {
    let counts = found.get(indicator.pillar);
    if (!counts) found.set(indicator.pillar, (counts = new Uint32Array(STATES.length)));
    for (let at = 0; at < rows.length; at++)
      if (isCounted(rows.node[at]!)) counts[stateOf(indicator, figuresAt(rows, at, basis))]! += 1;
  }
  return new Map([...found].map(([pillar, counts]) => [pillar, cellsOf(counts)]));
}

function cellsOf(counts: Uint32Array): PillarCells {
  let judged = 0;
  for (let code = MET; code < counts.length; code++) judged += counts[code]!;
  return { met: counts[MET]!, judged, smallBases: counts[SMALL_BASE]!, counts };
}

/** The share of cells met; null where none can be judged. */
export function pillarShare({ met, judged }: Pick<PillarCells, 'met' | 'judged'>): number | null {
  return judged > 0 ? met / judged : null;
}
