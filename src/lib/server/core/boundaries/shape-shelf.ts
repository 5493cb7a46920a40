import type { Day } from '../../../domain/period.ts';
import type { Level, UnitKey } from '../../../domain/unit.ts';
import type { UnitShape } from '../../../wire/boundaries.ts';
import type { BoundaryBook, SetEntry } from './boundary-book.ts';
import { readShapes, type ShapeSet } from './shape-set.ts';

/** Where shapes lie by their SHA-256: `store.shapes`. */
export interface ShapeSource {
  get(sha256: string): Promise<Uint8Array | null>;
}

/** The shape that wins for a unit, and the set that it is of. */
export interface Pick {
  readonly shape: UnitShape;
  readonly set: ShapeSet;
  readonly entry: SetEntry;
}

/** The log names shapes that were never stored. */
class MissingShapes extends Error {
  constructor(sha256: string) {
    super(`no boundary shapes ${sha256} in the store`);
    this.name = 'MissingShapes';
  }
}

/** How many sets are kept read; each may be tens of megabytes. */
const KEPT_SETS = 6;

/** Reads sets of shapes as they are wanted, and finds each unit's shape in them. */
export class ShapeShelf {
  readonly #book: BoundaryBook;
  readonly #source: ShapeSource;
  readonly #sets = new Map<string, Promise<ShapeSet>>();

  constructor(book: BoundaryBook, source: ShapeSource) {
    this.#book = book;
    this.#source = source;
  }

  /**
   * For units of a level the shape that wins on a day; a unit that no set draws is not in the answer.
   * @throws MissingShapes, DamagedShapes
   */
  async find(level: Level, day: Day, units: Iterable<UnitKey>): Promise<Map<UnitKey, Pick>> {
    const wanted = new Set(units);
    const found = new Map<UnitKey, Pick>();
    for (const entry of this.#book.setsOn(level, day)) {
      if (wanted.size === 0) break;
      const set = await this.#read(entry.shapes);
      for (const key of wanted) {
        const shape = set.shapes.get(key);
        if (!shape) continue;
        found.set(key, { shape, set, entry });
        wanted.delete(key);
      }
    }
    return found;
  }

  #read(sha256: string): Promise<ShapeSet> {
    const kept = this.#sets.get(sha256) ?? this.#load(sha256);
    this.#sets.delete(sha256);
    this.#sets.set(sha256, kept);
    const [oldest] = this.#sets.keys();
    if (this.#sets.size > KEPT_SETS && oldest !== undefined) this.#sets.delete(oldest);
    return kept;
  }

  async #load(sha256: string): Promise<ShapeSet> {
    try {
      const bytes = await this.#source.get(sha256);
      if (!bytes) throw new MissingShapes(sha256);
      return readShapes(bytes);
    } catch (error) {
      this.#sets.delete(sha256);
      throw error;
    }
  }
}
