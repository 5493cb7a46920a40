import type { Given } from '$lib/board/board.svelte.ts';
import { USUAL, writeSelection, type Selection } from '$lib/board/selection.ts';
import type { FirstPicture } from '$lib/wire/first-picture.ts';
import type { WallAnswer, WallSlide } from '$lib/api/playlists.ts';

/** The next slide is fetched this long before its turn, milliseconds. */
const AHEAD_MS = 4_000;
/** How long a picture may be shown again without being asked for anew: another month may have begun, milliseconds. */
const FRESH_MS = 600_000;
/** After a slide that could not be had, the one after it is tried this much later, milliseconds. */
const RETRY_MS = 5_000;
/** A picture that has not come by then is given up, milliseconds. */
const PATIENCE_MS = 20_000;

/** What the rotation needs of the page around it. */
export interface RotationParts {
  /** Fetches what a picture is drawn with, so that it is there at once. */
  readonly prepare: (picture: FirstPicture, signal: AbortSignal) => Promise<void>;
  /** Whether the rows of an indicator (by code) and of the picture that is shown are held. */
  readonly holds: (indicator: string) => boolean;
  readonly fetch?: typeof fetch;
}

interface Shown {
  readonly slide: WallSlide;
  readonly picture: FirstPicture;
  /** When the picture was fetched, by the page's steady clock, milliseconds. */
  readonly fetched: number;
}

/**
 * Goes through the slides of a wall. The next picture is fetched before its turn and shown only when it is here with
 * its boundaries; where it cannot be had, the last one stays and `failedAt` says since when. Slides of one scope share
 * a picture: the rows that are followed hold every indicator. Time is passed in.
 */
export class Rotation {
  readonly #parts: RotationParts;
  #slides: readonly WallSlide[];
  #at = 0;
  #shown: Shown;
  #since: number;
  /** The last moment that was passed in. */
  #now: number;
  #next: { at: number; shown: Promise<Shown> } | null = null;
  #busy = false;
  /** What is shown, or on its way, was made before the last renewal. */
  #outdated = false;
  #retryAt = 0;
  #aborter = new AbortController();
  /** What the board is given: always picture and choice of one slide. */
  given: Given;
  /** Since when the next slide cannot be had, by the page's steady clock, milliseconds; 0 where all is well. */
  failedAt = $state(0);
  /** Rises with every slide that is shown. */
  turn = $state(0);

  constructor(slides: readonly WallSlide[], picture: FirstPicture, now: number, parts: RotationParts) {
    const [slide] = slides;
    if (!slide) throw new Error('a wall without slides');
    this.#parts = parts;
    this.#slides = slides;
    this.#since = now;
    this.#now = now;
    this.#shown = { slide, picture, fetched: now };
    this.given = $state.raw({ picture, selection: selectionOf(slide) });
  }

  get slide(): WallSlide {
    return this.#shown.slide;
  }

  /** How many slides a round has. */
  readonly length: number = $derived.by(() => {
    void this.turn;
    return this.#slides.length;
  });
  /** The place of the slide that is shown, from 0. */
  readonly at: number = $derived.by(() => {
    void this.turn;
    return this.#present;
  });

  /** Other slides from now on (the playlist was changed); the one that is shown has its time. */
  use(answer: Pick<WallAnswer, 'slides'>): void {
    if (answer.slides.length === 0 || JSON.stringify(answer.slides) === JSON.stringify(this.#slides)) return;
    this.#slides = answer.slides;
    this.#at = -1;
    this.#next = null;
  }

  /** The structure or the months are others: the picture is asked for anew, and nothing is shown again without. */
  renew(now: number): void {
    this.#now = now;
    this.#shown = { ...this.#shown, fetched: -Infinity };
    this.#next = null;
    this.#outdated = true;
    // What is on its way is not shown: it is asked for again when it has come.
    void this.#turnTo(this.#present, now);
  }

  /** Time has passed; to be called about once a second. */
  tick(now: number): void {
    this.#now = now;
    if (this.#busy || now < this.#retryAt) return;
    if (this.#outdated) return void this.#turnTo((this.#present + this.#tried) % this.#slides.length, now);
    const left = this.#since + this.#shown.slide.seconds * 1000 - now;
    const at = (this.#at + 1 + this.#tried) % this.#slides.length;
    if (left <= AHEAD_MS && this.#next === null) this.#fetchAhead(at, now);
    if (left <= 0) void this.#turnTo(at, now);
  }
  /** Slides after the present one that could not be had. */
  #tried = 0;

  /** The place of the slide that is shown; where the playlist is another since, of its first. */
  get #present(): number {
    return Math.max(0, this.#at);
  }

  /** Nothing is fetched or shown any more. */
  close(): void {
    this.#aborter.abort();
  }

  #fetchAhead(at: number, now: number): void {
    const shown = this.#make(at, now);
    // Whoever waits for it hears of a failure.
    shown.catch(() => undefined);
    this.#next = { at, shown };
  }

  async #turnTo(at: number, now: number): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    const renews = this.#outdated;
    this.#outdated = false;
    try {
      if (this.#next?.at !== at) this.#fetchAhead(at, now);
      const shown = await this.#next?.shown;
      if (!shown || this.#outdated || this.#aborter.signal.aborted) return;
      this.#at = at;
      this.#tried = 0;
      this.failedAt = 0;
      this.#show(shown);
    } catch {
      this.#outdated ||= renews;
      this.#tried = (this.#tried + 1) % this.#slides.length;
      this.#retryAt = now + RETRY_MS;
      if (this.failedAt === 0) this.failedAt = now;
    } finally {
      this.#next = null;
      this.#busy = false;
    }
  }

  #show(shown: Shown): void {
    this.#shown = shown;
    this.#since = this.#now;
    this.given = { picture: shown.picture, selection: selectionOf(shown.slide) };
    this.turn += 1;
  }

  async #make(at: number, now: number): Promise<Shown> {
    const slide = this.#slides[at];
    if (!slide) throw new Error(`no slide ${at}`);
    const { picture, fetched, slide: before } = this.#shown;
    const isSame =
      slide.unit === before.unit && slide.level === before.level && slide.period === before.period;
    const isHeld = slide.indicator !== null && this.#parts.holds(slide.indicator);
    if (isSame && isHeld && now - fetched < FRESH_MS) return { slide, picture, fetched };
    const signal = AbortSignal.any([this.#aborter.signal, AbortSignal.timeout(PATIENCE_MS)]);
    const href = `/api/v1/wall/picture${writeSelection(selectionOf(slide))}`;
    const answer = await (this.#parts.fetch ?? fetch)(href, { signal, cache: 'no-store' });
    if (!answer.ok) throw new Error(`${href}: ${answer.status}`);
    const made = (await answer.json()) as FirstPicture;
    await this.#parts.prepare(made, signal);
    return { slide, picture: made, fetched: now };
  }
}

function selectionOf({ unit, level, indicator, period }: WallSlide): Selection {
  return { ...USUAL, unit, level, indicator, period, basis: 'approved' };
}
