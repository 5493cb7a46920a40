import { z } from 'zod';
import { STATES } from '../domain/attainment.ts';
import { parsePeriod, type Period } from '../domain/period.ts';
import { LEVELS, parseUnitKey, type UnitKey } from '../domain/unit.ts';
import type { Frozen } from './declare.ts';

const UNIT = { description: 'Đơn vị: mã@ngày hiệu lực / a unit: code@first day', example: '48@2025-07-01' };
const PERIOD = { description: 'Kỳ, YYYY-MM / a period, YYYY-MM', example: '2026-10' };

/** A unit's key as it is answered. */
export const unitKey = z.templateLiteral([z.string(), '@', z.string()]).meta(UNIT);

/** A unit's key as it is asked for. */
export const askedUnit = z
  .string()
  .max(64)
  .transform((text, context): UnitKey => {
    const key = parseUnitKey(text);
    if (key) return `${key.code}@${key.validFrom}`;
    context.addIssue({ code: 'custom' });
    return z.NEVER;
  })
  .meta(UNIT);

/** A period as it is answered. */
export const writtenPeriod = z.string().meta(PERIOD);

/** A period as it is asked for. */
export const askedPeriod = z
  .string()
  .max(7)
  .transform((text, context): Period => {
    const period = parsePeriod(text);
    if (period !== null) return period;
    context.addIssue({ code: 'custom' });
    return z.NEVER;
  })
  .meta(PERIOD);

/** A page of a list in an address, from 1. */
export const askedPage = z
  .string()
  .regex(/^[1-9]\d{0,5}$/)
  .transform(Number)
  .meta({ description: 'Trang, từ 1 / a page, from 1', example: '1' });

/** What is looked for, in an address. */
export const askedText = z.string().max(200).meta({ description: 'Từ cần tìm / what is looked for' });

/** Milliseconds UTC, by the server's clock. */
export const moment = z.int();
/** A count; never below nothing. */
export const count = z.int().min(0);
/** A position of the log; −1 before the first entry. */
export const position = z.int().min(-1);

/** A unit as a list names it. */
export const unitView = z.strictObject({ key: unitKey, fullName: z.string(), level: z.enum(LEVELS) });

export type UnitView = Frozen<z.output<typeof unitView>>;

/** A unit or group as pages name it: by the unit's key, or the group's code. */
export const nodeName = z.strictObject({
  key: z.string(),
  kind: z.enum(['unit', 'group']),
  level: z.enum(LEVELS),
  name: z.string()
});

export type NodeName = Frozen<z.output<typeof nodeName>>;

const ratio = z.number().nullable();

/** A row of one node with its reading: ratios, not percents; null where there is none. */
export const figureNow = z
  .strictObject({
    num: count.nullable(),
    den: count.nullable(),
    expected: count,
    fresh: count,
    carried: count,
    oldestAge: count.nullable().meta({ description: 'Kỳ / periods' }),
    state: z.enum(STATES),
    rate: ratio,
    target: ratio,
    attainment: ratio,
    gap: ratio,
    coverage: ratio,
    withheld: z.boolean().meta({
      description:
        'Mẫu số nhỏ, không cho người hỏi biết số / a small base whose counts are withheld (RULES 17)'
    })
  })
  .meta({ id: 'Figure' });

export type FigureNow = Frozen<z.output<typeof figureNow>>;

/** The one count of filing (RULES 9b). */
export const filingCount = z.strictObject({ expected: count, filed: count, returned: count, owed: count });

/** A day, `2026-10-31`. */
export const day = z.iso.date();

/** Who did something, when. */
export const doneBy = z.strictObject({ at: moment, by: z.string() });

/** A unit by its key and its full name. */
export const unitName = z.strictObject({ key: unitKey, name: z.string() });
export type UnitName = Frozen<z.output<typeof unitName>>;

/** The same with its level, 0 (country) to 5 (group). */
export const levelUnit = unitName.extend({ level: z.literal([0, 1, 2, 3, 4, 5]) });
export type LevelUnit = Frozen<z.output<typeof levelUnit>>;

/** What a share is made of, and a target: `num` of `den`. */
export const fraction = z.strictObject({ num: z.number().min(0), den: z.number().min(1) });
export const indicatorKind = z.enum(['share', 'quota', 'count']);

/** What the other groups of a kind in a commune report: rates, or numbers (`domain/spread.ts`). */
export const spread = z
  .strictObject({
    count,
    median: z.number(),
    low: z.number(),
    high: z.number(),
    fence: z.strictObject({ least: z.number(), most: z.number() }).nullable(),
    isRate: z.boolean(),
    minBase: z.number()
  })
  .meta({ description: 'Các tổ cùng loại trong xã / the other groups of its kind in the commune' });

/** The four texts of a report. */
export const reportTexts = z.strictObject({
  tasks: z.string(),
  difficulties: z.string(),
  proposals: z.string(),
  practices: z.string()
});

/** Words in both languages. */
export const bothWords = z.strictObject({ vi: z.string(), en: z.string() });

/** What is wrong with what was sent, where that is part of an answer (`FieldFault`). */
export const faults = z.array(z.strictObject({ path: z.string(), code: z.string(), message: bothWords }));

/** The answer of a call that answers with no body (204). */
export const nothing = z.null();

/** The answer of what answers nothing else. */
export const done = z.strictObject({ done: z.literal(true) });
