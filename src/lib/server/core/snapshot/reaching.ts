import type { Position } from '../../../domain/position.ts';

/** How long the fold is waited for, milliseconds. */
const MOST_MS = 5_000;

/** Lets those who appended wait until the fold has come to what they appended, so that they read what they wrote. */
export class Reaching {
  readonly #position: () => Position;
  #waiting: { readonly position: Position; readonly go: () => void }[] = [];

  /** `position`: where the fold stands. */
  constructor(position: () => Position) {
    this.#position = position;
  }

  /**
   * Resolves once the fold stands at a position or beyond it, or after `MOST_MS`: what was appended is on disk, and
   * where the store cannot be read just then nobody is kept waiting for it.
   */
  async reached(position: Position, most = MOST_MS): Promise<void> {
    if (this.#position() >= position) return;
    let late: NodeJS.Timeout | undefined;
    await new Promise<void>((go) => {
      this.#waiting.push({ position, go });
      late = setTimeout(go, most);
    });
    clearTimeout(late);
  }

  /** The fold has moved. */
  note(): void {
    const at = this.#position();
    for (const { position, go } of this.#waiting) if (position <= at) go();
    this.#waiting = this.#waiting.filter(({ position }) => position > at);
  }

  /** Nobody need wait any longer. */
  close(): void {
    for (const { go } of this.#waiting) go();
    this.#waiting = [];
  }
}
