import type { At, Matter, MatterState, MatterStep, MatterVerb } from './matter.ts';
import { obstacleTo } from './matter-rules.ts';
import type { Period } from './period.ts';

/** Every matter, by id, by group and by state. A matter is replaced, never altered, when a step is taken. */
export class MatterBook {
  readonly #matters = new Map<string, Matter>();
  readonly #groups = new Map<string, string[]>();
  readonly #states = new Map<MatterState, Set<string>>();
  readonly #texts = new Set<string>();

  /** Whether a group has raised this very text for a period: a corrected report does not raise it again. */
  knows(group: string, period: Period, text: string): boolean {
    return this.#texts.has(textKey(group, period, text));
  }

  get all(): IterableIterator<Matter> {
    return this.#matters.values();
  }

  get size(): number {
    return this.#matters.size;
  }

  of(id: string): Matter | null {
    return this.#matters.get(id) ?? null;
  }

  /** What a group has raised, newest first. */
  ofGroup(group: string): readonly Matter[] {
    return this.#found(this.#groups.get(group) ?? []).reverse();
  }

  /** Every matter in a state, in the order in which they came into it. */
  in(state: MatterState): readonly Matter[] {
    return this.#found(this.#states.get(state) ?? []);
  }

  /**
   * Takes a step in. One of a matter that was never opened, and one that could not be taken as the log stands (the
   * second of two who took it at once), change nothing: every reader of the log comes to the same.
   */
  take(step: At<MatterStep>): void {
    const { body } = step;
    const known = this.#matters.get(body.id);
    if (body.step === 'opened') {
      if (!known) this.#open(step, body);
    } else if (known && obstacleTo(known, body.step, step.actor) === null) {
      const became = { ...known, ...after(body, step), steps: [...known.steps, step] };
      this.#matters.set(body.id, became);
      if (known.state !== became.state) this.#states.get(known.state)?.delete(body.id);
      this.#enter(became);
    }
  }

  #open(step: At<MatterStep>, body: Extract<MatterStep, { step: 'opened' }>): void {
    const { id, group, period, kind, text, proposal, wanted } = body;
    const said = { id, group, period, kind, text, proposal, wanted };
    const matter: Matter = { ...said, state: 'open', at: null, taker: null, since: step.at, steps: [step] };
    this.#matters.set(id, matter);
    this.#texts.add(textKey(group, period, text));
    const ofGroup = this.#groups.get(group);
    if (ofGroup) ofGroup.push(id);
    else this.#groups.set(group, [id]);
    this.#enter(matter);
  }

  #enter({ id, state }: Matter): void {
    const ids = this.#states.get(state);
    if (ids) ids.add(id);
    else this.#states.set(state, new Set([id]));
  }

  #found(ids: Iterable<string>): Matter[] {
    return [...ids].flatMap((id) => this.#matters.get(id) ?? []);
  }
}

function textKey(group: string, period: Period, text: string): string {
  return `${group} ${period} ${text}`;
}

type Became = Partial<Pick<Matter, 'state' | 'at' | 'taker' | 'since'>>;

function after(body: Extract<MatterStep, { step: MatterVerb }>, { at, actor }: At<MatterStep>): Became {
  switch (body.step) {
    case 'taken':
      return { state: 'taken', taker: actor, since: at };
    case 'released':
    case 'reopened':
      return { state: 'open', taker: null, since: at };
    case 'answered':
      return { state: 'answered', since: at };
    case 'passed':
      return { state: 'open', at: body.to, taker: null, since: at };
    case 'closed':
      return { state: 'closed', since: at };
    case 'added':
      return {};
  }
}
