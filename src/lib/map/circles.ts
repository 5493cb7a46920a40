import type { ScreenPoint } from './types.ts';

/** A unit as a circle whose area is a number of people. */
export interface MapCircle {
  readonly ordinal: number;
  readonly people: number;
  readonly tint: number;
}

/** A circle where it is drawn, pixels. */
export interface PlacedCircle extends MapCircle, ScreenPoint {
  readonly r: number;
}

/** What of the picture all circles together cover. */
const SHARE = 0.085;
/** No circle is larger than this part of the picture's smaller side, and none smaller than a dot. */
const [LARGEST, SMALLEST] = [0.09, 3];
/** Rounds of pushing circles apart, and how much each goes back to its own place in one. */
const [ROUNDS, HOMEWARDS] = [120, 0.06];
/** In the last rounds nothing pulls any more: no circle is left upon another. */
const AT_REST = 60;
/** Clear space between two circles, pixels. */
const GAP = 1.5;

/** The radius of a circle by its number: the same for all circles of a picture, and for what explains them. */
export function radiusOf(
  circles: readonly Pick<MapCircle, 'people'>[],
  size: { readonly width: number; readonly height: number },
  share = SHARE
): (people: number) => number {
  const all = circles.reduce((sum, { people }) => sum + people, 0);
  const most = circles.reduce((most, { people }) => Math.max(most, people), 0);
  const fit = Math.sqrt((size.width * size.height * share) / Math.PI / Math.max(1, all));
  const scale = Math.min(fit, (Math.min(size.width, size.height) * LARGEST) / Math.sqrt(Math.max(1, most)));
  return (people) => Math.max(SMALLEST, Math.sqrt(people) * scale);
}

/** The circles of a picture: areas as the numbers of people, each as near to its place as the others allow. */
export function placeCircles(
  circles: readonly MapCircle[],
  size: { readonly width: number; readonly height: number },
  placeOf: (ordinal: number) => ScreenPoint | null,
  share?: number
): readonly PlacedCircle[] {
  const radius = radiusOf(circles, size, share);
  const placed = circles.flatMap((circle, i) => {
    const home = placeOf(circle.ordinal);
    const r = radius(circle.people);
    return home && circle.people > 0
      ? [{ ...circle, x: home.x + Math.cos(i) / 9, y: home.y + Math.sin(i) / 9, r, home }]
      : [];
  });
  for (let round = 0; round < ROUNDS; round++) {
    for (const one of round < AT_REST ? placed : []) {
      one.x += (one.home.x - one.x) * HOMEWARDS;
      one.y += (one.home.y - one.y) * HOMEWARDS;
    }
    for (let i = 0; i < placed.length; i++) for (let j = 0; j < i; j++) part(placed[i]!, placed[j]!);
  }
  return placed
    .map(({ ordinal, people, tint, x, y, r }) => ({ ordinal, people, tint, x, y, r }))
    .sort((a, b) => b.r - a.r);
}

/** Moves two circles that touch out of one another, the smaller one more. */
function part(a: { x: number; y: number; r: number }, b: { x: number; y: number; r: number }): void {
  const [dx, dy] = [a.x - b.x, a.y - b.y];
  const away = Math.hypot(dx, dy) || 0.01;
  const over = a.r + b.r + GAP - away;
  if (over <= 0) return;
  const ofA = b.r / (a.r + b.r);
  a.x += (dx / away) * over * ofA;
  a.y += (dy / away) * over * ofA;
  b.x -= (dx / away) * over * (1 - ofA);
  b.y -= (dy / away) * over * (1 - ofA);
}

/** The circle under a point; null where there is none. */
export function circleUnder(circles: readonly PlacedCircle[], { x, y }: ScreenPoint): number | null {
  return circles.findLast((one) => Math.hypot(one.x - x, one.y - y) <= one.r)?.ordinal ?? null;
}
