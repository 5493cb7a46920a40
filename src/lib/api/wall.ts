import { z } from 'zod';
import { LEVELS } from '../domain/unit.ts';
import { MATTER_KINDS } from '../domain/matter.ts';
import { declare, type Frozen } from './declare.ts';
import { bothWords, count, filingCount, moment, position, unitKey, writtenPeriod } from './shapes.ts';

/** A day by which a hop of the chain is due. */
const hop = z.strictObject({
  from: bothWords,
  to: bothWords,
  at: moment
    .nullable()
    .meta({ description: 'Từ lúc nào là trễ / the first moment that is late; null: the chain sets no day' }),
  ofGroups: z
    .boolean()
    .meta({ description: 'Các tổ nộp ở bước này / groups report by this hop; else units pass on by it' }),
  expected: count,
  done: count
});

/** The one count of filing (RULES 9b) and no more. */
const filing = z.strictObject({
  unit: unitKey,
  period: writtenPeriod,
  now: moment,
  position,
  future: z.boolean().meta({ description: 'Kỳ chưa bắt đầu / the period has not begun' }),
  counts: filingCount,
  units: z
    .array(z.strictObject({ unit: unitKey, counts: filingCount }))
    .meta({ description: 'Với level: từng đơn vị ở cấp đó / with level: each unit of that level below' })
});

/**
 * The count with the month's chain as a burn-up: `moments[i]` (by the server's receipt, rising) is when `filed[i]` of
 * the groups that have filed had sent the first version of their report; a step line that ends at `counts.filed`. No
 * names and no words of reports.
 */
const arrivals = filing.extend({
  from: moment.meta({ description: 'Kỳ bắt đầu / when the days of the period begin' }),
  to: moment.meta({ description: 'Hạn cuối / the last deadline, or the last receipt where later' }),
  moments: z.array(moment),
  filed: z.array(count),
  hops: z
    .array(hop)
    .meta({ description: 'Từ cấp dưới lên / the hops of the chain that holds at the unit, from the bottom' }),
  illustrative: z.boolean().meta({ description: 'Minh họa / the days are examples and no regulation’s' })
});

/** The month's chain at and below a unit as a burn-up; with `counts` the one count of filing alone. */
export const readArrivals = declare({
  method: 'GET',
  path: '/api/v1/arrivals/{unit}/{period}',
  may: { may: 'read' },
  summary: { vi: 'Số tổ đã nộp theo thời gian, hạn của từng cấp', en: 'the month as a burn-up' },
  query: z.strictObject({
    counts: z.string().optional().meta({ description: 'Chỉ bốn số đếm / the four counts alone' }),
    level: z.enum(LEVELS).optional().meta({
      description:
        'Với counts: cùng bốn số đếm của từng đơn vị ở cấp này / with counts: with those of each unit of a level'
    })
  }),
  answer: z.union([filing, arrivals]),
  refuses: ['badRequest', 'mayNotSee', 'unknown']
});

const place = z.strictObject({ unit: unitKey, fullName: z.string() });

/** What came today at and below a unit against the usual, and who reached the target of an indicator since yesterday. */
export const readToday = declare({
  method: 'GET',
  path: '/api/v1/wall/today/{unit}/{level}/{period}/{indicator}',
  may: 'open',
  summary: { vi: 'Hôm nay so với thường lệ', en: 'today against the usual' },
  answer: z.strictObject({
    unit: unitKey,
    now: moment,
    from: moment.meta({ description: '0 giờ hôm nay / when today began' }),
    hours: z
      .array(count)
      .length(24)
      .meta({ description: 'Báo cáo nhận trong từng giờ hôm nay / received today' }),
    before: z
      .array(count)
      .length(24)
      .meta({ description: 'Tổng của các ngày trước theo giờ / the same of the days before, together' }),
    days: count.meta({ description: 'Số ngày trước được tính, tối đa 28 / days before that are counted' }),
    reached: z
      .array(place.extend({ at: moment }))
      .meta({ description: 'Mới đạt từ hôm qua, số đã duyệt / reached since yesterday, approved figures' })
  }),
  refuses: ['mayNotSee', 'unknown']
});

/** What was asked and answered at and below a unit: counts alone, no word of a difficulty and no person. */
export const readAnswers = declare({
  method: 'GET',
  path: '/api/v1/wall/answers/{unit}',
  may: { may: 'read' },
  summary: { vi: 'Vướng mắc đã nêu và đã trả lời', en: 'difficulties asked and answered' },
  answer: z.strictObject({
    unit: unitKey,
    now: moment,
    days: count.meta({ description: 'Số ngày được tính / days that are counted' }),
    asked: count,
    answered: count,
    waiting: count.meta({ description: 'Đang chờ trả lời / waiting for an answer now' }),
    unowned: count.meta({ description: 'Trong đó chưa ai nhận / of these taken by nobody' }),
    kinds: z.array(z.strictObject({ kind: z.enum(MATTER_KINDS), answered: count, waiting: count }))
  }),
  refuses: ['mayNotSee', 'unknown']
});

export type TodayAnswer = Frozen<z.output<(typeof readToday)['answer']>>;
export type AnswersAnswer = Frozen<z.output<(typeof readAnswers)['answer']>>;
export type ArrivalsHop = Frozen<z.output<typeof hop>>;
export type FilingAnswer = Frozen<z.output<typeof filing>>;
export type ArrivalsAnswer = Frozen<z.output<typeof arrivals>>;
