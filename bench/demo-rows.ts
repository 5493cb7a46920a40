import type { EntryBody } from '../src/lib/domain/entry.ts';
import type { Period } from '../src/lib/domain/period.ts';
import type { Rows } from '../src/lib/domain/rows.ts';
import { Fold, type FoldEntry } from '../src/lib/server/core/snapshot/fold.ts';
import { Publisher } from '../src/lib/server/core/snapshot/publish.ts';
import { scopeRows } from '../src/lib/server/core/snapshot/scope-rows.ts';
import type { ScopeView } from '../src/lib/server/core/snapshot/scope-view.ts';
import { encodeRows } from '../src/lib/wire/rows.ts';
import { demoWorld } from '../tests/support/demo-world.ts';

/** The moment at which the bench takes the demo. */
export const NOW = Date.parse('2026-02-21T22:30:00Z');

/** Đà Nẵng down to its groups: what most figures of the bench are about. */
export const DA_NANG = { root: '48@2025-07-01', depth: 'group' } as const;

/** The demo folded as the server folds it, and the rows of Đà Nẵng. */
export interface DemoRows {
  readonly fold: Fold;
  readonly publisher: Publisher;
  readonly view: ScopeView;
  /** The view's periods, oldest first. */
  readonly periods: readonly Period[];
  readonly parts: ReadonlyMap<Period, Rows>;
}

let made: DemoRows | null = null;

/** Made once for all topics. */
export function demoRows(): DemoRows {
  if (made) return made;
  const { plain, structure } = demoWorld(NOW);
  const reports = plain.reports.map(({ group, period, values }): EntryBody => ({
    kind: 'report',
    group,
    period,
    values,
    texts: { tasks: '', difficulties: '', proposals: '', practices: '' }
  }));
  const first = structure.length + 1;
  const reviews = (['approved', 'returned'] as const).map((state): EntryBody => ({
    kind: 'review',
    state,
    reason: '',
    reports: plain.reports.flatMap((report, i) => (report.state === state ? [first + i] : []))
  }));
  const bodies = [...structure.map(({ body }) => body), ...reports, ...reviews];
  const entries = bodies.map((body, i): FoldEntry => ({ position: i + 1, at: NOW, actor: 'bench', body }));
  const fold = new Fold('window');
  fold.apply(entries);
  const publisher = new Publisher('bench', fold);
  const view = publisher.view(DA_NANG);
  if (!view) throw new Error('the demo has no Đà Nẵng');
  const every = fold.world.indicators.map(({ ordinal }) => ordinal);
  const periods = publisher.views.periods(view);
  const parts = new Map(periods.map((period) => [period, scopeRows(publisher.warm, view, period, every)]));
  made = { fold, publisher, view, periods, parts };
  return made;
}

/** Rows as one complete stream, as a part is sent. */
export function streamOf(rows: Rows, period: Period): { bytes: Uint8Array; length: number } {
  const head = { kind: 'part', store: 'bench', scope: 'bench', period, position: 1, link: '' } as const;
  return { bytes: encodeRows(rows, head), length: rows.length };
}
