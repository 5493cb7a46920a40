const DAY_MS = 86_400_000;

/** Where things stand on a day, from 0 to 100 across it. */
export interface TimeMarks {
  readonly now: number;
  /** The half hour that is running, from 0. */
  readonly slot: number;
  /** The deadline; null where it is not today. */
  readonly due: number | null;
}

/** The marks of a day that began at `from`. */
export function timeMarks(from: number, now: number, due: number | null): TimeMarks {
  const across = (moment: number) => ((moment - from) / DAY_MS) * 100;
  const at = Math.min(100, Math.max(0, across(now)));
  const isToday = due !== null && due > from && due <= from + DAY_MS;
  return { now: at, slot: Math.min(47, Math.floor((at / 100) * 48)), due: isToday ? across(due) : null };
}
