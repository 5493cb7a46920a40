import type { MultiLineString, MultiPolygon, Polygon, Position } from 'geojson';
import type { Project, Size } from './camera.ts';
import { ringsOf } from './shapes.ts';

/** Length of a step of path strings, CSS pixels; draw them under `transform="scale(PATH_SCALE)"`. */
export const PATH_SCALE = 0.5;

/** Rings that lie wholly further than this outside of the picture are left out, CSS pixels. */
const MARGIN = 40;

/** A shape as an SVG path in half pixels; empty where it lies outside of the picture. */
export function pathOfShape(shape: Polygon | MultiPolygon, project: Project, size: Size): string {
  let path = '';
  for (const ring of ringsOf(shape)) path += pathOfLine(ring, project, size, 'Z');
  return path;
}

/** Lines as an SVG path in half pixels. */
export function pathOfLines(lines: MultiLineString, project: Project, size: Size): string {
  let path = '';
  for (const line of lines.coordinates) path += pathOfLine(line, project, size, '');
  return path;
}

/** Whole relative steps: a fifth of the text of absolute coordinates, and points that fall together are dropped. */
function pathOfLine(line: readonly Position[], project: Project, size: Size, end: '' | 'Z'): string {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  let [lastX, lastY] = [0, 0];
  let path = '';
  for (const [lon = 0, lat = 0] of line) {
    const { x, y } = project(lon, lat);
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
    const px = Math.round(x / PATH_SCALE);
    const py = Math.round(y / PATH_SCALE);
    if (path === '') path = `M${px},${py}l`;
    else if (px !== lastX || py !== lastY) path += `${px - lastX},${py - lastY} `;
    lastX = px;
    lastY = py;
  }
  const seen = maxX > -MARGIN && minX < size.width + MARGIN && maxY > -MARGIN && minY < size.height + MARGIN;
  return !seen || path.endsWith('l') ? '' : path + end;
}
