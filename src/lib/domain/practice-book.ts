import type { At, PracticeStep } from './matter.ts';
import type { Period } from './period.ts';

/** A good practice as its steps have made it. */
export interface Practice {
  readonly id: string;
  readonly group: string;
  readonly period: Period;
  readonly text: string;
  readonly shared: boolean;
  /** For what it was marked; null where it was not. */
  readonly commended: string | null;
  readonly told: At<PracticeStep>;
}

/** Every good practice, by id. */
export class PracticeBook {
  readonly #practices = new Map<string, Practice>();

  readonly #texts = new Set<string>();

  /** Whether a group has told this very text for a period: a corrected report does not tell it again. */
  knows(group: string, period: Period, text: string): boolean {
    return this.#texts.has(textKey(group, period, text));
  }

  get all(): IterableIterator<Practice> {
    return this.#practices.values();
  }

  of(id: string): Practice | null {
    return this.#practices.get(id) ?? null;
  }

  /** Takes a step in; one of a practice that was never told changes nothing. */
  take(step: At<PracticeStep>): void {
    const { body } = step;
    const known = this.#practices.get(body.id);
    if (body.step === 'told') {
      if (known) return;
      this.#texts.add(textKey(body.group, body.period, body.text));
      const { id, group, period, text } = body;
      this.#practices.set(id, { id, group, period, text, shared: false, commended: null, told: step });
    } else if (known) {
      this.#practices.set(body.id, { ...known, ...after(body) });
    }
  }
}

function textKey(group: string, period: Period, text: string): string {
  return `${group} ${period} ${text}`;
}

function after(
  step: Exclude<PracticeStep, { step: 'told' }>
): Partial<Pick<Practice, 'shared' | 'commended'>> {
  switch (step.step) {
    case 'shared':
      return { shared: true };
    case 'unshared':
      return { shared: false };
    case 'commended':
      return { commended: step.note };
    case 'uncommended':
      return { commended: null };
  }
}
