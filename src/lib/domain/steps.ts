import { nodeOfKey } from './attention-key.ts';
import { CaseBook } from './case-book.ts';
import { ChainBook } from './chain-book.ts';
import { ClosingBook } from './closing-book.ts';
import type { EntryBody, EntryHead, LogEntry } from './entry.ts';
import { MatterBook } from './matter-book.ts';
import { MeetingBook } from './meeting-book.ts';
import { NoteBook } from './note-book.ts';
import { PracticeBook } from './practice-book.ts';
import type { Tree } from './tree.ts';

/** Kinds of entries that are steps of the chain besides reports and reviews. */
const STEP_KINDS = [
  'chains',
  'holidays',
  'consolidation',
  'lock',
  'matters',
  'practices',
  'cases',
  'meetings',
  'note',
  'change'
] as const;
export type StepKind = (typeof STEP_KINDS)[number];
export type StepBody = Extract<EntryBody, { kind: StepKind }>;
export type StepEntry = EntryHead & { readonly body: StepBody };

/** Whether an entry's body is a step of the chain. */
export function isStep(body: EntryBody): body is StepBody {
  return (STEP_KINDS as readonly string[]).includes(body.kind);
}

/** What the log says of the chain besides reports, reviews and the world: one book a matter. */
export class Steps {
  readonly chains = new ChainBook();
  readonly closing = new ClosingBook();
  readonly matters = new MatterBook();
  readonly practices = new PracticeBook();
  readonly cases = new CaseBook();
  readonly meetings = new MeetingBook();
  readonly notes = new NoteBook();
  readonly #entries: StepEntry[] = [];

  /** Every step taken in so far, oldest first: what a checkpoint keeps. */
  get entries(): readonly StepEntry[] {
    return this.#entries;
  }

  /** Takes a step in and answers the ordinals of the nodes that it concerns. */
  take(entry: StepEntry, tree: Tree): readonly number[] {
    this.#enter(entry);
    return nodesOf(entry.body, tree, this);
  }

  /** The books as they were after these entries. */
  static restore(entries: readonly LogEntry[]): Steps {
    const steps = new Steps();
    for (const entry of entries) if (isStep(entry.body)) steps.#enter({ ...entry, body: entry.body });
    return steps;
  }

  #enter(entry: StepEntry): void {
    const { body } = entry;
    // What was done to accounts and settings is read from the log alone.
    if (body.kind === 'change') return;
    this.#entries.push(entry);
    const head = { position: entry.position, at: entry.at, actor: entry.actor };
    if (body.kind === 'chains') this.chains.put(body.chains);
    else if (body.kind === 'holidays') this.chains.close(body.holidays);
    else if (body.kind === 'consolidation') this.closing.consolidate({ ...head, body });
    else if (body.kind === 'lock') this.closing.lock({ ...head, body });
    else if (body.kind === 'matters')
      for (const step of body.steps) this.matters.take({ ...head, body: step });
    else if (body.kind === 'practices')
      for (const step of body.steps) this.practices.take({ ...head, body: step });
    else if (body.kind === 'cases') for (const step of body.steps) this.cases.take({ ...head, body: step });
    else if (body.kind === 'meetings')
      for (const step of body.steps) this.meetings.take({ ...head, body: step });
    else this.notes.add({ ...head, body });
  }
}

function nodesOf(body: StepBody, tree: Tree, { matters, practices, meetings }: Steps): number[] {
  const ofGroup = (code: string | undefined) => (code === undefined ? [] : [tree.group(code)?.ordinal]);
  const found = ((): (number | undefined)[] => {
    if (body.kind === 'consolidation' || body.kind === 'lock') return [tree.unit(body.unit)?.ordinal];
    if (body.kind === 'matters') return body.steps.flatMap(({ id }) => ofGroup(matters.of(id)?.group));
    if (body.kind === 'practices') return body.steps.flatMap(({ id }) => ofGroup(practices.of(id)?.group));
    if (body.kind === 'cases') return body.steps.map(({ key }) => nodeOfKey(key, tree) ?? undefined);
    if (body.kind === 'meetings')
      return body.steps.map((step) => {
        const unit = 'id' in step ? meetings.of(step.id)?.unit : meetings.promise(step.promise)?.unit;
        return unit && tree.unit(unit)?.ordinal;
      });
    return body.kind === 'note' ? ofGroup(body.group) : [];
  })();
  return [...new Set(found.filter((node) => node !== undefined))];
}
