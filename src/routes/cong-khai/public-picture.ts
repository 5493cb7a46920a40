import { INSET_HEIGHT_PER_WIDTH } from '$lib/map/archipelagos.ts';
import { fit, projectionOf, type Camera } from '$lib/map/camera.ts';
import type { StillDrawing } from '$lib/map/still-drawing.ts';
import type { Scene } from '../faces/scene.ts';

/** All of the public page's map that does not change with the figures. */
export interface PublicPicture {
  readonly scene: Scene;
  readonly camera: Camera;
  readonly drawing: StillDrawing;
}

/** The public picture, pixels. */
export const SIZE = { width: 720, height: 560 } as const;
/** The archipelagos' inset in it. */
export const INSET = 128;
const MARGIN = 24;
/** The inset with the room around it, in the picture's own pixels; on a phone it is a tenth larger beside the map. */
const TAKEN = { width: 1.1 * INSET + 20, height: 1.1 * INSET * INSET_HEIGHT_PER_WIDTH + 20 };

/** The camera of the public picture: as large as can be without the inset or the marks over a unit. */
export function publicCamera(scene: Scene): Camera {
  const inRoom = (right: number, bottom: number) =>
    fit(scene.bounds, SIZE, {
      ...{ top: MARGIN + 12, left: MARGIN },
      ...{ right: MARGIN + right, bottom: MARGIN + bottom }
    });
  if (scene.isWhole) return inRoom(0, 0);
  const tried = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
    inRoom(share * TAKEN.width, 0),
    inRoom(0, share * TAKEN.height)
  ]);
  const clear = tried.filter((one) => !isCovered(scene, one));
  return clear.reduce((best, one) => (one.zoom > best.zoom ? one : best), clear[0] ?? inRoom(TAKEN.width, 0));
}

function isCovered(scene: Scene, view: Camera): boolean {
  const project = projectionOf(view, SIZE);
  return scene.shapes.edge.coordinates.some((line) =>
    line.some(([lon = 0, lat = 0]) => {
      const { x, y } = project(lon, lat);
      return x > SIZE.width - TAKEN.width && y > SIZE.height - TAKEN.height;
    })
  );
}
