import type { EntryDraft, LogEntry } from '../../src/lib/domain/entry.ts';
import { goldenReports, goldenStructure } from './golden-world.ts';

const texts = { tasks: '', difficulties: '', proposals: '', practices: '' };

/** The golden world as a whole log: structure, reports, then the reviews of those that were not left as submitted. */
export function goldenDrafts(): EntryDraft[] {
  const drafts = goldenStructure();
  const first = drafts.length + 1;
  const reports = goldenReports();
  const draft = (body: EntryDraft['body']): EntryDraft => ({
    at: 1_000 + drafts.length,
    actor: 'golden',
    body
  });
  for (const { group, period, values } of reports) {
    drafts.push(draft({ kind: 'report', group, period, values, texts }));
  }
  reports.forEach(({ state }, i) => {
    if (state !== 'submitted')
      drafts.push(draft({ kind: 'review', reports: [first + i], state, reason: '' }));
  });
  return drafts;
}

/** The same with positions, as a store would give it back. */
export function goldenLog(): LogEntry[] {
  return goldenDrafts().map((draft, i) => ({ position: i + 1, ...draft }));
}
