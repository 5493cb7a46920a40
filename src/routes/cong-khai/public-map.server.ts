import type { LevelName, UnitKey } from '$lib/domain/unit.ts';
import { stillSteps } from '$lib/map/still-drawing.ts';
import { inTurns } from '$lib/server/core/in-turns.ts';
import type { Scene } from '../faces/scene.ts';
import { stillScene, type Ground } from '../faces/still-scene.server.ts';
import { publicCamera, SIZE, type PublicPicture } from './public-picture.ts';

let kept: { readonly of: string; readonly picture: Promise<PublicPicture | null> } | null = null;

/** The page's map, drawn once until the structure or the choice changes; null without shapes. */
export function publicPicture(
  runtime: Ground,
  unit: UnitKey,
  level: LevelName,
  period: number
): Promise<PublicPicture | null> {
  const of = `${unit} ${level} ${period} ${runtime.publisher.store} ${runtime.publisher.fold.structure}`;
  if (kept?.of !== of) {
    const picture = draw(runtime, unit, level, period);
    picture.catch(() => (kept = null));
    kept = { of, picture };
  }
  return kept.picture;
}

async function draw(
  runtime: Ground,
  unit: UnitKey,
  level: LevelName,
  period: number
): Promise<PublicPicture | null> {
  const scene = await stillScene(runtime, unit, level, period);
  return scene && inTurns(steps(scene), runtime.publisher.spent);
}

function* steps(scene: Scene): Generator<void, PublicPicture> {
  const camera = publicCamera(scene);
  yield;
  const drawing = yield* stillSteps(scene.shapes, scene.land, camera, SIZE);
  return { scene, camera, drawing };
}
