import { z } from 'zod';
import {
  ANSWER_LEVELS,
  MATTER_KINDS,
  MATTER_LIMITS,
  MATTER_LISTS,
  MATTER_REACHES,
  MATTER_STATES,
  MATTER_VERBS
} from '../domain/matter.ts';
import { declare, type Frozen } from './declare.ts';
import {
  askedPage,
  askedPeriod,
  askedText,
  askedUnit,
  bothWords,
  count,
  moment,
  position,
  unitView,
  writtenPeriod
} from './shapes.ts';

/** Difficulties of one step for many. */
export const MOST_AT_ONCE = 200;

const text = (most: number) => z.string().trim().max(most);
const note = text(MATTER_LIMITS.note).default('');
const id = z.string().min(1).max(64);

/** A step as people are shown it. */
const stepView = z.strictObject({
  step: z.enum(['opened', ...MATTER_VERBS]),
  at: moment,
  by: z.string().meta({ description: 'Ai làm, theo tên / who took it, by name' }),
  note: z.string(),
  to: unitView.nullable().meta({ description: 'Nơi chuyển đến / where it was passed to' })
});

/** A difficulty with its life so far, for those who may read its texts. */
export const matterView = z
  .strictObject({
    id: z.string(),
    group: z.strictObject({ code: z.string(), name: z.string() }),
    from: unitView.meta({ description: 'Đơn vị của tổ / the unit of the group' }),
    place: unitView.meta({ description: 'Nơi đang giữ / the unit where it lies, which has the next step' }),
    period: writtenPeriod,
    kind: z.enum(MATTER_KINDS),
    text: z.string(),
    proposal: z.string(),
    wanted: z.enum(ANSWER_LEVELS),
    state: z.enum(MATTER_STATES),
    taker: z.string().nullable().meta({ description: 'Người đã nhận / name of who has taken it' }),
    mine: z.boolean(),
    since: moment.meta({ description: 'Từ lúc / when it came into its state where it lies' }),
    awaitedBy: moment
      .nullable()
      .meta({ description: 'Hạn bước sau / the last moment for the next step; null: none is awaited' }),
    overdue: z.boolean(),
    steps: z.array(stepView).meta({ description: 'Cũ nhất trước / oldest first; the first opened it' }),
    answer: stepView.nullable().meta({ description: 'Trả lời mới nhất / the newest answer' }),
    above: unitView.nullable().meta({ description: 'Cấp trên có thể chuyển / where it may be passed' }),
    may: z.array(z.enum(MATTER_VERBS)).meta({ description: 'Được làm gì / what the caller may do now' })
  })
  .meta({ id: 'Difficulty' });

const counts = z.strictObject({
  open: count,
  taken: count,
  overdue: count,
  answered: count,
  passed: count,
  closed: count
});

/** What an inbox is asked for in an address. */
export const inboxQuery = z.strictObject({
  unit: askedUnit.optional(),
  reach: z.enum(MATTER_REACHES).default('here').meta({ description: 'Phạm vi / reach' }),
  list: z.enum(MATTER_LISTS).default('open').meta({ description: 'Danh sách / list' }),
  kind: z.enum(MATTER_KINDS).optional().meta({ description: 'Loại / kind' }),
  period: askedPeriod.optional(),
  q: askedText.default(''),
  page: askedPage.default(1)
});

/** One page of what lies with a unit, or was raised below it. */
export const listDifficulties = declare({
  method: 'GET',
  path: '/api/v1/matters',
  may: { may: 'readTexts' },
  summary: { vi: 'Vướng mắc', en: 'difficulties' },
  query: inboxQuery,
  answer: z.strictObject({
    position,
    now: moment,
    unit: unitView,
    reach: z.enum(MATTER_REACHES),
    list: z.enum(MATTER_LISTS),
    counts: counts.meta({ description: 'Theo cùng bộ lọc / on each list, under the same filters' }),
    unowned: count.meta({
      description:
        'Chưa ai nhận, của đơn vị và cấp dưới, không kể bộ lọc / taken by nobody at and below the unit, wherever they lie, whatever is filtered'
    }),
    page: z.int().min(1),
    pages: z.int().min(1),
    matters: z.array(matterView)
  }),
  refuses: ['mayNotSee', 'unknown']
});

/** Raises a difficulty at any time, for a group that the caller files for. */
export const openDifficulty = declare({
  method: 'POST',
  path: '/api/v1/matters',
  may: { may: 'file' },
  summary: { vi: 'Nêu vướng mắc', en: 'raise one' },
  body: z.strictObject({
    group: z.string().min(1).max(64),
    period: askedPeriod.optional().meta({ description: 'Không ghi: kỳ này / the current one where absent' }),
    kind: z.enum(MATTER_KINDS),
    text: text(MATTER_LIMITS.text).min(1),
    proposal: text(MATTER_LIMITS.text).default(''),
    wanted: z.enum(ANSWER_LEVELS).default('commune'),
    key: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .meta({ description: 'Gửi lại cùng khóa không nêu thêm / the same key again raises nothing anew' })
  }),
  answer: matterView,
  status: 201,
  refuses: ['mayNotChange', 'unknown', 'wrong'],
  foreign: ({ group }) => ({ group, kind: 'other', text: 'x', wanted: 'commune' })
});

/** How many lie at and below a unit and each of the units under it; `overdue` is BC03. */
export const countDifficulties = declare({
  method: 'GET',
  path: '/api/v1/matters/counts',
  may: { may: 'read' },
  summary: { vi: 'Đếm theo trạng thái', en: 'counts' },
  query: z.strictObject({ unit: askedUnit }),
  answer: z.strictObject({
    position,
    now: moment,
    units: z
      .array(z.strictObject({ unit: unitView, counts }))
      .meta({ description: 'Đơn vị trước, rồi cấp dưới theo tên / the unit first, then those under it' })
  }),
  refuses: ['mayNotSee', 'unknown']
});

/** A list of an inbox as CSV: for programs, or in the reader's language for a spreadsheet. */
export const exportDifficulties = declare({
  method: 'GET',
  path: '/api/v1/matters/export',
  may: { may: 'readTexts' },
  summary: { vi: 'Xuất danh sách', en: 'a list as CSV' },
  query: inboxQuery.extend({
    format: z
      .enum(['machine', 'spreadsheet'])
      .default('machine')
      .meta({ description: 'spreadsheet: cho bảng tính / for a spreadsheet' })
  }),
  answer: { media: 'text/csv; charset=utf-8' },
  refuses: ['mayNotSee', 'unknown']
});

/** What a group raised, newest first, with the answers: what its phone shows. */
export const difficultiesOfGroup = declare({
  method: 'GET',
  path: '/api/v1/groups/{group}/matters',
  may: { may: 'readTexts' },
  summary: { vi: 'Vướng mắc của một tổ', en: 'difficulties of a group' },
  answer: z.strictObject({
    position: position.meta({ description: 'Không thiếu gì đến đây / nothing up to here is missing' }),
    now: moment,
    matters: z.array(matterView).max(100)
  }),
  refuses: ['unknown']
});

/** One difficulty with its life so far. */
export const readDifficulty = declare({
  method: 'GET',
  path: '/api/v1/matters/{id}',
  may: { may: 'readTexts' },
  summary: { vi: 'Một vướng mắc', en: 'one difficulty' },
  answer: matterView,
  refuses: ['unknown']
});

/** Takes, answers, passes up, closes… one difficulty; answers it as it then is. */
export const stepOnDifficulty = declare({
  method: 'POST',
  path: '/api/v1/matters/{id}/steps',
  may: { may: 'readTexts' },
  summary: { vi: 'Nhận, trả lời, chuyển, đóng', en: 'take, answer, pass up, close' },
  body: z.strictObject({ step: z.enum(MATTER_VERBS), note }),
  answer: matterView,
  refuses: ['mayNotChange', 'unknown', 'conflict', 'wrong'],
  foreign: () => ({ step: 'taken', note: '' })
});

/** The same step for many; says of each that cannot be taken why. */
export const stepOnDifficulties = declare({
  method: 'POST',
  path: '/api/v1/matters/steps',
  may: { may: 'readTexts' },
  summary: { vi: 'Xử lý nhiều vướng mắc', en: 'one step for many' },
  body: z.strictObject({ ids: z.array(id).min(1).max(MOST_AT_ONCE), step: z.enum(MATTER_VERBS), note }),
  answer: z.strictObject({
    done: z.array(z.string()),
    refused: z.array(z.strictObject({ id: z.string(), message: bothWords }))
  }),
  foreign: ({ id: other }) => ({ ids: [other], step: 'taken', note: '' })
});

export type MatterStepView = Frozen<z.output<typeof stepView>>;
export type MatterView = Frozen<z.output<typeof matterView>>;
export type MatterCounts = Frozen<z.output<typeof counts>>;
/** What an inbox is asked for; without a unit it is the first one where whoever asks may read texts. */
export type InboxQuestion = Frozen<z.output<typeof inboxQuery>>;
