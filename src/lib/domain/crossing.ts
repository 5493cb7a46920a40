import { LOW, MET, STATES, type State } from './attainment.ts';

/** How many units were in one state in a period and in another in a later one. */
export interface StateCrossing {
  readonly stateBefore: State;
  readonly stateAfter: State;
  readonly units: number;
}

/** Units that came to meet their target, and those that no longer do. */
export interface TargetCrossings {
  readonly gained: number;
  readonly lost: number;
}

/** The states in which a unit is judged against its target. */
const JUDGED: ReadonlySet<State> = new Set(STATES.slice(MET, LOW + 1));

/**
 * Who crossed the target between two periods, of those judged in both: a unit of which nothing is known, which is too
 * small to judge or has no target any more did not stop meeting it (no report is not zero). The one figure of the panel,
 * of the comparison and of whatever else says it.
 */
export function targetCrossings(crossings: Iterable<StateCrossing>): TargetCrossings {
  let [gained, lost] = [0, 0];
  for (const { stateBefore, stateAfter, units } of crossings) {
    if (!JUDGED.has(stateBefore) || !JUDGED.has(stateAfter) || stateBefore === stateAfter) continue;
    if (stateAfter === STATES[MET]) gained += units;
    if (stateBefore === STATES[MET]) lost += units;
  }
  return { gained, lost };
}
