import { z } from 'zod';
import { MEETING_LIMITS as MOST, PROMISE_STATES, PROMISE_VERBS } from '../domain/meeting.ts';
import { declare, type Door, type Frozen } from './declare.ts';
import { askedUnit, bothWords, count, day, doneBy, figureNow, nodeName, writtenPeriod } from './shapes.ts';

const READ = { may: 'readTexts' } as const satisfies Door;

const line = (most: number) => z.string().trim().min(1).max(most);
const meetingName = z.strictObject({ id: z.string(), title: z.string(), day });

const slide = z.strictObject({ title: z.string(), query: z.string() });
const askedSlide = z.strictObject({
  title: line(MOST.title),
  query: z
    .string()
    .max(MOST.query)
    .regex(/^(?:$|\?)/)
});
const askedAgenda = z.array(askedSlide).max(MOST.slides);

const datedFigure = figureNow.extend({ period: writtenPeriod });

/** What somebody is to do, with what the numbers did since. */
const commitmentView = z
  .strictObject({
    id: z.string(),
    meeting: meetingName,
    node: nodeName,
    indicator: z
      .strictObject({
        code: z.string(),
        short: bothWords,
        kind: z.enum(['share', 'quota', 'count']),
        direction: z.enum(['up', 'down']),
        counts: z.string(),
        base: z.string().nullable()
      })
      .nullable(),
    text: z.string(),
    who: z.string(),
    by: day.nullable().meta({ description: 'Ngày cuối còn đúng hạn / the last day on time' }),
    state: z.enum(PROMISE_STATES),
    overdue: z.boolean(),
    then: datedFigure
      .nullable()
      .meta({ description: 'Số lúc hứa / the figure as it stood when it was promised' }),
    now: datedFigure.nullable().meta({ description: 'Số bây giờ / the figure as it stands now' }),
    made: doneBy,
    settled: doneBy.extend({ note: z.string() }).nullable(),
    may: z.array(z.enum(PROMISE_VERBS)).meta({ description: 'Được làm gì / what the caller may say of it' })
  })
  .meta({ id: 'Commitment' });

const summary = meetingName.extend({
  unit: nodeName,
  ended: z.boolean(),
  slides: count,
  promises: count,
  open: count,
  overdue: count,
  mayWrite: z.boolean()
});

const meetingView = summary
  .extend({
    agenda: z.array(slide),
    brought: z.array(commitmentView).meta({ description: 'Việc từ các cuộc họp trước / promised before' }),
    made: z.array(commitmentView).meta({ description: 'Kết luận / what was concluded in it' }),
    opened: doneBy
  })
  .meta({ id: 'Meeting' });

/** Meetings that whoever asks may read, newest first, and where they may hold one. */
export const listMeetings = declare({
  method: 'GET',
  path: '/api/v1/meetings',
  may: READ,
  summary: { vi: 'Các cuộc họp giao ban', en: 'meetings' },
  query: z.strictObject({ unit: askedUnit.optional() }),
  answer: z.strictObject({
    meetings: z.array(summary),
    places: z.array(nodeName).meta({ description: 'Nơi được mở họp / where the caller may hold one' }),
    given: z.array(commitmentView).meta({
      description:
        'Việc cuộc họp khác giao cho đơn vị của người hỏi / given to the caller’s units by meetings that they do not read'
    })
  })
});

/** Opens a meeting of a unit. */
export const createMeeting = declare({
  method: 'POST',
  path: '/api/v1/meetings',
  may: READ,
  summary: { vi: 'Mở cuộc họp', en: 'open a meeting' },
  body: z.strictObject({ unit: askedUnit, title: line(MOST.title), day, slides: askedAgenda.default([]) }),
  answer: meetingView,
  status: 201,
  refuses: ['mayNotChange', 'unknown'],
  foreign: ({ unit }) => ({ unit, title: 'x', day: '2026-01-01' })
});

/** One meeting with its agenda, what it begins with and what was concluded. */
export const readMeeting = declare({
  method: 'GET',
  path: '/api/v1/meetings/{id}',
  may: READ,
  summary: { vi: 'Một cuộc họp', en: 'one meeting' },
  answer: meetingView,
  refuses: ['unknown']
});

/** Arranges a meeting's agenda, adds a view to it, ends it or opens it again. */
export const arrangeMeeting = declare({
  method: 'PATCH',
  path: '/api/v1/meetings/{id}',
  may: READ,
  summary: { vi: 'Sắp chương trình, kết thúc', en: 'arrange, end' },
  body: z.discriminatedUnion('step', [
    z.strictObject({ step: z.literal('arranged'), title: line(MOST.title), day, slides: askedAgenda }),
    z.strictObject({ step: z.literal('added'), slide: askedSlide }),
    z.strictObject({ step: z.enum(['ended', 'resumed']) })
  ]),
  answer: meetingView,
  refuses: ['mayNotChange', 'unknown', 'conflict', 'wrong'],
  foreign: () => ({ step: 'ended' })
});

/** Writes down a conclusion: what, who, by when, against which unit or group and indicator. */
export const writeConclusion = declare({
  method: 'POST',
  path: '/api/v1/meetings/{id}/conclusions',
  may: READ,
  summary: { vi: 'Ghi kết luận', en: 'write down a conclusion' },
  body: z.strictObject({
    node: z
      .string()
      .min(1)
      .max(64)
      .meta({ description: 'Khóa đơn vị hoặc mã tổ / a unit’s key or a group’s code' }),
    indicator: z.string().min(1).max(32).nullable().default(null),
    text: line(MOST.text),
    who: line(MOST.who),
    by: day.nullable().default(null),
    key: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .meta({ description: 'Gửi lại cùng khóa không ghi thêm / the same key again writes nothing anew' })
  }),
  answer: commitmentView,
  status: 201,
  refuses: ['mayNotChange', 'unknown', 'conflict', 'wrong'],
  foreign: ({ unit }) => ({ node: unit, text: 'x', who: 'x' })
});

/** Says that a promise is kept, withdrawn, or open again. */
export const settleCommitment = declare({
  method: 'POST',
  path: '/api/v1/commitments/{id}',
  may: READ,
  summary: { vi: 'Đã xong, rút lại, giao lại', en: 'done, withdrawn, open again' },
  body: z.strictObject({
    step: z.enum(PROMISE_VERBS),
    note: z.string().trim().max(MOST.note).default('')
  }),
  answer: commitmentView,
  refuses: ['mayNotChange', 'unknown', 'wrong'],
  foreign: () => ({ step: 'done' })
});

export type DatedFigure = Frozen<z.output<typeof datedFigure>>;
export type CommitmentView = Frozen<z.output<typeof commitmentView>>;
export type MeetingSummary = Frozen<z.output<typeof summary>>;
export type MeetingView = Frozen<z.output<typeof meetingView>>;
