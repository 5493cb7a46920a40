import { addDays, startOfDay } from '../../../domain/deadline.ts';
import type { DueStep, FilingSheet } from '../../../domain/filing-sheet.ts';
import { isOwed } from '../../../domain/filing-state.ts';
import { formatPeriod, reportedPeriod } from '../../../domain/period.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import type { Fold } from '../../core/snapshot/fold.ts';
import type { Schedule } from '../../core/store/sent-table.ts';
import { sheetsOf } from '../../context/chain/sheets.ts';

const HOUR = 3_600_000;
/** A reminder whose hour was missed for longer (the program stood still) is not sent any more, milliseconds. */
const STALE = 24 * HOUR;
/** Groups that a message names. */
const NAMED = 500;

/** A reminder whose hour has come. */
export interface DueReminder {
  /** The same for the same schedule, period, hop and day. */
  readonly id: string;
  readonly schedule: Schedule;
  readonly unit: UnitNode;
  readonly sheet: FilingSheet;
  readonly due: DueStep;
  /** `YYYY-MM`. */
  readonly period: string;
  /** Days from the hop's last day. */
  readonly day: number;
  /** Codes of groups that have not filed, or owe a corrected report; at most 500. */
  readonly owing: readonly string[];
  readonly owingCount: number;
}

/** The reminders whose hour has come at a moment: those of schedules, for each hop by which somebody still owes a report. */
export function dueReminders(fold: Fold, schedules: readonly Schedule[], now: number): DueReminder[] {
  const { tree, profile } = fold.world;
  const reported = reportedPeriod(now, profile);
  return schedules.flatMap((schedule) => {
    const unit = tree.unit(schedule.unit);
    if (!unit) return [];
    return [reported, reported - 1].flatMap((period) => {
      const sheet = sheetsOf(fold).of(period, now);
      return [...hopsOwed(fold, sheet, unit)].flatMap(([due, groups]) =>
        daysNow(schedule, due, now).map((day): DueReminder => ({
          id: `r-${schedule.id}-${formatPeriod(period)}-${due.chain.id}-${due.chain.steps.indexOf(due.step)}-${day}`,
          schedule,
          unit,
          sheet,
          due,
          period: formatPeriod(period),
          day,
          owing: groups.slice(0, NAMED),
          owingCount: groups.length
        }))
      );
    });
  });
}

/** The days of a schedule whose hour for a hop has come and is not long past. */
function daysNow({ plan }: Schedule, { deadline }: DueStep, now: number): number[] {
  if (!deadline) return [];
  return plan.days.filter((day) => {
    const moment = startOfDay(addDays(deadline.lastDay, day)) + plan.hour * HOUR;
    return now >= moment && now < moment + STALE;
  });
}

/** The hops by which groups below a unit still owe a report, with their codes. */
function hopsOwed({ world: { tree } }: Fold, sheet: FilingSheet, unit: UnitNode): Map<DueStep, string[]> {
  const owed = new Map<DueStep, string[]>();
  for (const node of tree.downward(unit.ordinal)) {
    if (node.kind !== 'group') continue;
    const due = sheet.stepOf(node.ordinal);
    const state = sheet.filing(node.ordinal)?.state;
    if (!due || state === undefined || !isOwed(state)) continue;
    const codes = owed.get(due);
    if (codes) codes.push(node.group.code);
    else owed.set(due, [node.group.code]);
  }
  return owed;
}
