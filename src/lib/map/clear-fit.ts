import { mercatorX, mercatorY, worldSize, type Camera, type Size } from './camera.ts';
import type { Box } from './place-labels.ts';
import type { Bounds, MapShapes } from './types.ts';

/** Corners of the edge of some units, in a world one unit wide: x and y in turn. */
export type EdgePoints = Float64Array;

/** So many corners of an edge are looked at. */
const MOST = 900;
const [COLUMNS, ROWS] = [17, 13];
/** Steps of halving between the largest zoom that the room allows and one that always fits. */
const HALVINGS = 9;
/** How much smaller a picture may be at most, zooms. */
const DEEPEST = 3;

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
  const [left, top, right, foot] = extent(points);
  const [wide, high] = [size.width - 2 * margin, size.height - 2 * margin];
  if (!(right > left) || !(foot > top) || wide < 16 || high < 16) return null;
  const most = Math.min(
    maxZoom,
    Math.log2(Math.min(wide / (right - left), high / (foot - top)) / worldSize(0))
  );
  const at = (zoom: number): Camera | null => {
    const world = worldSize(zoom);
    const slackX = wide - (right - left) * world;
    const slackY = high - (foot - top) * world;
    for (const [dx, dy] of OFFSETS) {
      const x = margin + dx * slackX - left * world;
      const y = margin + dy * slackY - top * world;
      if (!isClear(points, world, x, y, boxes)) continue;
      return cameraAt((size.width / 2 - x) / world, (size.height / 2 - y) / world, zoom);
    }
    return null;
  };
  const largest = at(most);
  if (largest) return largest;
  let [low, high2] = [most - DEEPEST, most];
  let best: Camera | null = at(low);
  if (best === null) return null;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high2) / 2;
    const found = at(middle);
    if (found) [best, low] = [found, middle];
    else high2 = middle;
  }
  return best;
}

/** Places of the picture in its slack, 0 to 1 each way, the middle first. */
const OFFSETS: readonly (readonly [number, number])[] = Array.from({ length: COLUMNS * ROWS }, (_, i) => {
  return [(i % COLUMNS) / (COLUMNS - 1), Math.floor(i / COLUMNS) / (ROWS - 1)] as const;
}).sort(([ax, ay], [bx, by]) => Math.hypot(ax - 0.5, ay - 0.5) - Math.hypot(bx - 0.5, by - 0.5));

function isClear(points: EdgePoints, world: number, x: number, y: number, boxes: readonly Box[]): boolean {
  for (let i = 0; i < points.length; i += 2) {
    const [px, py] = [points[i]! * world + x, points[i + 1]! * world + y];
    for (const [left, top, right, foot] of boxes)
      if (px > left && px < right && py > top && py < foot) return false;
  }
  return true;
}

function extent(points: EdgePoints): Box {
  let [left, top, right, foot] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [points[i]!, points[i + 1]!];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    foot = Math.max(foot, y);
  }
  return [left, top, right, foot];
}

function cameraAt(x: number, y: number, zoom: number): Camera {
  const lat = (Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) * 360) / Math.PI - 90;
  return { lon: (x - 0.5) * 360, lat, zoom };
}
