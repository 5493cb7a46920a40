import { MET } from './attainment.ts';
import { TERRAINS, type Terrain } from './unit.ts';

/** A unit as it is weighed against its like; figures approved. */
export interface Standing {
  readonly ordinal: number;
  readonly terrain: Terrain | null;
  /** State code: only units with a band are weighed. */
  readonly code: number;
  readonly attainment: number | null;
  /** Still missing, in what the indicator counts; null where fewer is better. */
  readonly gap: number | null;
  /** The base; −1 for counts. Decides between equals. */
  readonly den: number;
  /** Difference of the rate to the period before; null where either is missing. */
  readonly change: number | null;
}

/** What stands out among units of one kind of land. */
export interface Highlight<Unit extends Standing> {
  /** Null where nobody said of any unit what its land is like: then all are held against one another. */
  readonly terrain: Terrain | null;
  /** Units that were weighed. */
  readonly peers: number;
  readonly bright: Bright<Unit> | null;
  /** Where the most people are still missing. */
  readonly support: Unit | null;
}

/** Điểm sáng: who is furthest beyond the target, or where nobody has reached it, who came nearer to it fastest. */
interface Bright<Unit extends Standing> {
  readonly unit: Unit;
  readonly why: 'met' | 'rising';
  /** Others that stand exactly as well. */
  readonly alike: number;
}

/** A rise that would read as nothing is none: a tenth of a point, rounded. */
const LEAST_RISE = 0.0005;
/** Fewer than these are no company to be compared in. */
const LEAST_PEERS = 3;

/**
 * Điểm sáng and cần tập trung hỗ trợ among units of the same kind of land. Whoever has no band (no data, no target, a
 * small base, nothing to report) is left out, so is whoever's land nobody named where that of others is known, and nobody is compared where fewer than `LEAST_PEERS` can be. Of
 * equals the one with the larger base stands for all, then the one that was registered first.
 */
export function highlightsOf<Unit extends Standing>(units: readonly Unit[]): Highlight<Unit>[] {
  const judged = units.filter((unit) => unit.code >= MET && unit.attainment !== null);
  const isKnown = judged.some((unit) => unit.terrain !== null);
  const lands: readonly (Terrain | null)[] = isKnown ? TERRAINS : [null];
  return lands.flatMap((terrain) => {
    const peers = judged.filter((unit) => unit.terrain === terrain);
    if (peers.length < LEAST_PEERS) return [];
    const bright = brightOf(peers);
    const wanting = peers.filter((unit) => unit.code !== MET && (unit.gap ?? 0) > 0 && unit !== bright?.unit);
    return [
      { terrain, peers: peers.length, bright, support: mostOf(wanting, (unit) => unit.gap)?.unit ?? null }
    ];
  });
}

function brightOf<Unit extends Standing>(peers: readonly Unit[]): Bright<Unit> | null {
  const met = peers.filter((unit) => unit.code === MET);
  const best = mostOf(met, (unit) => unit.attainment);
  if (best) return { ...best, why: 'met' };
  const fastest = mostOf(peers, (unit) => ((unit.change ?? 0) >= LEAST_RISE ? unit.change : null));
  return fastest && { ...fastest, why: 'rising' };
}

function mostOf<Unit extends Standing>(
  units: readonly Unit[],
  by: (unit: Unit) => number | null
): { unit: Unit; alike: number } | null {
  let best: Unit | null = null;
  let most = -Infinity;
  let alike = 0;
  for (const unit of units) {
    const value = by(unit);
    if (value === null || value < most) continue;
    if (value > most) [best, most, alike] = [unit, value, 0];
    else if (best) {
      alike += 1;
      if (unit.den > best.den || (unit.den === best.den && unit.ordinal < best.ordinal)) best = unit;
    }
  }
  return best && { unit: best, alike };
}
