import {
  firstOfYear,
  lastDay,
  periodOfDay,
  type Day,
  type Period,
  type PeriodProfile
} from '$lib/domain/period.ts';
import type { TargetNote } from '../faces/notes.ts';
import { createContext } from 'svelte';

/** The targets that hold, or held, for the unit of the page. */
export const [getTargetNotes, provideTargetNotes] = createContext<() => readonly TargetNote[]>();

/** The last period in which a target holds. */
export interface TargetEnd {
  readonly period: Period;
  /** The target names no end: it is held against the end of the year. */
  readonly isAssumed: boolean;
}

/** The end of the target that holds for an indicator on the last day of a period; null where none holds. */
export function targetEnd(
  notes: readonly TargetNote[],
  { indicator, day, period, profile }: { indicator: string; day: Day; period: Period; profile: PeriodProfile }
): TargetEnd | null {
  const note = notes.find(
    ({ indicator: code, target }) =>
      code === indicator && target.validFrom <= day && (target.validTo === null || day < target.validTo)
  );
  if (!note) return null;
  const { validTo } = note.target;
  if (validTo === null) return { period: firstOfYear(period) + 11, isAssumed: true };
  const last = periodOfDay(validTo, profile);
  return { period: lastDay(last, profile) < validTo ? last : last - 1, isAssumed: false };
}
