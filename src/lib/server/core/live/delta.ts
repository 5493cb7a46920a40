import type { Position } from '../../../domain/position.ts';
import type { Period } from '../../../domain/period.ts';
import { encodeRows } from '../../../wire/rows.ts';
import { MAX_ARRIVALS, type Arrival } from '../../../wire/rows-head.ts';
import type { Filing, Fold } from '../snapshot/fold.ts';
import type { Publisher } from '../snapshot/publish.ts';
import { changedNodes, changedRows } from '../snapshot/scope-rows.ts';
import type { ScopeView } from '../snapshot/scope-view.ts';
import { touchedBy } from '../snapshot/touched.ts';

/** Whether a view's rows are others since a position, where these filings are all that came in. */
export function isTouched(
  { withheld }: Pick<Publisher, 'withheld'>,
  { view, from, filings }: Pick<DeltaOrder, 'view' | 'from' | 'filings'>
): boolean {
  return filings.length > 0 || withheld.turnedSince(view, from)?.length !== 0;
}

/** What a delta is made of besides the warm columns. */
export interface DeltaOrder {
  readonly view: ScopeView;
  readonly from: Position;
  /** Everything that changed figures of the scope in (from, the fold's position]. */
  readonly filings: readonly Filing[];
  /** Milliseconds UTC. */
  readonly at: number;
  /** More rows than this are not sent: the parts are the better way. */
  readonly maxRows: number;
}

/** Makes a delta up to the fold's position; null where it would hold too many rows. */
export function makeDelta(publisher: Publisher, order: DeltaOrder): Buffer | null {
  const { fold } = publisher;
  const { view, from, filings, at } = order;
  const turned = publisher.withheld.turnedSince(view, from);
  if (!turned) return null;
  const changed = changedNodes(fold, view, touchedBy(fold, [...filings, ...turned], view.root));
  if (changed.count > order.maxRows) return null;
  const periods = [...new Set(changed.blocks.map(({ period }) => period))];
  const bytes = encodeRows(publisher.withheld.told(view.few, changedRows(publisher.warm, view, changed)), {
    kind: 'delta',
    store: publisher.store,
    scope: view.text,
    from,
    to: fold.position,
    link: fold.links.place(fold.position).link,
    at,
    touched: periods.map((period): [Period, Position] => [period, publisher.withheld.touched(view, period)]),
    arrivals: arrivalsIn(fold, view, filings)
  });
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** The newest arrivals, oldest first, each at the nearest node that the scope shows. */
function arrivalsIn(fold: Fold, view: ScopeView, filings: readonly Filing[]): Arrival[] {
  const inScope = new Set(view.nodes);
  const newest = filings.filter(({ arrived }) => arrived).slice(-MAX_ARRIVALS);
  return newest.map(({ group, period, position, at }) => {
    let node = group;
    while (node > view.root && !inScope.has(node)) node = fold.world.tree.nodes[node]!.parent;
    return { node, period, position, at };
  });
}
