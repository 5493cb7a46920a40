import { z } from 'zod';
import { REPORTER_KINDS } from '../../../domain/group.ts';
import { PILLARS, type Indicator } from '../../../domain/indicator.ts';
import { registerFault, type RegisterFault } from '../../core/structure/faults.ts';
import type { Row } from './read-rows.ts';
import type { Read, ReadFile } from './read-units.ts';

const words = z.strictObject({ vi: z.string().min(1).max(400), en: z.string().min(1).max(400) });
const short = z.strictObject({ vi: z.string().min(1).max(60), en: z.string().min(1).max(60) });

const indicator: z.ZodType<Indicator> = z
  .strictObject({
    code: z.string(),
    pillar: z.enum(PILLARS),
    name: words,
    short,
    kind: z.enum(['share', 'quota', 'count']),
    time: z.enum(['stock', 'flow', 'flow-ytd']),
    direction: z.enum(['up', 'down']),
    counts: z.string().min(1).max(40),
    base: z.string().min(1).max(40).nullable(),
    source: z.union([
      z.strictObject({ type: z.literal('filed'), by: z.array(z.enum(REPORTER_KINDS)).min(1).max(7) }),
      z.strictObject({ type: z.literal('register') }),
      z.strictObject({ type: z.literal('chain') })
    ]),
    numerator: words,
    denominator: words.nullable(),
    validFrom: z.string(),
    validTo: z.string().nullable(),
    citation: z.string().max(1000)
  })
  .refine((one) => (one.kind === 'count' ? one.base === null && one.denominator === null : true), {
    message: 'count: base, denominator = null',
    path: ['base']
  });

/** Reads rows of the catalogue as JSON, in the form of `data/catalogue/indicators.json`. */
export function readCatalogueRows(rows: readonly Row[]): ReadFile<Indicator> {
  const read: Read<Indicator>[] = [];
  const faults: RegisterFault[] = [];
  rows.forEach((row, index) => {
    const judged = indicator.safeParse(row);
    if (judged.success) read.push({ row: index + 1, thing: judged.data });
    else
      for (const issue of judged.error.issues)
        faults.push(
          registerFault('badShape', { row: index + 1, column: issue.path.join('.'), what: issue.message })
        );
  });
  return { read, faults, remarks: [] };
}
