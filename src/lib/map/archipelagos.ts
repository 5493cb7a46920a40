import { boundsOfPoints, mercatorX, mercatorY, type Project, type Size } from './camera.ts';
import type { Measure, Box } from './place-labels.ts';
import type { Archipelago, ArchipelagoName, Bounds, MapWords } from './types.ts';

/** The name of an archipelago, ready to be drawn: its lines from the top. */
export interface ArchipelagoLabel {
  readonly name: ArchipelagoName;
  readonly lines: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly box: Box;
}

/** Middle of the name's first line, degrees: beside the islands, never over them. */
const NAME_AT: Readonly<Record<ArchipelagoName, readonly [number, number]>> = {
  hoangSa: [112.05, 15.32],
  truongSa: [113.4, 6.95]
};
/** The same in the inset, whose type is larger against its islands. */
export const NAME_AT_IN_INSET: typeof NAME_AT = { hoangSa: [112.3, 14.75], truongSa: [113.1, 5.55] };
/** "Biển Đông", between the two. */
export const EAST_SEA_AT = [113.1, 13.4] as const;

/** East of every part of the mainland, degrees. */
const EAST_OF_LAND = 109.6;

export const ARCHIPELAGO_LINE = 1.22;

/** The part of the world that the inset shows: both archipelagos and the coast that faces them. */
export const INSET_BOUNDS: Bounds = [107.3, 3.7, 118.4, 17.8];

/** Height of the inset per its width, so that the bounds just fit. */
export const INSET_HEIGHT_PER_WIDTH =
  (mercatorY(INSET_BOUNDS[1]) - mercatorY(INSET_BOUNDS[3])) /
  (mercatorX(INSET_BOUNDS[2]) - mercatorX(INSET_BOUNDS[0]));

export function boundsOfArchipelago({ islands }: Archipelago): Bounds | null {
  return boundsOfPoints(islands.map(({ lon, lat }) => [lon, lat] as const));
}

/** The names of the archipelagos of which the picture shows an island, kept inside of the picture. */
export function archipelagoLabels(
  archipelagos: readonly Archipelago[],
  words: MapWords,
  project: Project,
  size: Size,
  fontSize: number,
  measure: Measure,
  places = NAME_AT
): readonly ArchipelagoLabel[] {
  return archipelagos.flatMap(({ name, islands }) => {
    const seen = islands.some(({ lon, lat }) => isInside(project(lon, lat), size));
    if (!seen) return [];
    const lines = words[name];
    const half = Math.max(...lines.map((line) => measure(line, fontSize))) / 2 + Math.max(4, fontSize / 3);
    const high = lines.length * fontSize * ARCHIPELAGO_LINE;
    const [lon, lat] = places[name];
    const at = project(lon, lat);
    // However large the type, the name stands in the sea and not over the mainland.
    const coast = project(EAST_OF_LAND, lat).x;
    const x = Math.min(size.width - half, Math.max(half, at.x, coast + half));
    const y = Math.min(size.height - high - 4, Math.max(fontSize, at.y));
    return [{ name, lines, x, y, box: [x - half, y - fontSize, x + half, y + high - fontSize / 2] as const }];
  });
}

function isInside({ x, y }: { x: number; y: number }, { width, height }: Size): boolean {
  return x >= 0 && y >= 0 && x <= width && y <= height;
}
