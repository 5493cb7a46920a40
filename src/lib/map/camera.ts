import type { Bounds, Padding, ScreenPoint } from './types.ts';

// Web Mercator as MapLibre has it (Style Spec, "projection": mercator; tiles of 512 pixels), so that the still picture,
// the live one and all that lies over them agree to the pixel.

/** What is looked at: the middle of the picture and the zoom, by which the world is 512 × 2^zoom pixels wide. */
export interface Camera {
  readonly lon: number;
  readonly lat: number;
  readonly zoom: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Degrees to pixels of the picture. */
export type Project = (lon: number, lat: number) => ScreenPoint;

const TILE = 512;
export const NO_PADDING: Padding = { top: 0, right: 0, bottom: 0, left: 0 };

/** The view of the country: holds both archipelagos. */
export const COUNTRY_BOUNDS: Bounds = [102, 6.3, 117.9, 23.5];

/** Place in a world one unit wide, y downwards. */
export function mercatorX(lon: number): number {
  return lon / 360 + 0.5;
}

export function mercatorY(lat: number): number {
  return 0.5 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / (2 * Math.PI);
}

function latOf(y: number): number {
  return (Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) * 360) / Math.PI - 90;
}

export function worldSize(zoom: number): number {
  return TILE * 2 ** zoom;
}

/** The camera that shows these bounds as large as the room inside the padding allows, up to `maxZoom`. */
export function fit(bounds: Bounds, size: Size, padding: Padding = NO_PADDING, maxZoom = 15): Camera {
  const [west, south, east, north] = bounds;
  const left = mercatorX(west);
  const top = mercatorY(north);
  const wide = Math.max(1e-9, mercatorX(east) - left);
  const high = Math.max(1e-9, mercatorY(south) - top);
  const roomX = Math.max(16, size.width - padding.left - padding.right);
  const roomY = Math.max(16, size.height - padding.top - padding.bottom);
  const zoom = Math.min(maxZoom, Math.log2(Math.min(roomX / wide, roomY / high) / TILE));
  const world = worldSize(zoom);
  const x = left + wide / 2 + (padding.right - padding.left) / 2 / world;
  const y = top + high / 2 + (padding.bottom - padding.top) / 2 / world;
  return { lon: (x - 0.5) * 360, lat: latOf(y), zoom };
}

/** The projection of a camera. */
export function projectionOf(camera: Camera, size: Size): Project {
  const world = worldSize(camera.zoom);
  const left = mercatorX(camera.lon) * world - size.width / 2;
  const top = mercatorY(camera.lat) * world - size.height / 2;
  return (lon, lat) => ({ x: mercatorX(lon) * world - left, y: mercatorY(lat) * world - top });
}

/** Degrees [longitude, latitude] under a point of the picture. */
export function unproject(camera: Camera, size: Size, point: ScreenPoint): readonly [number, number] {
  const world = worldSize(camera.zoom);
  const x = mercatorX(camera.lon) + (point.x - size.width / 2) / world;
  const y = mercatorY(camera.lat) + (point.y - size.height / 2) / world;
  return [(x - 0.5) * 360, latOf(y)];
}

/** What the picture holds, degrees. */
export function boundsOfView(camera: Camera, size: Size): Bounds {
  const [west, north] = unproject(camera, size, { x: 0, y: 0 });
  const [east, south] = unproject(camera, size, { x: size.width, y: size.height });
  return [west, south, east, north];
}

/** Whether `outer` holds the whole of `inner`. */
export function holds(outer: Bounds, inner: Bounds): boolean {
  return outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];
}

/** The bounds of points [lon, lat]; null for none. */
export function boundsOfPoints(points: Iterable<readonly [number, number]>): Bounds | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of points) {
    if (lon < west) west = lon;
    if (lon > east) east = lon;
    if (lat < south) south = lat;
    if (lat > north) north = lat;
  }
  return west <= east ? [west, south, east, north] : null;
}
