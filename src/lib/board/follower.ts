import type { Period } from '../domain/period.ts';
import { Connection } from '../sync/connection.ts';
import type { Feed, FeedListener } from '../sync/feed.ts';
import type { SyncStatus } from '../sync/machine.ts';
import type { NodeTable } from '../wire/manifest.ts';
import { formatScope, parseScope, type Scope } from '../wire/scope.ts';
import { GROUP_TREND, type Board } from './board.svelte.ts';
import { EngineRoom } from './engine-room.ts';
import type { Connection as Standing } from './live.svelte.ts';

/** The picture is drawn anew at the next frame, or after this where the page draws none, milliseconds. */
const FRAME_MS = 250;

const STANDING: Readonly<Record<SyncStatus, Standing>> = {
  idle: 'connecting',
  loading: 'connecting',
  live: 'live',
  catchingUp: 'connecting',
  stale: 'lost',
  offline: 'lost'
};

/**
 * Keeps a board true: follows the scope that it shows for the chosen periods, and the unit's own scope, which is one
 * row an indicator, for every period. What arrives is written to the columns first and handed to the engine after.
 */
export class Follower {
  readonly #board: Board;
  readonly #renewed: () => void;
  readonly #engine: EngineRoom;
  #connection: Connection | null = null;
  #view: Feed | null = null;
  #own: Feed | null = null;
  #waiting = false;

  /** `renewed` hears that the structure or the list of periods is another: the picture must be asked for anew. */
  constructor(board: Board, renewed: () => void) {
    this.#board = board;
    this.#renewed = renewed;
    this.#engine = new EngineRoom(board);
  }

  /** Connects, and starts the engine when the browser has nothing better to do; ends both when called again. */
  start(): () => void {
    this.#connection = new Connection();
    const stopEngine = this.#engine.start();
    return () => {
      stopEngine();
      this.#connection?.close();
      this.#connection = null;
    };
  }

  /** Follows a view; ends it when called again. */
  follow(viewText: string, ownText: string): () => void {
    const connection = this.#connection;
    const [view, own] = [parseScope(viewText), parseScope(ownText)];
    if (!connection || !view || !own) return () => undefined;
    const feed = connection.follow(view, this.#listener(view, true));
    const ownFeed = viewText === ownText ? null : connection.follow(own, this.#listener(own, false));
    this.#view = feed;
    this.#board.useTables(viewText, feed.table, ownFeed?.table ?? null);
    this.#engine.hold(feed.table, ownFeed?.table ?? null, this.#board.picture.nodes);
    this.#own = ownFeed;
    return () => {
      connection.unfollow(view);
      if (ownFeed) connection.unfollow(own);
      this.#view = null;
      this.#own = null;
    };
  }

  /**
   * Asks for the rows of the chosen period and of the one before, then for the unit's own history; `wholeHistory` asks
   * for that of everything in the view.
   */
  want(period: Period, wholeHistory: boolean): void {
    const { periods } = this.#board.picture;
    const first = wholeHistory ? period - GROUP_TREND : period - 1;
    this.#view?.want(periods.filter((p) => p >= first && p <= period).reverse());
    if (this.#view?.table.holds(0, period)) this.#wantHistory();
  }

  #wantHistory(): void {
    const { periods } = this.#board.picture;
    (this.#own ?? this.#view)?.want([...periods].reverse());
  }

  /** Asks the engine about what is shown now. */
  ask(): void {
    void this.#engine.ask();
  }

  #listener(scope: Scope, isView: boolean): FeedListener {
    const text = formatScope(scope);
    let structured = false;
    return {
      changed: () => this.#redraw(),
      part: (period, bytes, later) => {
        this.#engine.takePart(isView, period, bytes, later);
        if (isView && period === this.#board.wished.period) this.#wantHistory();
      },
      delta: (head, written) => {
        this.#engine.takeDelta(isView, head, written);
        if (isView) this.#board.live.arrive(head.arrivals);
      },
      dropped: () => this.#redraw(),
      nodes: (url) => {
        if (!isView) return;
        if (structured) this.#renewed();
        structured = true;
        void this.#takeNodes(text, url);
      },
      periods: (periods) => {
        if (isView && periods.length > this.#board.picture.periods.length) this.#renewed();
      },
      status: (status, position, at) => {
        if (isView) this.#stand(status, position, at);
      }
    };
  }

  async #takeNodes(scope: string, url: string): Promise<void> {
    try {
      const answer = await fetch(url);
      if (!answer.ok) return;
      const nodes = (await answer.json()) as NodeTable;
      this.#board.useNodes(scope, nodes);
      this.#engine.useNodes(nodes);
    } catch {
      // The picture's own nodes stay; the next manifest brings them again.
    }
  }

  #stand(status: SyncStatus, position: number | null, at: number | null): void {
    const { live } = this.#board;
    const standing = STANDING[status];
    live.connection = standing !== 'live' && !navigator.onLine ? 'offline' : standing;
    live.isStale = status === 'stale';
    if (at !== null) live.hear(at, position ?? 0);
    else if (position !== null && position > live.position) live.position = position;
  }

  /** One redrawing a frame, however much has come. */
  #redraw(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    const draw = () => {
      if (!this.#waiting) return;
      this.#waiting = false;
      this.#board.touch();
    };
    requestAnimationFrame(draw);
    setTimeout(draw, FRAME_MS);
  }
}
