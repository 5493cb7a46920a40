import type { Line } from '$lib/board/lines.ts';
import { MET } from '$lib/domain/attainment.ts';
import type { Words } from '$lib/domain/indicator.ts';

/** A place that has just reached its target. */
export interface Reached {
  readonly key: number;
  readonly name: string;
  readonly indicator: Words;
  /** Its figure in words. */
  readonly figure: string;
  /** When it was seen, by the server's clock, milliseconds. */
  readonly at: number;
}

/** So long a card stands, milliseconds, and so many wait for their turn. */
const CARD_MS = 6_000;
const MOST_WAITING = 3;

/** Places that reach their target while they are looked at, told one after the other. */
export class Events {
  card = $state.raw<Reached | null>(null);
  #subject = '';
  readonly #codes = new Map<number, number>();
  #waiting: Reached[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #made = 0;

  /** The lines of a view as they are now; of another `subject` than the last they only say how all stands. */
  look(
    subject: string,
    lines: readonly Line[],
    tell: (line: Line) => Pick<Reached, 'figure' | 'indicator' | 'at'>
  ): void {
    const isSame = subject === this.#subject;
    if (!isSame) this.#codes.clear();
    this.#subject = subject;
    for (const line of lines) {
      const { ordinal, fullName } = line.place;
      const before = this.#codes.get(ordinal);
      this.#codes.set(ordinal, line.code);
      if (isSame && line.code === MET && before !== undefined && before > MET)
        this.#waiting.push({ key: this.#made++, name: fullName, ...tell(line) });
    }
    this.#waiting = this.#waiting.slice(-MOST_WAITING);
    if (this.#timer === undefined) this.#next();
  }

  /** Nothing is told any more. */
  close(): void {
    clearTimeout(this.#timer);
  }

  #next(): void {
    this.card = this.#waiting.shift() ?? null;
    this.#timer =
      this.card === null
        ? undefined
        : setTimeout(() => {
            this.#timer = undefined;
            this.#next();
          }, CARD_MS);
  }
}
