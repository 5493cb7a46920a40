import { hash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EntryDraft } from '../../src/lib/domain/entry.ts';
import type { Position } from '../../src/lib/domain/position.ts';
import type { Period } from '../../src/lib/domain/period.ts';
import { Fold, type FoldEntry } from '../../src/lib/server/core/snapshot/fold.ts';
import { Publisher } from '../../src/lib/server/core/snapshot/publish.ts';
import { scopeRows } from '../../src/lib/server/core/snapshot/scope-rows.ts';
import { Warm } from '../../src/lib/server/core/snapshot/warm.ts';
import type { Feed, FeedListener } from '../../src/lib/sync/feed.ts';
import type { LogPlace } from '../../src/lib/wire/log-place.ts';
import type { Scope } from '../../src/lib/wire/scope.ts';
import { LossyNetwork } from '../support/lossy-network.ts';
import { rowsAsText } from '../support/same-rows.ts';
import {
  COUNTRY,
  countryStructure,
  GROUPS,
  INDICATORS,
  JANUARY,
  PROVINCES,
  reportDraft,
  reviewDraft,
  targetDraft
} from '../support/small-country.ts';

// Invariants 3 and 4, SPEC 1–11: whatever the network does, and though the store is put back, a part that counts as held
// equals the server's at that place of its history, and when the network calms down the table equals the snapshot at the head, row for row.

const RUNS = 80;
const PERIODS = [0, 1, 2, 3].map((more) => JANUARY + more);

/**
 * A real fold and publisher over a log in memory, which remembers every part at every place: at a position and, since
 * the store may be put back, in a history.
 */
class Server {
  fold = new Fold('calendar');
  publisher = new Publisher('store', this.fold);
  readonly #past = new Map<string, string[]>();
  readonly #scope: Scope;
  #log: FoldEntry[] = [];
  #reports: Position[] = [];
  readonly #least: Position;

  constructor(scope: Scope) {
    this.#scope = scope;
    for (const structure of countryStructure()) this.append(structure);
    for (const open of PERIODS.slice(0, 3)) this.append(reportDraft(GROUPS[0]!, open, { XHS01: 1 }));
    this.#least = this.fold.position;
  }

  append(draft: EntryDraft) {
    const position = this.fold.position + 1;
    const before = this.#log.at(-1)?.link ?? '';
    const link = hash('sha256', `${before}${JSON.stringify(draft)}`);
    const entry = { position, ...draft, link };
    this.#log.push(entry);
    const change = this.fold.apply([entry]);
    this.publisher.note(change);
    if (draft.body.kind === 'report') this.#reports.push(change.to);
    for (const period of PERIODS) this.#past.set(this.#key(position, period), this.part(period));
    return change;
  }

  /** The store of so many entries ago is put back, under another id or its own; the program starts over it. */
  rewind(back: number, isRenamed: boolean): void {
    const to = Math.max(this.#least, this.fold.position - back);
    this.#log = this.#log.slice(0, to);
    this.#reports = this.#reports.filter((position) => position <= to);
    this.fold = new Fold('calendar');
    this.fold.apply(this.#log);
    this.publisher = new Publisher(isRenamed ? `${this.publisher.store}+` : this.publisher.store, this.fold);
  }

  /** The position of some report; 0, which is none, before the first. */
  report(which: number): Position {
    return this.#reports[which % Math.max(1, this.#reports.length)] ?? 0;
  }

  part(period: Period): string[] {
    const view = this.publisher.view(this.#scope);
    const every = this.fold.world.indicators.map(({ ordinal }) => ordinal);
    // Summed anew each time: what the publisher keeps warm must equal it.
    return view ? rowsAsText(scopeRows(new Warm(this.fold), view, period, every)) : [];
  }

  partAt({ link }: LogPlace, period: Period): string[] | undefined {
    return this.#past.get(`${link} ${period}`);
  }

  /** Whether the log as it is now holds a place. */
  holds({ position, link }: LogPlace): boolean {
    return this.fold.links.at(position) === link;
  }

  #key(position: Position, period: Period): string {
    return `${this.fold.links.place(position).link} ${period}`;
  }
}

function tableText(feed: Feed, period: Period): string[] {
  return INDICATORS.flatMap((_, indicator) => {
    const block = feed.table.block(indicator, period);
    return block ? rowsAsText(block) : [];
  }).sort(byNumbers);
}

function byNumbers(a: string, b: string): number {
  const [x, y] = [a, b].map((line) => line.split(' ').map(Number));
  for (let i = 0; i < 3; i++) if (x![i] !== y![i]) return x![i]! - y![i]!;
  return 0;
}

const figure = fc.record({
  group: fc.constantFrom(...GROUPS),
  period: fc.constantFrom(...PERIODS),
  indicator: fc.constantFrom(...INDICATORS),
  value: fc.nat(120)
});
const which = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(6) });
const period = fc.constantFrom(...PERIODS);
const fate = fc.oneof(
  { weight: 8, arbitrary: fc.constant('once' as const) },
  { weight: 1, arbitrary: fc.constant('twice' as const) },
  { weight: 1, arbitrary: fc.constant('lost' as const) }
);
const state = fc.constantFrom('approved' as const, 'returned' as const);
const action = fc.oneof(
  { weight: 40, arbitrary: fc.record({ do: fc.constant('report' as const), figure }) },
  { weight: 80, arbitrary: fc.record({ do: fc.constant('live' as const), figure }) },
  { weight: 15, arbitrary: fc.record({ do: fc.constant('review' as const), which, state }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('target' as const), tenths: fc.nat(10) }) },
  { weight: 20, arbitrary: fc.record({ do: fc.constant('flush' as const) }) },
  { weight: 60, arbitrary: fc.record({ do: fc.constant('serve' as const), which, stale: fc.boolean() }) },
  { weight: 120, arbitrary: fc.record({ do: fc.constant('deliver' as const), which, fate }) },
  { weight: 25, arbitrary: fc.record({ do: fc.constant('want' as const), period }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('release' as const), period }) },
  { weight: 25, arbitrary: fc.record({ do: fc.constant('again' as const), period }) },
  { weight: 30, arbitrary: fc.record({ do: fc.constant('connect' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('cut' as const) }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('rewind' as const), back: fc.nat(25), isRenamed: fc.boolean() })
  }
);
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

function perform(act: Action, server: Server, network: LossyNetwork): void {
  switch (act.do) {
    case 'report':
    case 'live': {
      const { group, period, indicator, value } = act.figure;
      network.tell(server.append(reportDraft(group, period, { [indicator]: value })));
      return act.do === 'live' ? network.flush() : undefined;
    }
    case 'review':
      return network.tell(server.append(reviewDraft([server.report(act.which)], act.state)));
    case 'target':
      return network.tell(server.append(targetDraft(COUNTRY, act.tenths)));
    case 'flush':
      return network.flush();
    case 'serve':
      return network.serve(act.which, act.stale);
    case 'deliver':
      return network.deliver(act.which, act.fate);
    case 'want':
      return network.feed.want([act.period]);
    case 'release':
      return network.feed.release([act.period]);
    case 'again':
      network.feed.release([act.period]);
      return network.feed.want([act.period]);
    case 'connect':
      return network.connect();
    case 'cut':
      return network.cut();
    case 'rewind':
      server.rewind(act.back, act.isRenamed);
      return network.restarted();
  }
}

function expectHeldToBeTrue(server: Server, feed: Feed): void {
  const { parts, place } = feed.state;
  const places = [place, ...[...parts.values()].map(({ builtAt }) => builtAt)].filter((one) => one !== null);
  // What is of a history that is no more is the last picture, and says so until the next manifest makes it worthless.
  if (!places.every((one) => server.holds(one))) return expect(feed.status).not.toBe('live');
  for (const [period, { held, builtAt }] of parts) {
    if (!held || !builtAt || !place) continue;
    const at = builtAt.position > place.position ? builtAt : place;
    expect(tableText(feed, period), `${period} at ${at.position}`).toEqual(server.partAt(at, period));
  }
}

/**
 * The network calms down: a line that has lost something breaks sooner or later, and on the new one everything is
 * served and delivered, in order.
 */
function calm(network: LossyNetwork): void {
  network.cut();
  network.connect();
  for (let i = 0; i < 500; i++) {
    network.flush();
    if (network.isQuiet) return;
    network.serve(0);
    network.deliver(0);
  }
  throw new Error('the client never comes to rest');
}

test.each([
  { root: COUNTRY, depth: 'commune' },
  { root: PROVINCES[0]!, depth: 'group' }
] as const)('a table over a bad network stays true: $root/$depth', (scope) => {
  const met = { deltas: 0, over: 0, later: 0, parts: 0, forgotten: 0 };
  const listener: FeedListener = {
    delta: (_, written) => {
      met.deltas += 1;
      if (written.length > 0) met.over += 1;
    },
    part: (_period, _bytes, later) => {
      met.parts += 1;
      if (later.length > 0) met.later += 1;
    },
    forgotten: () => {
      met.forgotten += 1;
    }
  };
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.array(action, { minLength: 40, maxLength: 200, size: 'max' }),
      (calmAtFirst, actions) => {
        const server = new Server(scope);
        const network = new LossyNetwork(server, scope, listener);
        network.feed.start();
        network.feed.want([JANUARY, JANUARY + 1]);
        // The page and its line come from one program.
        network.connect();
        if (calmAtFirst) calm(network);
        for (const act of actions) {
          perform(act, server, network);
          if (act.do === 'deliver') expectHeldToBeTrue(server, network.feed);
        }
        network.feed.want(PERIODS);
        calm(network);
        expectHeldToBeTrue(server, network.feed);
        expect(network.feed.state.position).toBe(server.fold.position);
        expect(network.feed.status).toBe('live');
        for (const open of server.fold.touches.periods) {
          expect(network.feed.state.parts.get(open)?.held).toBe(true);
          expect(tableText(network.feed, open)).toEqual(server.part(open));
        }
      }
    ),
    { numRuns: RUNS, interruptAfterTimeLimit: 40_000 }
  );
  // The storm was one: deltas were written over parts, and parts came after deltas for them.
  expect(met.over).toBeGreaterThan(RUNS / 2);
  expect(met.later).toBeGreaterThan(0);
  expect(met.forgotten).toBeGreaterThan(RUNS / 8);
});
