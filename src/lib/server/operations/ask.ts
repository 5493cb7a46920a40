import { z } from 'zod';
import { ATTENTION_KINDS, KEY_LENGTH } from '../../domain/attention.ts';
import { CASE_NOTE, CASE_VERBS } from '../../domain/case.ts';
import { PILLARS } from '../../domain/indicator.ts';
import { parseUnitKey } from '../../domain/unit.ts';
import { MOST_ROWS, ROW_STATES, ROWS_OF_A_PAGE, type RowFilter } from '../../wire/operations.ts';
import type { OperationsQuestion } from './board.ts';

/** Rows of one step for many. */
export const MOST_AT_ONCE = 200;

const note = z.string().trim().max(CASE_NOTE).default('');
const keys = z.array(z.string().min(1).max(KEY_LENGTH)).min(1).max(MOST_AT_ONCE);

/** One step about some rows. */
export const stepsAsk = z.discriminatedUnion('step', [
  z.strictObject({ step: z.enum(CASE_VERBS).exclude(['assigned', 'snoozed']), keys, note }),
  z.strictObject({ step: z.literal('assigned'), keys, note, to: z.string().min(1).max(120) }),
  z.strictObject({ step: z.literal('snoozed'), keys, note, until: z.number().int().positive() })
]);
export type StepsAsk = z.infer<typeof stepsAsk>;

/** A filter to be saved under a name; one of the same name is replaced. */
export const filterAsk = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .transform((name) => name.normalize('NFC')),
  query: z.string().max(400),
  isDefault: z.boolean().default(false)
});
export type FilterAsk = z.infer<typeof filterAsk>;

/** A filter as an address has it; what makes no sense is as if it were not there. */
export function readFilter(query: Pick<URLSearchParams, 'get'>): RowFilter {
  const key = parseUnitKey(query.get('unit') ?? '');
  return {
    unit: key && `${key.code}@${key.validFrom}`,
    kind: ATTENTION_KINDS.find((kind) => kind === query.get('kind')) ?? null,
    pillar: PILLARS.find((pillar) => pillar === query.get('pillar')) ?? null,
    state: ROW_STATES.find((state) => state === query.get('state')) ?? 'active'
  };
}

/** A question as an address asks it. */
export function readQuestion(query: Pick<URLSearchParams, 'get'>): OperationsQuestion {
  return {
    ...readFilter(query),
    limit: Math.min(whole(query.get('limit')) ?? ROWS_OF_A_PAGE, MOST_ROWS),
    since: whole(query.get('since'))
  };
}

function whole(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
