import type { Principal } from '../../../domain/access.ts';
import type { EntryDraft } from '../../../domain/entry.ts';
import type { Position } from '../../../domain/position.ts';
import { currentPeriod } from '../../../domain/period.ts';
import type { World } from '../../../domain/world.ts';
import type { Judge } from '../structure/append-judged.ts';
import { VersionsMoved, type Store } from '../store/store.ts';
import type { AppendOutcome, ReceiptDraft } from '../store/append.ts';
import { barOf, type ChainKnowledge } from './bar.ts';
import { conflictsOf, type NewerVersion } from './conflicts.ts';
import { Faults, type Fault } from './faults.ts';
import { openings } from './openings.ts';
import { saidApart } from './said-apart.ts';
import type { Submission } from './schema.ts';
import type { Submitted } from './shape.ts';
import { validate, type Judged } from './validate.ts';

/** Every report is on disk. `replayed` where this very call was accepted before and nothing was added. */
export interface Accepted {
  readonly outcome: 'accepted';
  readonly first: Position;
  /** How many reports, at consecutive positions from `first`. */
  readonly count: number;
  readonly replayed: boolean;
}

/** Nothing was stored, and why. */
export interface Rejected {
  readonly outcome: 'rejected';
  readonly faults: readonly Fault[];
  /** Faults beyond those listed. */
  readonly more: number;
}

/** Nothing was stored: the idempotency key belongs to another body. */
export interface Conflict {
  readonly outcome: 'conflict';
}

/** Nothing was stored: newer versions stand against some reports of the call (RULES 9a). */
export interface Outdated {
  readonly outcome: 'newerVersion';
  readonly conflicts: readonly NewerVersion[];
  /** Conflicts beyond those listed. */
  readonly more: number;
}

/** What the door needs to know and to write to. */
export interface Acceptor {
  readonly world: World;
  readonly store: Pick<Store, 'append' | 'receipt' | 'entriesAt'>;
  /** What the chain knows, where there is a chain: versions, locks, and what was raised and told before. */
  readonly chain?: ChainKnowledge;
  /** How far the log is folded, and how to fold the rest of it; where there is a chain. */
  readonly log?: Pick<Judge, 'position' | 'catchUp'>;
}

/** How often a call is judged anew because other versions came meanwhile. */
const TRIES = 5;

/** How a call came in. */
export interface AcceptContext {
  /** Who sends: `key:Sở KHCN`, `demo`. */
  readonly actor: string;
  /** Whose rights are asked for each group; the program itself (the demo) needs none. */
  readonly principal?: Principal;
  /** The server's moment, milliseconds UTC: it decides what is future, and is the time of receipt. */
  readonly now: number;
  /** The demo's own times of receipt, by the report's place in the call. */
  readonly receivedAt?: (index: number) => number;
  /** The caller's key and the SHA-256 of the body, hexadecimal (RULES 19). */
  readonly idempotency?: { readonly key: string; readonly bodyHash: string };
  /** Faults that were found before: the call is rejected with them and those found here. */
  readonly faults?: Faults;
}

/**
 * The only door to the log for reports: takes all of a call's reports or none (RULES 19). JSON, forms and workbooks
 * only parse into it. Resolves after the reports are on disk.
 * @throws what the store throws: then nothing was accepted
 */
export async function accept(
  { world, store, chain, log }: Acceptor,
  submitted: Submitted | readonly Submission[],
  context: AcceptContext
): Promise<Accepted | Rejected | Conflict | Outdated> {
  const { actor, now, idempotency } = context;
  const earlier = idempotency && (await store.receipt(actor, idempotency.key));
  if (earlier)
    return earlier.bodyHash === idempotency.bodyHash ? replay(earlier.answer) : { outcome: 'conflict' };

  const faults = context.faults ?? new Faults();
  const reports: Submitted = 'paths' in submitted ? submitted : { reports: submitted, paths: 'batch' };
  const bar = barOf({ world, chain }, context);
  const judged = validate(world, reports, now, faults, bar);
  if (faults.count > 0) return { outcome: 'rejected', faults: faults.list, more: faults.more };

  const drafts = judged.map(({ body }, index): EntryDraft => ({
    at: context.receivedAt?.(index) ?? now,
    actor,
    body
  }));
  const count = drafts.length;
  const at = drafts.at(-1)?.at ?? now;
  for (const body of openings(judged, currentPeriod(now, world.profile), chain))
    drafts.push({ at, actor, body });
  const receipt = idempotency && receiptOf(actor, idempotency, count);
  const based = judged.filter(({ body }) => body.how?.basedOn !== undefined);
  for (const { path, what } of saidApart(judged)) faults.add(`${path}/basedOn`, 'saidApart', { what });
  if (faults.count > 0) return { outcome: 'rejected', faults: faults.list, more: faults.more };
  if (based.length === 0 || !chain || !log) return answerTo(await store.append(drafts, receipt), count);
  for (let left = TRIES; ; left--) {
    if (based.some(({ body }) => (body.how?.basedOn ?? 0) > log.position())) await log.catchUp();
    const versions = log.position();
    for (const one of based)
      if (!isBase(world, chain, one))
        faults.add(`${one.path}/basedOn`, 'unknownBase', { what: `r${one.body.how?.basedOn}` });
    if (faults.count > 0) return { outcome: 'rejected', faults: faults.list, more: faults.more };
    const found = await conflictsOf({ world, book: chain.book, links: chain.links, store }, based);
    if (found.conflicts.length > 0) return { outcome: 'newerVersion', ...found };
    try {
      return answerTo(await store.append(drafts, receipt, { versions }), count);
    } catch (error) {
      if (!(error instanceof VersionsMoved) || left === 1) throw error;
      await log.catchUp();
    }
  }
}

/** Whether a report is based on nothing or on a version of its own group and period, of this very log (RULES 32). */
export function isBase(
  { tree }: World,
  { book, links }: ChainKnowledge,
  { base, body: { group, period } }: Judged
): boolean {
  if (!base) return true;
  const version = links.vouches(base) ? book.version(base.position) : null;
  return version !== null && version.period === period && version.group === tree.group(group)?.ordinal;
}

function receiptOf(
  actor: string,
  { key, bodyHash }: { key: string; bodyHash: string },
  count: number
): ReceiptDraft {
  return { actor, key, bodyHash, answer: (first) => JSON.stringify({ first, count }) };
}

function answerTo(outcome: AppendOutcome, count: number): Accepted | Conflict {
  if ('conflict' in outcome) return { outcome: 'conflict' };
  if ('receipt' in outcome) return replay(outcome.receipt);
  return { outcome: 'accepted', first: outcome.first, count, replayed: false };
}

function replay(answer: string): Accepted {
  const { first, count } = JSON.parse(answer) as { first: Position; count: number };
  return { outcome: 'accepted', first, count, replayed: true };
}
