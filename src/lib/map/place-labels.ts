import type { Project, Size } from './camera.ts';
import type { MapLabel } from './types.ts';

/** Width of a text in the labels' type, CSS pixels. */
export type Measure = (text: string, fontSize: number) => number;

/** Pixels, [left, top, right, bottom]. */
export type Box = readonly [number, number, number, number];

export interface PlacedLabel {
  readonly label: MapLabel;
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
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
}

export const LINE_HEIGHT = 1.18;
/** Clear space around a label, pixels. */
const GAP = 3;
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
  for (const label of chosen === undefined ? sorted : [chosen, ...sorted]) {
    if (label === chosen && placed[0]?.label === chosen) continue;
    const drawn = laidOut(label, options, label === chosen);
    if (drawn === null) continue;
    const blocked = (box: Box) => touches(box, drawn.box);
    if (label !== chosen && (options.taken.some(blocked) || placed.some(({ box }) => blocked(box)))) continue;
    placed.push(drawn);
  }
  return placed;
}

function laidOut(
  label: MapLabel,
  { project, measure, fontSize, roomOf, size, overhang = OVERHANG }: PlaceOptions,
  anyway: boolean
): PlacedLabel | null {
  const room = roomOf(label);
  if (room && !anyway && room.width * overhang < 2 * fontSize) return null;
  const { x, y } = room ? project(...room.at()) : project(label.lon, label.lat);
  if (x < 0 || y < 0 || x > size.width || y > size.height) return null;
  for (const lines of linesOf(label.text.normalize('NFC'))) {
    const width = Math.max(...lines.map((line) => measure(line, fontSize)));
    const height = lines.length * fontSize * LINE_HEIGHT;
    const fits = !room || (width <= room.width * overhang && height <= room.height * overhang);
    if (!fits && !(anyway && lines.length === 1)) continue;
    // The chosen unit's name stands above it where it has no room in it, so that its colour is seen.
    const middleY = fits || !room ? y : y - (room.height + height) / 2 - GAP;
    const half = width / 2;
    const middle = Math.min(size.width - half - GAP, Math.max(half + GAP, x));
    const top = middleY - height / 2 - GAP;
    const box: Box = [middle - half - GAP, top, middle + half + GAP, top + height + 2 * GAP];
    return { label, lines, x: middle, y: middleY, fontSize, box };
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
