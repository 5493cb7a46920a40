import { NodeBook } from '$lib/board/nodes.ts';
import type { LevelName, UnitKey } from '$lib/domain/unit.ts';
import type { CurrentRuntime } from '$lib/server/current-runtime.ts';
import { nodeTable } from '$lib/server/snapshot/node-table.ts';
import type { BoundaryContext, BoundaryView } from '$lib/wire/boundaries.ts';
import { sceneOf, type Scene } from '../faces/scene.ts';

let kept: { readonly of: string; readonly scene: Promise<Scene | null> } | null = null;

/** The scene of the public page's map, made once until the structure or the choice changes; null without shapes. */
export function publicScene(
  runtime: Pick<CurrentRuntime, 'publisher' | 'boundaries' | 'world'>,
  unit: UnitKey,
  level: LevelName,
  period: number
): Promise<Scene | null> {
  const of = `${unit} ${level} ${period} ${runtime.publisher.store} ${runtime.publisher.fold.structure}`;
  if (kept?.of !== of) {
    const scene = makeScene(runtime, unit, level, period);
    scene.catch(() => (kept = null));
    kept = { of, scene };
  }
  return kept.scene;
}

async function makeScene(
  { publisher, boundaries, world }: Pick<CurrentRuntime, 'publisher' | 'boundaries' | 'world'>,
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
  // Written by our own server, in these shapes.
  const read = async <T>(answer: { bytes(packing: 'identity'): Promise<Buffer> }) =>
    JSON.parse((await answer.bytes('identity')).toString()) as T;
  const nodes = nodeTable(world.tree, view, { store: publisher.store, structure: publisher.fold.structure });
  return sceneOf(
    await read<BoundaryView>(served.answer),
    await read<BoundaryContext>(boundaries.context()),
    new NodeBook(nodes),
    around && typeof around !== 'string' ? await read<BoundaryView>(around.answer) : null
  );
}
