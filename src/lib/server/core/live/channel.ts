import type { Position } from '../../../domain/position.ts';
import type { Advance } from '../../../wire/events.ts';
import type { Change, Filing } from '../snapshot/fold.ts';
import type { Publisher } from '../snapshot/publish.ts';
import type { ScopeView } from '../snapshot/scope-view.ts';
import { isTouched, makeDelta } from './delta.ts';
import type { HubLimits } from './limits.ts';

/** Where a channel speaks: to all who watch its scope. */
export interface Loudspeaker {
  delta(view: ScopeView, bytes: Buffer): void;
  advance(view: ScopeView, news: Advance): void;
  /** The delta would be too large: whoever watches takes the parts anew. */
  far(view: ScopeView): void;
}

/**
 * The stream of one scope. Deltas are made once for all who watch: the first at once, the next ones gathered; where
 * nothing changes, an advance now and then.
 */
export class Channel {
  readonly view: ScopeView;
  readonly #publisher: Publisher;
  readonly #speaker: Loudspeaker;
  readonly #limits: HubLimits;
  readonly #now: () => number;
  #told: Position;
  #filings: Filing[] = [];
  #lastDelta = -Infinity;
  #lastWord: number;
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;
  #due = Infinity;

  constructor(
    view: ScopeView,
    publisher: Publisher,
    speaker: Loudspeaker,
    limits: HubLimits,
    now: () => number
  ) {
    this.view = view;
    this.#publisher = publisher;
    this.#speaker = speaker;
    this.#limits = limits;
    this.#now = now;
    this.#told = publisher.fold.position;
    this.#lastWord = now();
  }

  /** The position up to which everybody who watches has been told. */
  get told(): Position {
    return this.#told;
  }

  /** Hears a change of figures and says it when its time has come. */
  hear(change: Change): void {
    const { tree } = this.#publisher.fold.world;
    const before = this.#filings.length;
    for (const filing of change.filings) {
      if (tree.isWithin(filing.group, this.view.root)) this.#filings.push(filing);
    }
    const filings = this.#filings.slice(before);
    if (this.#waits()) return;
    if (isTouched(this.#publisher, { view: this.view, from: this.#told, filings }))
      this.#speakWhen(this.#lastDelta, this.#limits.deltaMs);
    else this.#speakWhen(this.#lastWord, this.#limits.advanceMs);
  }

  /** Says everything that was heard, now. Afterwards `told` is the fold's position. */
  speak(): void {
    this.#quiet();
    const { position } = this.#publisher.fold;
    const from = this.#told;
    if (position === from) return;
    if (this.#waits()) return;
    const now = this.#now();
    const filings = this.#filings;
    this.#told = position;
    this.#filings = [];
    this.#lastWord = now;
    if (!isTouched(this.#publisher, { view: this.view, from, filings })) {
      const { link } = this.#publisher.fold.links.place(position);
      this.#speaker.advance(this.view, { scope: this.view.text, from, to: position, link, at: now });
      return;
    }
    this.#lastDelta = now;
    const bytes = makeDelta(this.#publisher, {
      view: this.view,
      from,
      filings,
      at: now,
      maxRows: this.#limits.deltaRows
    });
    if (bytes) this.#speaker.delta(this.view, bytes);
    else this.#speaker.far(this.view);
  }

  /** Falls silent for good. */
  close(): void {
    this.#isClosed = true;
    this.#quiet();
    this.#filings = [];
  }

  /** Whether what may be told is still being worked out; it is said when that is done. */
  #waits(): boolean {
    const { withheld } = this.#publisher;
    if (this.view.few === 'told' || withheld.isReady) return false;
    void withheld.ready().then(() => {
      if (!this.#isClosed) this.speak();
    });
    return true;
  }

  /** Speaks `least` milliseconds after a moment, and never later than so long from now, whatever the clock did since. */
  #speakWhen(since: number, least: number): void {
    const wait = Math.min(since + least - this.#now(), least);
    const moment = this.#now() + wait;
    if (wait <= 0) {
      this.speak();
    } else if (moment < this.#due) {
      this.#quiet();
      this.#due = moment;
      this.#timer = setTimeout(() => this.speak(), wait);
    }
  }

  #quiet(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#due = Infinity;
  }
}
