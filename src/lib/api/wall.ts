import { z } from 'zod';
import { LEVELS } from '../domain/unit.ts';
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

export type ArrivalsHop = Frozen<z.output<typeof hop>>;
export type FilingAnswer = Frozen<z.output<typeof filing>>;
export type ArrivalsAnswer = Frozen<z.output<typeof arrivals>>;
