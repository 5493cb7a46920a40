import { z } from 'zod';
import { STATES } from '../domain/attainment.ts';
import { declare, type Answer, type Body, type Door, type Frozen } from './declare.ts';
import {
  askedUnit,
  bothWords,
  count,
  day,
  faults,
  fraction,
  indicatorKind,
  levelUnit,
  position,
  unitKey,
  writtenPeriod
} from './shapes.ts';

const READS = { may: 'readTexts' } as const satisfies Door;
const GIVES = { may: 'giveTargets' } as const satisfies Door;
/** Bytes of a saving: its 5,000 targets. */
const BYTES = 2 * 1024 * 1024;

const text = (description: string) => z.string().trim().max(300).meta({ description });
const LAST_DAY = {
  description: 'Ngày đầu tiên không còn hiệu lực / first day on which it no longer holds'
};

const name = z.string().max(120).optional().meta({
  description:
    'Tên, nếu có: phải là tên của chính nơi nhận / a name beside the code must be the recipient’s own'
});
const sentRecipient = z.union([
  z.strictObject({
    unit: z.string().min(1).max(120).meta({
      description: 'Mã, khóa hoặc tên của đơn vị nhận / a code, key or name',
      example: '20242@2025-07-01'
    }),
    name
  }),
  z.strictObject({ group: z.string().min(1).max(64), name })
]);

const sentTarget = z
  .strictObject({
    recipient: sentRecipient,
    indicator: z.string().max(32),
    value: z.string().max(20).optional().meta({
      description:
        'Tỷ lệ (0.9 là 90%, tối đa 4 chữ số thập phân) hoặc số lượng / a ratio of at most 4 decimals, or a count; of a quota 1 where absent',
      example: '0.9'
    }),
    assigned: z
      .int()
      .min(0)
      .optional()
      .meta({ description: 'Số lượng giao của chỉ tiêu giao theo số lượng / how many a quota assigns' })
  })
  .meta({ id: 'SentTarget' });

const sentTargets = z
  .strictObject({
    unit: askedUnit,
    from: day,
    to: day.nullable().default(null).meta(LAST_DAY),
    giver: text('Cơ quan giao / who gives, as cited').min(1),
    decision: z
      .strictObject({ number: z.string().trim().min(1).max(60), date: day })
      .nullable()
      .default(null),
    citation: text('Căn cứ / source').default(''),
    seen: z.int().optional().meta({
      description:
        'structure của bản xem trước: khác đi thì 409 / structure of the preview: 409 where it moved'
    }),
    overAccepted: z
      .boolean()
      .default(false)
      .meta({ description: 'Chấp nhận chia quá mức được giao / more may be divided than was given' }),
    targets: z.array(sentTarget).min(1).max(5_000)
  })
  .meta({ id: 'SentTargets' });

const foreignTargets = ({ unit, group }: { unit: string; group: string }) => ({
  unit,
  from: '2199-01-01',
  to: null,
  giver: 'x',
  decision: null,
  citation: 'x',
  overAccepted: true,
  targets: [{ recipient: { group }, indicator: 'KTS01', value: '0.9' }]
});

/** A target without what it is about. */
const shownTarget = z.strictObject({
  value: fraction,
  assigned: count.optional(),
  giver: z.string(),
  decision: z.strictObject({ number: z.string(), date: z.string() }).nullable(),
  validFrom: z.string(),
  validTo: z.string().nullable().meta(LAST_DAY),
  citation: z.string(),
  illustrative: z.boolean()
});

const recipient = z.union([z.strictObject({ unit: unitKey }), z.strictObject({ group: z.string() })]);
/** A target whole: of which indicator, to whom. */
export const givenTarget = shownTarget.extend({ indicator: z.string(), recipient });

const row = z.strictObject({
  id: z.string().meta({ description: 'unit:KEY | group:CODE' }),
  recipient,
  name: z.string(),
  isSelf: z.boolean().meta({ description: 'Chính đơn vị giao / the giver’s unit itself' }),
  bases: z
    .strictObject({
      population: count.nullable(),
      households: count.nullable(),
      adults: count.nullable(),
      age15to65: count.nullable(),
      businesses: count.nullable()
    })
    .meta({ description: 'Số nền để chia; null: chưa biết / by which a quota can be divided' })
});

/** One recipient × indicator. */
const cell = z.strictObject({
  filed: z.boolean().meta({ description: 'Có nơi báo cáo / somebody at or below the recipient files it' }),
  given: shownTarget.nullable(),
  inherited: z.strictObject({ value: fraction, from: z.string() }).nullable()
});

const column = z.strictObject({
  code: z.string(),
  short: bothWords,
  name: bothWords,
  kind: indicatorKind,
  counts: z.string(),
  cells: z.array(cell).meta({ description: 'Theo thứ tự dòng / in the order of the rows' })
});
const choice = z.strictObject({
  code: z.string(),
  pillar: z.string(),
  short: bothWords,
  kind: indicatorKind
});

/** What a grid of targets is asked for in an address. */
const sheetQuery = z.strictObject({
  on: day.optional().meta({ description: 'Ngày, YYYY-MM-DD / a day' }),
  indicator: z
    .array(z.string().max(32))
    .max(100)
    .default([])
    .meta({ description: 'Mã chỉ số, lặp lại được / an indicator, again and again' })
});

/** The targets that a unit gives, as a grid. */
export const readTargets = declare({
  method: 'GET',
  path: '/api/v1/targets/{unit}',
  may: READS,
  summary: { vi: 'Bảng mức giao của một đơn vị', en: 'what a unit gives' },
  query: sheetQuery,
  answer: z.strictObject({
    unit: levelUnit,
    structure: position.meta({
      description: 'Để xem trước và lưu / what a preview and a saving are made of'
    }),
    day: z.string(),
    mayGive: z.boolean(),
    rows: z.array(row),
    columns: z.array(column),
    choices: z
      .array(choice)
      .meta({ description: 'Chỉ số chọn được / every indicator that somebody here files' })
  }),
  refuses: ['mayNotSee', 'unknown']
});

/** The same as an Excel table. */
export const downloadTargets = declare({
  method: 'GET',
  path: '/api/v1/targets/{unit}/workbook',
  may: READS,
  summary: { vi: 'Bảng mức giao dạng Excel', en: 'the same as an Excel table' },
  query: sheetQuery,
  answer: { media: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  refuses: ['mayNotSee', 'unknown']
});

/** What a filled-in table says, cell by cell; stores nothing. */
export const readTargetTable = declare({
  method: 'POST',
  path: '/api/v1/targets/{unit}/workbook',
  may: GIVES,
  summary: {
    vi: 'Đọc bảng Excel vào bảng mức giao, không lưu',
    en: 'read an Excel table, stores nothing'
  },
  query: z.strictObject({
    name: z.string().max(1000).default('tep').meta({ description: 'Tên tệp / the file’s name' })
  }),
  sends: { media: 'application/octet-stream' },
  // Thousands of recipients fit in a tenth of it.
  bytes: 4 * 1024 * 1024,
  answer: z.strictObject({
    cells: z.array(z.strictObject({ row: z.string(), indicator: z.string(), text: z.string() })),
    faults: z
      .array(bothWords)
      .meta({ description: 'Dòng không rõ nơi nhận / rows whose recipient is not found' }),
    skipped: count
  }),
  refuses: ['mayNotChange', 'unknown', 'wrong'],
  foreign: () => ({})
});

const pastTarget = shownTarget.extend({
  indicator: z.string(),
  short: bothWords,
  kind: indicatorKind,
  holds: z.enum(['past', 'now', 'replaced', 'future']),
  replacedFrom: z
    .string()
    .nullable()
    .meta({ description: 'Được thay từ ngày / from when a later one takes its place' })
});

/** Every target of one recipient. */
export const targetHistory = declare({
  method: 'GET',
  path: '/api/v1/targets/{unit}/history',
  may: READS,
  summary: { vi: 'Mọi mức giao của một nơi nhận', en: 'every target of a recipient' },
  query: z.strictObject({
    recipient: z.string().max(120).meta({ description: 'unit:KEY | group:CODE' })
  }),
  answer: z.strictObject({ targets: z.array(pastTarget) }),
  refuses: ['mayNotSee', 'unknown']
});

const state = z.enum(STATES);
const stateCounts = z.partialRecord(state, count);
const overlap = z.strictObject({
  target: shownTarget,
  effect: z.enum(['replaced', 'superseded', 'returns', 'takesOver']).meta({
    description:
      'replaced: began on the same day; superseded: no longer holds; returns: holds again later; takesOver: holds instead'
  })
});
const change = z.strictObject({
  id: z.string(),
  name: z.string(),
  indicator: z.string(),
  before: z
    .strictObject({ value: fraction, assigned: count.nullable(), isInherited: z.boolean() })
    .nullable(),
  after: z.strictObject({ value: fraction, assigned: count.nullable() }),
  stateBefore: state,
  stateAfter: state,
  overlaps: z.array(overlap)
});
const dividedSum = z.strictObject({
  indicator: z.string(),
  given: z.number().nullable().meta({ description: 'Được giao / what was given to the unit itself' }),
  divided: z.number()
});

/** What saving would change; what is wrong with it is part of the answer. */
export const previewTargets = declare({
  method: 'POST',
  path: '/api/v1/targets/preview',
  may: GIVES,
  summary: { vi: 'Xem trước thay đổi', en: 'what giving would change' },
  body: sentTargets,
  bytes: BYTES,
  answer: z.strictObject({
    structure: position,
    period: writtenPeriod,
    changes: z.array(change),
    before: stateCounts,
    after: stateCounts,
    sums: z.array(dividedSum),
    inheriting: z
      .array(
        z.strictObject({ indicator: z.string(), groups: count, before: stateCounts, after: stateCounts })
      )
      .meta({ description: 'Tổ nhận theo / groups below that take the new targets over' }),
    faults
  }),
  refuses: ['mayNotChange', 'unknown'],
  foreign: foreignTargets
});

/** Gives targets: all of a call in one entry of the log, or none. */
export const giveTargets = declare({
  method: 'POST',
  path: '/api/v1/targets',
  may: GIVES,
  summary: {
    vi: 'Giao chỉ tiêu: một lần gửi là một mục, hoặc không gì cả',
    en: 'give targets, all of a call or none'
  },
  body: sentTargets,
  bytes: BYTES,
  once: true,
  answer: z.strictObject({ position }),
  status: 201,
  refuses: ['mayNotChange', 'unknown', 'conflict', 'wrong'],
  foreign: foreignTargets
});

/** Says from which day on a target no longer holds. */
export const endTarget = declare({
  method: 'POST',
  path: '/api/v1/targets/end',
  may: GIVES,
  summary: { vi: 'Kết thúc một mức giao', en: 'end a target' },
  body: z
    .strictObject({
      unit: askedUnit,
      recipient: sentRecipient,
      indicator: z.string().max(32),
      from: day.meta({ description: 'Ngày bắt đầu của mức giao / first day of the target' }),
      to: day.meta(LAST_DAY)
    })
    .meta({ id: 'SentTargetEnd' }),
  once: true,
  answer: z.strictObject({ position }),
  status: 201,
  refuses: ['mayNotChange', 'unknown', 'wrong'],
  foreign: ({ unit, group }) => ({
    unit,
    recipient: { group },
    indicator: 'KTS01',
    from: '2025-07-01',
    to: '2026-01-01'
  })
});

export type SentTargets = Body<typeof giveTargets>;
export type SentTarget = SentTargets['targets'][number];
export type ShownTarget = Frozen<z.output<typeof shownTarget>>;
export type TargetRow = Frozen<z.output<typeof row>>;
export type TargetCell = Frozen<z.output<typeof cell>>;
export type TargetColumn = Frozen<z.output<typeof column>>;
export type TargetChoice = Frozen<z.output<typeof choice>>;
export type TargetSheet = Answer<typeof readTargets>;
export type PastTarget = Frozen<z.output<typeof pastTarget>>;
export type StateCounts = Frozen<z.output<typeof stateCounts>>;
export type Overlap = Frozen<z.output<typeof overlap>>;
export type TargetChange = Frozen<z.output<typeof change>>;
export type TargetSum = Frozen<z.output<typeof dividedSum>>;
export type TargetPreview = Answer<typeof previewTargets>;
export type Inheriting = TargetPreview['inheriting'][number];
