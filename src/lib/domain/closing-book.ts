import type { ConsolidationStep, LockStep } from './closing.ts';
import type { At } from './matter.ts';
import type { Period } from './period.ts';
import type { Tree } from './tree.ts';
import type { UnitKey } from './unit.ts';

/** What units have consolidated and closed, by unit and period. */
export class ClosingBook {
  readonly #steps = new Map<string, At<ConsolidationStep>[]>();
  readonly #locks = new Map<string, At<LockStep>>();
  #revision = 0;

  /** Rises with every step and lock. */
  get revision(): number {
    return this.#revision;
  }

  consolidate(step: At<ConsolidationStep>): void {
    this.#revision += 1;
    const key = keyOf(step.body.unit, step.body.period);
    const steps = this.#steps.get(key);
    if (steps) steps.push(step);
    else this.#steps.set(key, [step]);
  }

  lock(step: At<LockStep>): void {
    this.#revision += 1;
    this.#locks.set(keyOf(step.body.unit, step.body.period), step);
  }

  /** Every step of a unit's consolidation of a period, oldest first. */
  stepsOf(unit: UnitKey, period: Period): readonly At<ConsolidationStep>[] {
    return this.#steps.get(keyOf(unit, period)) ?? [];
  }

  /** The confirmation that stands; null where there is none or it was returned. */
  confirmed(unit: UnitKey, period: Period): At<ConsolidationStep> | null {
    const last = this.stepsOf(unit, period).findLast(({ body }) => body.step !== 'prepared');
    return last?.body.step === 'confirmed' ? last : null;
  }

  /** What was last said of a unit's period being closed; null where nothing was. */
  lockOf(unit: UnitKey, period: Period): At<LockStep> | null {
    if (this.#locks.size === 0) return null;
    return this.#locks.get(keyOf(unit, period)) ?? null;
  }
}

/**
 * What closes a group's period to filing: the lock of its unit or of any unit above that does not name the group as an
 * exception, the nearest first; null while it is open. A unit that is opened again opens nothing that another closed.
 * `group` is the ordinal of the group's node.
 */
export function closedBy(
  closing: Pick<ClosingBook, 'lockOf'>,
  tree: Tree,
  group: number,
  period: Period
): At<LockStep> | null {
  const node = tree.nodes[group];
  const code = node?.kind === 'group' ? node.group.code : null;
  for (const above of tree.upward(group)) {
    if (above.kind !== 'unit') continue;
    const lock = closing.lockOf(above.key, period);
    if (lock?.body.locked && (code === null || !lock.body.exceptions.includes(code))) return lock;
  }
  return null;
}

/** Whether a group's period is closed to filing. */
export function isLocked(
  closing: Pick<ClosingBook, 'lockOf'>,
  tree: Tree,
  group: number,
  period: Period
): boolean {
  return closedBy(closing, tree, group, period) !== null;
}

function keyOf(unit: UnitKey, period: Period): string {
  return `${unit} ${period}`;
}
