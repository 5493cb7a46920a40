import type { At } from './matter.ts';
import type {
  ConclusionSubject,
  FigureThen,
  MeetingStep,
  PromiseState,
  PromiseVerb,
  Slide
} from './meeting.ts';
import type { Day } from './period.ts';
import type { UnitKey } from './unit.ts';

/** A meeting as its steps have made it. */
export interface Meeting {
  readonly id: string;
  readonly unit: UnitKey;
  readonly title: string;
  readonly day: Day;
  readonly slides: readonly Slide[];
  /** It is over: its agenda stays as it was. */
  readonly ended: boolean;
  readonly opened: At<MeetingStep>;
  /** Promises made in it, oldest first. */
  readonly promises: readonly string[];
}

/** What somebody is to do, as its steps have made it. */
export interface Commitment extends ConclusionSubject {
  readonly id: string;
  readonly meeting: string;
  readonly unit: UnitKey;
  readonly text: string;
  readonly who: string;
  readonly by: Day | null;
  readonly then: FigureThen | null;
  readonly state: PromiseState;
  /** Oldest first; the first made it. */
  readonly steps: readonly At<MeetingStep>[];
}

/** Every meeting and every promise, by id and by unit. Each is replaced, never altered, when a step is taken. */
export class MeetingBook {
  readonly #meetings = new Map<string, Meeting>();
  readonly #promises = new Map<string, Commitment>();
  readonly #units = new Map<UnitKey, string[]>();

  get all(): IterableIterator<Meeting> {
    return this.#meetings.values();
  }

  of(id: string): Meeting | null {
    return this.#meetings.get(id) ?? null;
  }

  promise(id: string): Commitment | null {
    return this.#promises.get(id) ?? null;
  }

  /** Every promise, in the order in which they were made. */
  get promises(): IterableIterator<Commitment> {
    return this.#promises.values();
  }

  /** The meetings of a unit, newest first: by their day, then by their place in the log. */
  ofUnit(unit: UnitKey): readonly Meeting[] {
    return (this.#units.get(unit) ?? [])
      .flatMap((id) => this.#meetings.get(id) ?? [])
      .sort((a, b) => (a.day === b.day ? b.opened.position - a.opened.position : a.day < b.day ? 1 : -1));
  }

  /** The promises made in a meeting, oldest first. */
  madeIn(meeting: Meeting): readonly Commitment[] {
    return meeting.promises.flatMap((id) => this.#promises.get(id) ?? []);
  }

  /**
   * What a meeting begins with: promises of the unit's earlier meetings that are still open, and those that were
   * settled since the meeting before it.
   */
  broughtInto(meeting: Meeting): readonly Commitment[] {
    const earlier = this.ofUnit(meeting.unit).filter((one) => isBefore(one, meeting));
    const since = earlier[0]?.opened.at ?? 0;
    return earlier
      .flatMap((one) => this.madeIn(one))
      .filter(({ state, steps }) => state === 'open' || (steps.at(-1)?.at ?? 0) >= since);
  }

  /** Takes a step in. One of a meeting or promise that is not known, or that changes nothing, changes nothing. */
  take(step: At<MeetingStep>): void {
    const { body } = step;
    switch (body.step) {
      case 'opened':
        return this.#open(step, body);
      case 'arranged': {
        const { title, day, slides } = body;
        return this.#change(body.id, { title, day, slides });
      }
      case 'ended':
      case 'resumed':
        return this.#change(body.id, { ended: body.step === 'ended' });
      case 'concluded':
        return this.#conclude(step, body);
      default:
        return this.#settle(step, body.promise, body.step);
    }
  }

  #open(step: At<MeetingStep>, body: Extract<MeetingStep, { step: 'opened' }>): void {
    if (this.#meetings.has(body.id)) return;
    const { id, unit, title, day, slides } = body;
    this.#meetings.set(id, { id, unit, title, day, slides, ended: false, opened: step, promises: [] });
    const ofUnit = this.#units.get(unit);
    if (ofUnit) ofUnit.push(id);
    else this.#units.set(unit, [id]);
  }

  #change(id: string, became: Partial<Meeting>): void {
    const known = this.#meetings.get(id);
    if (known) this.#meetings.set(id, { ...known, ...became });
  }

  #conclude(step: At<MeetingStep>, body: Extract<MeetingStep, { step: 'concluded' }>): void {
    const meeting = this.#meetings.get(body.id);
    if (!meeting || this.#promises.has(body.promise)) return;
    const { promise: id, node, indicator, text, who, by, then } = body;
    const made = { id, meeting: meeting.id, unit: meeting.unit, node, indicator, text, who, by, then };
    this.#promises.set(id, { ...made, state: 'open', steps: [step] });
    this.#change(meeting.id, { promises: [...meeting.promises, id] });
  }

  #settle(step: At<MeetingStep>, id: string, verb: PromiseVerb): void {
    const known = this.#promises.get(id);
    const state = verb === 'reopened' ? 'open' : verb;
    if (known && known.state !== state)
      this.#promises.set(id, { ...known, state, steps: [...known.steps, step] });
  }
}

function isBefore(a: Meeting, b: Meeting): boolean {
  return a.day === b.day ? a.opened.position < b.opened.position : a.day < b.day;
}

/** Whether a promise is overdue on a day: it is open and its last day has passed. */
export function isOverdue({ state, by }: Pick<Commitment, 'state' | 'by'>, day: Day): boolean {
  return state === 'open' && by !== null && by < day;
}
