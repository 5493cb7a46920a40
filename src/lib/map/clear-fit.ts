import { mercatorX, mercatorY, worldSize, type Camera, type Size } from './camera.ts';
import type { Box } from './place-labels.ts';
import type { Bounds, MapShapes } from './types.ts';

/** Corners of the edge of some units, in a world one unit wide: x and y in turn. */
export type EdgePoints = Float64Array;

/** So many corners of an edge are looked at. */
const MOST = 900;
/** Where a shape lies in a picture: a corner `p` of it at `p × scale + (x, y)`, CSS pixels. */
export interface Placed {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** The corners of a picture's edge that lie inside of its bounds. */
export function edgePoints(
  { edge }: Pick<MapShapes, 'edge'>,
  [west, south, east, north]: Bounds
): EdgePoints {
  const all: number[] = [];
  for (const line of edge.coordinates)
    for (const [lon = 0, lat = 0] of line)
      if (lon >= west && lon <= east && lat >= south && lat <= north)
        all.push(mercatorX(lon), mercatorY(lat));
  const step = Math.max(1, Math.ceil(all.length / 2 / MOST));
  return Float64Array.from(all.filter((_, i) => (i >> 1) % step === 0));
}

/**
 * The camera that shows an edge as large as it can be without lying under any of the boxes, as near to the middle of
 * the picture as that allows; null where it has no room.
 */
export function clearFit(
  points: EdgePoints,
  size: Size,
  margin: number,
  boxes: readonly Box[],
  maxZoom: number
): Camera | null {
  const placed = largestClear(points, size, margin, boxes, worldSize(maxZoom));
  if (placed === null) return null;
  const { scale, x, y } = placed;
  const zoom = Math.log2(scale / worldSize(0));
  return cameraAt((size.width / 2 - x) / scale, (size.height / 2 - y) / scale, zoom);
}

/**
 * The same for corners of any plane, x and y in turn, at most so many pixels per unit of it. The first page carries it
 * as text (`first-place.ts`): it names nothing outside of itself.
 */
export function largestClear(
  points: ArrayLike<number>,
  size: Size,
  margin: number,
  boxes: readonly Box[],
  mostScale: number
): Placed | null {
  /** Places of the picture in its slack, and steps of halving down to an eighth of the largest scale. */
  const [COLUMNS, ROWS, HALVINGS, DEEPEST] = [17, 13, 9, 3];
  let [left, top, right, foot] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [points[i]!, points[i + 1]!];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    foot = Math.max(foot, y);
  }
  const [wide, high] = [size.width - 2 * margin, size.height - 2 * margin];
  if (!(right > left) || !(foot > top) || wide < 16 || high < 16) return null;
  const offsets = Array.from({ length: COLUMNS * ROWS }, (_, i) => ({
    dx: (i % COLUMNS) / (COLUMNS - 1),
    dy: Math.floor(i / COLUMNS) / (ROWS - 1)
  })).sort((a, b) => Math.hypot(a.dx - 0.5, a.dy - 0.5) - Math.hypot(b.dx - 0.5, b.dy - 0.5));
  const isClear = (scale: number, x: number, y: number) => {
    for (let i = 0; i < points.length; i += 2) {
      const [px, py] = [points[i]! * scale + x, points[i + 1]! * scale + y];
      for (const [west, north, east, south] of boxes)
        if (px > west && px < east && py > north && py < south) return false;
    }
    return true;
  };
  const at = (scale: number): Placed | null => {
    const slackX = wide - (right - left) * scale;
    const slackY = high - (foot - top) * scale;
    for (const { dx, dy } of offsets) {
      const x = margin + dx * slackX - left * scale;
      const y = margin + dy * slackY - top * scale;
      if (isClear(scale, x, y)) return { scale, x, y };
    }
    return null;
  };
  const most = Math.log2(Math.min(mostScale, wide / (right - left), high / (foot - top)));
  const largest = at(2 ** most);
  if (largest) return largest;
  let [low, up] = [most - DEEPEST, most];
  let best = at(2 ** low);
  for (let i = 0; best !== null && i < HALVINGS; i++) {
    const middle = (low + up) / 2;
    const found = at(2 ** middle);
    if (found) [best, low] = [found, middle];
    else up = middle;
  }
  return best;
}

function cameraAt(x: number, y: number, zoom: number): Camera {
  const lat = (Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) * 360) / Math.PI - 90;
  return { lon: (x - 0.5) * 360, lat, zoom };
}
