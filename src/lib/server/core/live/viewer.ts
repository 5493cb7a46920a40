import type { Socket } from 'socket.io';
import { z } from 'zod';
import type { Position } from '../../../domain/position.ts';
import type {
  ClientEvents,
  RefusalCode,
  ResyncReason,
  ServerEvents,
  SubscribeAnswer,
  SubscribeRequest
} from '../../../wire/events.ts';
import { MOST_PLACES, parsePlace, type LogPlace } from '../../../wire/log-place.ts';
import { parseScope } from '../../../wire/scope.ts';
import type { Filing } from '../snapshot/fold.ts';
import { continues } from '../snapshot/continues.ts';
import type { ScopeView } from '../snapshot/scope-view.ts';
import { Backlog } from './backlog.ts';
import { isTouched, makeDelta } from './delta.ts';
import type { Line } from './line.ts';
import { newsRoom } from './news-room.ts';
import type { HubPass, ViewerHub } from './viewer-hub.ts';

const requestShape = z.object({
  scope: z.string().max(100),
  position: z.number().int().nonnegative(),
  store: z.string().max(100),
  held: z.array(z.string().max(40)).max(MOST_PLACES).optional()
});

/** All that a client of ours says. */
const EVENTS: ReadonlySet<string> = new Set([
  'subscribe',
  'unsubscribe',
  'follow',
  'unfollow'
] satisfies (keyof ClientEvents)[]);
/** Tokens that joining a stream costs, and so many entries of the log that are read for it. */
const JOINING = 3;
const ENTRIES_A_TOKEN = 20;

/** How often a stalled connection is looked at, milliseconds. */
const STALL_CHECK_MS = 200;

/** One connected client and the scopes that it watches; the rooms of its socket are those whose stream it is in. */
export class Viewer {
  readonly #hub: ViewerHub;
  readonly #socket: Socket<ClientEvents, ServerEvents>;
  readonly #backlog: Backlog;
  readonly #pass: HubPass;
  readonly #line: Line;
  /** The scopes asked for, each with the number of the newest request: an older one still catching up gives up. */
  readonly #watching = new Map<string, number>();
  /** The views whose streams it is in, by the text of their scopes. */
  readonly #views = new Map<string, ScopeView>();
  /** The scopes whose news it hears. */
  readonly #following = new Set<string>();
  #requests = 0;
  #stalled: NodeJS.Timeout | null = null;

  constructor(hub: ViewerHub, socket: Socket<ClientEvents, ServerEvents>, pass: HubPass, line: Line) {
    this.#hub = hub;
    this.#socket = socket;
    this.#backlog = new Backlog(socket.conn);
    this.#pass = pass;
    this.#line = line;
    socket.onAny((event: string) => {
      if (!EVENTS.has(event)) line.end();
    });
    pass.onChange(() => this.#review());
    socket.on('subscribe', (request, answer) => {
      if (typeof answer !== 'function') return;
      this.#subscribe(request).then(
        (said) => said && !this.#stalled && answer(said),
        (error: unknown) => {
          hub.failed(error);
          // A line that breaks is taken up again after a while; one that the server hangs up on, at once and for ever.
          socket.conn.close();
        }
      );
    });
    socket.on('follow', (scope: unknown, answer: unknown) => {
      if (isAnswer(answer)) answer(typeof scope === 'string' ? this.#follow(scope) : 'bad-request');
    });
    socket.on('unfollow', (scope: unknown) => {
      if (typeof scope === 'string') this.#unfollow(scope);
    });
    socket.on('unsubscribe', (scope: unknown) => {
      if (typeof scope === 'string') this.#forget(scope);
    });
  }

  /** Ends a stream: nothing follows until the client subscribes again. */
  resync(scope: string, reason: ResyncReason): void {
    this.#leave(scope);
    this.#watching.delete(scope);
    this.#hub.counts.resyncs[reason] += 1;
    this.#socket.emit('resync', { scope, reason });
  }

  /** Where too much waits for this client, sends it nothing more until it has taken that; then it starts anew. */
  stallIfSlow(): void {
    if (this.#stalled || this.#backlog.bytes <= this.#hub.limits.queuedBytes) return;
    for (const scope of this.#watching.keys()) this.#leave(scope);
    this.#stalled = setInterval(() => {
      if (this.#backlog.bytes > 0) return;
      this.#endStall();
      for (const scope of [...this.#watching.keys()]) this.resync(scope, 'slow');
    }, STALL_CHECK_MS);
  }

  /** Lets go of everything; the socket is gone. */
  close(): void {
    this.#endStall();
    for (const scope of [...this.#following]) this.#unfollow(scope);
    for (const scope of [...this.#watching.keys()]) this.#forget(scope);
  }

  /**
   * Looks anew at what it may read. Where a scope is no longer its to read, or is told otherwise, it hears nothing more of any and is
   * disconnected: it may come back as who it is now, and is refused what is not its own.
   */
  #review(): void {
    const { principal } = this.#pass;
    const scopes = [...this.#watching.keys(), ...this.#following].map(parseScope);
    const isToldAsBefore = [...this.#views.values()].every(
      ({ scope, few }) => this.#hub.fewIn(principal, scope.root) === few
    );
    if (isToldAsBefore && scopes.every((scope) => scope && this.#hub.mayRead(principal, scope))) return;
    this.close();
    this.#socket.disconnect(true);
  }

  /** Joins those who hear a scope's news; answers why not, or null. */
  #follow(text: string): RefusalCode | null {
    const scope = text.length <= 100 ? parseScope(text) : null;
    const view = scope && this.#hub.publisher.view(scope);
    if (!view) return 'unknown-scope';
    if (!this.#hub.mayRead(this.#pass.principal, view.scope)) return 'forbidden';
    if (this.#following.size >= this.#hub.limits.subscriptions) return 'too-many';
    if (this.#following.has(view.text)) return null;
    this.#following.add(view.text);
    this.#hub.news.enter(view);
    void this.#socket.join(newsRoom(view.text));
    return null;
  }

  #unfollow(scope: string): void {
    if (!this.#following.delete(scope)) return;
    void this.#socket.leave(newsRoom(scope));
    this.#hub.news.leave(scope);
  }

  /** Joins a stream after sending what was missed; null where a newer request or the client's leaving overtook this one. */
  async #subscribe(request: SubscribeRequest): Promise<SubscribeAnswer | null> {
    const parsed = requestShape.safeParse(request);
    if (!this.#line.spend(JOINING)) return null;
    if (!parsed.success) return { ok: false, code: 'bad-request' };
    const { position, store, held = [] } = parsed.data;
    const places = held.flatMap((text) => parsePlace(text) ?? []);
    if (places.length < held.length) return { ok: false, code: 'bad-request' };
    const scope = parseScope(parsed.data.scope);
    const view = scope && this.#hub.publisher.view(scope, this.#hub.fewIn(this.#pass.principal, scope.root));
    if (!view) return { ok: false, code: 'unknown-scope' };
    if (!this.#hub.mayRead(this.#pass.principal, view.scope)) return { ok: false, code: 'forbidden' };
    if (!this.#watching.has(view.text) && this.#watching.size >= this.#hub.limits.subscriptions) {
      return { ok: false, code: 'too-many' };
    }
    const mine = ++this.#requests;
    this.#watching.set(view.text, mine);
    this.#leave(view.text);
    this.stallIfSlow();
    // It is told to start anew when it has taken what waits for it.
    if (this.#stalled) return null;
    const isCurrent = () => this.#watching.get(view.text) === mine && !this.#stalled;
    if (!(await this.#isOurs(store, position, places)))
      return isCurrent() ? this.#startAnew(view.text, 'store') : null;
    return isCurrent() ? this.#catchUp(view, position, isCurrent) : null;
  }

  /** Whether what a client has is of our store, and of this history of it (RULES 32). */
  async #isOurs(store: string, position: Position, places: readonly LogPlace[]): Promise<boolean> {
    const { publisher, log } = this.#hub;
    const { fold } = publisher;
    if (store !== publisher.store) return false;
    if (position > fold.position && (await log.linkAt(position)) === null) return false;
    return continues(fold, log, places);
  }

  async #catchUp(
    view: ScopeView,
    position: Position,
    isCurrent: () => boolean
  ): Promise<SubscribeAnswer | null> {
    const { fold } = this.#hub.publisher;
    const filings: Filing[] = [];
    const cost = (fold.position - position) / ENTRIES_A_TOKEN;
    // Whoever asks for more than their share takes the parts, which are made once for everybody.
    if (!this.#tooOld(position) && cost > 0 && !this.#line.affords(cost))
      return this.#startAnew(view.text, 'far');
    for (let reached = position; ;) {
      if (view.few === 'withheld') await this.#hub.publisher.withheld.ready();
      if (!isCurrent()) return null;
      const reason = this.#tooOld(position);
      if (reason) return this.#startAnew(view.text, reason);
      // Nothing may come between this look at the fold and joining the stream.
      if (reached === fold.position) return this.#join(view, position, filings);
      const missed = await this.#hub.catchUp.after(reached);
      filings.push(...missed.filings);
      reached = missed.reached;
    }
  }

  /** Why a client at a position cannot be brought up to date by rows; null where it can. */
  #tooOld(position: Position): ResyncReason | null {
    const { fold } = this.#hub.publisher;
    // Another process is ahead of this one, and the client has heard it.
    if (position > fold.position) return 'far';
    if (fold.structure > position) return 'structure';
    if (fold.touches.openedAt > position) return 'period';
    return fold.position - position > this.#hub.limits.missedEntries ? 'far' : null;
  }

  #join(view: ScopeView, from: Position, filings: readonly Filing[]): SubscribeAnswer {
    const { publisher, limits } = this.#hub;
    const { tree } = publisher.fold.world;
    const at = this.#hub.now();
    const position = publisher.fold.position;
    const ours = filings.filter(({ group }) => tree.isWithin(group, view.root));
    if (isTouched(publisher, { view, from, filings: ours })) {
      const bytes = makeDelta(publisher, { view, from, filings: ours, at, maxRows: limits.deltaRows });
      if (!bytes) return this.#startAnew(view.text, 'far');
      this.#socket.emit('delta', bytes);
    } else if (from < position) {
      const { link } = publisher.fold.links.place(position);
      this.#socket.emit('advance', { scope: view.text, from, to: position, link, at });
    }
    this.#hub.bringUp(view);
    void this.#socket.join(view.key);
    this.#views.set(view.text, view);
    return { ok: true, position, resync: false };
  }

  #startAnew(scope: string, reason: ResyncReason): SubscribeAnswer {
    this.resync(scope, reason);
    return { ok: true, position: this.#hub.publisher.fold.position, resync: true };
  }

  #forget(scope: string): void {
    this.#leave(scope);
    this.#watching.delete(scope);
  }

  #leave(scope: string): void {
    const view = this.#views.get(scope);
    if (!view) return;
    this.#views.delete(scope);
    void this.#socket.leave(view.key);
    this.#hub.left(view.key);
  }

  #endStall(): void {
    if (this.#stalled) clearInterval(this.#stalled);
    this.#stalled = null;
  }
}

/** Whether a client asked to be answered: what else it sends in that place is nothing to call. */
function isAnswer(sent: unknown): sent is (refusal: RefusalCode | null) => void {
  return typeof sent === 'function';
}
