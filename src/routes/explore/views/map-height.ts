import { mercatorX, mercatorY } from '$lib/map/camera.ts';
import type { Bounds } from '$lib/map/types.ts';

/** How high a map of some bounds is drawn for its width: by its shape, neither a strip nor a tower. */
export function heightOf([west, south, east, north]: Bounds, width: number): number {
  const ratio = (mercatorY(south) - mercatorY(north)) / (mercatorX(east) - mercatorX(west));
  return Math.round(width * Math.min(1.1, Math.max(0.55, ratio)));
}
