import type { At, PracticeStep } from './matter.ts';
import type { Period } from './period.ts';

/** A good practice as its steps have made it. */
export interface Practice {
  readonly id: string;
  readonly group: string;
  readonly period: Period;
  readonly text: string;
  /** The step by which it is shared to all; null where it is not. */
  readonly shared: At<PracticeStep> | null;
  /** For what it was marked, by whom and when; null where it was not. */
  readonly commended: At<Extract<PracticeStep, { step: 'commended' }>> | null;
  readonly told: At<PracticeStep>;
}

/** Every good practice, by id and by group. */
export class PracticeBook {
  readonly #practices = new Map<string, Practice>();
  readonly #groups = new Map<string, string[]>();
  readonly #texts = new Set<string>();

  /** Whether a group has told this very text for a period: a corrected report does not tell it again. */
  knows(group: string, period: Period, text: string): boolean {
    return this.#texts.has(textKey(group, period, text));
  }

  /** In the order in which they were told. */
  get all(): IterableIterator<Practice> {
    return this.#practices.values();
  }

  of(id: string): Practice | null {
    return this.#practices.get(id) ?? null;
  }

  /** What a group has told, newest first. */
  ofGroup(group: string): readonly Practice[] {
    return (this.#groups.get(group) ?? []).flatMap((id) => this.#practices.get(id) ?? []).reverse();
  }

  /** Takes a step in; one of a practice that was never told changes nothing. */
  take(step: At<PracticeStep>): void {
    const { body } = step;
    const known = this.#practices.get(body.id);
    if (body.step !== 'told') {
      if (known) this.#practices.set(body.id, { ...known, ...after(step) });
      return;
    }
    if (known) return;
    const { id, group, period, text } = body;
    this.#practices.set(id, { id, group, period, text, shared: null, commended: null, told: step });
    this.#texts.add(textKey(group, period, text));
    const ofGroup = this.#groups.get(group);
    if (ofGroup) ofGroup.push(id);
    else this.#groups.set(group, [id]);
  }
}

function textKey(group: string, period: Period, text: string): string {
  return `${group} ${period} ${text}`;
}

function after(step: At<PracticeStep>): Partial<Pick<Practice, 'shared' | 'commended'>> {
  const { body } = step;
  switch (body.step) {
    case 'told':
      return {};
    case 'shared':
      return { shared: step };
    case 'unshared':
      return { shared: null };
    case 'commended':
      return { commended: { ...step, body } };
    case 'uncommended':
      return { commended: null };
  }
}
