import type { AttentionKey } from './attention-key.ts';
import { unitOfHolder, type CaseStep, type Holder } from './case.ts';
import type { At } from './matter.ts';

/** What was done about a row, as its steps have made it. A row that nobody touched has none. */
export interface Case {
  readonly key: AttentionKey;
  readonly isResolved: boolean;
  /** Null where nobody has it. */
  readonly holder: Holder | null;
  /** Who gave it to the holder; null where the holder took it. */
  readonly assignedBy: string | null;
  /** Milliseconds UTC; null where it is not snoozed. One that has passed snoozes nothing. */
  readonly snoozedUntil: number | null;
  /** Oldest first. */
  readonly steps: readonly At<CaseStep>[];
}

/** Why a step cannot be taken as things stand. `theirs`: somebody else has it. `moved`: it was given to somebody else meanwhile. */
export type CaseObstacle = 'theirs' | 'yours' | 'moved' | 'notTaken' | 'notSnoozed' | 'resolved' | 'notDone';

/** A row that nobody has touched. */
export function freshCase(key: AttentionKey): Case {
  return { key, isResolved: false, holder: null, assignedBy: null, snoozedUntil: null, steps: [] };
}

/**
 * What stands in the way of a step, whoever may take it; null where nothing does. Of two who take a row at once the
 * first in the log has it. What lies with an office may be taken by anybody who may act there.
 */
export function caseObstacle(one: Case, step: CaseStep, actor: string): CaseObstacle | null {
  const { holder, isResolved } = one;
  const isTheirs = holder !== null && holder !== actor && unitOfHolder(holder) === null;
  switch (step.step) {
    case 'commented':
      return null;
    case 'reopened':
      return isResolved ? null : 'notDone';
    case 'woken':
      return one.snoozedUntil === null ? 'notSnoozed' : null;
    case 'released':
      if (holder === null || isResolved) return 'notTaken';
      return isTheirs && one.assignedBy !== actor ? 'theirs' : null;
    case 'assigned':
      if (isResolved) return 'resolved';
      return holder === step.from && holder !== step.to ? null : 'moved';
    case 'taken':
      if (isResolved) return 'resolved';
      if (holder === actor) return 'yours';
      return isTheirs ? 'theirs' : null;
    case 'snoozed':
    case 'resolved':
      if (isResolved) return 'resolved';
      return isTheirs ? 'theirs' : null;
  }
}

/** What was done about every row, by its key. A case is replaced, never altered, when a step is taken. */
export class CaseBook {
  readonly #cases = new Map<AttentionKey, Case>();
  #taken = 0;

  of(key: AttentionKey): Case | null {
    return this.#cases.get(key) ?? null;
  }

  /** Rises with every step that changed something. */
  get revision(): number {
    return this.#taken;
  }

  /** Takes a step in; one that could not be taken as the log stands changes nothing, whoever reads it. */
  take(step: At<CaseStep>): void {
    const { body, actor } = step;
    const known = this.#cases.get(body.key) ?? freshCase(body.key);
    if (caseObstacle(known, body, actor) !== null) return;
    this.#taken += 1;
    this.#cases.set(body.key, { ...known, ...after(body, actor), steps: [...known.steps, step] });
  }
}

function after(body: CaseStep, actor: string): Partial<Omit<Case, 'key' | 'steps'>> {
  switch (body.step) {
    case 'taken':
      return { holder: actor, assignedBy: null, snoozedUntil: null };
    case 'assigned':
      return { holder: body.to, assignedBy: actor, snoozedUntil: null };
    case 'released':
      return { holder: null, assignedBy: null };
    case 'snoozed':
      return { snoozedUntil: body.until };
    case 'woken':
      return { snoozedUntil: null };
    case 'resolved':
      return { isResolved: true, snoozedUntil: null };
    case 'reopened':
      return { isResolved: false };
    case 'commented':
      return {};
  }
}
