import type { Position } from '../../src/lib/domain/position.ts';
import type { Period } from '../../src/lib/domain/period.ts';
import { makeDelta } from '../../src/lib/server/core/live/delta.ts';
import type { Change, Filing } from '../../src/lib/server/core/snapshot/fold.ts';
import type { Publisher } from '../../src/lib/server/core/snapshot/publish.ts';
import { scopeRows } from '../../src/lib/server/core/snapshot/scope-rows.ts';
import type { ScopeView } from '../../src/lib/server/core/snapshot/scope-view.ts';
import { Feed, type FeedListener, type FeedPorts } from '../../src/lib/sync/feed.ts';
import { parsePlace } from '../../src/lib/wire/log-place.ts';
import { encodeRows } from '../../src/lib/wire/rows.ts';
import type { Scope } from '../../src/lib/wire/scope.ts';

type SubscribeOrder = Parameters<FeedPorts['subscribe']>[0];

/** Something on its way to the client. `line` messages go by the socket and are lost when it is cut. */
interface Flight {
  readonly line: boolean;
  arrive(): void;
  /** What the client sees where it never arrives. */
  lost(): void;
}

/**
 * A client and a server with a bad network between them, moved by hand: what the client asks waits until it is
 * served, what the server says waits until it is delivered, lost or doubled, in any order.
 */
export class LossyNetwork {
  readonly feed: Feed;
  readonly #server: { readonly publisher: Publisher };
  readonly #scope: Scope;
  readonly #asked: { line: boolean; serve(stale: boolean): void }[] = [];
  readonly #flying: Flight[] = [];
  readonly #filings: Filing[] = [];
  readonly #cache = new Map<Period, Uint8Array>();
  #connected = false;
  /** What the server has told the client's stream; null where it is in none. */
  #told: Position | null = null;

  /** `server`: who publishes now; another one after its store was put back. */
  constructor(server: { readonly publisher: Publisher }, scope: Scope, listener: FeedListener = {}) {
    this.#server = server;
    this.#scope = scope;
    this.feed = new Feed(
      this.view.text,
      {
        now: () => 0,
        fetchManifest: ({ held }) => this.#ask(false, () => this.#manifest(held)),
        fetchPart: ({ period, fresh, asking }) =>
          this.#ask(false, (stale) => this.#part({ period, asking }, stale && !fresh)),
        subscribe: (order) => this.#ask(true, () => this.#subscribed(order))
      },
      listener
    );
  }

  get #publisher(): Publisher {
    return this.#server.publisher;
  }

  get view(): ScopeView {
    const view = this.#publisher.view(this.#scope);
    if (!view) throw new Error('no such scope');
    return view;
  }

  get isQuiet(): boolean {
    return this.#asked.length === 0 && this.#flying.length === 0;
  }

  /** The server's log has grown. */
  tell(change: Change): void {
    this.#filings.push(...change.filings);
    if (this.#told === null || !(change.structure || change.opened)) return;
    this.#resync();
  }

  /** The server tells its stream what is new. */
  flush(): void {
    const { position } = this.#publisher.fold;
    if (this.#told === null || this.#told === position) return;
    this.#sayChanges(this.#told);
    this.#told = position;
  }

  serve(which: number, stale = false): void {
    const [asked] = this.#asked.splice(which % Math.max(1, this.#asked.length), 1);
    asked?.serve(stale);
  }

  deliver(which: number, fate: 'once' | 'twice' | 'lost' = 'once'): void {
    const [flight] = this.#flying.splice(which % Math.max(1, this.#flying.length), 1);
    if (!flight) return;
    if (fate === 'lost') return flight.lost();
    flight.arrive();
    if (fate === 'twice' && flight.line) this.#flying.push(flight);
  }

  connect(): void {
    if (this.#connected) return;
    this.#connected = true;
    this.feed.connected(true);
  }

  cut(): void {
    if (!this.#connected) return;
    this.#connected = false;
    this.#told = null;
    for (const list of [this.#asked, this.#flying]) {
      list.splice(0, list.length, ...(list.filter(({ line }) => !line) as never[]));
    }
    this.feed.connected(false);
  }

  /** The program was stopped and serves another store, or another history of its own: what lay in the log beyond is gone. */
  restarted(): void {
    this.cut();
    const { position } = this.#publisher.fold;
    this.#filings.splice(0, this.#filings.length, ...this.#filings.filter((one) => one.position <= position));
    // An answer of before lies under an address with its link, or under a tag that does not hold.
    this.#cache.clear();
  }

  #ask(line: boolean, serve: (stale: boolean) => void): void {
    this.#asked.push({ line, serve });
  }

  #say(arrive: () => void, lost: () => void = () => undefined, line = true): void {
    this.#flying.push({ line, arrive, lost });
  }

  #manifest(held: readonly string[]): void {
    const manifest = this.#publisher.manifest(this.view, this.#holds(held));
    const come = (ok: boolean) => this.feed.manifestCame(ok ? manifest : null);
    this.#say(
      () => come(true),
      () => come(false),
      false
    );
  }

  #part({ period, asking }: { period: Period; asking: number }, stale: boolean): void {
    const { fold, warm, store } = this.#publisher;
    const cached = stale ? this.#cache.get(period) : undefined;
    const every = fold.world.indicators.map(({ ordinal }) => ordinal);
    const head = {
      kind: 'part' as const,
      store,
      scope: this.view.text,
      period,
      ...fold.links.place(fold.position)
    };
    const bytes = cached ?? encodeRows(scopeRows(warm, this.view, period, every), head);
    this.#cache.set(period, bytes);
    this.#say(
      () => this.feed.partCame(period, bytes, asking),
      () => this.feed.partCame(period, null, asking),
      false
    );
  }

  #holds(held: readonly string[]): boolean {
    const { links } = this.#publisher.fold;
    return held.map(parsePlace).every((place) => place !== null && links.at(place.position) === place.link);
  }

  #subscribed({ position, store, held, token }: SubscribeOrder): void {
    const { fold } = this.#publisher;
    const lost = () => this.feed.unanswered(token);
    const answer = (resync: boolean) => {
      const at = fold.position;
      this.#say(() => this.feed.answered(token, { ok: true, position: at, resync }), lost);
    };
    const isOurs = store === this.#publisher.store && this.#holds(held);
    if (
      !isOurs ||
      position > fold.position ||
      fold.structure > position ||
      fold.touches.openedAt > position
    ) {
      this.#resync();
      return answer(true);
    }
    if (position < fold.position) this.#sayChanges(position);
    this.#told = fold.position;
    answer(false);
  }

  /** Ends the stream. Where this is lost the line is broken: nothing later would tell the client. */
  #resync(): void {
    this.#told = null;
    const arrive = () => this.feed.resyncCame({ scope: this.view.text, reason: 'structure' });
    this.#say(arrive, () => this.cut());
  }

  #sayChanges(from: Position): void {
    const { fold } = this.#publisher;
    const { view } = this;
    const to = fold.position;
    const filings = this.#filings.filter(
      ({ position, group }) => position > from && fold.world.tree.isWithin(group, view.root)
    );
    if (filings.length === 0)
      return this.#say(() =>
        this.feed.advanceCame({ scope: view.text, from, to, link: fold.links.place(to).link, at: 0 })
      );
    const bytes = makeDelta(this.#publisher, { view, from, filings, at: 0, maxRows: Infinity });
    if (bytes) this.#say(() => this.feed.deltaCame(bytes));
  }
}
