import { z } from 'zod';
import { ALERT_LEVELS, isRatio, isSteady } from '../domain/alert.ts';
import { declare, type Door, type ForeignPlace, type Frozen } from './declare.ts';
import { askedUnit, bothWords, count, done, moment, unitKey, writtenPeriod } from './shapes.ts';

const REMIND = { may: 'remind' } as const satisfies Door;

const mail = z
  .string()
  .max(200)
  .superRefine((text, context) => {
    if (z.email().safeParse(text).success) return;
    const params = {
      vi: `“${text}” không phải là địa chỉ thư điện tử.`,
      en: `“${text}” is not an e-mail address.`
    };
    context.addIssue({ code: 'custom', params });
  });

const threshold = z
  .number()
  .min(-1_000_000_000)
  .max(1_000_000_000)
  .meta({ description: 'Tỷ lệ tính theo phần nghìn / ratios in thousandths, the rest as counted' });

const rule = z.strictObject({
  name: z.string().trim().normalize('NFC').min(1).max(80),
  unit: unitKey,
  level: z.enum(ALERT_LEVELS),
  measure: z.discriminatedUnion('subject', [
    z.strictObject({
      subject: z.enum(['rate', 'attainment', 'band', 'gap', 'change']),
      indicator: z.string().min(1).max(64),
      basis: z.enum(['all', 'approved'])
    }),
    z.strictObject({ subject: z.literal('filed'), hours: z.int().min(-720).max(720) }),
    z.strictObject({ subject: z.literal('matters'), state: z.enum(['open', 'overdue']) })
  ]),
  side: z.enum(['under', 'over']),
  enter: threshold,
  leave: threshold,
  floor: z
    .int()
    .min(0)
    .max(1_000_000_000)
    .meta({ description: 'Mẫu số nhỏ hơn thì không xét / smaller bases are not judged' }),
  hold: z.int().min(0).max(20_160).meta({ description: 'Phút phải giữ / minutes for which it must hold' }),
  channels: z.strictObject({
    webhook: z.boolean(),
    mails: z.array(mail).max(20),
    sound: z.boolean()
  })
});

/** A rule as it is sent and as it is kept. */
export const askedRule = rule.extend({ unit: askedUnit }).superRefine((asked, context) => {
  const { measure } = asked;
  if (!isSteady(asked))
    context.addIssue({
      code: 'custom',
      path: ['leave'],
      params: {
        vi: 'Ngưỡng kết thúc phải bằng ngưỡng bắt đầu, hoặc ở phía tốt hơn.',
        en: 'It must end where it begins, or on the good side of it.'
      }
    });
  const most = isRatio(measure) ? 100_000 : measure.subject === 'band' ? 3 : Infinity;
  const least = measure.subject === 'change' ? -1_000 : 0;
  for (const name of ['enter', 'leave'] as const)
    if (asked[name] > most || asked[name] < least)
      context.addIssue({
        code: 'custom',
        path: [name],
        params: { vi: 'Ngưỡng ngoài khoảng cho phép.', en: 'The threshold is out of range.' }
      });
});

const foreignRule = ({ unit }: ForeignPlace) => ({
  name: 'x',
  unit,
  level: 'commune',
  measure: { subject: 'rate', indicator: 'KTS01', basis: 'all' },
  side: 'under',
  enter: 500,
  leave: 500,
  floor: 0,
  hold: 0,
  channels: { webhook: false, mails: [], sound: false }
});

const alertView = z
  .strictObject({
    id: z.string(),
    rule: rule.meta({ description: 'Thư chỉ cho người được sửa / mails only for those who may edit' }),
    unitName: z.string(),
    sentence: bothWords,
    snoozedUntil: moment.nullable().meta({ description: 'null: đang báo / while everybody is told' }),
    holding: z
      .array(
        z.strictObject({
          id: z.string(),
          unit: unitKey,
          name: z.string(),
          period: writtenPeriod.nullable(),
          since: moment,
          says: bothWords
        })
      )
      .max(100)
      .meta({ description: 'Các đơn vị đang báo / units for which it holds now' }),
    holdingCount: count,
    mayEdit: z.boolean()
  })
  .meta({ id: 'Alert' });

/** The alerts of the units in which somebody may remind, and where they hold. */
export const listAlerts = declare({
  method: 'GET',
  path: '/api/v1/alerts',
  may: REMIND,
  summary: { vi: 'Các cảnh báo và nơi đang báo', en: 'alerts and where they hold' },
  answer: z.strictObject({ alerts: z.array(alertView) })
});

const kept = z.strictObject({ id: z.string() });

/** Sets an alert. */
export const createAlert = declare({
  method: 'POST',
  path: '/api/v1/alerts',
  may: REMIND,
  summary: { vi: 'Đặt cảnh báo', en: 'set an alert' },
  body: askedRule,
  answer: kept,
  status: 201,
  refuses: ['mayNotChange', 'wrong'],
  foreign: foreignRule
});

/** Keeps another rule under an id. */
export const changeAlert = declare({
  method: 'PUT',
  path: '/api/v1/alerts/{id}',
  may: REMIND,
  summary: { vi: 'Sửa cảnh báo', en: 'another rule' },
  body: askedRule,
  answer: kept,
  refuses: ['mayNotChange', 'unknown', 'wrong'],
  foreign: foreignRule
});

/** Ends an alert. */
export const dropAlert = declare({
  method: 'DELETE',
  path: '/api/v1/alerts/{id}',
  may: REMIND,
  summary: { vi: 'Xóa cảnh báo', en: 'end an alert' },
  answer: done,
  refuses: ['mayNotChange', 'unknown'],
  foreign: () => ({})
});

/** Silences an alert for a time, or lets it speak again. */
export const snoozeAlert = declare({
  method: 'PUT',
  path: '/api/v1/alerts/{id}/snooze',
  may: REMIND,
  summary: { vi: 'Tạm tắt hoặc bật lại', en: 'mute it, or unmute it' },
  body: z.strictObject({
    until: moment.min(0).nullable().meta({ description: 'null: báo lại ngay / from now on it tells again' })
  }),
  answer: done,
  refuses: ['mayNotChange', 'unknown', 'wrong'],
  foreign: () => ({ until: null })
});

/** When a rule would have fired over the last twelve months: lines of JSON, each a `BacktestLine`. */
export const testAlert = declare({
  method: 'POST',
  path: '/api/v1/alerts/test',
  may: REMIND,
  summary: {
    vi: 'Cảnh báo đã báo lúc nào trong 12 tháng qua, từng dòng JSON',
    en: 'when it would have fired, lines of JSON'
  },
  body: askedRule,
  answer: { media: 'application/x-ndjson' },
  refuses: ['mayNotChange', 'wrong', 'tooMany'],
  foreign: foreignRule
});

export type AlertView = Frozen<z.output<typeof alertView>>;
