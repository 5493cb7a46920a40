import type { Words } from './indicator.ts';
import type { Day } from './period.ts';
import type { Level, UnitKey } from './unit.ts';

/** Who passes on, or receives, in a chain: kinds of groups, and the units and offices above them. */
export const CHAIN_PARTIES = [
  'village-group',
  'commune-group',
  'project06-group',
  'commune',
  'district',
  'department',
  'province'
] as const;
export type ChainParty = (typeof CHAIN_PARTIES)[number];

/** A hop of a chain: who reports to whom before which day of the month it is due in. */
export interface ChainStep {
  readonly from: ChainParty;
  readonly to: ChainParty;
  /** Names of the bodies as they were called while the chain held. */
  readonly fromName: Words;
  readonly toName: Words;
  /** 1–31; null where no day is set: then nothing is late (Thuận Phước, S0). */
  readonly beforeDay: number | null;
}

/** "trước ngày 18": `strict` ends at 24:00 on the 17th, `inclusive` on the 18th, +07:00 (RULES 3). */
export type Reading = 'strict' | 'inclusive';

/** A reporting chain: dated data of a province (RULES 3). */
export interface Chain {
  readonly id: string;
  readonly name: Words;
  /**
   * Null: of every province and unit that has none of its own. A commune's own chain names the commune. Where the store
   * has the unit under another first day, it is found by its code and the chain's first day.
   */
  readonly province: UnitKey | null;
  readonly validFrom: Day;
  /** The first day on which it no longer holds; null while it does. */
  readonly validTo: Day | null;
  readonly reading: Reading;
  /** Whether a last day that is no working day moves to the next one that is. */
  readonly shiftToWorkingDay: boolean;
  readonly steps: readonly ChainStep[];
  /** True where no authority set its days: shown as "minh họa". */
  readonly illustrative: boolean;
  readonly citation: string;
}

/** A day on which offices are closed; weekends need no entry. */
export interface Holiday {
  readonly day: Day;
  readonly name: Words;
  /** True where the day is one of work after all: it was named by mistake. */
  readonly removed?: boolean | undefined;
}

/** The party at which a chain must end for its reports to reach the unit that it is of. */
export function topOf(level: Level | null): ChainParty {
  return level === 3 ? 'commune' : level === 2 ? 'district' : 'province';
}

/**
 * Parties that a chain leaves reports with while they should go on: a recipient that passes nothing on and is not the
 * top. A chain that has no step to the top ends below it.
 */
export function deadEnds(steps: readonly Pick<ChainStep, 'to' | 'from'>[], top: ChainParty): ChainParty[] {
  const passing = new Set(steps.map(({ from }) => from));
  const ends = new Set(steps.map(({ to }) => to).filter((to) => !passing.has(to)));
  const below = (party: ChainParty) => CHAIN_PARTIES.indexOf(party) < CHAIN_PARTIES.indexOf(top);
  return [...ends].filter(below);
}
