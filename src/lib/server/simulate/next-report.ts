import type { DueGroup, DueValue } from '../../api/filing.ts';
import type { Submission, SubmittedValue } from '../core/ingest/schema.ts';

const TASKS = [
  'Hướng dẫn người dân cài VNeID tại nhà văn hóa',
  'Đến từng nhà hướng dẫn nộp hồ sơ trực tuyến',
  'Ra quân ngày thứ Bảy hướng dẫn thanh toán không tiền mặt',
  'Hỗ trợ hộ kinh doanh đưa hàng lên sàn'
];
/** Where a figure starts that nobody has filed yet, as a share of its base. */
const START = 0.4;
/** A quota where none was filed before. */
const QUOTA = 100;

/**
 * A plausible next report of a group: some of its figures, each a little further than what it last filed, and a word
 * now and then. `random` gives numbers from 0 to under 1.
 */
export function nextReport(group: DueGroup, period: string, random: () => number): Submission {
  const wanted = 2 + Math.floor(random() * 5);
  const values = shuffled(group.values, random)
    .flatMap((due) => nextValue(due, random) ?? [])
    .slice(0, wanted);
  const tasks = TASKS[Math.floor(random() * TASKS.length)]!;
  const silent = values.length > 0 && random() < 0.7;
  return { group: group.code, period, values, ...(silent ? {} : { tasks }) };
}

/** The group as it stands after a report of its own. */
export function afterReport(group: DueGroup, report: Submission): DueGroup {
  const filed = new Map(report.values?.map((value) => [value.indicator, value]));
  const values = group.values.map((due): DueValue => {
    const { numerator, denominator } = filed.get(due.indicator) ?? {};
    if (typeof numerator !== 'number') return due;
    return {
      ...due,
      last: { numerator, denominator: typeof denominator === 'number' ? denominator : due.base, age: 0 }
    };
  });
  return { ...group, values };
}

function nextValue({ indicator, kind, base, last }: DueValue, random: () => number): SubmittedValue | null {
  if (kind === 'count') return { indicator, numerator: (last?.numerator ?? 0) + Math.floor(random() * 4) };
  if (kind === 'quota') {
    const denominator = last?.denominator || QUOTA;
    return { indicator, numerator: further(last?.numerator ?? 0, denominator, random), denominator };
  }
  if (base === null) return null;
  return {
    indicator,
    numerator: further(Math.min(last?.numerator ?? Math.round(base * START), base), base, random)
  };
}

/** One to three parts in a hundred of what is left, at least one while anything is. */
function further(from: number, to: number, random: () => number): number {
  if (from >= to) return from;
  return Math.min(to, from + 1 + Math.floor((to - from) * 0.03 * random()));
}

function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  return items
    .map((item) => ({ item, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
