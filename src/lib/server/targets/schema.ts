import { z } from 'zod';
import type { UnitKey } from '../../domain/unit.ts';
import type { TargetFaults } from './faults.ts';

/** Bounds of one saving. */
export const TARGET_LIMITS = { targets: 5_000, bodyBytes: 2 * 1024 * 1024, text: 300 } as const;

const unitKey = z.custom<UnitKey>(
  (value) => typeof value === 'string' && /^[^@\s]{1,32}@\d{4}-\d{2}-\d{2}$/.test(value)
);
const text = (description: string) => z.string().trim().max(TARGET_LIMITS.text).meta({ description });
const day = z.string().meta({ format: 'date', example: '2027-01-01' });

const name = z.string().max(120).optional().meta({
  description:
    'Tên, nếu có: phải là tên của chính nơi nhận / a name beside the code must be the recipient’s own'
});
const recipient = z.union([
  z.strictObject({
    unit: z.string().min(1).max(120).meta({
      description: 'Mã, khóa hoặc tên của đơn vị nhận / a code, key or name',
      example: '20242@2025-07-01'
    }),
    name
  }),
  z.strictObject({ group: z.string().min(1).max(64), name })
]);

/** One target, as sent. */
export const sentTarget = z
  .strictObject({
    recipient,
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

/** Targets that a unit gives, as sent. */
export const sentTargets = z
  .strictObject({
    unit: unitKey.meta({
      description: 'Đơn vị giao / who gives',
      override: { type: 'string', example: '48@2025-07-01' }
    }),
    from: day,
    to: day
      .nullable()
      .default(null)
      .meta({ description: 'Ngày đầu tiên không còn hiệu lực / first day on which it no longer holds' }),
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
    targets: z.array(sentTarget).min(1).max(TARGET_LIMITS.targets)
  })
  .meta({ id: 'SentTargets' });

/** The end of one target, as sent. */
export const sentEnd = z
  .strictObject({
    unit: unitKey.meta({ override: { type: 'string' } }),
    recipient,
    indicator: z.string().max(32),
    from: day.meta({ description: 'Ngày bắt đầu của mức giao / first day of the target' }),
    to: day.meta({ description: 'Ngày đầu tiên không còn hiệu lực / first day on which it no longer holds' })
  })
  .meta({ id: 'SentTargetEnd' });

export type SentTargets = z.infer<typeof sentTargets>;
export type SentTarget = z.infer<typeof sentTarget>;
export type SentEnd = z.infer<typeof sentEnd>;

/** Reads a body by its shape; adds a fault for everything that is wrong and answers null then. */
export function readSent<T>(shape: z.ZodType<T>, body: unknown, faults: TargetFaults): T | null {
  const read = shape.safeParse(body);
  if (read.success) return read.data;
  for (const issue of read.error.issues.slice(0, 100)) {
    const path = issue.path
      .map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`)
      .join('');
    faults.add(path, 'badShape', issue.message);
  }
  return null;
}
