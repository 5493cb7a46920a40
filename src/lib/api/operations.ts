import { z } from 'zod';
import { ROLES } from '../domain/access.ts';
import { ATTENTION_KINDS } from '../domain/attention.ts';
import { KEY_LENGTH } from '../domain/attention-key.ts';
import { CASE_NOTE, CASE_VERBS } from '../domain/case.ts';
import { CHECKS } from '../domain/checks.ts';
import { FILING_STATES } from '../domain/filing-state.ts';
import { PILLARS } from '../domain/indicator.ts';
import { MATTER_KINDS } from '../domain/matter.ts';
import { MOST_ROWS, ROW_STATES, ROWS_OF_A_PAGE } from '../domain/row-filter.ts';
import { LEVELS } from '../domain/unit.ts';
import { declare, type Door, type Frozen } from './declare.ts';
import { matterView, MOST_AT_ONCE } from './difficulties.ts';
import {
  askedUnit,
  bothWords,
  count,
  filingCount,
  moment,
  position,
  unitKey,
  unitView,
  writtenPeriod
} from './shapes.ts';

const REMIND = { may: 'remind' } as const satisfies Door;

const key = z
  .string()
  .max(KEY_LENGTH)
  .meta({ description: 'Khóa của dòng / key of a row', example: 'owed:group:cns-1:2026-10' });
const ofRow = z.strictObject({ key });
const groupName = z.strictObject({ code: z.string(), name: z.string() });
/** A number in an address. */
const whole = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);

/** Stretches of a day by which arrivals are told. */
export const HALF_HOURS = 48;
/** Periods of which the past of a row is told. */
export const PAST_PERIODS = 6;

/** Somebody who can be spoken to; the store holds no telephone numbers. */
const person = z.strictObject({ name: z.string(), role: z.enum(ROLES) });

/** Who has a row. */
const holderView = z.strictObject({
  name: z.string(),
  mine: z.boolean().meta({ description: 'Của người hỏi / the caller has it, or an office of theirs' }),
  office: z.boolean()
});

/** One thing that wants attention, with what people did about it. */
const rowView = z
  .strictObject({
    key,
    kind: z.enum(ATTENTION_KINDS),
    unit: unitView.meta({ description: 'Đơn vị trên bản đồ / the unit that the map marks' }),
    above: z.string().meta({ description: 'Tên cấp trên, trống ở đỉnh / name of the unit above that one' }),
    group: groupName.nullable(),
    village: z.string().nullable().meta({ description: 'Thôn, tổ dân phố / the unit below that one' }),
    period: writtenPeriod.nullable(),
    at: moment.meta({ description: 'Từ lúc / from when it wants attention' }),
    due: moment.nullable().meta({ description: 'Hạn bước sau của vướng mắc / a difficulty’s next step' }),
    owes: z.enum(LEVELS).nullable().meta({ description: 'Ai nợ / whose debt it is' }),
    count: count.meta({ description: 'Bao nhiêu tổ nợ / how many groups owe; 1 for every other kind' }),
    of: count.meta({ description: 'Trong bao nhiêu tổ phải nộp / of how many that should file' }),
    returned: count,
    report: z.string().nullable().meta({ description: 'Báo cáo bất thường / the report of an anomaly' }),
    findings: z.array(
      z.strictObject({
        check: z.enum(CHECKS),
        indicator: z.string().nullable(),
        other: z.string().nullable(),
        numbers: z.record(z.string(), z.number())
      })
    ),
    matter: z
      .strictObject({ id: z.string(), kind: z.enum(MATTER_KINDS), text: z.string().nullable() })
      .nullable(),
    alert: z.strictObject({ name: z.string(), says: bothWords }).nullable(),
    isResolved: z.boolean(),
    holder: holderView.nullable(),
    isWider: z.boolean().meta({ description: 'Đã nhận cả đơn vị / taken with all groups of the unit' }),
    snoozedUntil: moment.nullable(),
    comments: count,
    may: z.array(z.enum(CASE_VERBS)).meta({ description: 'Được làm gì / what the caller may do now' })
  })
  .meta({ id: 'AttentionRow' });

/** How many rows of a kind the filter leaves. */
const kindCount = z.strictObject({
  rows: count,
  things: count.meta({ description: 'Số báo cáo, tổng hợp còn nợ / what is owed; else the rows' }),
  nobody: count.meta({ description: 'Chưa ai nhận / that nobody has' })
});

/** A report that just came. */
const arrivalView = z.strictObject({
  position,
  at: moment,
  group: groupName,
  unit: unitView,
  above: z.string(),
  period: writtenPeriod,
  lateBy: count.nullable().meta({ description: 'Trễ, mili giây / milliseconds late; null: no day is set' }),
  isAgain: z.boolean().meta({ description: 'Sửa bản trước / it corrects a version before it' })
});

/** What the board is asked for in an address. */
export const boardQuery = z.strictObject({
  unit: askedUnit.optional(),
  kind: z.enum(ATTENTION_KINDS).optional().meta({ description: 'Loại / kind' }),
  pillar: z.enum(PILLARS).optional().meta({ description: 'Trụ cột / pillar' }),
  state: z.enum(ROW_STATES).default('active').meta({ description: 'Trạng thái / state' }),
  limit: whole
    .default(ROWS_OF_A_PAGE)
    .meta({ description: `Tối đa bao nhiêu dòng, đến ${MOST_ROWS} / at most so many rows` }),
  since: whole.optional().meta({ description: 'Chỉ báo cáo sau vị trí / only arrivals after a position' })
});

/** What wants attention in a unit. */
export const readBoard = declare({
  method: 'GET',
  path: '/api/v1/operations',
  may: REMIND,
  summary: { vi: 'Việc cần để ý', en: 'what wants attention' },
  query: boardQuery,
  answer: z.strictObject({
    position,
    now: moment,
    until: moment
      .nullable()
      .meta({ description: 'Lúc cần hỏi lại / by when to ask again though nothing happens' }),
    unit: unitView,
    roots: z.array(unitView).meta({ description: 'Nơi người hỏi được làm / where the caller may act' }),
    filing: z.strictObject({ period: writtenPeriod, counts: filingCount }),
    counts: z.strictObject({
      alert: kindCount,
      overdue: kindCount,
      dueSoon: kindCount,
      anomaly: kindCount,
      matter: kindCount
    }),
    overdueBy: z.partialRecord(z.enum(LEVELS), count).meta({
      description: 'Quá hạn theo cấp nợ / debts whose day has passed, by who owes'
    }),
    half: z.strictObject({ units: count, of: count }).meta({
      description: 'Một nửa số tổ quá hạn ở bao nhiêu xã / in how few places half of the late groups are'
    }),
    places: z
      .array(z.strictObject({ unit: unitKey, things: count }))
      .meta({ description: 'Số việc đang mở theo nơi / open items by place, of the kind that is asked for' }),
    rows: z.array(rowView).max(MOST_ROWS),
    arrivals: z.array(arrivalView).meta({ description: 'Mới nhất trước / newest first' }),
    today: z
      .strictObject({
        from: moment.meta({ description: '0 giờ hôm nay / when today began' }),
        today: z.array(count).length(HALF_HOURS),
        before: z
          .array(count)
          .length(HALF_HOURS)
          .meta({ description: 'Tổng của các ngày trước / the same of the days before, together' }),
        days: count
      })
      .meta({ description: 'Báo cáo đến theo nửa giờ / reports received by the half hour' }),
    next: z
      .strictObject({
        at: moment,
        period: writtenPeriod,
        from: bothWords,
        to: bothWords,
        illustrative: z.boolean()
      })
      .nullable()
      .meta({ description: 'Hạn kế tiếp / the deadline ahead' }),
    unchecked: count.meta({ description: 'Chưa kiểm tra / reports that are still being looked at' }),
    tasks: z
      .strictObject({ open: count, overdue: count })
      .meta({ description: 'Việc họp giao chưa xong / what meetings gave and is not done' })
  }),
  refuses: ['mayNotSee', 'mayNotChange', 'unknown']
});

/** One row with what lies behind it and what people did about it. */
export const readRow = declare({
  method: 'GET',
  path: '/api/v1/operations/row',
  may: REMIND,
  summary: { vi: 'Một việc', en: 'one row with what lies behind it' },
  query: ofRow,
  answer: z.strictObject({
    row: rowView,
    groups: z
      .array(groupName.extend({ state: z.enum(FILING_STATES), people: z.array(person) }))
      .meta({ description: 'Các tổ còn nợ / groups that owe' }),
    people: z
      .array(person)
      .meta({ description: 'Người phụ trách của tổ hoặc đơn vị / who answers for the group or unit' }),
    past: z
      .array(z.strictObject({ period: writtenPeriod, expected: count, filed: count }))
      .max(PAST_PERIODS)
      .meta({ description: 'Sáu kỳ gần đây, cũ nhất trước / the last periods, oldest first' }),
    figure: z
      .strictObject({
        indicator: z.string(),
        past: z.array(z.strictObject({ period: writtenPeriod, num: count.nullable(), den: count.nullable() }))
      })
      .nullable()
      .meta({ description: 'Số bất thường qua các kỳ / the odd figure over the last periods, oldest first' }),
    matter: matterView.nullable(),
    steps: z
      .array(
        z.strictObject({
          step: z.enum(CASE_VERBS),
          at: moment,
          by: z.string(),
          note: z.string(),
          to: z.string().nullable().meta({ description: 'Giao cho ai / to whom it was given' }),
          until: moment.nullable()
        })
      )
      .meta({ description: 'Cũ nhất trước / oldest first' })
  }),
  refuses: ['mayNotChange', 'unknown']
});

const note = z.string().trim().max(CASE_NOTE).default('');
const keys = z.array(key.min(1)).min(1).max(MOST_AT_ONCE);

/** Takes, assigns, snoozes, resolves, comments… some rows; says of each that could not be why. */
export const stepOnRows = declare({
  method: 'POST',
  path: '/api/v1/operations/steps',
  may: REMIND,
  summary: { vi: 'Nhận, giao, hoãn, ghi là xong, ghi chú', en: 'take, assign, snooze, resolve, comment' },
  body: z.discriminatedUnion('step', [
    z.strictObject({ step: z.enum(CASE_VERBS).exclude(['assigned', 'snoozed']), keys, note }),
    z.strictObject({ step: z.literal('assigned'), keys, note, to: z.string().min(1).max(120) }),
    z.strictObject({ step: z.literal('snoozed'), keys, note, until: moment.positive() })
  ]),
  answer: z.strictObject({
    done: z.array(key),
    refused: z.array(z.strictObject({ key, message: bothWords }))
  }),
  refuses: ['wrong'],
  foreign: ({ unit, group, id }) => ({
    step: 'commented',
    note: 'x',
    keys: [`owed:unit:${unit}:2026-10.own`, `owed:group:${group}:2026-10`, `anomaly:group:${group}:${id}`]
  })
});

/** To whom a row may be given. */
export const listAssignable = declare({
  method: 'GET',
  path: '/api/v1/operations/people',
  may: REMIND,
  summary: { vi: 'Có thể giao cho ai', en: 'to whom a row may be given' },
  query: ofRow,
  answer: z.strictObject({
    people: z.array(
      z.strictObject({ holder: z.string(), name: z.string(), role: z.string(), unit: z.string() })
    ),
    offices: z.array(z.strictObject({ holder: z.string(), name: z.string() }))
  }),
  refuses: ['mayNotChange', 'unknown']
});

const savedFilters = z.strictObject({
  filters: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      query: z.string().meta({ description: 'Như trong địa chỉ của trang / as in the page’s address' }),
      isDefault: z.boolean()
    })
  )
});

/** The filters that whoever asks has saved. */
export const listFilters = declare({
  method: 'GET',
  path: '/api/v1/operations/filters',
  may: REMIND,
  summary: { vi: 'Bộ lọc đã lưu', en: 'saved filters' },
  answer: savedFilters
});

/** Saves a filter under a name; one of the same name is replaced. */
export const keepFilter = declare({
  method: 'POST',
  path: '/api/v1/operations/filters',
  may: REMIND,
  summary: { vi: 'Lưu bộ lọc', en: 'save a filter' },
  body: z.strictObject({
    name: z
      .string()
      .trim()
      .min(1)
      .max(60)
      .transform((name) => name.normalize('NFC')),
    query: z.string().max(400),
    isDefault: z.boolean().default(false)
  }),
  answer: savedFilters,
  refuses: ['mayNotSee', 'mayNotChange', 'unknown', 'wrong'],
  foreign: ({ unit }) => ({ name: 'x', query: `unit=${unit}` })
});

/** Removes a filter of one's own. */
export const dropFilter = declare({
  method: 'DELETE',
  path: '/api/v1/operations/filters',
  may: REMIND,
  summary: { vi: 'Xóa bộ lọc', en: 'remove a filter' },
  query: z.strictObject({ id: z.string().max(64).meta({ description: 'Bộ lọc / the filter' }) }),
  answer: savedFilters,
  refuses: ['unknown'],
  foreign: () => ({})
});

const part = z.strictObject({ good: count, of: count });

/** The State’s four words for the figures of an operations centre, measured over one unit and the period being reported. */
export const readQuality = declare({
  method: 'GET',
  path: '/api/v1/operations/quality',
  may: REMIND,
  summary: { vi: 'Đúng, đủ, sạch, sống', en: 'four measures of the figures' },
  query: boardQuery.pick({ unit: true }),
  answer: z.strictObject({
    unit: unitKey,
    period: writtenPeriod,
    correct: part.meta({ description: 'Đúng: số không còn điểm cần xem / figures without an open remark' }),
    complete: part.meta({ description: 'Đủ: tổ đã nộp / groups that have filed' }),
    clean: part.meta({ description: 'Sạch: báo cáo đã qua kiểm tra / reports that a person has checked' }),
    live: z
      .strictObject({
        median: count.nullable().meta({ description: 'Tuổi trung vị, mili giây / median age, milliseconds' }),
        carried: count.meta({ description: 'Tổ còn dùng số kỳ trước / groups with an earlier figure' }),
        from: writtenPeriod.nullable().meta({ description: 'Kỳ cũ nhất còn dùng / the oldest such period' })
      })
      .meta({ description: 'Sống: tuổi của số / age' })
  }),
  refuses: ['mayNotSee', 'mayNotChange', 'unknown']
});

/** How the feed from the log to the viewers is: counts and kinds of faults since the start, no words and no names. */
export const readHealth = declare({
  method: 'GET',
  path: '/api/v1/operations/health',
  may: { may: 'readAudit' },
  summary: { vi: 'Đường truyền số liệu', en: 'how the feed is' },
  answer: z.strictObject({
    now: moment,
    startedAt: moment,
    position,
    head: position.nullable().meta({ description: 'Đầu sổ / the newest of the log; null: no answer' }),
    lastAt: moment.meta({ description: 'Lúc nhận mục mới nhất / 0 in an empty log' }),
    lag: z
      .strictObject({ last: z.number(), worst: z.number() })
      .meta({ description: 'Mili giây từ lúc nhận đến lúc báo / from receipt until told' }),
    entries: count,
    viewers: count,
    scopes: count,
    deltas: count,
    deltaBytes: count,
    resyncs: count,
    following: z.boolean(),
    faults: z
      .array(z.strictObject({ at: moment, where: z.string(), what: z.string() }))
      .meta({ description: 'Mới nhất trước / newest first' }),
    faultsSeen: count
  })
});

export type HolderView = Frozen<z.output<typeof holderView>>;
export type RowView = Frozen<z.output<typeof rowView>>;
export type KindCount = Frozen<z.output<typeof kindCount>>;
export type ArrivalView = Frozen<z.output<typeof arrivalView>>;
export type OperationsAnswer = Frozen<z.output<(typeof readBoard)['answer']>>;
export type RowDetail = Frozen<z.output<(typeof readRow)['answer']>>;
export type CaseStepView = RowDetail['steps'][number];
export type OwingGroup = RowDetail['groups'][number];
export type StepsAsk = Frozen<z.output<(typeof stepOnRows)['body']>>;
export type StepsResult = Frozen<z.output<(typeof stepOnRows)['answer']>>;
export type Assignable = Frozen<z.output<(typeof listAssignable)['answer']>>;
export type SavedFilter = Frozen<z.output<typeof savedFilters>>['filters'][number];
export type DataQualityAnswer = Frozen<z.output<(typeof readQuality)['answer']>>;
export type FeedHealth = Frozen<z.output<(typeof readHealth)['answer']>>;
/** What the board is asked for; without a unit it is the first one where whoever asks may act. */
export type OperationsQuestion = Frozen<z.output<typeof boardQuery>>;
