import { expect, test } from 'vitest';
import { projectionOf } from './camera.ts';
import { clearFit, edgePoints } from './clear-fit.ts';
import type { Box } from './place-labels.ts';
import type { Bounds } from './types.ts';

const size = { width: 900, height: 700 };
/** A square about Đà Nẵng with a corner every tenth of its sides. */
const corners = Array.from({ length: 40 }, (_, i) => {
  const [side, along] = [Math.floor(i / 10), (i % 10) / 10];
  const at = [
    [along, 0],
    [1, along],
    [1 - along, 1],
    [0, 1 - along]
  ][side] ?? [0, 0];
  return [107 + (at[0] ?? 0), 15 + (at[1] ?? 0)];
});
const shapes = { edge: { type: 'MultiLineString' as const, coordinates: [corners, [[112, 16.5]]] } };
const bounds: Bounds = [106, 14, 109, 17];
const points = edgePoints(shapes, bounds);

function isClearOf(boxes: readonly Box[], camera: Parameters<typeof projectionOf>[0]): boolean {
  const project = projectionOf(camera, size);
  return corners.every(([lon = 0, lat = 0]) => {
    const { x, y } = project(lon, lat);
    const isInside = x >= 11 && y >= 11 && x <= size.width - 11 && y <= size.height - 11;
    return isInside && boxes.every(([l, t, r, b]) => !(x > l && x < r && y > t && y < b));
  });
}

test('islands outside of the bounds make a picture no smaller', () => {
  expect(points.length).toBe(2 * corners.length);
});

test('what lies over a picture is kept clear of, and costs as little as it must', () => {
  const free = clearFit(points, size, 12, [], 15);
  const foot: Box = [0, 600, 900, 700];
  const beside: Box = [0, 0, 150, 90];
  const low = clearFit(points, size, 12, [foot], 15);
  const both = clearFit(points, size, 12, [foot, beside], 15);
  if (!free || !low || !both) throw new Error('no room was found');
  expect(isClearOf([], free)).toBe(true);
  expect(isClearOf([foot], low)).toBe(true);
  expect(isClearOf([foot, beside], both)).toBe(true);
  expect(low.zoom).toBeLessThan(free.zoom);
  // The picture goes beside the box: it is no smaller for it.
  expect(both.zoom).toBeCloseTo(low.zoom, 1);
});

test('where nothing is left there is no camera', () => {
  expect(clearFit(points, size, 12, [[0, 0, 900, 700]], 15)).toBeNull();
});
