import { z } from 'zod';
import { isRatio, isSteady, type AlertRule } from '../../domain/alert.ts';
import { LEVELS, parseUnitKey, type UnitKey } from '../../domain/unit.ts';

const unit = z
  .string()
  .max(64)
  .transform((text, ctx): UnitKey => {
    const key = parseUnitKey(text);
    if (key) return `${key.code}@${key.validFrom}`;
    ctx.addIssue({ code: 'custom', message: 'not a unit' });
    return z.NEVER;
  });

const measure = z.discriminatedUnion('subject', [
  z.strictObject({
    subject: z.enum(['rate', 'attainment', 'band', 'gap', 'change']),
    indicator: z.string().min(1).max(64),
    basis: z.enum(['all', 'approved'])
  }),
  z.strictObject({ subject: z.literal('filed'), hours: z.int().min(-720).max(720) }),
  z.strictObject({ subject: z.literal('matters'), state: z.enum(['open', 'overdue']) })
]);

const mail = z
  .string()
  .max(200)
  .superRefine((text, ctx) => {
    if (z.email().safeParse(text).success) return;
    const words = {
      vi: `“${text}” không phải là địa chỉ thư điện tử.`,
      en: `“${text}” is not an e-mail address.`
    };
    ctx.addIssue({ code: 'custom', message: words.en, params: words });
  });

const threshold = z.number().min(-1_000_000_000).max(1_000_000_000);

/** A rule as it is sent and as it is kept. */
export const ruleShape = z
  .strictObject({
    name: z.string().trim().normalize('NFC').min(1).max(80),
    unit,
    level: z.enum(LEVELS.filter((level) => level !== 'group')),
    measure,
    side: z.enum(['under', 'over']),
    enter: threshold,
    leave: threshold,
    floor: z.int().min(0).max(1_000_000_000),
    hold: z.int().min(0).max(20_160),
    channels: z.strictObject({
      webhook: z.boolean(),
      mails: z.array(mail).max(20),
      sound: z.boolean()
    })
  })
  .superRefine((rule, ctx) => {
    if (!isSteady(rule))
      ctx.addIssue({
        code: 'custom',
        path: ['leave'],
        message: 'it must end where it begins or on the good side of it'
      });
    const most = isRatio(rule.measure) ? 100_000 : rule.measure.subject === 'band' ? 3 : Infinity;
    const least = rule.measure.subject === 'change' ? -1_000 : 0;
    for (const name of ['enter', 'leave'] as const)
      if (rule[name] > most || rule[name] < least)
        ctx.addIssue({ code: 'custom', path: [name], message: 'out of range' });
  });

/** A rule as it was kept; null where what was kept can no longer be read. */
export function readRule(text: string): AlertRule | null {
  const read = ruleShape.safeParse(JSON.parse(text));
  return read.success ? read.data : null;
}

/** Until when an alert is to be silent, milliseconds UTC; null: from now on it tells again. */
export const snoozeShape = z.strictObject({ until: z.int().min(0).nullable() });
