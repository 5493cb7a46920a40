import type { Board } from '$lib/board/board.svelte.ts';
import type { Place } from '$lib/board/nodes.ts';
import { NameIndex, type Named } from '$lib/i18n/name-index.ts';

/** How long after a key the next one still belongs to the same name, milliseconds. */
const TOGETHER_MS = 2_500;
const LONGEST = 24;

/** Whether a key writes a letter or a figure, or the blank within a name of which `before` is typed already. */
export function isTyped(key: string, before: string): boolean {
  return /^[\p{L}\p{N}]$/u.test(key) || (key === ' ' && before !== '');
}

/** A unit of the picture by the first letters of its name, as they are typed: a letter, then Enter. */
export class TypeAhead {
  readonly #board: Board;
  #at = 0;
  text = $state('');
  readonly #index = $derived.by(() => {
    const { lines } = this.#board;
    return new NameIndex(
      lines.map(({ place }): Named & { readonly place: Place } => ({
        place,
        fullName: place.fullName,
        name: place.name,
        code: place.code,
        above: -1,
        burden: 0
      }))
    );
  });
  /** The unit that Enter goes to; null while nothing was typed or nothing answers. */
  readonly found: Place | null = $derived.by(() =>
    this.text === '' ? null : (this.#index.search(this.text, 1)[0]?.place ?? null)
  );

  constructor(board: Board) {
    this.#board = board;
  }

  add(letter: string): void {
    const now = performance.now();
    this.text = (now - this.#at > TOGETHER_MS ? '' : this.text).concat(letter).slice(0, LONGEST);
    this.#at = now;
  }

  shorten(): void {
    this.text = this.text.slice(0, -1);
  }

  clear(): void {
    this.text = '';
  }
}
