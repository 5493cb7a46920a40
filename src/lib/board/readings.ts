import type { Journal } from './journal.ts';
import { LineBook, type LineSet } from './line-book.ts';

/** Max sets of lines of other periods and indicators that are remembered. */
const BOOKS = 96;

/** Sets of lines, each read once and after that only where the rows have changed. */
export class Readings {
  readonly #journal: Journal;
  readonly #books = new Map<string, LineBook>();

  constructor(journal: Journal) {
    this.#journal = journal;
  }

  /** Reads a set of lines under the name by which it is remembered. */
  read(name: string, what: Parameters<LineBook['read']>[0]): LineSet {
    const book = this.#books.get(name) ?? new LineBook(this.#journal);
    // The one that was asked for last comes last; the first is let go.
    this.#books.delete(name);
    this.#books.set(name, book);
    for (const oldest of this.#books.keys()) {
      if (this.#books.size <= BOOKS) break;
      this.#books.delete(oldest);
    }
    return book.read(what);
  }
}
