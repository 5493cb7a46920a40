import type { Line } from '$lib/board/lines.ts';
import type { NodeBook, Place } from '$lib/board/nodes.ts';
import type { Standing } from '$lib/domain/highlights.ts';
import type { Terrain } from '$lib/domain/unit.ts';

/** A line as it is weighed against its like. */
export interface LineStanding extends Standing {
  readonly line: Line;
}

/** Lines as standings; `before` answers the same place one period earlier, null where that is not held. */
export function standingsOf(
  lines: readonly Line[],
  nodes: NodeBook,
  before: (place: Place) => Line | null
): LineStanding[] {
  return lines.map((line) => {
    const { place, code, reading, den } = line;
    const [now, then] = [reading.rate, before(place)?.reading.rate ?? null];
    return {
      line,
      ordinal: place.ordinal,
      terrain: terrainOf(place, nodes),
      code,
      attainment: reading.attainment,
      gap: reading.gap,
      den,
      change: now !== null && then !== null ? now - then : null
    };
  });
}

/** The land of a place: its own, or that of the nearest unit above of which anybody said it. */
function terrainOf(place: Place, nodes: NodeBook): Terrain | null {
  for (let at: Place | null = place; at; at = nodes.place(at.parent)) if (at.terrain) return at.terrain;
  return null;
}
