import type { Mark } from './marks.ts';

/** A unit of a plot as far as its naming goes: where it lies, and how much it weighs. */
export interface Nameable {
  readonly key: number;
  readonly value: number;
  readonly weight: number;
  readonly isFaint: boolean;
}

/** So many of the lowest, the highest and the largest are named. */
const EACH = 3;

/**
 * Who is named in a plot: the chosen one, the three lowest, the three highest, the three largest; each once, in that
 * order. Who is left out elsewhere is named only when chosen.
 */
export function namedOf(units: readonly Nameable[], chosen: number | null): number[] {
  const kept = units.filter(({ isFaint }) => !isFaint);
  const byValue = kept.toSorted((a, b) => a.value - b.value || b.weight - a.weight || a.key - b.key);
  const byWeight = kept.toSorted((a, b) => b.weight - a.weight || a.key - b.key);
  const picked = [
    ...(units.some(({ key }) => key === chosen) && chosen !== null ? [chosen] : []),
    ...byValue.slice(0, EACH).map(({ key }) => key),
    ...byValue
      .slice(-EACH)
      .reverse()
      .map(({ key }) => key),
    ...byWeight.slice(0, EACH).map(({ key }) => key)
  ];
  return [...new Set(picked)];
}

/** A name in its place, with a line to its dot where it stands away from it. */
export interface PlacedName {
  readonly key: number;
  readonly text: string;
  readonly x: number;
  /** Of the base line. */
  readonly y: number;
  readonly anchor: 'start' | 'end';
  readonly leader: {
    readonly x1: number;
    readonly y1: number;
    readonly x2: number;
    readonly y2: number;
  } | null;
}

/** Where names may stand, and what they stand beside. */
export interface NamingRoom {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const HEIGHT = 15;
const GAP = 4;
/** How far from its dot a name may go, nearest first, and in which directions. */
const AWAY = [0, 14, 26, 40, 56, 74, 94, 118, 146];
const ANGLES = [0, 180, -40, 220, 40, 140, -70, 250, 70, 110];
/** A dot that a name hides costs as much as this many pixels of distance. */
const HIDDEN_DOT = 40;

/**
 * Places names beside their dots: none on another or on another's line, none outside of the room, as few dots as can be under a name. A name
 * for which there is no such place is left out; the first in the list find theirs first.
 */
export function placeNames(
  names: readonly { readonly key: number; readonly text: string }[],
  marks: readonly Mark[],
  room: NamingRoom,
  measure: (text: string) => number
): PlacedName[] {
  const byKey = new Map(marks.map((mark) => [mark.key, mark]));
  const taken: Box[] = [];
  const placed: PlacedName[] = [];
  for (const { key, text } of names) {
    const mark = byKey.get(key);
    if (!mark) continue;
    const width = measure(text);
    let [best, least]: [{ box: Box; name: PlacedName } | null, number] = [null, Infinity];
    for (const away of AWAY) {
      if (away >= least) break;
      for (const angle of ANGLES) {
        const found = at(mark, key, text, width, away, angle);
        if (!isInside(found.box, room) || taken.some((other) => overlaps(found.box, other))) continue;
        if (placed.some(({ leader }) => crosses(leader, found.box))) continue;
        if (taken.some((other) => crosses(found.name.leader, other))) continue;
        const cost = away + HIDDEN_DOT * hiddenBy(found.box, marks, key);
        if (cost < least) [best, least] = [found, cost];
      }
    }
    if (!best) continue;
    taken.push(best.box);
    placed.push(best.name);
  }
  return placed;
}

/** A name at a distance and in a direction from its dot. */
function at(mark: Mark, key: number, text: string, width: number, away: number, angle: number) {
  const turn = (angle * Math.PI) / 180;
  const [dx, dy] = [Math.cos(turn), Math.sin(turn)];
  const reach = mark.r + GAP + away;
  const [x, middle] = [mark.x + dx * reach, mark.y + dy * reach];
  const anchor: 'start' | 'end' = dx < -1e-9 ? 'end' : 'start';
  const box = { x: anchor === 'start' ? x : x - width, y: middle - HEIGHT / 2, width, height: HEIGHT };
  const leader =
    away === 0
      ? null
      : {
          x1: round(mark.x + dx * mark.r),
          y1: round(mark.y + dy * mark.r),
          x2: round(x - dx),
          y2: round(middle - dy)
        };
  return { box, name: { key, text, x: round(x), y: round(middle + 4), anchor, leader } };
}

function isInside(box: Box, room: NamingRoom): boolean {
  return (
    box.x >= room.left &&
    box.x + box.width <= room.right &&
    box.y >= room.top &&
    box.y + box.height <= room.bottom
  );
}

/** Whether a line to a dot passes through a box. */
function crosses(leader: PlacedName['leader'], box: Box): boolean {
  if (!leader) return false;
  const { x1, y1, x2, y2 } = leader;
  const steps = Math.ceil(Math.hypot(x2 - x1, y2 - y1) / 4);
  for (let i = 0; i <= steps; i++) {
    const [x, y] = [x1 + ((x2 - x1) * i) / steps, y1 + ((y2 - y1) * i) / steps];
    if (x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height) return true;
  }
  return false;
}

function overlaps(a: Box, b: Box): boolean {
  return a.x < b.x + b.width + 2 && b.x < a.x + a.width + 2 && a.y < b.y + b.height && b.y < a.y + a.height;
}

/** How many dots a box lies over; from some on it does not matter how many. */
function hiddenBy(box: Box, marks: readonly Mark[], own: number): number {
  let hidden = 0;
  for (const { key, x, y, r } of marks) {
    if (x + r < box.x || x - r > box.x + box.width || y + r < box.y || y - r > box.y + box.height) continue;
    if (key !== own && ++hidden === 8) break;
  }
  return hidden;
}

const round = (value: number) => Math.round(value * 10) / 10;
