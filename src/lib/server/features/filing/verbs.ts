import type { Answer } from '../../../api/declare.ts';
import type * as api from '../../../api/filing.ts';
import { MAY_NOT_SEE, UNKNOWN, type Outcome } from '../../../api/outcome.ts';
import { mayAt } from '../../../domain/access.ts';
import { currentPeriod, dayAt, parsePeriod, reportedPeriod } from '../../../domain/period.ts';
import type { Context } from '../../context/context.ts';
import type { Asked } from '../../http/serve.ts';
import { dueGroups } from '../../core/ingest/due.ts';
import { filingMine } from './mine.ts';
import { returnReasons } from './return-reasons.ts';
import { filingSheet } from './sheet.ts';

// What is read before something is filed: who files, what they owe, what a group files.

/** Who is signed in, and at which store. */
export function readFiler({ runtime, principal }: Context): Answer<typeof api.readFiler> {
  const { actor, name } = principal;
  return { actor, name, store: runtime.settings.id };
}

/** What somebody owes and by when: their groups, a page at a time. */
export async function readOwnFiling(
  { runtime: { publisher, store, clock }, principal }: Context,
  { query: { search, from } }: Asked<typeof api.readOwnFiling>
): Promise<Answer<typeof api.readOwnFiling>> {
  const reasons = returnReasons(publisher.fold.book, store);
  return filingMine(publisher.fold, reasons, principal, clock(), { search: search.trim(), from });
}

/** What one group files for a period. */
export async function readFilingSheet(
  { runtime: { publisher, store, clock }, principal }: Context,
  { params }: Asked<typeof api.readFilingSheet>
): Promise<Outcome<Answer<typeof api.readFilingSheet>>> {
  const { world } = publisher.fold;
  const now = clock();
  const group = world.tree.group(params.group);
  const period = parsePeriod(params.period);
  if (!group || period === null || period > currentPeriod(now, world.profile)) return UNKNOWN;
  if (!mayAt(principal, 'file', world.tree, group.ordinal, dayAt(now))) return MAY_NOT_SEE;
  return filingSheet(publisher.fold, store, group, period, now);
}

/** What the groups of a unit are to file. */
export function readDueGroups(
  { runtime: { publisher, world, clock }, principal }: Context,
  { query: { within, limit, ...asked } }: Asked<typeof api.readDueGroups>
): Outcome<Answer<typeof api.readDueGroups>> {
  const day = dayAt(clock());
  const period = asked.period ?? reportedPeriod(clock(), world.profile);
  const list = dueGroups(world, publisher.fold.cells, {
    within,
    period,
    limit,
    mayFile: ({ ordinal }) => mayAt(principal, 'file', world.tree, ordinal, day)
  });
  return list ?? UNKNOWN;
}
