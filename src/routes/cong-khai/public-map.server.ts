import { setImmediate as nextTurn } from 'node:timers/promises';
import { NodeBook } from '$lib/board/nodes.ts';
import type { LevelName, UnitKey } from '$lib/domain/unit.ts';
import { stillSteps } from '$lib/map/still-drawing.ts';
import type { CurrentRuntime } from '$lib/server/context/current-runtime.ts';
import { inTurns } from '$lib/server/core/in-turns.ts';
import { nodeTable } from '$lib/server/core/snapshot/node-table.ts';
import type { BoundaryContext, BoundaryView } from '$lib/wire/boundaries.ts';
import { sceneOf, type Scene } from '../faces/scene.ts';
import { publicCamera, SIZE, type PublicPicture } from './public-picture.ts';

type Ground = Pick<CurrentRuntime, 'publisher' | 'boundaries' | 'world'>;

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
  const scene = await makeScene(runtime, unit, level, period);
  return scene && inTurns(steps(scene), runtime.publisher.spent);
}

function* steps(scene: Scene): Generator<void, PublicPicture> {
  const camera = publicCamera(scene);
  yield;
  const drawing = yield* stillSteps(scene.shapes, scene.land, camera, SIZE);
  return { scene, camera, drawing };
}

async function makeScene(
  { publisher, boundaries, world }: Ground,
  unit: UnitKey,
  level: LevelName,
  period: number
): Promise<Scene | null> {
  const view = publisher.view({ root: unit, depth: level }, 'withheld');
  const served = await boundaries.view(unit, level, period);
  if (!view || typeof served === 'string') return null;
  const top = [...world.tree.upward(view.root)].at(-1);
  const around =
    top?.kind === 'unit' && top.key !== unit ? await boundaries.view(top.key, 'province', period) : null;
  // Written by our own server, in these shapes. Each is read in a turn of its own.
  const read = async <T>(answer: { bytes(packing: 'identity'): Promise<Buffer> }) => {
    const bytes = await answer.bytes('identity');
    await nextTurn();
    return JSON.parse(bytes.toString()) as T;
  };
  const nodes = nodeTable(world.tree, view, { store: publisher.store, structure: publisher.fold.structure });
  const shapes = await read<BoundaryView>(served.answer);
  const context = await read<BoundaryContext>(boundaries.context());
  const country = around && typeof around !== 'string' ? await read<BoundaryView>(around.answer) : null;
  await nextTurn();
  return sceneOf(shapes, context, new NodeBook(nodes), country);
}
