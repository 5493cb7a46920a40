import { z } from 'zod';
import { ANSWER_LEVELS, MATTER_KINDS } from '../../../domain/matter.ts';
import { MAX_FILED } from '../../../domain/report.ts';
import { VERSION_ID } from '../../../wire/version-id.ts';
import { LIMITS } from './faults.ts';

// A figure of any type passes here and is judged in validate.ts, which can name what is wrong with it beside every
// other fault of its report; the schema that callers read says what is right.
const figure = (description: string) =>
  z.unknown().meta({ description, override: { type: 'integer', minimum: 0, maximum: MAX_FILED } });

/** One figure of a report, as sent. */
const submittedValue = z
  .strictObject({
    indicator: z.string().meta({ description: 'Mã chỉ số / indicator code', example: 'CQS01' }),
    numerator: figure('Tử số, hoặc số lượng / numerator, or the count'),
    denominator: z
      .unknown()
      .optional()
      .meta({
        description:
          'Mẫu số; bỏ trống thì lấy số liệu nền / denominator; the base figure where absent; never for counts',
        override: { type: ['integer', 'null'], minimum: 0, maximum: MAX_FILED }
      })
  })
  .meta({ id: 'SubmittedValue', override: { required: ['indicator', 'numerator'] } });

const text = (description: string) => z.string().optional().meta({ description, maxLength: LIMITS.text });

/** A difficulty, as sent with a report. */
const submittedMatter = z
  .strictObject({
    kind: z.enum(MATTER_KINDS).meta({ description: 'Loại vướng mắc / what it is about' }),
    text: z.string().min(1).max(LIMITS.matterText).meta({ description: 'Nội dung / what it is' }),
    proposal: z.string().max(LIMITS.matterText).default('').meta({ description: 'Đề xuất / proposal' }),
    wanted: z.enum(ANSWER_LEVELS).meta({ description: 'Cấp cần trả lời / level wanted to answer' })
  })
  .meta({ id: 'SubmittedMatter' });

/** One report, as sent. */
export const submission = z
  .strictObject({
    group: z.string().meta({ description: 'Mã tổ / group code' }),
    period: z.string().meta({
      description: 'Kỳ báo cáo / period, YYYY-MM',
      example: '2026-10',
      pattern: '^[0-9]{4}-[0-9]{2}$'
    }),
    values: z.array(submittedValue).optional().meta({ description: 'Số liệu / figures' }),
    tasks: text('Nhiệm vụ đã thực hiện / tasks done'),
    difficulties: text('Khó khăn, vướng mắc / difficulties'),
    proposals: text('Đề xuất, kiến nghị / proposals'),
    practices: text('Cách làm hay / good practices'),
    matters: z
      .array(submittedMatter)
      .max(LIMITS.matters)
      .optional()
      .meta({ description: 'Khó khăn cần trả lời / difficulties that want an answer' }),
    onBehalf: z.boolean().optional().meta({ description: 'Nhập thay / filed for the head of the group' }),
    claimedAt: z.iso
      .datetime({ offset: true })
      .optional()
      .meta({ description: 'Lúc lập theo máy người nộp, chỉ để hiển thị / when it was written, shown only' }),
    reason: z
      .string()
      .max(LIMITS.reason)
      .optional()
      .meta({ description: 'Lý do điều chỉnh / why it corrects an earlier version' }),
    photos: z
      .array(z.string().regex(/^[0-9a-f]{64}$/))
      .max(LIMITS.photos)
      .optional()
      .meta({ description: 'SHA-256 của ảnh đã gửi / SHA-256 of photos sent before' }),
    basedOn: z
      .string()
      .regex(VERSION_ID)
      .nullable()
      .optional()
      .meta({
        description:
          'Bản mà người nộp đã xem; null nếu khi đó chưa có bản nào; bỏ trống thì là bản mới nhất / ' +
          'the version its author was shown; null where there was none; the newest where absent',
        example: 'r120-9f3ac01b77e2'
      }),
    withdrawn: z
      .array(z.string().max(64))
      .max(LIMITS.withdrawn)
      .optional()
      .meta({
        description:
          'Nội dung rút lại: mã chỉ số, tasks, difficulties, proposals, practices, SHA-256 của ảnh; ' +
          'nội dung không nêu thì giữ như bản trước / what is taken back: codes of indicators, names of texts, ' +
          'SHA-256 of photos; what is not named stays as it was'
      })
  })
  .meta({ id: 'Submission' });

/** Many reports, as sent: all are accepted or none is. */
export const batch = z
  .strictObject({ reports: z.array(submission).min(1).max(LIMITS.reports) })
  .meta({ id: 'Batch' });

const conflictValue = z.union([z.object({ num: z.int(), den: z.int().nullable() }), z.string(), z.null()]);

/** What is answered where a newer version stands against what was sent (RULES 9a). */
export const newerVersion = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.literal(409),
    code: z.literal('newerVersion'),
    conflicts: z.array(
      z.object({
        path: z.string().meta({ description: 'JSON Pointer', example: '/reports/3' }),
        group: z.string(),
        period: z.string(),
        newest: z.object({
          id: z.string().meta({ example: 'r812' }),
          at: z.int().meta({ description: 'Mili giây UTC / milliseconds UTC' }),
          by: z.string(),
          onBehalf: z.boolean()
        }),
        cells: z.array(z.object({ what: z.string(), yours: conflictValue, theirs: conflictValue }))
      })
    ),
    more: z.int()
  })
  .meta({ id: 'NewerVersion' });

/** What is answered to accepted reports. */
export const acceptedAnswer = z
  .object({
    position: z.int().meta({ description: 'Vị trí mới nhất trong sổ / log position of the last report' }),
    reports: z.array(z.object({ id: z.string().meta({ example: 'r120' }), position: z.int() }))
  })
  .meta({ id: 'Accepted' });

const words = z.object({ vi: z.string(), en: z.string() });

/** An answer that is a refusal (RFC 9457). */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    faults: z
      .array(
        z.object({
          path: z.string().meta({ description: 'JSON Pointer', example: '/reports/3/values/0/numerator' }),
          code: z.string(),
          message: words
        })
      )
      .optional(),
    more: z.int().optional().meta({ description: 'Số lỗi chưa liệt kê / faults that are not listed' })
  })
  .meta({ id: 'Problem' });

export type Submission = z.infer<typeof submission>;
export type SubmittedValue = z.infer<typeof submittedValue>;
