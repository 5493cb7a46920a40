import type { Chain, ChainParty, ChainStep } from './chain.ts';
import { formatPeriod, lastDay, type Day, type Period, type PeriodProfile } from './period.ts';
import type { GroupNode, Tree } from './tree.ts';
import type { Level } from './unit.ts';

/** By when something is due. */
export interface Deadline {
  /** The first moment that is late, milliseconds UTC: 24:00 of `lastDay` in Vietnam (+07:00). */
  readonly at: number;
  /** The last day on which it is on time. */
  readonly lastDay: Day;
  /** The day that the chain names, where it was moved to the next working day; null where it was not. */
  readonly movedFrom: Day | null;
  /** The last day is no working day and the chain does not move it: the page says so (RULES 3). */
  readonly closed: 'holiday' | 'weekend' | null;
}

const VIETNAM_OFFSET_MS = 7 * 3_600_000;
const MS_OF_DAY = 86_400_000;

/** Parties that stand for the unit at a level; a group of no kind that the chain names goes with its unit's. */
const PARTIES_AT: Readonly<Record<Level, readonly ChainParty[]>> = {
  0: [],
  1: ['department'],
  2: ['district'],
  3: ['commune', 'commune-group'],
  4: ['village-group'],
  5: []
};

/**
 * By when a hop of a chain is due for a period; null where the chain sets no day, and then nothing is late. It is due
 * in the month of the period (window) or in the one after it (calendar). "Trước ngày n": `strict` ends with the day
 * before the n-th, `inclusive` with the n-th; in a month that is shorter, with the month's last day (RULES 3).
 */
export function deadlineOf(
  chain: Pick<Chain, 'reading' | 'shiftToWorkingDay'>,
  { beforeDay }: Pick<ChainStep, 'beforeDay'>,
  period: Period,
  profile: PeriodProfile,
  isHoliday: (day: Day) => boolean
): Deadline | null {
  if (beforeDay === null) return null;
  const month = profile === 'window' ? period : period + 1;
  const named = dayOf(month, chain.reading === 'strict' ? beforeDay - 1 : beforeDay);
  let last = named;
  while (chain.shiftToWorkingDay && closedOn(last, isHoliday)) last = addDays(last, 1);
  return {
    at: startOfDay(last) + MS_OF_DAY,
    lastDay: last,
    movedFrom: last === named ? null : named,
    closed: closedOn(last, isHoliday)
  };
}

/** A deadline that lies ahead, with whose it is. */
export interface NextDeadline extends Deadline {
  readonly period: Period;
  readonly step: ChainStep;
}

/**
 * The deadline that comes first after a moment, of those that concern a unit at a level: its groups', its own and those
 * of the units below it; null where none is ahead in these periods.
 */
export function nextDeadline(
  chain: Chain,
  level: Level,
  periods: readonly Period[],
  profile: PeriodProfile,
  isHoliday: (day: Day) => boolean,
  now: number
): NextDeadline | null {
  const above = new Set<ChainStep | null>();
  for (const one of [1, 2, 3] as const) if (one < level) above.add(stepOfUnit(chain, one));
  const found = periods.flatMap((period) =>
    chain.steps.flatMap((step): NextDeadline[] => {
      const due = above.has(step) ? null : deadlineOf(chain, step, period, profile, isHoliday);
      return due && due.at > now ? [{ ...due, period, step }] : [];
    })
  );
  return found.reduce<NextDeadline | null>((best, one) => (best && best.at <= one.at ? best : one), null);
}

/** The hop by which a group reports: that of its kind, else that of the unit at whose level it works; null where the chain has none. */
export function stepOfGroup(chain: Chain, tree: Tree, group: GroupNode): ChainStep | null {
  const own = chain.steps.find(({ from }) => from === group.group.kind);
  return own ?? stepOfLevel(chain, tree.nodes[group.parent]?.level ?? 0);
}

/** The hop by which the unit at a level passes on what it has consolidated; null where the chain has none. Villages pass nothing on. */
export function stepOfUnit(chain: Chain, level: Level): ChainStep | null {
  return level >= 1 && level <= 3 ? stepOfLevel(chain, level) : null;
}

/** Midnight in Vietnam at the start of a day, milliseconds UTC. */
export function startOfDay(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`) - VIETNAM_OFFSET_MS;
}

/** The day so many days after another one; before it where `days` is negative. */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * MS_OF_DAY).toISOString().slice(0, 10);
}

/** The last day on which what is valid until before a day still holds, as people are told it. */
export function dayBefore(day: Day): Day {
  return addDays(day, -1);
}

/** Why offices are closed on a day; null on a working day. */
function closedOn(day: Day, isHoliday: (day: Day) => boolean): Deadline['closed'] {
  if (isHoliday(day)) return 'holiday';
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6 ? 'weekend' : null;
}

function stepOfLevel(chain: Chain, level: Level): ChainStep | null {
  for (const party of PARTIES_AT[level]) {
    const step = chain.steps.find(({ from }) => from === party);
    if (step) return step;
  }
  return null;
}

/** The n-th day of a month, its last where it is shorter; the 0-th is the last of the month before. */
function dayOf(month: Period, n: number): Day {
  if (n < 1) return lastDay(month - 1, 'calendar');
  const last = lastDay(month, 'calendar');
  const wanted = `${formatPeriod(month)}-${String(n).padStart(2, '0')}`;
  return wanted < last ? wanted : last;
}
