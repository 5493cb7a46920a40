import type { Size } from './camera.ts';
import type { Box, Measure } from './place-labels.ts';
import type { Ordinal, ScreenPoint } from './types.ts';

/** A note about a unit that is to stand beside it: where the unit is, and how large the note is, pixels. */
export interface CalloutBox {
  readonly ordinal: Ordinal;
  readonly at: ScreenPoint;
  readonly width: number;
  readonly height: number;
}

/** A note with its place, and the line that leads from it to its unit. */
export interface PlacedCallout {
  readonly ordinal: Ordinal;
  readonly box: Box;
  readonly from: ScreenPoint;
  readonly to: ScreenPoint;
}

export interface CalloutRoom {
  readonly size: Size;
  /** What is taken already: the inset, the legend. */
  readonly taken: readonly Box[];
  /** Which share of a box lies over the units, 0 to 1: notes stand beside them where they can. */
  readonly covered: (box: Box) => number;
  /** Clear space around a note, pixels. */
  readonly gap: number;
}

/** Places that are tried across the picture, each way. */
const STEPS = 36;
/** A box that lies wholly over the units is as bad as a line this much longer, shares of the picture's width. */
const COVER_COST = 0.4;

/**
 * Places notes one after the other, the first best: none over another, over what is taken, over the point of any unit
 * that has one, or across another's line. A note for which there is no such place is left out.
 */
export function placeCallouts(notes: readonly CalloutBox[], room: CalloutRoom): PlacedCallout[] {
  const { size, taken, gap } = room;
  const placed: PlacedCallout[] = [];
  const points = notes.map(({ at: { x, y } }): Box => [x - gap, y - gap, x + gap, y + gap]);
  for (const note of notes) {
    const boxes = [...taken, ...points, ...placed.map(({ box }) => wider(box, gap))];
    let best: PlacedCallout | null = null;
    let least = Infinity;
    for (const box of candidates(note, size, gap)) {
      if (boxes.some((other) => overlaps(box, other))) continue;
      const { at } = note;
      const from = nearest(box, at);
      const length = Math.hypot(from.x - at.x, from.y - at.y);
      if (length / size.width >= least) continue;
      const cost = length / size.width + COVER_COST * room.covered(box);
      if (cost >= least || placed.some((other) => isCrossed(from, at, box, other))) continue;
      if (notes.some((other) => other !== note && distance(from, at, other.at) < 1.5 * gap)) continue;
      if (placed.some((other) => distance(other.from, other.to, at) < 1.5 * gap)) continue;
      least = cost;
      best = { ordinal: note.ordinal, box, from, to: at };
    }
    if (best) placed.push(best);
  }
  return placed;
}

function* candidates({ width, height }: CalloutBox, size: Size, gap: number): Generator<Box> {
  const [across, down] = [size.width - width - 2 * gap, size.height - height - 2 * gap];
  if (across < 0 || down < 0) return;
  for (let i = 0; i <= STEPS; i++)
    for (let j = 0; j <= STEPS; j++) {
      const [x, y] = [gap + (across * i) / STEPS, gap + (down * j) / STEPS];
      yield [x, y, x + width, y + height];
    }
}

function wider([left, top, right, bottom]: Box, by: number): Box {
  return [left - by, top - by, right + by, bottom + by];
}

function overlaps(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

/** The point of a box that lies nearest to another point. */
function nearest([left, top, right, bottom]: Box, { x, y }: ScreenPoint): ScreenPoint {
  return { x: Math.min(right, Math.max(left, x)), y: Math.min(bottom, Math.max(top, y)) };
}

/** Whether a line, or its box, crosses the box or the line of a note that stands already. */
function isCrossed(from: ScreenPoint, to: ScreenPoint, box: Box, other: PlacedCallout): boolean {
  return (
    crossesBox(from, to, other.box) ||
    crossesBox(other.from, other.to, box) ||
    crosses(from, to, other.from, other.to)
  );
}

/** How far a point is from a line between two others. */
function distance(a: ScreenPoint, b: ScreenPoint, p: ScreenPoint): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((p.x - a.x) * dx + (p.y - a.y) * dy) / length;
  const at = Math.min(1, Math.max(0, along));
  return Math.hypot(p.x - a.x - at * dx, p.y - a.y - at * dy);
}

function crossesBox(a: ScreenPoint, b: ScreenPoint, [left, top, right, bottom]: Box): boolean {
  const isIn = ({ x, y }: ScreenPoint) => x > left && x < right && y > top && y < bottom;
  const corners = [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom }
  ];
  return (
    isIn(a) || isIn(b) || corners.some((corner, i) => crosses(a, b, corner, corners[(i + 1) % 4] ?? corner))
  );
}

function crosses(a: ScreenPoint, b: ScreenPoint, c: ScreenPoint, d: ScreenPoint): boolean {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

function side(a: ScreenPoint, b: ScreenPoint, p: ScreenPoint): number {
  return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

/** Measures text in the page's own type at a weight; about as wide as it is on the average where nothing can be measured. */
export function textMeasurer(family: string, weight: number): Measure {
  const context = typeof document === 'undefined' ? null : document.createElement('canvas').getContext('2d');
  return (text, fontSize) => {
    if (context === null) return text.length * fontSize * 0.6;
    context.font = `${weight} ${fontSize}px ${family}`;
    return context.measureText(text).width;
  };
}
