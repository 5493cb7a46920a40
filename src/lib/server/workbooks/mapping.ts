import { z } from 'zod';
import { REPORTER_KINDS } from '../../domain/group.ts';

/** A column of a sector's file: its whole heading, with its place among equals (`reading/headings.ts`). */
const column = z.string().min(1).max(40_000);

/** Which columns of a sector's file are what. */
export const mapping = z.strictObject({
  /** Name of the sheet; empty for the first. */
  sheet: z.string().max(100),
  /** The row with the headings, from 1. */
  headerRow: z.int().min(1).max(100),
  /** Who files it: the reporter of this kind in each unit. */
  kind: z.enum(REPORTER_KINDS),
  unitCode: column.nullable(),
  unitName: column.nullable(),
  parentName: column.nullable(),
  /** Column of the period; null where the whole file is of one. */
  period: column.nullable(),
  numberStyle: z.enum(['auto', 'vi', 'en']),
  values: z
    .array(
      z.strictObject({
        indicator: z.string().min(1).max(20),
        numerator: column,
        denominator: column.nullable()
      })
    )
    .min(1)
    .max(50)
});

export type Mapping = z.infer<typeof mapping>;

/** A mapping that was saved to be used again. */
export const savedMapping = z.strictObject({
  name: z.string().trim().min(1).max(100),
  /** Key of the unit under which it was made. */
  unit: z.string().min(1).max(60),
  mapping
});
