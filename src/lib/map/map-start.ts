import type { Camera } from './camera.ts';
import { cameraOfFirst, type FirstPlace, type FirstPlan } from './first-place.ts';

/** Where a picture lies that is on the screen already: a map of the same size and room begins there. */
export interface MapStart {
  readonly camera: Camera;
  readonly width: number;
  readonly height: number;
  /** The boxes that it was kept clear of; null where nothing lay over it. */
  readonly taken: string | null;
}

/** Boxes as text: the same boxes again are no change. */
export function roomKey(taken: readonly (readonly number[])[] | null | undefined): string | null {
  return taken ? taken.map((box) => box.map(Math.round).join()).join(' ') : null;
}

/** Where the picture within an element was put; null where the page came without one. */
export function startOf(frame: HTMLElement): MapStart | null {
  const plan = frame.querySelector<HTMLElement>('[data-plan]')?.dataset['plan'];
  const { placed } = frame.dataset;
  if (plan === undefined || placed === undefined) return null;
  // Both were written by ourselves, in these shapes.
  const place = JSON.parse(placed) as FirstPlace;
  const camera = cameraOfFirst(JSON.parse(plan) as FirstPlan, place);
  return { camera, width: place.width, height: place.height, taken: roomKey(place.taken) };
}
