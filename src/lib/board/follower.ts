import { whenBack } from '../device/when-back.ts';
import { Connection } from '../sync/connection.ts';
import type { Feed, FeedListener } from '../sync/feed.ts';
import type { SyncStatus } from '../sync/machine.ts';
import type { NodeTable } from '../wire/manifest.ts';
import type { Period } from '../domain/period.ts';
import type { Rows } from '../domain/rows.ts';
import type { DeltaHead } from '../wire/rows-head.ts';
import { formatScope, parseScope, type Scope } from '../wire/scope.ts';
import type { ChangedBlock } from '../sync/row-table.ts';
import { GROUP_TREND, type Board, type Need } from './board.svelte.ts';
import type { EngineRoom } from './engine-room.ts';
import { SliceShelf } from './slice-shelf.ts';
import { lastSeries } from './trend-lines.ts';
import type { ArrivalNote, Connection as Standing } from './live.svelte.ts';

/** The picture is drawn anew at the next frame, or after this where the page draws none, milliseconds. */
const FRAME_MS = 250;
/** While deltas keep coming it is drawn anew this often at most, milliseconds: the hand at the page goes first. */
const CALM_MS = 120;

const STANDING: Readonly<Record<SyncStatus, Standing>> = {
  idle: 'connecting',
  loading: 'connecting',
  live: 'live',
  catchingUp: 'connecting',
  stale: 'lost',
  offline: 'lost',
  refused: 'refused'
};

/** What a follower keeps besides the view's own rows. */
export interface FollowerParts {
  /** Answers the board's questions; without one the page loads and starts no engine. */
  readonly engine?: EngineRoom | null;
}

/**
 * Keeps a board true: follows the scope that it shows for the chosen period and the one before, and brings the unit's
 * own rows of the chosen indicator over the months. What arrives is written to the columns first and handed to the engine after.
 */
export class Follower {
  readonly #board: Board;
  readonly #renewed: () => void;
  readonly #engine: EngineRoom | null;
  #connection: Connection | null = null;
  #view: Feed | null = null;
  /** The unit's own rows over the months, and single slices of the view. */
  #own: SliceShelf | null = null;
  #slices: SliceShelf | null = null;
  #waiting = false;
  /** What is told with the next drawing: rows that changed, reports that arrived, the last word of the server. */
  #changes = false;
  #arrived: ArrivalNote[] = [];
  #word: { readonly at: number; readonly position: number; readonly heardAt: number } | null = null;
  /** When the page was last redrawn, milliseconds of its own clock. */
  #drawnAt = -Infinity;

  /** `renewed` hears that the structure or the list of periods is another: the picture must be asked for anew. */
  constructor(board: Board, renewed: () => void, { engine = null }: FollowerParts = {}) {
    this.#board = board;
    this.#renewed = renewed;
    this.#engine = engine;
  }

  /** Connects, and starts the engine, where there is one, when the browser has nothing better to do; ends both when called again. */
  start(): () => void {
    const { live } = this.#board;
    this.#connection = new Connection({ beat: (at) => live.beat(at), now: () => live.clock.steady() });
    // Whatever the line says of itself is as old as the sleep.
    live.slept = () => this.#connection?.reconnect();
    const stopHurry = whenBack(() => this.#connection?.hurry());
    const stopEngine = this.#engine?.start();
    return () => {
      stopEngine?.();
      stopHurry();
      live.slept = null;
      this.#connection?.close();
      this.#connection = null;
    };
  }

  /** Follows a view; ends it when called again. */
  follow(viewText: string, unitText: string): () => void {
    const connection = this.#connection;
    const [view, unit] = [parseScope(viewText), parseScope(unitText)];
    if (!connection || !view || !unit) return () => undefined;
    const { unit: node } = this.#board.picture;
    const own: SliceShelf = new SliceShelf(
      unit,
      (indicator, period, nodes) => {
        this.#engine?.takeSlice(indicator, period);
        this.#changed(indicator, period, nodes);
      },
      node
    );
    const slices = new SliceShelf(view, (...change) => this.#changed(...change));
    const { store, position, link } = this.#board.picture;
    const given = { store, place: { position, link } };
    const feed = connection.follow(view, this.#listener(view), given);
    this.#view = feed;
    this.#own = own;
    this.#slices = slices;
    this.#board.useTables(viewText, feed.table, own, slices);
    this.#engine?.hold(feed.table, own, this.#board.givenNodes);
    return () => {
      connection.unfollow(view);
      own.close();
      slices.close();
      this.#view = this.#own = this.#slices = null;
    };
  }

  /**
   * Asks for the rows that are shown: the chosen indicator's slice first where the period is another, then the chosen
   * period and the one before, the trend, and what views need besides.
   */
  want(): void {
    const { wished, picture, trendPlace, needs } = this.#board;
    const { indicator } = this.#board.indicatorAt(wished.indicator);
    const coded = { ordinal: wished.indicator, code: indicator.code };
    if (!this.#board.hasRows(wished.indicator, wished.period)) this.#slices?.want(coded, [wished.period]);
    const upTo = lastSeries(picture.periods.filter((p) => p <= wished.period)).reverse();
    // A group has no scope of its own: the whole view's history is brought.
    const isGroup = trendPlace.level === 'group';
    this.#view?.want(upTo.slice(0, isGroup ? GROUP_TREND : 2));
    if (!isGroup) this.#own?.want(coded, upTo);
    for (const need of needs) this.#bring(need);
  }

  /** Asks the engine about what is shown now. */
  ask(): void {
    void this.#engine?.askBoard();
  }

  /** Slices of the chosen indicator come first, then the others; whole parts from the newest on. */
  #bring({ periods, indicators }: Need): void {
    const newest = [...periods]
      .filter((period) => this.#board.picture.periods.includes(period))
      .sort((a, b) => b - a);
    if (!indicators) return this.#view?.want(newest);
    const first = this.#board.wished.indicator;
    for (const ordinal of [...indicators].sort((a, b) => Number(b === first) - Number(a === first))) {
      const { code } = this.#board.indicatorAt(ordinal).indicator;
      const missing = newest.filter((period) => !this.#view?.table.holds(ordinal, period));
      this.#slices?.want({ ordinal, code }, missing);
    }
  }

  #changed(indicator: number | null, period: Period | null, nodes: Int32Array | null): void {
    this.#board.note({ indicator, period, nodes });
    this.#changes = true;
    this.#redraw();
  }

  #takeDelta(head: DeltaHead, written: readonly ChangedBlock[], rows: Rows): void {
    this.#engine?.takeDelta(written);
    for (const { indicator, period, nodes } of written) this.#changed(indicator, period, nodes);
    this.#own?.takeDelta(rows, head.to, head.touched);
    this.#slices?.takeDelta(rows, head.to, head.touched);
    this.#arrived.push(...head.arrivals);
    this.#redraw();
  }

  #listener(scope: Scope): FeedListener {
    const text = formatScope(scope);
    let structured = false;
    let manifests = 0;
    return {
      part: (period, bytes, later, length) => {
        this.#engine?.takePart(period, bytes, later, length);
        this.#changed(null, period, null);
      },
      delta: (head, written, rows) => this.#takeDelta(head, written, rows),
      forgotten: () => this.#forget(),
      dropped: (periods) => {
        for (const period of periods) this.#changed(null, period, null);
      },
      nodes: (url) => {
        if (structured) this.#renewed();
        structured = true;
        void this.#takeNodes(text, url);
      },
      periods: (periods) => {
        // After the first one a manifest says that something may have been missed.
        if (++manifests > 1) {
          for (const shelf of [this.#own, this.#slices]) shelf?.renew();
          this.#board.live.caught += 1;
        }
        if (periods.length > this.#board.picture.periods.length) this.#renewed();
      },
      status: (status, position, at) => this.#stand(status, position, at)
    };
  }

  /** Another store, or another history of it: all that is shown is asked for anew. */
  #forget(): void {
    for (const shelf of [this.#own, this.#slices]) shelf?.forget();
    this.#arrived = [];
    this.#word = null;
    this.#board.forget();
    if (this.#view && this.#own) this.#engine?.hold(this.#view.table, this.#own, this.#board.givenNodes);
    this.#renewed();
    this.#changed(null, null, null);
  }

  async #takeNodes(scope: string, url: string): Promise<void> {
    try {
      const answer = await fetch(url);
      if (!answer.ok) return;
      const nodes = (await answer.json()) as NodeTable;
      this.#board.useNodes(scope, nodes);
      this.#engine?.useNodes(nodes);
    } catch {
      // The picture's own nodes stay; the next manifest brings them again.
    }
  }

  #stand(status: SyncStatus, position: number | null, at: number | null): void {
    const { live } = this.#board;
    const standing = STANDING[status];
    const stood = live.connection === 'live' && standing === 'live';
    const isHere = standing === 'live' || standing === 'refused' || navigator.onLine;
    live.connection = isHere ? standing : 'offline';
    live.isStale = status === 'stale';
    if (at !== null && stood) {
      this.#word = { at, position: position ?? 0, heardAt: live.clock.steady() };
      this.#redraw();
    } else if (at !== null) live.hear(at, position ?? 0);
    // A position is told with its figures.
    else if (position !== null && this.#word === null && position > live.position) live.position = position;
  }

  /** The first change is drawn in the next frame; of those that follow on its heels, all at once. */
  #redraw(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    // Whichever comes first: a page in the background draws no frame.
    const wait = () => {
      const frame = requestAnimationFrame(() => draw());
      const timer = setTimeout(() => draw(), FRAME_MS);
      const draw = () => {
        cancelAnimationFrame(frame);
        clearTimeout(timer);
        this.#waiting = false;
        this.#drawnAt = performance.now();
        this.#draw();
      };
    };
    const early = this.#drawnAt + CALM_MS - performance.now();
    if (early > 0) setTimeout(wait, early);
    else wait();
  }

  #draw(): void {
    const { live } = this.#board;
    if (this.#changes) this.#board.touch();
    this.#changes = false;
    if (this.#word) live.hear(this.#word.at, this.#word.position, this.#word.heardAt);
    this.#word = null;
    live.arrive(this.#arrived);
    this.#arrived = [];
  }
}
