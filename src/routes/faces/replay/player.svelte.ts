import type { Board } from '$lib/board/board.svelte.ts';
import { Replay } from '$lib/board/replay.ts';
import { formatPeriod, parsePeriod } from '$lib/domain/period.ts';
import type { Rows } from '$lib/domain/rows.ts';
import { bytesOf } from '$lib/wire/first-picture.ts';
import type { ReplayAnswer } from '$lib/wire/replay.ts';
import { decodeRows } from '$lib/wire/rows.ts';
import { parseScope, scopePath } from '$lib/wire/scope.ts';

/** How long a film takes at its usual speed, milliseconds. */
const USUAL_MS = 30_000;
/** No frame is shorter than a colour takes to cross. */
const LEAST_FRAME_MS = 120;
/** A short film does not crawl. */
const MOST_FRAME_MS = 1_200;
/** How long a loop stays at its end. */
const END_MS = 4_000;

export const SPEEDS = [0.5, 1, 2, 4] as const;
export type Speed = (typeof SPEEDS)[number];

/** A film on a board: what is shown, and whether it runs. The board shows the rows of the frame in place of live ones. */
export class Player {
  readonly #board: Board;
  #replay = $state.raw<Replay | null>(null);
  state = $state<'loading' | 'ready' | 'empty' | 'failed' | 'forbidden'>('loading');
  /** The frame that is shown; −1 is before the first. */
  frame = $state(-1);
  playing = $state(false);
  speed = $state<Speed>(1);
  loops = $state(false);
  /** The day that is played alone; null for the month. */
  day = $state<string | null>(null);
  /** Nodes that changed with the last step; for the map's rings. */
  landed = $state.raw<readonly number[]>([]);
  /** How long one run takes at speed 1, milliseconds; a wall gives its slide's time. */
  runMs = USUAL_MS;

  constructor(board: Board) {
    this.#board = board;
  }

  readonly film: ReplayAnswer | null = $derived.by(() => this.#replay?.film ?? null);
  readonly last: number = $derived.by(() => (this.film?.frames.length ?? 0) - 1);
  /** The moment that is shown; null before the first frame. */
  readonly moment: number | null = $derived.by(() => this.film?.frames[this.frame]?.at ?? null);
  readonly isAtEnd: boolean = $derived.by(() => this.last >= 0 && this.frame >= this.last);
  /** Milliseconds for which a frame stays. */
  readonly frameMs: number = $derived.by(() => {
    const even = this.runMs / Math.max(1, this.last + 1);
    return Math.min(MOST_FRAME_MS, Math.max(LEAST_FRAME_MS, even)) / this.speed;
  });

  /** Fetches the film of what the board shows and stands at its beginning; ends it when called again. */
  follow(): () => void {
    const aborter = new AbortController();
    this.state = 'loading';
    this.#replay = null;
    this.#fetch(aborter.signal).catch(() => {
      if (!aborter.signal.aborted) this.state = 'failed';
    });
    return () => {
      aborter.abort();
      this.playing = false;
    };
  }

  /** Runs while it plays, one timer a frame; ends it when called again. */
  run(): (() => void) | undefined {
    if (!this.playing || this.state !== 'ready') return undefined;
    const isEnd = this.frame >= this.last;
    if (isEnd && !this.loops) {
      this.playing = false;
      return undefined;
    }
    const timer = setTimeout(
      () => (isEnd ? this.seek(-1) : this.seek(this.frame + 1)),
      isEnd ? END_MS : this.frameMs
    );
    return () => clearTimeout(timer);
  }

  /** Plays or pauses; from the end it begins anew. */
  toggle(): void {
    if (this.state !== 'ready') return;
    if (!this.playing && this.frame >= this.last) this.seek(-1);
    this.playing = !this.playing;
  }

  seek(frame: number): void {
    const replay = this.#replay;
    if (!replay) return;
    const isStep = frame === replay.at + 1;
    const nodes = [...replay.seek(frame)];
    this.frame = replay.at;
    this.landed = isStep ? nodes : [];
    const { film } = replay;
    const period = parsePeriod(film.period);
    this.#board.note({ indicator: film.indicator, period, nodes: Int32Array.from(nodes).sort() });
    this.#board.touch();
  }

  async #fetch(signal: AbortSignal): Promise<void> {
    const { picture, wished } = this.#board;
    const { indicator } = this.#board.indicatorAt(wished.indicator);
    const scope = parseScope(picture.scope);
    if (!scope) throw new Error(picture.scope);
    const slice = `${scopePath(scope)}/${formatPeriod(wished.period)}/${encodeURIComponent(indicator.code)}`;
    const query = this.day === null ? '' : `?day=${this.day}`;
    const [answer, live] = await Promise.all([
      fetch(`/api/v1/replay/${slice}${query}`, { signal }),
      this.#liveRows(`/api/v1/snapshots/${slice}`, signal)
    ]);
    if (signal.aborted) return;
    if (answer.status === 401 || answer.status === 403) this.state = 'forbidden';
    else if (!answer.ok || !live) this.state = 'failed';
    else this.#take((await answer.json()) as ReplayAnswer, live);
  }

  /** The slice as it stands: who is expected, and the targets; from the picture where that has it. */
  async #liveRows(href: string, signal: AbortSignal): Promise<Rows | null> {
    const { picture, wished } = this.#board;
    const own = picture.slices.find(({ period }) => period === wished.period);
    if (own && picture.indicator === wished.indicator) return decodeRows(bytesOf(own.rows)).rows;
    const answer = await fetch(href, { signal });
    return answer.ok ? decodeRows(new Uint8Array(await answer.arrayBuffer())).rows : null;
  }

  #take(film: ReplayAnswer, live: Rows): void {
    const { scope } = this.#board.picture;
    if (film.frames.length === 0 || film.scope !== scope) {
      this.state = film.frames.length === 0 ? 'empty' : 'failed';
      return;
    }
    const replay = new Replay(film, live);
    this.#replay = replay;
    this.frame = -1;
    this.landed = [];
    this.#board.useTables(scope, replay, null);
    this.state = 'ready';
  }
}
