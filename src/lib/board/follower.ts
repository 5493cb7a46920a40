import { Connection } from '../sync/connection.ts';
import type { Feed, FeedListener } from '../sync/feed.ts';
import type { SyncStatus } from '../sync/machine.ts';
import type { NodeTable } from '../wire/manifest.ts';
import { formatScope, parseScope, type Scope } from '../wire/scope.ts';
import { GROUP_TREND, type Board } from './board.svelte.ts';
import { EngineRoom } from './engine-room.ts';
import { History } from './history.ts';
import { lastSeries } from './trend-lines.ts';
import type { Connection as Standing } from './live.svelte.ts';

/** The picture is drawn anew at the next frame, or after this where the page draws none, milliseconds. */
const FRAME_MS = 250;

const STANDING: Readonly<Record<SyncStatus, Standing>> = {
  idle: 'connecting',
  loading: 'connecting',
  live: 'live',
  catchingUp: 'connecting',
  stale: 'lost',
  offline: 'lost',
  refused: 'refused'
};

/**
 * Keeps a board true: follows the scope that it shows for the chosen period and the one before, and brings the unit's
 * own rows of the chosen indicator over the months. What arrives is written to the columns first and handed to the engine after.
 */
export class Follower {
  readonly #board: Board;
  readonly #renewed: () => void;
  readonly #engine: EngineRoom;
  #connection: Connection | null = null;
  #view: Feed | null = null;
  #history: History | null = null;
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
  follow(viewText: string, unitText: string): () => void {
    const connection = this.#connection;
    const [view, unit] = [parseScope(viewText), parseScope(unitText)];
    if (!connection || !view || !unit) return () => undefined;
    const history = new History(unit, (slice) => {
      this.#engine.takeSlice(slice);
      this.#redraw();
    });
    const feed = connection.follow(view, this.#listener(view));
    this.#view = feed;
    this.#history = history;
    this.#board.useTables(viewText, feed.table, history);
    this.#engine.hold(feed.table, history, this.#board.picture.nodes);
    return () => {
      connection.unfollow(view);
      history.close();
      this.#view = null;
      this.#history = null;
    };
  }

  /** Asks for the rows of the chosen period and the one before, and for the trend of what is shown. */
  want(): void {
    const { wished, picture, trendPlace } = this.#board;
    const { indicator } = this.#board.indicatorAt(wished.indicator);
    const upTo = lastSeries(picture.periods.filter((p) => p <= wished.period)).reverse();
    // A group has no scope of its own: the whole view's history is brought.
    const isGroup = trendPlace.level === 'group';
    this.#view?.want(upTo.slice(0, isGroup ? GROUP_TREND : 2));
    if (!isGroup) this.#history?.want({ ordinal: wished.indicator, code: indicator.code }, upTo);
  }

  /** Asks the engine about what is shown now. */
  ask(): void {
    void this.#engine.ask();
  }

  #listener(scope: Scope): FeedListener {
    const text = formatScope(scope);
    let structured = false;
    return {
      changed: () => this.#redraw(),
      part: (_period, bytes, later) => this.#engine.takePart(bytes, later),
      delta: (head, written) => {
        this.#engine.takeDelta(written);
        this.#history?.renew(
          head.touched.map(([period]) => period),
          (ordinal) => this.#board.indicatorAt(ordinal).indicator.code
        );
        this.#board.live.arrive(head.arrivals);
      },
      dropped: () => this.#redraw(),
      nodes: (url) => {
        if (structured) this.#renewed();
        structured = true;
        void this.#takeNodes(text, url);
      },
      periods: (periods) => {
        if (periods.length > this.#board.picture.periods.length) this.#renewed();
      },
      status: (status, position, at) => this.#stand(status, position, at)
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
    const isHere = standing === 'live' || standing === 'refused' || navigator.onLine;
    live.connection = isHere ? standing : 'offline';
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
