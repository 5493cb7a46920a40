import { z } from 'zod';
import { KEY_LENGTH } from '../../domain/attention.ts';
import { CASE_NOTE, CASE_VERBS } from '../../domain/case.ts';
import { MOST_ROWS, readFilter, ROWS_OF_A_PAGE } from '../../wire/operations.ts';
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
