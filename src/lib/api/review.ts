import { z } from 'zod';
import { CHECKS } from '../domain/checks.ts';
import { REPORTER_KINDS } from '../domain/group.ts';
import { ANSWER_LEVELS, MATTER_KINDS, MATTER_STATES } from '../domain/matter.ts';
import { REVIEW_STATES } from '../domain/report.ts';
import { REVIEW_OUTCOMES, VERDICTS } from '../domain/reviewing.ts';
import { declare, type Answer, type Door, type Frozen } from './declare.ts';
import {
  askedPeriod,
  askedUnit,
  bothWords,
  count,
  filingCount,
  fraction,
  indicatorKind,
  levelUnit,
  moment,
  position,
  reportTexts,
  spread,
  writtenPeriod
} from './shapes.ts';

const READS = { may: 'readTexts' } as const satisfies Door;

/** Reports that one call decides of. */
const MOST_REVIEWED = 500;
/** Characters of a unit's own text. */
const MOST_TEXT = 10_000;
const reason = z.string().max(2000).default('');

const state = z.enum(REVIEW_STATES);
const queueState = z
  .enum([...REVIEW_STATES, 'missing'])
  .meta({ description: 'missing: chưa có báo cáo / nothing was filed' });
const standing = z
  .enum(['none', 'prepared', 'confirmed', 'returned'])
  .meta({ description: 'Bước mới nhất của bản tổng hợp / what was last done about the consolidation' });
const counts = z
  .strictObject({ submitted: count, checked: count, approved: count, returned: count, missing: count })
  .meta({ description: 'Theo trạng thái bản mới nhất / by the state of the newest versions' });

const figure = z.strictObject({ num: count.nullable(), den: count.nullable() }).meta({
  description: 'null: chưa có, hoặc chỉ đếm nên không có mẫu số / none, or a count without a denominator'
});
const finding = z.strictObject({
  check: z.enum(CHECKS),
  indicator: z.string().nullable().meta({ description: 'null: cả báo cáo / the report as a whole' }),
  other: z.string().nullable().meta({ description: 'Chỉ số để so / the one that it is compared with' }),
  numbers: z.record(z.string(), z.number())
});
const reportId = z.string().meta({ description: 'Bản báo cáo / a version of a report', example: 'r120' });

/** A group in the queue with the newest version of its report. */
const queueLine = z.strictObject({
  group: z.string(),
  name: z.string(),
  unit: z.string().meta({ description: 'Đơn vị của tổ / the unit that the group works in' }),
  state: queueState,
  id: reportId.nullable(),
  at: moment.nullable(),
  by: z.string().nullable(),
  version: count.meta({ description: 'Bản thứ mấy / which version it is' }),
  amends: z.boolean().meta({ description: 'Sửa bản đã duyệt / corrects a version that was approved' }),
  findings: z.array(finding),
  own: z.boolean().meta({ description: 'Người xem đã nộp, không tự duyệt / filed by the caller' })
});

/** A unit below that consolidates by itself. */
const childLine = levelUnit.extend({ standing, filing: filingCount, counts, at: moment.nullable() });

/** What waits for review in a unit and period. */
export const readQueue = declare({
  method: 'GET',
  path: '/api/v1/review/{unit}/{period}',
  may: READS,
  summary: { vi: 'Báo cáo chờ duyệt', en: 'reports to review' },
  answer: z.strictObject({
    unit: levelUnit,
    period: writtenPeriod,
    position,
    path: z.array(levelUnit).meta({ description: 'Các cấp trên / the units above, the highest first' }),
    lines: z.array(queueLine),
    filing: filingCount,
    counts,
    children: z.array(childLine),
    standing,
    consolidates: z.boolean(),
    locked: z.boolean(),
    may: z.array(z.enum(['check', 'approve', 'prepare', 'lock'])),
    bulk: z
      .strictObject({ verdict: z.enum(['checked', 'approved']), reports: z.array(reportId) })
      .nullable()
      .meta({
        description:
          'Một lần nhấn xử lý được gì / what one press may decide of: only what the one before laid before the caller and no rule speaks against'
      })
  }),
  refuses: ['mayNotSee', 'unknown']
});

/** A number with what a reviewer sees beside it. */
const figureView = figure.extend({
  indicator: z.string(),
  short: bothWords,
  kind: indicatorKind,
  counts: z.string(),
  base: count.nullable(),
  history: z.array(figure.nullable()).meta({ description: 'Các kỳ trước, cũ nhất trước / oldest first' }),
  neighbours: spread.nullable(),
  target: fraction.nullable(),
  before: figure.nullable().meta({ description: 'Bản trước / what the version before said' }),
  findings: z.array(finding)
});

const versionView = z.strictObject({
  id: reportId,
  at: moment,
  by: z.string(),
  onBehalf: z.boolean(),
  claimedAt: moment
    .nullable()
    .meta({ description: 'Giờ trên máy người nộp / by the filer’s own clock: shown, never used' }),
  reason: z.string(),
  state,
  decisions: z
    .array(z.strictObject({ state, at: moment, by: z.string(), reason: z.string() }))
    .meta({ description: 'Cũ nhất trước / oldest first' })
});

/** A difficulty that the group raised for the period. */
const saidMatter = z.strictObject({
  id: z.string(),
  kind: z.enum(MATTER_KINDS),
  text: z.string(),
  proposal: z.string(),
  wanted: z.enum(ANSWER_LEVELS),
  state: z.enum(MATTER_STATES),
  lies: z.string().meta({ description: 'Đơn vị đang giữ / full name of the unit with which it lies' })
});

/** One version of a report with what a reviewer sees beside each number. */
export const readReport = declare({
  method: 'GET',
  path: '/api/v1/review/report/{id}',
  may: READS,
  summary: { vi: 'Một báo cáo với các phiên bản', en: 'a report with its versions' },
  answer: z.strictObject({
    id: reportId,
    group: z.strictObject({ code: z.string(), name: z.string(), kind: z.enum(REPORTER_KINDS) }),
    unit: levelUnit,
    period: writtenPeriod,
    state,
    isNewest: z.boolean(),
    own: z.boolean(),
    verdicts: z.array(z.enum(VERDICTS)).meta({ description: 'Được làm gì / what the caller may decide' }),
    figures: z.array(figureView),
    findings: z.array(finding).meta({ description: 'Về cả báo cáo / on the report as a whole' }),
    absent: z
      .array(bothWords)
      .meta({ description: 'Chỉ số phải nộp mà không có / what the group should have filed and did not' }),
    texts: reportTexts,
    matters: z.array(saidMatter),
    remark: z.string(),
    photos: z.array(z.string()).meta({ description: 'SHA-256' }),
    versions: z.array(versionView)
  }),
  refuses: ['mayNotSee', 'unknown']
});

const results = z.array(
  z.strictObject({
    id: z.string(),
    outcome: z.enum(REVIEW_OUTCOMES),
    state: state.nullable().meta({ description: 'Đang ở đâu / where it stands now' })
  })
);

/** Decides of reports and says of each what became of it; refused where none could be done. */
export const reviewReports = declare({
  method: 'POST',
  path: '/api/v1/reviews',
  may: READS,
  summary: { vi: 'Trình duyệt, duyệt, trả lại', en: 'check, approve, return' },
  body: z.strictObject({
    reports: z.array(z.string().max(20)).min(1).max(MOST_REVIEWED),
    state: z.enum(VERDICTS),
    reason,
    bulk: z.boolean().default(false).meta({
      description: 'Chừa lại báo cáo phải xem kỹ / what somebody has to look at first is left alone'
    })
  }),
  answer: z.strictObject({ results }),
  refuses: ['mayNotChange', 'unknown', 'conflict', 'wrong'],
  beside: z.strictObject({ results }),
  foreign: ({ id }) => ({ reports: [id], state: 'returned', reason: 'x' })
});

const sum = figure.extend({ indicator: z.string() });
const changedSums = z
  .array(z.strictObject({ indicator: z.string(), before: figure, now: figure }))
  .meta({ description: 'Số đã thay đổi / sums that are not what was seen' });
const member = z.strictObject({
  id: z.string().meta({ description: 'Khóa đơn vị hoặc mã tổ / key of a unit or code of a group' }),
  name: z.string(),
  kind: z.enum(['unit', 'group']),
  state: z.union([standing, queueState]),
  isIn: z.boolean().meta({ description: 'Đã duyệt hoặc đã xác nhận / approved or confirmed' })
});
const missing = z
  .array(z.string())
  .meta({ description: 'Nơi còn thiếu / ids of members whose work is not in' });
const sumView = sum.extend({
  short: bothWords,
  kind: indicatorKind,
  counts: z.string(),
  expected: count,
  fresh: count,
  carried: count,
  coverage: z.number().min(0).max(1).nullable(),
  target: fraction.nullable(),
  provisional: figure.meta({ description: 'Kể cả chưa duyệt / over every report that counts' }),
  before: figure.meta({ description: 'Kỳ trước, đã duyệt / the month before, approved' })
});
const steps = z.enum(['prepared', 'confirmed', 'returned']);
const stepView = z.strictObject({ step: steps, at: moment, by: z.string(), reason: z.string(), missing });
const lateChange = z.strictObject({
  what: z.enum(['report', ...REVIEW_STATES, 'consolidation']),
  name: z.string(),
  at: moment,
  by: z.string(),
  reason: z.string()
});
const lockView = z.strictObject({
  unit: levelUnit,
  locked: z.boolean(),
  exceptions: z.array(z.strictObject({ code: z.string(), name: z.string() })),
  at: moment,
  by: z.string(),
  reason: z.string()
});

/** A unit's consolidation of a period. */
export const readConsolidation = declare({
  method: 'GET',
  path: '/api/v1/consolidations/{unit}/{period}',
  may: READS,
  summary: { vi: 'Số tổng hợp của một đơn vị', en: 'sums of a unit' },
  answer: z.strictObject({
    unit: levelUnit,
    period: writtenPeriod,
    position,
    path: z.array(levelUnit),
    receiver: levelUnit.nullable().meta({ description: 'Nơi nhận / to whom it is passed on' }),
    receiverName: bothWords.nullable(),
    standing,
    sums: z.array(sumView),
    members: z.array(member),
    missing,
    texts: reportTexts.meta({ description: 'Của bước mới nhất / of the last step' }),
    steps: z.array(stepView).meta({ description: 'Cũ nhất trước / oldest first' }),
    since: z
      .strictObject({
        pinned: position,
        sums: changedSums,
        changes: z.array(lateChange).max(100).meta({ description: 'Mới nhất trước / newest first' }),
        more: count
      })
      .nullable()
      .meta({ description: 'Thay đổi sau tổng hợp / what changed since the confirmation that stands' }),
    lock: lockView.nullable(),
    closedAbove: lockView.nullable().meta({ description: 'Cấp trên đã khóa / closed by a unit above' }),
    may: z.array(z.enum(['prepare', 'confirm', 'return', 'lock'])),
    own: z.boolean().meta({ description: 'Người xem đã trình / prepared by the caller' })
  }),
  refuses: ['mayNotSee', 'unknown']
});

const text = z.string().max(MOST_TEXT).default('');

/** Takes a step of a consolidation, with the sums that were looked at and who was seen to be missing. */
export const stepOnConsolidation = declare({
  method: 'POST',
  path: '/api/v1/consolidations/{unit}/{period}',
  may: READS,
  summary: { vi: 'Lập, xác nhận, trả lại tổng hợp', en: 'prepare, confirm, return' },
  body: z.strictObject({
    step: steps,
    sums: z
      .array(
        z.strictObject({
          indicator: z.string().max(32),
          num: count,
          // Clients of before say −1 for none.
          den: z
            .int()
            .min(-1)
            .nullable()
            .transform((den) => den ?? -1)
            .meta({ description: 'null: không có mẫu số / without a denominator' })
        })
      )
      .max(500)
      .default([]),
    texts: z
      .strictObject({ tasks: text, difficulties: text, proposals: text, practices: text })
      .default({ tasks: '', difficulties: '', proposals: '', practices: '' }),
    missing: z.array(z.string().max(64)).max(5_000).default([]),
    reason
  }),
  bytes: 512 * 1024,
  answer: z.strictObject({ outcome: z.enum(['done', 'already']), position }),
  refuses: ['mayNotChange', 'unknown', 'conflict', 'wrong'],
  beside: z.strictObject({ changed: changedSums, missing }),
  foreign: () => ({ step: 'prepared' })
});

const belowText = z.strictObject({
  writing: z.enum(['tasks', 'difficulties', 'proposals', 'practices']),
  text: z.string(),
  from: z.array(z.string()).meta({ description: 'Ai viết / names of groups or units' })
});

/** What the levels below wrote, from which a unit's own texts can be begun. */
export const readTextsBelow = declare({
  method: 'GET',
  path: '/api/v1/consolidations/{unit}/{period}/texts',
  may: READS,
  summary: { vi: 'Điều các cấp dưới đã viết', en: 'what the levels below wrote' },
  answer: z.strictObject({
    period: writtenPeriod,
    position,
    texts: z
      .array(belowText)
      .max(2_000)
      .meta({ description: 'Nhiều nơi viết nhất trước / what most wrote first' })
  }),
  refuses: ['mayNotSee', 'unknown']
});

/** Closes a unit's period to filing, or opens it again; `exceptions` are groups below that may file all the same. */
export const lockPeriod = declare({
  method: 'POST',
  path: '/api/v1/locks',
  may: { may: 'lock' },
  summary: { vi: 'Khóa hoặc mở kỳ', en: 'close or open a period' },
  body: z.strictObject({
    unit: askedUnit,
    period: askedPeriod,
    locked: z.boolean(),
    exceptions: z.array(z.string().min(1).max(64)).max(200).default([]),
    reason
  }),
  answer: z.strictObject({ outcome: z.enum(['done', 'already']) }),
  refuses: ['mayNotChange', 'unknown', 'wrong'],
  foreign: ({ unit }) => ({ unit, period: '2026-10', locked: true, reason: 'x' })
});

export type ToldFigure = Frozen<z.output<typeof figure>>;
export type QueueState = z.output<typeof queueState>;
export type Standing = z.output<typeof standing>;
export type QueueLine = Frozen<z.output<typeof queueLine>>;
export type ChildLine = Frozen<z.output<typeof childLine>>;
export type ReviewQueue = Answer<typeof readQueue>;
export type FigureView = Frozen<z.output<typeof figureView>>;
export type VersionView = Frozen<z.output<typeof versionView>>;
export type SaidMatter = Frozen<z.output<typeof saidMatter>>;
export type ReportView = Answer<typeof readReport>;
export type ReviewResult = Answer<typeof reviewReports>['results'][number];
export type SumView = Frozen<z.output<typeof sumView>>;
export type MemberView = Frozen<z.output<typeof member>>;
export type StepView = Frozen<z.output<typeof stepView>>;
export type LateChange = Frozen<z.output<typeof lateChange>>;
export type LockView = Frozen<z.output<typeof lockView>>;
export type ConsolidationView = Answer<typeof readConsolidation>;
export type BelowText = Frozen<z.output<typeof belowText>>;
