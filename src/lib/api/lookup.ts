import { z } from 'zod';
import { REPORTER_KINDS } from '../domain/group.ts';
import { PILLARS } from '../domain/indicator.ts';
import { REVIEW_STATES } from '../domain/report.ts';
import { LEVELS } from '../domain/unit.ts';
import { declare, type Answer, type Frozen } from './declare.ts';
import {
  askedPage,
  bothWords,
  count,
  figureNow,
  indicatorKind,
  moment,
  nodeName,
  position,
  writtenPeriod
} from './shapes.ts';
import { givenTarget } from './targets.ts';

const until = z.string().nullable();

/** A unit or group that a search found. */
const foundPlace = z.strictObject({
  key: z.string().meta({ description: 'Khóa đơn vị hoặc mã tổ / the unit’s key, or a group’s code' }),
  kind: z.enum(['unit', 'group']),
  level: z.enum(LEVELS),
  name: z.string(),
  within: z
    .array(z.string())
    .meta({ description: 'Các cấp trên, gần nhất trước / what lies above it, nearest first' }),
  former: z.strictObject({ name: z.string(), until }).nullable().meta({
    description: 'Tên cũ đã tìm thấy / the name by which it was found, of a unit that went to it'
  }),
  past: z
    .strictObject({ from: z.string(), to: z.string() })
    .nullable()
    .meta({ description: 'Đơn vị cũ: các ngày của nó / where it no longer stands: its days' })
});
const foundIndicator = z.strictObject({ code: z.string(), name: bothWords });

/** Units, groups and indicators by any spelling, in what the caller may read. */
export const search = declare({
  method: 'GET',
  path: '/api/v1/search',
  may: 'open',
  summary: { vi: 'Tìm đơn vị, tổ, chỉ tiêu theo mọi cách viết', en: 'find by any spelling' },
  query: z.strictObject({
    q: z.string().max(100).default('').meta({ description: 'Từ cần tìm / what is looked for' })
  }),
  answer: z.strictObject({
    units: z.array(foundPlace),
    groups: z.array(foundPlace),
    indicators: z.array(foundIndicator)
  })
});

/** A row of the catalogue. */
const indicator = z.strictObject({
  code: z.string(),
  pillar: z.enum(PILLARS),
  name: bothWords,
  short: bothWords,
  kind: indicatorKind,
  time: z.enum(['stock', 'flow', 'flow-ytd']),
  direction: z.enum(['up', 'down']),
  counts: z.string(),
  base: z.string().nullable(),
  source: z.union([
    z.strictObject({ type: z.literal('filed'), by: z.array(z.enum(REPORTER_KINDS)) }),
    z.strictObject({ type: z.literal('register') }),
    z.strictObject({ type: z.literal('chain') })
  ]),
  numerator: bothWords,
  denominator: bothWords.nullable(),
  validFrom: z.string(),
  validTo: until,
  citation: z.string()
});

const { num, den, expected, fresh, carried, withheld } = figureNow.shape;
/** What one node below brings to a sum. */
const part = nodeName.extend({ num, den, expected, fresh, carried, withheld });

/** The report that a figure comes from, and what became of it. */
const reportRef = z.strictObject({
  id: z.string().meta({ example: 'r120' }),
  period: writtenPeriod,
  num: count,
  den: count.nullable(),
  at: moment,
  by: z.string(),
  onBehalf: z.boolean(),
  state: z.enum(REVIEW_STATES),
  approved: z.strictObject({ at: moment, by: z.string() }).nullable()
});

/** One group that should file, with what counts of it. */
const groupLine = z.strictObject({
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  num,
  den,
  age: count.nullable().meta({ description: 'Nộp cách đây mấy kỳ / periods since it was filed' }),
  count: count.meta({ description: 'Số báo cáo / how many reports its figure is made of' }),
  reports: z
    .array(reportRef)
    .nullable()
    .meta({ description: 'Mới nhất trước; null: không được xem / null for whoever may not read texts' }),
  withheld
});

/** Groups of one page, and what those of the other pages come to: together they are the row. */
const groupPage = z.strictObject({
  page: count,
  pages: count,
  total: count,
  lines: z.array(groupLine),
  elsewhere: z.strictObject({ num, den, groups: count })
});

/** Where a number comes from: the sums of its parts and of all pages of its groups are the figure, in integers. */
export const readLineage = declare({
  method: 'GET',
  path: '/api/v1/lineage/{node}/{indicator}/{period}',
  may: 'open',
  summary: { vi: 'Một con số đến từ đâu', en: 'where a number comes from' },
  query: z.strictObject({
    basis: z.enum(['all', 'approved']).default('all').meta({ description: 'all | approved' }),
    page: askedPage.default(1).meta({ description: 'Trang, từ 1 / a page, from 1' })
  }),
  answer: z.strictObject({
    position,
    asOf: moment.meta({ description: 'Lúc nhận mục cuối / when the last entry was received' }),
    node: nodeName,
    path: z.array(nodeName).meta({ description: 'Các cấp trên / above it, the highest first' }),
    indicator,
    period: writtenPeriod,
    basis: z.enum(['all', 'approved']),
    figure: figureNow,
    target: z.strictObject({ target: givenTarget, from: nodeName.nullable() }).nullable(),
    parts: z
      .array(part)
      .nullable()
      .meta({ description: 'Trực tiếp bên dưới / directly below; null where not for the caller' }),
    groups: groupPage.nullable().meta({ description: 'null: không được xem / not for the caller' })
  }),
  refuses: ['mayNotSee', 'unknown']
});

export type FoundPlace = Frozen<z.output<typeof foundPlace>>;
export type FoundIndicator = Frozen<z.output<typeof foundIndicator>>;
export type SearchAnswer = Answer<typeof search>;
export type LineagePart = Frozen<z.output<typeof part>>;
export type ReportRef = Frozen<z.output<typeof reportRef>>;
export type GroupLine = Frozen<z.output<typeof groupLine>>;
export type GroupPage = Frozen<z.output<typeof groupPage>>;
export type LineageAnswer = Answer<typeof readLineage>;
