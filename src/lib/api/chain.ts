import { z } from 'zod';
import { CHAIN_PARTIES } from '../domain/chain.ts';
import { FILING_STATES } from '../domain/filing-state.ts';
import { REPORTER_KINDS } from '../domain/group.ts';
import { OUTBOUND_EVENTS } from '../domain/outbound-event.ts';
import { declare, type Answer, type Frozen } from './declare.ts';
import {
  askedUnit,
  bothWords,
  count,
  day,
  done,
  levelUnit,
  filingCount,
  moment,
  position,
  unitName,
  writtenPeriod
} from './shapes.ts';

const words = z.strictObject({
  vi: z.string().trim().min(1).max(300),
  en: z.string().trim().min(1).max(300)
});
/** Of what the tests of rights send. */
const FOREIGN_WORDS = { vi: 'x', en: 'x' };
const party = z.enum(CHAIN_PARTIES);
const reading = z.enum(['strict', 'inclusive']);

const filing = z.strictObject({
  state: z.enum(FILING_STATES),
  at: moment.nullable(),
  lateBy: count.nullable()
});

const filingCounts = filingCount.extend({
  onTime: count,
  late: count,
  missing: count,
  awaited: count,
  approved: count,
  consolidated: count
});

const closing = z.strictObject({
  state: z.enum(['awaited', 'missing', 'prepared', 'returned', 'confirmed']),
  preparedAt: moment.nullable(),
  confirmedAt: moment.nullable(),
  lateBy: count.nullable()
});

const deadline = z.strictObject({
  at: moment,
  lastDay: z.string(),
  movedFrom: z.string().nullable(),
  closed: z.enum(['holiday', 'weekend']).nullable()
});

/** A hop of a chain as it stands below a unit: the groups that report by it, the units that pass on by it. */
const hop = z.strictObject({
  from: bothWords,
  to: bothWords,
  deadline: deadline.nullable(),
  illustrative: z.boolean(),
  groups: filingCounts,
  units: z.strictObject({ due: count, confirmed: count, late: count, prepared: count, missing: count })
});

const unitRow = unitName.extend({
  counts: filingCounts,
  closing: closing.nullable(),
  due: moment
    .nullable()
    .meta({ description: 'Hạn tổng hợp / by when its own consolidation is due; null: no day is set' })
});

const groupRow = z.strictObject({
  code: z.string(),
  name: z.string(),
  kind: z.enum(REPORTER_KINDS),
  filing,
  due: moment.nullable()
});

/** Who has filed by when at and below a unit. */
export const readChain = declare({
  method: 'GET',
  path: '/api/v1/chain/{unit}/{period}',
  may: { may: 'read' },
  summary: { vi: 'Ai đã nộp, đúng hạn, còn thiếu', en: 'who has filed, on time, missing' },
  answer: z.strictObject({
    unit: levelUnit,
    path: z
      .array(unitName)
      .meta({ description: 'Từ cấp cao nhất được xem / from the highest unit that the caller may see' }),
    period: writtenPeriod,
    future: z.boolean().meta({ description: 'Kỳ chưa bắt đầu / the period has not begun' }),
    now: moment,
    until: moment
      .nullable()
      .meta({ description: 'Hạn kế tiếp / the next deadline, when this stops being right; null: none' }),
    position,
    chain: z
      .strictObject({ name: bothWords, reading, illustrative: z.boolean(), citation: z.string() })
      .nullable()
      .meta({ description: 'Chuỗi của đơn vị / the chain that holds at the unit' }),
    counts: filingCounts,
    closing: closing.nullable(),
    hops: z.array(hop),
    units: z.array(unitRow),
    groups: z.array(groupRow).meta({
      description:
        'Tổ ngay dưới đơn vị; của xã: mọi tổ / groups that hang at the unit; of a commune, all below'
    })
  }),
  refuses: ['mayNotSee', 'unknown']
});

/** The message that reminds a unit's groups, or one of them, and what its card shows, in the order of reading. */
export const readReminder = declare({
  method: 'GET',
  path: '/api/v1/chain/{unit}/{period}/reminder',
  may: { may: 'remind' },
  summary: { vi: 'Tin nhắn nhắc nộp', en: 'text of a reminder' },
  query: z.strictObject({
    group: z.string().max(64).optional().meta({ description: 'Mã tổ / a group' })
  }),
  answer: z.strictObject({
    text: z.string(),
    card: z.strictObject({
      title: z.string(),
      place: z.string(),
      due: z.string(),
      filed: count,
      expected: count,
      counts: z.string().meta({ description: 'Hai số đếm gì / what the two numbers count' }),
      lists: z.array(z.strictObject({ title: z.string(), names: z.array(z.string()), more: count })),
      mark: z.string().meta({ description: 'Dấu của bản minh họa / what a demo says of itself' })
    })
  }),
  refuses: ['mayNotSee', 'unknown']
});

/** Keeps a chain, or ends one: an entry of the log. */
export const keepChain = declare({
  method: 'POST',
  path: '/api/v1/chain/profiles',
  may: { may: 'manageChains' },
  summary: { vi: 'Lịch báo cáo', en: 'keep a chain profile' },
  body: z.strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
    name: words,
    province: askedUnit.nullable().meta({ description: 'null: cả nước / everywhere' }),
    validFrom: day,
    validTo: day.nullable(),
    reading,
    shiftToWorkingDay: z.boolean(),
    steps: z
      .array(
        z.strictObject({
          from: party,
          to: party,
          fromName: words,
          toName: words,
          beforeDay: z.int().min(1).max(31).nullable()
        })
      )
      .min(1)
      .max(12),
    illustrative: z.boolean(),
    citation: z.string().trim().max(1000)
  }),
  answer: z.strictObject({ position }),
  status: 201,
  refuses: ['mayNotChange', 'wrong'],
  foreign: ({ unit }) => ({
    id: 'foreign-chain',
    name: FOREIGN_WORDS,
    province: unit,
    validFrom: '2199-01-01',
    validTo: null,
    reading: 'strict',
    shiftToWorkingDay: false,
    steps: [
      {
        from: 'village-group',
        to: 'commune',
        fromName: FOREIGN_WORDS,
        toName: FOREIGN_WORDS,
        beforeDay: 20
      }
    ],
    citation: 'x',
    illustrative: true
  })
});

/** Names days on which offices are closed, everywhere; not days gone by. */
export const keepHolidays = declare({
  method: 'POST',
  path: '/api/v1/chain/holidays',
  may: { may: 'manageChains' },
  summary: { vi: 'Ngày nghỉ', en: 'name holidays' },
  body: z.strictObject({
    holidays: z
      .array(z.strictObject({ day, name: words, removed: z.boolean().optional() }))
      .min(1)
      .max(200)
  }),
  answer: z.strictObject({ position }),
  status: 201,
  refuses: ['mayNotChange', 'wrong'],
  // Days off are the country's, and nobody's whose part of it is smaller.
  foreign: () => ({ holidays: [{ day: '2199-01-01', name: FOREIGN_WORDS }] })
});

const toEnd = z.strictObject({ id: z.string().min(1).max(100) });

/** Keeps a schedule of reminders; `days` are counted from the last day on time. */
export const addSchedule = declare({
  method: 'POST',
  path: '/api/v1/chain/schedules',
  may: { may: 'remind' },
  summary: { vi: 'Hẹn nhắc nộp', en: 'schedule reminders' },
  body: z.strictObject({
    unit: askedUnit,
    days: z.array(z.int().min(-15).max(15)).min(1).max(10),
    hour: z.int().min(0).max(23),
    mails: z.array(z.email().max(200)).max(20)
  }),
  answer: z.strictObject({ id: z.string() }),
  status: 201,
  refuses: ['mayNotChange', 'wrong'],
  foreign: ({ unit }) => ({ unit, days: [1], hour: 8, mails: [] })
});

/** Ends a schedule. */
export const endSchedule = declare({
  method: 'DELETE',
  path: '/api/v1/chain/schedules',
  may: { may: 'remind' },
  summary: { vi: 'Bỏ hẹn nhắc', en: 'drop a schedule' },
  body: toEnd,
  answer: done,
  refuses: ['mayNotChange', 'unknown'],
  foreign: ({ id }) => ({ id })
});

/** Keeps an endpoint for webhooks. */
export const addEndpoint = declare({
  method: 'POST',
  path: '/api/v1/chain/endpoints',
  may: { may: 'manageSettings' },
  summary: { vi: 'Thêm webhook', en: 'add a webhook' },
  body: z.strictObject({
    unit: askedUnit,
    url: z.string().max(500),
    events: z.array(z.enum(OUTBOUND_EVENTS)).min(1).max(OUTBOUND_EVENTS.length)
  }),
  answer: z.strictObject({
    id: z.string(),
    secret: z.string().meta({ description: 'Chỉ trả lời một lần / answered for the only time' })
  }),
  status: 201,
  refuses: ['mayNotChange', 'wrong'],
  foreign: ({ unit }) => ({ unit, url: 'https://example.invalid/hook', events: ['report.accepted'] })
});

/** Ends an endpoint. */
export const endEndpoint = declare({
  method: 'DELETE',
  path: '/api/v1/chain/endpoints',
  may: { may: 'manageSettings' },
  summary: { vi: 'Bỏ webhook', en: 'drop a webhook' },
  body: toEnd,
  answer: done,
  refuses: ['mayNotChange', 'unknown'],
  foreign: ({ id }) => ({ id })
});

export type ChainAnswer = Answer<typeof readChain>;
export type ReminderCard = Answer<typeof readReminder>['card'];
export type HopAnswer = Frozen<z.output<typeof hop>>;
export type UnitRow = Frozen<z.output<typeof unitRow>>;
export type GroupRow = Frozen<z.output<typeof groupRow>>;
