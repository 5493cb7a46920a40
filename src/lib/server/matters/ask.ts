import { z } from 'zod';
import { ANSWER_LEVELS, MATTER_KINDS, MATTER_LIMITS, MATTER_VERBS } from '../../domain/matter.ts';
import { parsePeriod, type Period } from '../../domain/period.ts';
import { parseUnitKey, type UnitKey } from '../../domain/unit.ts';
import { MATTER_LISTS, MATTER_REACHES } from '../../wire/matters.ts';
import { PRACTICE_LISTS, PRACTICE_VERBS } from '../../wire/practices.ts';
import { refuse, type MatterRefusal } from './desk.ts';
import type { InboxQuestion } from './inbox.ts';
import type { PracticeQuestion } from './practices.ts';

/** Matters of one step for many. */
export const MOST_AT_ONCE = 200;

const text = (most: number) => z.string().trim().max(most);
const note = text(MATTER_LIMITS.note).default('');

const period = z.string().transform((written, context): Period => {
  const read = parsePeriod(written);
  if (read === null) context.addIssue({ code: 'custom', message: 'YYYY-MM' });
  return read ?? 0;
});

/** A difficulty raised at any time. */
export const newOpening = z.strictObject({
  group: z.string().min(1).max(64),
  period: period.optional(),
  kind: z.enum(MATTER_KINDS),
  text: text(MATTER_LIMITS.text).min(1),
  proposal: text(MATTER_LIMITS.text).default(''),
  wanted: z.enum(ANSWER_LEVELS).default('commune'),
  key: z.string().min(1).max(100).optional()
});
export type NewOpening = z.infer<typeof newOpening>;

export const oneStep = z.strictObject({ step: z.enum(MATTER_VERBS), note });
export type OneStep = z.infer<typeof oneStep>;

export const manySteps = z.strictObject({
  ids: z.array(z.string().min(1).max(64)).min(1).max(MOST_AT_ONCE),
  step: z.enum(MATTER_VERBS),
  note
});
export type ManySteps = z.infer<typeof manySteps>;

export const practiceStep = z.strictObject({ step: z.enum(PRACTICE_VERBS), note });
export type PracticeAsk = z.infer<typeof practiceStep>;

const FIELD_FAULT = {
  vi: 'Mục này thiếu, sai hoặc quá dài.',
  en: 'This is missing, wrong or too long.'
};

/** What was sent, or the first thing that is wrong with it. */
export function read<T>(shape: z.ZodType<T>, sent: unknown): T | MatterRefusal {
  const parsed = shape.safeParse(sent);
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.map(String).join('/') ?? '';
  return refuse(422, 'badShape', FIELD_FAULT.vi, FIELD_FAULT.en, where === '' ? '' : `/${where}`);
}

const QUERY_LENGTH = 200;

/** An inbox as an address asks for it; what makes no sense is what is usual. */
export function readInbox(query: URLSearchParams): InboxQuestion {
  return {
    unit: unitIn(query),
    reach: oneOf(MATTER_REACHES, query.get('reach')) ?? 'here',
    list: oneOf(MATTER_LISTS, query.get('list')) ?? 'open',
    kind: oneOf(MATTER_KINDS, query.get('kind')),
    period: parsePeriod(query.get('period') ?? ''),
    query: (query.get('q') ?? '').slice(0, QUERY_LENGTH),
    page: pageIn(query)
  };
}

/** A list of good practices as an address asks for it. */
export function readPractices(query: URLSearchParams): PracticeQuestion {
  return {
    unit: unitIn(query),
    list: oneOf(PRACTICE_LISTS, query.get('list')) ?? 'told',
    query: (query.get('q') ?? '').slice(0, QUERY_LENGTH),
    page: pageIn(query)
  };
}

function unitIn(query: URLSearchParams): UnitKey | null {
  const key = parseUnitKey(query.get('unit') ?? '');
  return key && `${key.code}@${key.validFrom}`;
}

function pageIn(query: URLSearchParams): number {
  const page = Number(query.get('page') ?? 1);
  return Number.isInteger(page) && page >= 1 ? page : 1;
}

function oneOf<T extends string>(known: readonly T[], given: string | null): T | null {
  return known.find((one) => one === given) ?? null;
}
