import { z } from 'zod';
import { REPORTER_KINDS } from '../domain/group.ts';
import { PILLARS } from '../domain/indicator.ts';
import { REVIEW_STATES } from '../domain/report.ts';
import { declare, type Answer, type Frozen } from './declare.ts';
import {
  bothWords,
  count,
  filingCount,
  indicatorKind,
  levelUnit,
  moment,
  position,
  writtenPeriod
} from './shapes.ts';

const indicator = z.strictObject({
  code: z.string(),
  pillar: z.enum(PILLARS),
  short: bothWords,
  name: bothWords,
  kind: indicatorKind,
  time: z.enum(['stock', 'flow', 'flow-ytd']),
  direction: z.enum(['up', 'down'])
});

/** What one group is to file for one indicator, and what it last filed. */
const cell = z.strictObject({
  num: count.nullable().meta({
    description: 'Bản mới nhất ghi gì / what the newest version says, whole, returned or not; null: nothing'
  }),
  den: count.nullable(),
  base: z.number().nullable().meta({
    description:
      'Mẫu số khi không nộp / the denominator where none is filed: the base fact, or what a quota assigned; null: none is known'
  }),
  last: z
    .strictObject({ num: count, den: count.nullable(), age: count })
    .nullable()
    .meta({ description: 'Kỳ trước / the month before, or what is carried into it' })
});

const group = z.strictObject({
  code: z.string(),
  name: z.string(),
  place: z
    .string()
    .meta({ description: 'Nơi hoạt động / where it works, where that is another unit; or empty' }),
  kind: z.enum(REPORTER_KINDS),
  state: z.enum([...REVIEW_STATES, 'none']),
  version: z.string().nullable().meta({
    example: 'r120-9f3ac01b77e2',
    description: 'Bản mới nhất / the newest version, which a new one names as its basedOn; null: none'
  }),
  at: moment.meta({ description: 'Khi nào nhận / when it came; 0: none' }),
  reason: z.string().meta({ description: 'Vì sao bị trả lại / why it was returned' }),
  locked: z.boolean().meta({ description: 'Kỳ đã khóa / the period is closed to it' }),
  approvedBefore: z.boolean().meta({
    description: 'Đã có bản duyệt, sửa phải ghi lý do / approved before: a correction needs a reason'
  }),
  cells: z
    .array(cell.nullable())
    .meta({ description: 'Theo thứ tự chỉ số / in the order of the indicators; null: does not file it' })
});

/** The groups of a unit for which somebody may file, what they are to file for a period, and have filed. */
export const readGrid = declare({
  method: 'GET',
  path: '/api/v1/grid/{unit}/{period}',
  may: { may: 'file' },
  summary: {
    vi: 'Các tổ của một đơn vị và số liệu phải nộp',
    en: 'groups of a unit and what they file'
  },
  answer: z.strictObject({
    unit: levelUnit,
    period: writtenPeriod,
    position,
    filing: filingCount,
    indicators: z.array(indicator),
    groups: z.array(group)
  }),
  refuses: ['badRequest', 'mayNotSee', 'unknown']
});

export type FilingGrid = Answer<typeof readGrid>;
export type GridIndicator = Frozen<z.output<typeof indicator>>;
export type GridCell = Frozen<z.output<typeof cell>>;
export type GridGroup = Frozen<z.output<typeof group>>;
