import type { Board } from '$lib/board/board.svelte.ts';
import type { Pillar } from '$lib/domain/indicator.ts';
import type { Period } from '$lib/domain/period.ts';
import { MAIN_PILLARS, pillarCells, pillarShare, type PillarCells } from '$lib/domain/pillar.ts';

/** The share of a pillar's cells (unit × indicator) met, month by month; null for a month without any to judge. */
export interface PillarSlope {
  readonly pillar: Pillar;
  readonly shares: readonly (number | null)[];
  /** The cells of the last month; null while they are not here. */
  readonly cells: PillarCells | null;
}

/** So many months a slope has. */
const MONTHS = 12;

/** The months of the slopes: those up to the one that is shown that the picture has. */
export function slopePeriods({ picture, period }: Pick<Board, 'picture' | 'period'>): Period[] {
  return picture.periods.filter((one) => one > period - MONTHS && one <= period);
}

/** The slopes of the three pillars over the months whose rows are here. */
export function slopesOf(board: Board): PillarSlope[] {
  const nodes = new Set(
    board.lines.length > 0 ? board.lines.map(({ place }) => place.ordinal) : [board.unit.ordinal]
  );
  const months = Array.from({ length: MONTHS }, (_, i) => board.period - MONTHS + 1 + i);
  const held = new Set(slopePeriods(board).filter((period) => board.holdsPeriod(period)));
  const cells = months.map((period) => (held.has(period) ? cellsIn(board, period, nodes) : null));
  return MAIN_PILLARS.map((pillar) => {
    const own = cells.map((month) => month?.get(pillar) ?? null);
    return {
      pillar,
      shares: own.map((one) => (one === null ? null : pillarShare(one))),
      cells: own.at(-1) ?? null
    };
  });
}

function cellsIn(board: Board, period: Period, nodes: ReadonlySet<number>): ReadonlyMap<Pillar, PillarCells> {
  const blocks = board.picture.catalogue.indicators.flatMap(({ ordinal, indicator }) => {
    const rows = board.block(ordinal, period);
    return rows ? [{ indicator, rows }] : [];
  });
  return pillarCells(blocks, (node) => nodes.has(node), board.basis);
}

/** The pillar that moved most over the months that are known, and by how much; null where none can be told. */
export function fastestOf(slopes: readonly PillarSlope[]): { pillar: Pillar; change: number } | null {
  let best: { pillar: Pillar; change: number } | null = null;
  for (const { pillar, shares } of slopes) {
    const known = shares.filter((share) => share !== null);
    const [first, last] = [known[0], known.at(-1)];
    if (first === undefined || last === undefined || known.length < 2) continue;
    if (best === null || last - first > best.change) best = { pillar, change: last - first };
  }
  return best;
}
