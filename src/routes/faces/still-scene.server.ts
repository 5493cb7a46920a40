import { setImmediate as nextTurn } from 'node:timers/promises';
import { NodeBook } from '$lib/board/nodes.ts';
import type { LevelName, UnitKey } from '$lib/domain/unit.ts';
import type { CurrentRuntime } from '$lib/server/context/current-runtime.ts';
import { nodeTable } from '$lib/server/core/snapshot/node-table.ts';
import type { BoundaryContext, BoundaryView } from '$lib/wire/boundaries.ts';
import { sceneOf, type Scene } from './scene.ts';

export type Ground = Pick<CurrentRuntime, 'publisher' | 'boundaries' | 'world'>;

/** Everything of a map that does not change with the figures, for whoever draws it on the server; null without shapes. */
export async function stillScene(
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
