import type { Project, Size } from './camera.ts';
import { leaderPlace } from './leaders.ts';
import type { MapLabel, ScreenPoint } from './types.ts';

/** Width of a text in the labels' type, CSS pixels. */
export type Measure = (text: string, fontSize: number) => number;

/** Pixels, [left, top, right, bottom]. */
export type Box = readonly [number, number, number, number];

export interface PlacedLabel {
  readonly label: MapLabel;
  /** Empty where only its number has room. */
  readonly lines: readonly string[];
  /** Middle of the words, pixels. */
  readonly x: number;
  readonly y: number;
  /** Its number, and where the middle of that is. */
  readonly number?: { readonly n: number; readonly x: number } | undefined;
  /** Where the unit is to which a line leads. */
  readonly from?: ScreenPoint | undefined;
  readonly fontSize: number;
  readonly box: Box;
}

/** The room that a unit has for its name. */
interface LabelRoom {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** The place with most room in it, degrees; asked for only where the name may fit. */
  readonly at: () => readonly [lon: number, lat: number];
}

export interface PlaceOptions {
  readonly size: Size;
  readonly project: Project;
  readonly measure: Measure;
  readonly fontSize: number;
  /** Room of a label's unit: the name is drawn where it fits. Without one it stands at its own point. */
  readonly roomOf: (label: MapLabel) => LabelRoom | undefined;
  /** What is taken already: names of the archipelagos, panels. */
  readonly taken: readonly Box[];
  /** Drawn in any case and before all others: the unit that is chosen. */
  readonly always?: number | null;
  /** How far a name may reach over its unit's sides, 1 is not at all; left out it is as at the desk. */
  readonly overhang?: number;
  /** Numbers beside some of the names. */
  readonly numbers?: ReadonlyMap<number, number> | undefined;
  /** Whether no unit is drawn at a point: where names with a line to their unit may stand. */
  readonly isOpen?: (point: ScreenPoint) => boolean;
}

export const LINE_HEIGHT = 1.18;
/** Clear space around a label, pixels. */
const GAP = 3;
/** How far a name may stand from its unit, pixels: where it must be told, and where a number alone would do. */
const [LONG_LINE, SHORT_LINE] = [250, 90];
/** How far a name with a number may reach over its unit's sides: it is among the first to be read. */
const NUMBER_OVERHANG = 1.75;
/** Room of a number beside a name, per size of the type. */
const NUMBER_ROOM = 1.7;
/** How far a name may reach over its unit's sides: 1 is not at all. */
const OVERHANG = 1.12;

/**
 * Which names are drawn, in one line or two, by rank and without touching each other. Greedy by rank, so that panning
 * moves labels and never makes them flicker.
 */
export function placeLabels(sorted: readonly MapLabel[], options: PlaceOptions): readonly PlacedLabel[] {
  const { always = null } = options;
  const placed: PlacedLabel[] = [];
  const chosen = always === null ? undefined : sorted.find(({ ordinal }) => ordinal === always);
  const isBlocked = (own: Box) =>
    options.taken.some((box) => touches(box, own)) || placed.some(({ box }) => touches(box, own));
  const waiting: MapLabel[] = [];
  for (const label of chosen === undefined ? sorted : [chosen, ...sorted]) {
    if (label === chosen && placed[0]?.label === chosen) continue;
    const drawn = laidOut(label, options, label === chosen);
    if (drawn !== null && (label === chosen || !isBlocked(drawn.box))) placed.push(drawn);
    else if (label.leads || options.numbers?.has(label.ordinal)) waiting.push(label);
  }
  for (const label of waiting) {
    const drawn = ledTo(label, options, isBlocked);
    if (drawn) placed.push(drawn);
  }
  return placed;
}

/** A name beside its unit with a line to it; where there is no place for it either, the unit's number alone. */
function ledTo(
  label: MapLabel,
  { project, measure, fontSize, roomOf, size, numbers, isOpen }: PlaceOptions,
  isBlocked: (box: Box) => boolean
): PlacedLabel | null {
  const room = roomOf(label);
  const from = room ? project(...room.at()) : project(label.lon, label.lat);
  if (from.x < 0 || from.y < 0 || from.x > size.width || from.y > size.height) return null;
  const n = numbers?.get(label.ordinal);
  const aside = n === undefined ? 0 : NUMBER_ROOM * fontSize;
  const text = label.text.normalize('NFC');
  const [width, height] = [measure(text, fontSize) + aside + 2 * GAP, fontSize * LINE_HEIGHT + 2 * GAP];
  const isFree = (box: Box) => {
    const [left, top, right, foot] = box;
    const isInside = left > 0 && top > 0 && right < size.width && foot < size.height;
    return isInside && !isBlocked(box) && (!isOpen || isOpenBox(box, isOpen));
  };
  const longest = label.leads ? LONG_LINE : SHORT_LINE;
  const place = leaderPlace(from, { width, height }, longest, isFree);
  if (place) {
    const left = place.x - width / 2 + GAP;
    return {
      ...{ label, lines: [text], x: left + aside + (width - aside) / 2 - GAP, y: place.y, fontSize, from },
      box: place.box,
      number: n === undefined ? undefined : { n, x: left + aside / 2 - 2 }
    };
  }
  if (n === undefined) return null;
  const half = fontSize * 0.85;
  const box: Box = [from.x - half, from.y - half, from.x + half, from.y + half];
  return { label, lines: [], ...from, fontSize, box, number: { n, x: from.x } };
}

function isOpenBox([left, top, right, foot]: Box, isOpen: (point: ScreenPoint) => boolean): boolean {
  const middle = (left + right) / 2;
  return [left, middle, right].every((x) => isOpen({ x, y: top }) && isOpen({ x, y: foot }));
}

function laidOut(
  label: MapLabel,
  { project, measure, fontSize, roomOf, size, overhang = OVERHANG, numbers }: PlaceOptions,
  anyway: boolean
): PlacedLabel | null {
  const room = roomOf(label);
  if (room && !anyway && room.width * overhang < fontSize) return null;
  const { x, y } = room ? project(...room.at()) : project(label.lon, label.lat);
  if (x < 0 || y < 0 || x > size.width || y > size.height) return null;
  const n = numbers?.get(label.ordinal);
  const aside = n === undefined ? 0 : NUMBER_ROOM * fontSize;
  const over = n === undefined ? overhang : Math.max(overhang, NUMBER_OVERHANG);
  const texts = linesOf(label.text.normalize('NFC'));
  for (const lines of label.short ? [...texts, [label.short]] : texts) {
    const width = Math.max(...lines.map((line) => measure(line, fontSize))) + aside;
    const height = lines.length * fontSize * LINE_HEIGHT;
    const fits = !room || (width <= room.width * over && height <= room.height * over);
    if (!fits && !(anyway && lines.length === 1)) continue;
    // The chosen unit's name stands above it where it has no room in it, so that its colour is seen.
    const middleY = fits || !room ? y : y - (room.height + height) / 2 - GAP;
    const half = width / 2;
    const middle = Math.min(size.width - half - GAP, Math.max(half + GAP, x));
    const top = middleY - height / 2 - GAP;
    const box: Box = [middle - half - GAP, top, middle + half + GAP, top + height + 2 * GAP];
    const number = n === undefined ? undefined : { n, x: middle - half + aside / 2 - 2 };
    return { label, lines, x: middle + aside / 2, y: middleY, fontSize, box, number };
  }
  return null;
}

/** One line, then the most even two. */
function linesOf(text: string): readonly (readonly string[])[] {
  const words = text.split(' ');
  if (words.length < 2) return [[text]];
  const splits = words
    .slice(1)
    .map((_, i) => [words.slice(0, i + 1).join(' '), words.slice(i + 1).join(' ')]);
  const longest = (lines: readonly string[]) => Math.max(...lines.map((line) => line.length));
  const even = splits.reduce((best, lines) => (longest(lines) < longest(best) ? lines : best));
  return [[text], even];
}

export function touches(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}
