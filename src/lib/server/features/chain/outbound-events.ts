import { formatPeriod } from '../../../domain/period.ts';
import type { OutboundEvent } from '../../../domain/outbound-event.ts';
import type { UnitKey } from '../../../domain/unit.ts';
import type { Fold, FoldEntry } from '../../core/snapshot/fold.ts';

/** Something that happened, as it is told outside: no words of anybody and no names of persons. */
export interface Telling {
  /** The same for the same happening, at every attempt and after every restart. */
  readonly id: string;
  readonly event: OutboundEvent;
  /** When the server took it in, milliseconds UTC. */
  readonly at: number;
  readonly position: number;
  /** Key of the unit in which it happened. */
  readonly unit: UnitKey;
  /** Code of the group; null where it is the unit's own step. */
  readonly group: string | null;
  /** `YYYY-MM`. */
  readonly period: string;
}

/** What an entry of the log, already folded, has to tell outside. */
export function tellingsOf(fold: Fold, entry: FoldEntry): Telling[] {
  const { body, position, at } = entry;
  if (body === null || body.kind === 'report') {
    const told = ofVersion(fold, position, 'report.accepted', { position, at });
    return told ? [told] : [];
  }
  if (body.kind === 'review') {
    if (body.state !== 'approved' && body.state !== 'returned') return [];
    const event = `report.${body.state}` as const;
    return body.reports.flatMap((report) => ofVersion(fold, report, event, { position, at }) ?? []);
  }
  if (body.kind !== 'consolidation' || body.step !== 'confirmed') return [];
  const { unit, period } = body;
  const event = 'consolidation.confirmed';
  return [{ id: `e${position}`, event, at, position, unit, group: null, period: formatPeriod(period) }];
}

function ofVersion(
  fold: Fold,
  report: number,
  event: OutboundEvent,
  head: { readonly position: number; readonly at: number }
): Telling | null {
  const version = fold.book.version(report);
  const node = version && fold.world.tree.nodes[version.group];
  if (!version || node?.kind !== 'group') return null;
  const id = report === head.position ? `e${head.position}` : `e${head.position}-${report}`;
  const { unit, code } = node.group;
  return { id, event, ...head, unit, group: code, period: formatPeriod(version.period) };
}
