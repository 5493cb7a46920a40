import type { keepChain } from '../../../api/chain.ts';
import type { Body } from '../../../api/declare.ts';
import { faultAt, orWrong, type FieldFault, type Outcome } from '../../../api/outcome.ts';
import type { ChainBook } from '../../../domain/chain-book.ts';
import { CHAIN_PARTIES, type Chain } from '../../../domain/chain.ts';
import { deadlineOf } from '../../../domain/deadline.ts';
import { dayAt, isDay, lastDay, periodOfDay } from '../../../domain/period.ts';
import { standsIn } from '../../../domain/standing-levels.ts';
import type { Tree } from '../../../domain/tree.ts';

/** What a chain is judged against. */
export interface ChainGround {
  readonly chains: ChainBook;
  readonly tree: Tree;
  /** Milliseconds UTC. */
  readonly now: number;
}

/** A chain that can be kept, or what is wrong with it. */
export function judgeChain(chain: Body<typeof keepChain>, ground: ChainGround): Outcome<Chain> {
  const faults = [
    ...spanFaults(chain, ground),
    ...stepFaults(chain),
    ...levelFaults(chain, ground),
    ...dayFaults(chain, ground),
    ...changeFaults(chain, ground)
  ];
  return orWrong(faults) ?? chain;
}

function spanFaults(chain: Chain, { tree }: ChainGround): FieldFault[] {
  const faults: FieldFault[] = [];
  if (chain.validTo !== null && chain.validTo <= chain.validFrom)
    faults.push(
      faultAt(
        '/validTo',
        'span',
        'Ngày kết thúc phải sau ngày bắt đầu.',
        'The end date must be after the start date.'
      )
    );
  if (chain.province !== null && !tree.unit(chain.province))
    faults.push(faultAt('/province', 'unknownUnit', 'Không có đơn vị này.', 'This unit does not exist.'));
  if (!chain.illustrative && chain.citation === '')
    faults.push(
      faultAt(
        '/citation',
        'citation',
        'Cần ghi căn cứ (văn bản quy định), hoặc đánh dấu “minh họa”.',
        'Name the document that sets the days, or mark the process as illustrative.'
      )
    );
  return faults;
}

function stepFaults({ steps }: Chain): FieldFault[] {
  return steps.flatMap(({ from, to }, index) => {
    const path = `/steps/${index}`;
    if (steps.findIndex((step) => step.from === from) < index)
      return [
        faultAt(`${path}/from`, 'twice', 'Cấp này đã có trong quy trình.', 'This level already has a step.')
      ];
    if (CHAIN_PARTIES.indexOf(to) <= CHAIN_PARTIES.indexOf(from))
      return [
        faultAt(
          `${path}/to`,
          'upward',
          'Bên nhận phải ở cấp trên bên gửi.',
          'The recipient must be at a higher level.'
        )
      ];
    return [];
  });
}

/** A district takes part only where there are districts on the chain's first day. */
function levelFaults({ steps, province, validFrom }: Chain, { tree }: ChainGround): FieldFault[] {
  const root = province === null ? tree.nodes[0] : tree.unit(province);
  if (!root || standsIn(tree, root.ordinal, 'district', validFrom)) return [];
  return steps.flatMap((step, index) =>
    (['from', 'to'] as const)
      .filter((end) => step[end] === 'district')
      .map((end) =>
        faultAt(
          `/steps/${index}/${end}`,
          'noLevel',
          'Không có cấp huyện vào ngày quy trình bắt đầu.',
          'There are no districts on the start date of the process.'
        )
      )
  );
}

/** Steps follow one another in time, and none ends before the period that it reports has. */
function dayFaults(chain: Chain, { chains, tree, now }: ChainGround): FieldFault[] {
  // A month in which the chain holds: another's days say nothing about it.
  const today = dayAt(now);
  const first = chain.validFrom > today && isDay(chain.validFrom) ? chain.validFrom : today;
  const period = periodOfDay(first, tree.profile);
  const isHoliday = (one: string) => chains.isHoliday(one);
  const due = chain.steps.map((step) => deadlineOf(chain, step, period, tree.profile, isHoliday));
  return chain.steps.flatMap((step, index) => {
    const path = `/steps/${index}/beforeDay`;
    const deadline = due[index];
    if (!deadline) return [];
    if (deadline.lastDay <= lastDay(period, tree.profile))
      return [
        faultAt(
          path,
          'beforeEnd',
          `Bước ${index + 1} (${step.fromName.vi} → ${step.toName.vi}): hạn rơi vào lúc kỳ báo cáo chưa kết thúc.`,
          `Step ${index + 1} (${step.fromName.en} → ${step.toName.en}): the deadline falls before the period ends.`
        )
      ];
    const later = chain.steps.findIndex(({ from }) => from === step.to);
    const next = later < 0 ? null : due[later];
    if (next && next.at < deadline.at)
      return [
        faultAt(
          path,
          'order',
          `Bước ${index + 1} (${step.fromName.vi} → ${step.toName.vi}): hạn muộn hơn hạn của cấp nhận.`,
          `Step ${index + 1} (${step.fromName.en} → ${step.toName.en}): the deadline is later than the recipient’s own deadline.`
        )
      ];
    return [];
  });
}

/**
 * A chain that has begun is not rewritten: what was on time stays so. It may be ended, and named otherwise; other days
 * are a new chain, which holds from its own first day.
 */
function changeFaults(chain: Chain, { chains, now }: ChainGround): FieldFault[] {
  const today = dayAt(now);
  const known = chains.all.find(({ id }) => id === chain.id);
  if (!known || known.validFrom > today) return [];
  const kept = ({ province, validFrom, reading, shiftToWorkingDay, steps }: Chain) =>
    JSON.stringify([
      province,
      validFrom,
      reading,
      shiftToWorkingDay,
      steps.map((s) => [s.from, s.to, s.beforeDay])
    ]);
  const faults: FieldFault[] = [];
  if (kept(known) !== kept(chain))
    faults.push(
      faultAt(
        '',
        'begun',
        'Quy trình này đã có hiệu lực nên không sửa được bước và hạn nộp. Hãy thêm quy trình mới với ngày bắt đầu riêng.',
        'This process is in effect, so its steps and deadlines cannot change. Add a new one with its own start date.'
      )
    );
  if (chain.validTo !== known.validTo && chain.validTo !== null && chain.validTo < today)
    faults.push(
      faultAt(
        '/validTo',
        'past',
        'Ngày kết thúc phải từ hôm nay trở đi.',
        'The end date cannot be in the past.'
      )
    );
  return faults;
}
