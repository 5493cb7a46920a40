import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EntryDraft } from '../../src/lib/domain/entry.ts';
import type { Position } from '../../src/lib/domain/position.ts';
import type { Period } from '../../src/lib/domain/period.ts';
import type { ReviewState } from '../../src/lib/domain/report.ts';
import { makeRows, type Rows } from '../../src/lib/domain/rows.ts';
import { Fold } from '../../src/lib/server/core/snapshot/fold.ts';
import { Publisher } from '../../src/lib/server/core/snapshot/publish.ts';
import { scopeRows } from '../../src/lib/server/core/snapshot/scope-rows.ts';
import { Warm } from '../../src/lib/server/core/snapshot/warm.ts';
import type { Feed } from '../../src/lib/sync/feed.ts';
import type { Scope } from '../../src/lib/wire/scope.ts';
import { LossyNetwork } from '../support/lossy-network.ts';
import {
  COMMUNES,
  COUNTRY,
  countryStructure,
  INDICATORS,
  JANUARY,
  PROVINCES,
  reportDraft,
  reviewDraft,
  SINCE
} from '../support/small-country.ts';

// Any interleaving of what happens to reports on their way (sent twice, sent again after a lost answer, corrected
// late, returned, checked, approved, amended, approved by two at once) gives every viewer at every position that it
// reaches the hash of the server's rows there. Three viewers of other scopes watch over bad lines of their own.

const RUNS = Number(process.env['INTERLEAVINGS'] ?? 10_000);
/** How many follow each other on one server: each begins where the one before left the reports. */
const AT_ONE_SERVER = 50;
const PERIODS: readonly Period[] = [JANUARY, JANUARY + 1];
const SCOPES: readonly Scope[] = [
  { root: COUNTRY, depth: 'commune' },
  { root: PROVINCES[0]!, depth: 'group' },
  { root: `${COMMUNES[0]}@${SINCE}`, depth: 'group' }
];
const SENDERS = ['20194-1', '20194-2', '20195-1', '19330-1'] as const;

/** What happens to one group's report for one month, in this order; others' come in between. */
type Event =
  | { readonly do: 'file'; readonly value: number }
  /** The same report once more: the answer was lost, or a finger pressed twice. */
  | { readonly do: 'repeat' }
  | { readonly do: 'review'; readonly state: ReviewState; readonly back: number };
interface Life {
  readonly group: string;
  readonly period: Period;
  readonly events: readonly Event[];
}

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('file' as const), value: fc.nat(120) }) },
  { weight: 1, arbitrary: fc.constant({ do: 'repeat' as const }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('review' as const),
      state: fc.constantFrom<ReviewState>('checked', 'approved', 'returned'),
      back: fc.nat(1)
    })
  }
);
const life: fc.Arbitrary<Life> = fc.record({
  group: fc.constantFrom(...SENDERS),
  period: fc.constantFrom(...PERIODS),
  events: fc.array(event, { minLength: 1, maxLength: 5 })
});
/** Whose turn it is, and what the lines of the viewers do after it. */
const turn = fc.record({
  whose: fc.nat(1000),
  line: fc.array(
    fc.record({
      viewer: fc.nat(2),
      does: fc.constantFrom('flush', 'serve', 'deliver', 'deliver', 'twice', 'lost', 'cut', 'connect'),
      which: fc.nat(2)
    }),
    { maxLength: 4 }
  )
});

/** A fold and publisher over a log in memory, which remember the hash of every scope and period at every position. */
class Server {
  readonly fold = new Fold('calendar');
  readonly publisher = new Publisher('store', this.fold);
  readonly #hashes = new Map<string, string>();
  readonly #filed = new Map<string, { position: Position; draft: EntryDraft }[]>();

  constructor() {
    for (const structure of countryStructure()) this.#append(structure);
    for (const period of PERIODS) this.#append(reportDraft('19331-1', period, { XHS01: 1 }));
  }

  /** Lets an event of a group's month happen. A repeated call is answered by its receipt and appends nothing. */
  happen({ group, period }: Life, event: Event) {
    const key = `${group} ${period}`;
    const filed = this.#filed.get(key) ?? [];
    if (event.do === 'repeat') return null;
    if (event.do === 'file') {
      const draft = reportDraft(group, period, { XHS01: event.value, KTS01: event.value });
      const change = this.#append(draft);
      this.#filed.set(key, [...filed, { position: change.to, draft }]);
      return change;
    }
    const version = filed.at(-1 - event.back) ?? filed.at(-1);
    return version ? this.#append(reviewDraft([version.position], event.state)) : null;
  }

  hashAt(scope: Scope, period: Period, position: Position): string | undefined {
    return this.#hashes.get(`${scope.root} ${period} ${position}`);
  }

  #append(draft: EntryDraft) {
    const change = this.fold.apply([{ position: this.fold.position + 1, ...draft }]);
    this.publisher.note(change);
    const touched = new Set(change.filings.flatMap(({ period }) => PERIODS.filter((p) => p >= period)));
    const anew = new Warm(this.fold);
    for (const scope of SCOPES) {
      for (const period of PERIODS) {
        // What no filing reaches stays as it was.
        const before = change.structure ? undefined : this.hashAt(scope, period, change.from);
        const hash = before !== undefined && !touched.has(period) ? before : this.#hash(anew, scope, period);
        this.#hashes.set(`${scope.root} ${period} ${change.to}`, hash);
      }
    }
    return change;
  }

  /** Summed anew: what the publisher keeps warm must equal it. */
  #hash(anew: Warm, scope: Scope, period: Period): string {
    const view = this.publisher.view(scope);
    return hashOf(INDICATORS.map((_, i) => (view ? scopeRows(anew, view, period, [i]) : makeRows(0))));
  }
}

/** The hash of rows of one period, in the order of indicator and node: every column of every row is in it. */
function hashOf(sets: readonly Rows[]): string {
  const hash = createHash('sha256');
  for (const rows of sets) {
    const order = Array.from({ length: rows.length }, (_, i) => i).sort(
      (a, b) => rows.indicator[a]! - rows.indicator[b]! || rows.node[a]! - rows.node[b]!
    );
    const { all, approved, ...own } = rows;
    const columns = [own, all, approved].flatMap((part) =>
      Object.values<unknown>(part as Readonly<Record<string, unknown>>).filter(isColumn)
    );
    hash.update(Float64Array.from(order.flatMap((i) => columns.map((column) => column[i]!))));
  }
  return hash.digest('hex');
}

function hashOfTable(feed: Feed, period: Period): string {
  return hashOf(INDICATORS.map((_, indicator) => feed.table.block(indicator, period) ?? makeRows(0)));
}

let compared = 0;

/** Every part that a viewer counts as held has the server's hash at the part's position. */
function expectHashes(server: Server, viewer: LossyNetwork, scope: Scope): void {
  const { parts, position } = viewer.feed.state;
  for (const [period, { held }] of parts) {
    if (!held) continue;
    const at = Math.max(viewer.feed.table.positionOf(period) ?? -1, position ?? -1);
    compared++;
    if (hashOfTable(viewer.feed, period) !== server.hashAt(scope, period, at))
      throw new Error(`${scope.root} ${period}: another hash than the server's at ${at}`);
  }
}

function calm(viewer: LossyNetwork): void {
  viewer.cut();
  viewer.connect();
  for (let i = 0; i < 500; i++) {
    viewer.flush();
    if (viewer.isQuiet) return;
    viewer.serve(0);
    viewer.deliver(0);
  }
  throw new Error('a viewer never comes to rest');
}

/** Lives that go on side by side, and the turns in which they do. */
const interleaving = fc.record({
  lives: fc.array(life, { minLength: 2, maxLength: 4 }),
  turns: fc.array(turn, { minLength: 10, maxLength: 10 })
});
type Interleaving = typeof interleaving extends fc.Arbitrary<infer I> ? I : never;

/** One interleaving; at its end every viewer comes to rest at the head. Answers how many entries it made. */
function run(server: Server, viewers: readonly LossyNetwork[], { lives, turns }: Interleaving): number {
  let entries = 0;
  const rest = lives.map(({ events }) => [...events]);
  for (const { whose, line } of turns) {
    const waiting = lives.flatMap((_, i) => (rest[i]!.length > 0 ? [i] : []));
    const next = waiting[whose % Math.max(1, waiting.length)];
    const event = next === undefined ? undefined : rest[next]!.shift();
    const change = next === undefined || !event ? null : server.happen(lives[next]!, event);
    if (change) {
      entries++;
      for (const viewer of viewers) viewer.tell(change);
    }
    for (const { viewer, does, which } of line) {
      const one = viewers[viewer]!;
      if (does === 'flush') one.flush();
      else if (does === 'serve') one.serve(which);
      else if (does === 'cut') one.cut();
      else if (does === 'connect') one.connect();
      else {
        one.deliver(which, does === 'deliver' ? 'once' : does === 'twice' ? 'twice' : 'lost');
        expectHashes(server, one, SCOPES[viewer]!);
      }
    }
  }
  for (const [i, viewer] of viewers.entries()) {
    calm(viewer);
    expectHashes(server, viewer, SCOPES[i]!);
    if (viewer.feed.state.position !== server.fold.position) throw new Error('not at the head');
  }
  return entries;
}

test(
  `${RUNS.toLocaleString('en')} interleavings of filing, retrying, correcting, returning, approving and amending`,
  { timeout: 900_000 },
  () => {
    let interleavings = 0;
    let entries = 0;
    const many = fc.array(interleaving, { minLength: AT_ONE_SERVER, maxLength: AT_ONE_SERVER });
    fc.assert(
      fc.property(many, (all) => {
        const server = new Server();
        const viewers = SCOPES.map((scope) => new LossyNetwork(server, scope));
        for (const viewer of viewers) {
          viewer.feed.start();
          viewer.feed.want(PERIODS);
          calm(viewer);
        }
        for (const one of all) {
          entries += run(server, viewers, one);
          interleavings++;
        }
      }),
      { numRuns: Math.ceil(RUNS / AT_ONE_SERVER) }
    );
    console.log(
      `${interleavings.toLocaleString('en')} interleavings, ${entries.toLocaleString('en')} entries, ` +
        `${compared.toLocaleString('en')} hashes compared`
    );
    expect(interleavings).toBeGreaterThanOrEqual(RUNS);
    expect(compared).toBeGreaterThan(RUNS * SCOPES.length * PERIODS.length);
  }
);

function isColumn(part: unknown): part is ArrayLike<number> {
  return ArrayBuffer.isView(part);
}
