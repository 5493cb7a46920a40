import type * as api from '../../../api/audit.ts';
import type { HistoryPage } from '../../../api/audit.ts';
import { MAY_NOT_SEE, type Outcome } from '../../../api/outcome.ts';
import { dayAt } from '../../../domain/period.ts';
import type { CurrentRuntime } from '../../context/current-runtime.ts';
import type { Context } from '../../context/context.ts';
import type { Asked } from '../../http/serve.ts';
import { historyFor } from './history.ts';
import type { Archive } from './object-place.ts';

/** The history of an object, or the newest changes in the caller's subtree. */
export async function readAudit(
  { runtime, principal }: Context,
  { query: { kind: kinds, object, before, limit } }: Pick<Asked<typeof api.readAudit>, 'query'>
): Promise<Outcome<HistoryPage>> {
  const page = await historyFor(archiveOf(runtime), principal, { object, kinds, before, limit });
  return page ?? MAY_NOT_SEE;
}

/** What the audit is read from in the running program. */
function archiveOf({
  publisher,
  store,
  clock
}: Pick<CurrentRuntime, 'publisher' | 'store' | 'clock'>): Archive {
  return { fold: publisher.fold, store, day: dayAt(clock()) };
}
