import type { NodeBook } from '$lib/board/nodes.ts';
import type { OperationsAnswer } from '$lib/api/operations.ts';
import type { MapCircle } from '$lib/map/circles.ts';
import type { MapLabel, Ordinal } from '$lib/map/types.ts';

/** The darkest neutral shade: a circle's colour says nothing of attainment. */
const NEUTRAL = 15;
/** The largest circles are named, beside them where they have no room. */
const NAMED = 7;

/** The open items as circles of the units that are drawn; those of a place that is not drawn count to the unit above. */
export function circlesOf(
  places: OperationsAnswer['places'],
  nodes: Pick<NodeBook, 'ordinalOf' | 'place'>,
  drawn: ReadonlySet<Ordinal>
): MapCircle[] {
  const things = new Map<Ordinal, number>();
  for (const one of places) {
    let place = nodes.place(nodes.ordinalOf(one.unit) ?? -1);
    while (place && !drawn.has(place.ordinal)) place = nodes.place(place.parent);
    if (place) things.set(place.ordinal, (things.get(place.ordinal) ?? 0) + one.things);
  }
  return [...things]
    .map(([ordinal, people]) => ({ ordinal, people, tint: NEUTRAL }))
    .sort((a, b) => b.people - a.people || a.ordinal - b.ordinal);
}

/** The names of circles with their numbers: those of the largest beside them, or of all where few are in sight. */
export function circleLabels(
  circles: readonly MapCircle[],
  nodes: Pick<NodeBook, 'place'>,
  count: (n: number) => string,
  isNear: boolean
): MapLabel[] {
  return circles.flatMap(({ ordinal, people }, rank): MapLabel[] => {
    const place = nodes.place(ordinal);
    if (!place?.point) return [];
    const [lon, lat] = place.point;
    return [
      { ordinal, text: `${place.name} ${count(people)}`, lon, lat, rank, leads: isNear || rank < NAMED }
    ];
  });
}

/** Numbers of which the size is shown: the largest, about a third of it, and one; each once. */
export function legendSteps(circles: readonly MapCircle[]): number[] {
  const most = circles[0]?.people ?? 0;
  return [...new Set([most, Math.round(most / 3), 1])].filter((n) => n > 0 && n <= most);
}
