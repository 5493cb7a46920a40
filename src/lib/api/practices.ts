import { z } from 'zod';
import { MATTER_LIMITS, PRACTICE_LISTS, PRACTICE_VERBS } from '../domain/matter.ts';
import { declare, type Frozen } from './declare.ts';
import {
  askedPage,
  askedText,
  askedUnit,
  count,
  doneBy,
  moment,
  position,
  unitView,
  writtenPeriod
} from './shapes.ts';

/** A good practice as people are shown it. */
const practiceView = z
  .strictObject({
    id: z.string(),
    group: z.strictObject({ code: z.string(), name: z.string() }),
    from: unitView.meta({ description: 'Đơn vị của tổ / the unit of the group' }),
    above: unitView.nullable(),
    period: writtenPeriod,
    text: z.string(),
    at: moment.meta({ description: 'Lúc kể / when it was told' }),
    shared: doneBy.nullable(),
    commended: doneBy.extend({ note: z.string() }).nullable(),
    may: z.array(z.enum(PRACTICE_VERBS)).meta({ description: 'Được làm gì / what the caller may do now' })
  })
  .meta({ id: 'Practice' });

/** What a list of good practices is asked for in an address. */
export const practicesQuery = z.strictObject({
  unit: askedUnit.optional(),
  list: z.enum(PRACTICE_LISTS).default('told').meta({ description: 'Danh sách / list' }),
  q: askedText.default(''),
  page: askedPage.default(1)
});

/** One page of good practices, newest first. */
export const listPractices = declare({
  method: 'GET',
  path: '/api/v1/practices',
  may: { may: 'readTexts' },
  summary: { vi: 'Cách làm hay', en: 'good practices' },
  query: practicesQuery,
  answer: z.strictObject({
    position,
    now: moment,
    unit: unitView,
    list: z.enum(PRACTICE_LISTS),
    counts: z.strictObject({ told: count, shared: count, commended: count }),
    page: z.int().min(1),
    pages: z.int().min(1),
    practices: z.array(practiceView)
  }),
  refuses: ['mayNotSee', 'unknown']
});

/** Shares, commends, or takes either back; answers the practice as it then is. */
export const stepOnPractice = declare({
  method: 'POST',
  path: '/api/v1/practices/{id}/steps',
  may: { may: 'answer' },
  summary: { vi: 'Chia sẻ, khen', en: 'share, commend' },
  body: z.strictObject({
    step: z.enum(PRACTICE_VERBS),
    note: z.string().trim().max(MATTER_LIMITS.note).default('')
  }),
  answer: practiceView,
  refuses: ['mayNotChange', 'unknown', 'conflict'],
  foreign: () => ({ step: 'shared', note: '' })
});

export type PracticeView = Frozen<z.output<typeof practiceView>>;
/** What a list of good practices is asked for; without a unit as an inbox. */
export type PracticeQuestion = Frozen<z.output<typeof practicesQuery>>;
