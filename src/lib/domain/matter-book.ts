import type { At, MatterDraft, MatterState, MatterStep } from './matter.ts';
import type { Period } from './period.ts';
import type { UnitKey } from './unit.ts';

/** A matter as its steps have made it. */
export interface Matter extends MatterDraft {
  readonly id: string;
  readonly group: string;
  readonly period: Period;
  readonly state: MatterState;
  /** The unit to which it was passed; null while it lies with the commune of its group. */
  readonly at: UnitKey | null;
  /** Who has taken it; null where nobody has. */
  readonly taker: string | null;
  /** Oldest first. */
  readonly steps: readonly At<MatterStep>[];
}

/** Every matter, by id. */
export class MatterBook {
  readonly #matters = new Map<string, Matter>();

  readonly #texts = new Set<string>();

  /** Whether a group has raised this very text for a period: a corrected report does not raise it again. */
  knows(group: string, period: Period, text: string): boolean {
    return this.#texts.has(textKey(group, period, text));
  }

  get all(): IterableIterator<Matter> {
    return this.#matters.values();
  }

  of(id: string): Matter | null {
    return this.#matters.get(id) ?? null;
  }

  /** Takes a step in; one of a matter that was never opened changes nothing. */
  take(step: At<MatterStep>): void {
    const { body } = step;
    const known = this.#matters.get(body.id);
    if (body.step === 'opened') {
      if (known) return;
      this.#texts.add(textKey(body.group, body.period, body.text));
      const { id, group, period, kind, text, proposal, wanted } = body;
      const opened = { id, group, period, kind, text, proposal, wanted };
      this.#matters.set(id, { ...opened, state: 'open', at: null, taker: null, steps: [step] });
    } else if (known) {
      this.#matters.set(body.id, { ...known, ...after(body, step.actor), steps: [...known.steps, step] });
    }
  }
}

function textKey(group: string, period: Period, text: string): string {
  return `${group} ${period} ${text}`;
}

function after(
  step: Exclude<MatterStep, { step: 'opened' }>,
  actor: string
): Partial<Pick<Matter, 'state' | 'at' | 'taker'>> {
  switch (step.step) {
    case 'taken':
      return { state: 'taken', taker: actor };
    case 'answered':
      return { state: 'answered' };
    case 'passed':
      return { state: 'open', at: step.to, taker: null };
    case 'closed':
      return { state: 'closed' };
    case 'reopened':
      return { state: 'open', taker: null };
  }
}
