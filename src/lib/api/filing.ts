import { z } from 'zod';
import { PILLARS } from '../domain/indicator.ts';
import { ANSWER_LEVELS, MATTER_KINDS, MATTER_STATES, MATTER_VERBS } from '../domain/matter.ts';
import { REVIEW_STATES } from '../domain/report.ts';
import { declare, type Answer, type Door, type Frozen } from './declare.ts';
import {
  askedPeriod,
  bothWords,
  count,
  day,
  fraction,
  indicatorKind,
  moment,
  position,
  reportTexts,
  spread,
  writtenPeriod
} from './shapes.ts';

const FILES = { may: 'file' } as const satisfies Door;
/** Groups that one call lists. */
const MOST_GROUPS = 1_000;

/** Who files, as the phone keeps its drafts and its outbox by. */
const me = z.strictObject({
  actor: z.string().meta({ description: 'account:… | key:…' }),
  name: z.string()
});

const deadline = z.strictObject({
  lastDay: day.meta({ description: 'Ngày cuối còn đúng hạn / the last day on which it is on time' }),
  endsAt: moment.meta({ description: 'Từ lúc này là trễ / from which it is late, milliseconds UTC' }),
  illustrative: z.boolean().meta({ description: 'Minh họa / no authority set the day' }),
  closed: z
    .enum(['holiday', 'weekend'])
    .nullable()
    .meta({ description: 'Ngày cuối không phải ngày làm việc / the last day is no working day (RULES 3)' })
});

const filedState = z.strictObject({
  id: z.string().meta({ example: 'r120' }),
  at: moment.meta({ description: 'Lúc máy chủ nhận / when the server received it' }),
  state: z.enum(REVIEW_STATES),
  reason: z.string().meta({ description: 'Lý do trả lại / why it was returned; empty otherwise' })
});

const filingPeriod = z.strictObject({
  period: writtenPeriod,
  deadline: deadline.nullable(),
  filed: filedState.nullable().meta({ description: 'null: chưa nộp / nothing was filed' }),
  locked: z.boolean().meta({ description: 'Tổ này không nộp được nữa / closed to this group' })
});

const raisedStep = z.strictObject({
  at: moment,
  step: z.enum(['opened', ...MATTER_VERBS]),
  note: z.string(),
  to: z.string().meta({ description: 'Chuyển đến đơn vị nào / the unit that it was passed to' })
});

/** A difficulty that a group raised and what became of it. */
const raisedMatter = z.strictObject({
  id: z.string(),
  period: writtenPeriod,
  kind: z.enum(MATTER_KINDS),
  text: z.string(),
  wanted: z.enum(ANSWER_LEVELS),
  state: z.enum(MATTER_STATES),
  steps: z.array(raisedStep).meta({ description: 'Cũ nhất trước / oldest first' })
});

const filingGroup = z.strictObject({
  code: z.string(),
  name: z.string(),
  unit: z.string().meta({ description: 'Tên đầy đủ của đơn vị / full name of the unit in which it works' }),
  periods: z.array(filingPeriod).meta({ description: 'Mới nhất trước / newest first' }),
  matters: z.array(raisedMatter).max(20).meta({ description: 'Mới nhất trước / newest first' }),
  notes: z.array(z.strictObject({ at: moment, text: z.string() })).max(5)
});

/** Who is signed in, and at which store: a phone asks before it sends what somebody wrote on it. */
export const readFiler = declare({
  method: 'GET',
  path: '/api/v1/filing/me',
  may: FILES,
  summary: { vi: 'Ai đang đăng nhập, ở máy chủ nào', en: 'who is signed in, at which store' },
  answer: me.extend({
    store: z
      .string()
      .meta({ description: 'Khác đi khi kho được khôi phục / another one where it was put back (RULES 32)' })
  })
});

/** The groups that somebody may file for, with what they owe by when: one page of them. */
export const readOwnFiling = declare({
  method: 'GET',
  path: '/api/v1/filing/mine',
  may: FILES,
  summary: { vi: 'Báo cáo đã nộp và trả lời', en: 'own reports and what became of them' },
  query: z.strictObject({
    search: z.string().max(100).default('').meta({ description: 'Từ cần tìm / what is looked for' }),
    from: z
      .string()
      .regex(/^\d{1,9}$/)
      .default('0')
      .transform(Number)
      .meta({ description: 'Từ dòng / from which one' })
  }),
  answer: z.strictObject({
    me,
    now: moment,
    reported: writtenPeriod.meta({ description: 'Kỳ đang báo cáo / the period that is being reported' }),
    total: count.meta({ description: 'Số tổ tìm thấy / how many groups answer the search' }),
    from: count,
    groups: z.array(filingGroup)
  })
});

const amount = z.strictObject({ num: count, den: count.nullable() });
const line = z.array(z.number().nullable());

/** One indicator that a group is to file in a period. */
const sheetIndicator = z.strictObject({
  code: z.string(),
  pillar: z.enum(PILLARS),
  name: bothWords,
  short: bothWords,
  kind: indicatorKind,
  time: z.enum(['stock', 'flow', 'flow-ytd']),
  direction: z.enum(['up', 'down']),
  counts: z.string().meta({ example: 'households' }),
  numerator: bothWords,
  denominator: bothWords.nullable(),
  base: count.nullable().meta({
    description:
      'Số nền khi không ghi mẫu số / the base fact that stands in where no denominator is filed; null for quotas and counts'
  }),
  target: fraction.nullable(),
  last: amount.extend({ period: writtenPeriod }).nullable().meta({
    description: 'Số gần nhất của kỳ trước / the newest of an earlier period that reaches this one'
  }),
  neighbours: spread.nullable(),
  filed: amount.nullable().meta({
    description:
      'Bản mới nhất của chính kỳ này ghi gì / what the newest version says for this very period (RULES 9a)'
  }),
  own: line.meta({
    description: 'Mười hai tháng, cũ nhất trước / twelve months, oldest first: rates, or numbers'
  }),
  commune: line.meta({ description: 'Cả xã / Σ ÷ Σ of those who reported; of counts the mean of a group' })
});

/** What one group files for a period, with everything that a phone needs to do it without a network. */
export const readFilingSheet = declare({
  method: 'GET',
  path: '/api/v1/filing/{group}/{period}',
  may: FILES,
  summary: { vi: 'Điều một tổ phải nộp trong kỳ', en: 'what a group files for a period' },
  answer: z.strictObject({
    group: z.string(),
    name: z.string(),
    unit: z.string(),
    period: writtenPeriod,
    now: moment,
    deadline: deadline.nullable(),
    locked: z.boolean(),
    levels: z
      .array(z.enum(ANSWER_LEVELS))
      .meta({ description: 'Hỏi được cấp nào / from which levels the group may ask for an answer' }),
    indicators: z.array(sheetIndicator).meta({ description: 'Theo trụ cột / by pillar' }),
    versions: z
      .array(
        filedState.extend({ who: z.string().meta({ description: 'Ai nộp / who sent it, where known' }) })
      )
      .meta({ description: 'Mới nhất trước / newest first' }),
    newest: filedState
      .extend({
        texts: reportTexts,
        photos: z.array(z.string()).meta({ description: 'SHA-256' }),
        lost: z.array(z.string()).meta({
          description:
            'Chỉ tiêu, nội dung bản trước có mà bản này không / indicators and texts that the version before it said and it does not'
        })
      })
      .nullable()
      .meta({
        description: 'Bản mới nhất, đủ nội dung / the newest version whole: its id is the next basedOn'
      })
  }),
  refuses: ['mayNotSee', 'unknown']
});

const dueValue = z.strictObject({
  indicator: z.string(),
  kind: indicatorKind,
  base: count.nullable(),
  last: z
    .strictObject({ numerator: count, denominator: count.nullable(), age: count })
    .nullable()
    .meta({ description: 'Số đang có hiệu lực trong kỳ / the figure that holds for the period so far' })
});
const dueGroup = z.strictObject({ code: z.string(), name: z.string(), values: z.array(dueValue) });

/** What the groups of a unit are to file, with what they last filed: for machines that file for them. */
export const readDueGroups = declare({
  method: 'GET',
  path: '/api/v1/groups',
  may: FILES,
  summary: { vi: 'Các tổ và chỉ số phải báo cáo', en: 'groups and what they are to file' },
  query: z.strictObject({
    within: z
      .string()
      .max(64)
      .default('')
      .meta({ description: 'Mã hoặc khóa đơn vị / code or key of a unit', example: '48' }),
    period: askedPeriod.optional(),
    limit: z
      .string()
      .regex(/^\d{1,4}$/)
      .default('200')
      .transform(Number)
      .pipe(z.int().min(1).max(MOST_GROUPS))
      .meta({ description: 'Tối đa bao nhiêu tổ / at most so many, evenly taken', example: '200' })
  }),
  answer: z
    .strictObject({
      period: writtenPeriod,
      total: count.meta({ description: 'Có bao nhiêu tổ / how many groups stand there' }),
      groups: z.array(dueGroup)
    })
    .meta({ id: 'DueList' }),
  refuses: ['unknown']
});

/** Takes a quick note in (báo cáo nhanh): of a group at any time, in words alone. */
export const sendNote = declare({
  method: 'POST',
  path: '/api/v1/notes',
  may: FILES,
  summary: { vi: 'Báo cáo nhanh, không số liệu', en: 'a quick note' },
  body: z.strictObject({ group: z.string().max(64), text: z.string() }),
  bytes: 16 * 1024,
  once: true,
  answer: z.strictObject({ id: z.string().meta({ example: 'n121' }), position }),
  status: 201,
  refuses: ['mayNotChange', 'wrong'],
  foreign: ({ group }) => ({ group, text: 'x' })
});

export type FilingMe = Frozen<z.output<typeof me>>;
export type FilingHere = Answer<typeof readFiler>;
export type FilingDeadline = Frozen<z.output<typeof deadline>>;
export type FiledState = Frozen<z.output<typeof filedState>>;
export type FilingPeriod = Frozen<z.output<typeof filingPeriod>>;
export type RaisedStep = Frozen<z.output<typeof raisedStep>>;
export type RaisedMatter = Frozen<z.output<typeof raisedMatter>>;
export type FilingGroup = Frozen<z.output<typeof filingGroup>>;
export type FilingMine = Answer<typeof readOwnFiling>;
export type SheetIndicator = Frozen<z.output<typeof sheetIndicator>>;
export type FilingSheet = Answer<typeof readFilingSheet>;
export type SheetVersion = FilingSheet['versions'][number];
export type DueValue = Frozen<z.output<typeof dueValue>>;
export type DueGroup = Frozen<z.output<typeof dueGroup>>;
export type DueList = Answer<typeof readDueGroups>;
