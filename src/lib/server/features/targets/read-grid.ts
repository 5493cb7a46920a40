import type { FilingGrid, readGrid } from '../../../api/grid.ts';
import { MAY_NOT_SEE, refuse, UNKNOWN, type Outcome } from '../../../api/outcome.ts';
import type { Principal } from '../../../domain/access.ts';
import { currentPeriod, parsePeriod } from '../../../domain/period.ts';
import { parseUnitKey } from '../../../domain/unit.ts';
import type { CurrentRuntime } from '../../context/current-runtime.ts';
import type { Asked } from '../../http/serve.ts';
import { filingGrid, MOST_GROUPS, type ReasonAt } from './filing-grid.ts';

/** Who asks for a grid, of which program. */
interface GridContext {
  readonly runtime: Pick<CurrentRuntime, 'publisher' | 'clock' | 'store'>;
  readonly principal: Principal;
}

/** What the groups of a unit are to file for a period that has begun, and have filed. */
export async function gridFor(
  { runtime, principal }: GridContext,
  { params }: Pick<Asked<typeof readGrid>, 'params'>
): Promise<Outcome<FilingGrid>> {
  const { fold } = runtime.publisher;
  const key = parseUnitKey(params.unit);
  const unit = key && fold.world.tree.unit(`${key.code}@${key.validFrom}`);
  const period = parsePeriod(params.period);
  if (!unit) return UNKNOWN;
  if (period === null || period > currentPeriod(runtime.clock(), fold.world.profile))
    return refuse(
      'badRequest',
      'badPeriod',
      'Kỳ phải có dạng YYYY-MM và đã bắt đầu.',
      'Use YYYY-MM, and a period that has started.'
    );
  const grid = await filingGrid(fold, principal, runtime.clock(), { unit, period }, reasonIn(runtime));
  if (grid === 'tooMany')
    return refuse(
      'badRequest',
      'tooManyGroups',
      `Đơn vị có hơn ${MOST_GROUPS} tổ, hãy chọn cấp dưới.`,
      `The unit has more than ${MOST_GROUPS} groups: choose one below it.`
    );
  return grid ?? MAY_NOT_SEE;
}

/** Reads the reason of a review from the log. */
export function reasonIn({ store }: Pick<CurrentRuntime, 'store'>): ReasonAt {
  return async (position) => {
    const [entry] = await store.read(position - 1, 1);
    return entry?.body.kind === 'review' ? entry.body.reason : '';
  };
}
