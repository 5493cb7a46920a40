/** One value that is drawn as a dot. */
export interface Dot {
  readonly key: number;
  readonly value: number;
}

/** A dot in its place. */
interface Placed {
  readonly key: number;
  readonly x: number;
  readonly y: number;
}

/** Dots stacked about a middle line; all of one size. */
export interface Swarm {
  readonly dots: readonly Placed[];
  readonly radius: number;
}

const LARGEST = 7;
const SMALLEST = 1.2;

/**
 * Stacks dots about a middle line: each at its value to within its own radius, none on another, the tallest stack just
 * within the room. The order of equals is that of the input.
 */
export function swarm(
  dots: readonly Dot[],
  x: (value: number) => number,
  room: { readonly middle: number; readonly height: number }
): Swarm {
  const placed = dots.map(({ key, value }) => ({ key, at: x(value) })).sort((a, b) => a.at - b.at);
  let radius = LARGEST;
  let stacks = stacked(placed, radius);
  while (radius > SMALLEST && tallest(stacks) * 2 * radius > room.height) {
    radius = Math.max(SMALLEST, radius * 0.9);
    stacks = stacked(placed, radius);
  }
  const step = Math.min(2 * radius, room.height / Math.max(1, tallest(stacks)));
  return {
    radius,
    dots: stacks.flatMap((stack) =>
      stack.map(({ key, at }, i) => ({
        key,
        x: at,
        y: room.middle + (i % 2 === 0 ? 1 : -1) * Math.ceil(i / 2) * step
      }))
    )
  };
}

interface Spot {
  readonly key: number;
  readonly at: number;
}

/** Neighbours that would touch, together; each stack begins at its first dot. */
function stacked(placed: readonly Spot[], radius: number): Spot[][] {
  const stacks: Spot[][] = [];
  let edge = -Infinity;
  for (const spot of placed) {
    const last = stacks.at(-1);
    if (last && spot.at < edge) last.push(spot);
    else {
      stacks.push([spot]);
      edge = spot.at + 2 * radius;
    }
  }
  // A stack stands in the middle of what it holds, but never on the one before.
  let before = -Infinity;
  return stacks.map((stack) => {
    const [first, last] = [stack[0]?.at ?? 0, stack.at(-1)?.at ?? 0];
    before = Math.max((first + last) / 2, before + 2 * radius);
    const at = before;
    return stack.map(({ key }) => ({ key, at }));
  });
}

const tallest = (stacks: readonly Spot[][]) =>
  stacks.reduce((most, stack) => Math.max(most, stack.length), 0);

/** One unit of a distribution: what it has, of what base. */
export interface Weighed {
  readonly value: number;
  readonly weight: number;
}

/** Quartiles of values, each counting as much as it weighs: half of the people live where the value is at most the median. */
export interface Quartiles {
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

/** The weighted quartiles; null without weight. */
export function quartilesOf(values: readonly Weighed[]): Quartiles | null {
  const sorted = values.filter(({ weight }) => weight > 0).sort((a, b) => a.value - b.value);
  const all = sorted.reduce((sum, { weight }) => sum + weight, 0);
  if (all <= 0) return null;
  const at = (part: number): number => {
    let held = 0;
    for (const { value, weight } of sorted) {
      held += weight;
      if (held >= all * part) return value;
    }
    return sorted.at(-1)?.value ?? 0;
  };
  return { low: at(0.25), median: at(0.5), high: at(0.75) };
}
