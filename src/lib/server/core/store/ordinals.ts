import type { Indicator } from '../../../domain/indicator.ts';

/** A value names an indicator that no catalogue entry before it has named. */
export class UnknownIndicator extends Error {
  constructor(indicator: string | number) {
    super(`no indicator ${indicator} in the catalogue`);
    this.name = 'UnknownIndicator';
  }
}

/**
 * Indicator codes and their numbers, in the order in which the log's catalogue entries first named them: the same
 * numbers that `World` gives. A number never changes, so figures packed with it can always be read. Immutable: a batch
 * that fails leaves the table as it was.
 */
export class Ordinals {
  static readonly none = new Ordinals([]);
  readonly #codes: readonly string[];
  readonly #ordinals: ReadonlyMap<string, number>;

  private constructor(codes: readonly string[]) {
    this.#codes = codes;
    this.#ordinals = new Map(codes.map((code, ordinal) => [code, ordinal]));
  }

  get size(): number {
    return this.#codes.length;
  }

  /** The table after a further catalogue entry. */
  with(indicators: readonly Pick<Indicator, 'code'>[]): Ordinals {
    const codes = new Set(this.#codes);
    for (const indicator of indicators) codes.add(indicator.code);
    return codes.size === this.#codes.length ? this : new Ordinals([...codes]);
  }

  /** @throws UnknownIndicator */
  of(code: string): number {
    const ordinal = this.#ordinals.get(code);
    if (ordinal === undefined) throw new UnknownIndicator(code);
    return ordinal;
  }

  /** @throws UnknownIndicator */
  code(ordinal: number): string {
    const code = this.#codes[ordinal];
    if (code === undefined) throw new UnknownIndicator(ordinal);
    return code;
  }
}
