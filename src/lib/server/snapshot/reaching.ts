import type { Position } from '../../domain/entry.ts';

/** Lets those who appended wait until the fold has come to what they appended, so that they read what they wrote. */
export class Reaching {
  readonly #position: () => Position;
  #waiting: { readonly position: Position; readonly go: () => void }[] = [];

  /** `position`: where the fold stands. */
  constructor(position: () => Position) {
    this.#position = position;
  }

  /** Resolves once the fold stands at a position or beyond it. */
  async reached(position: Position): Promise<void> {
    if (this.#position() >= position) return;
    await new Promise<void>((go) => this.#waiting.push({ position, go }));
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
