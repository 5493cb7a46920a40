import { CSV_KINDS, JSON_KINDS } from './text-kinds.ts';
import { WORKBOOK_KINDS } from './workbook-kinds.ts';

/** Draws from a seed: the same files on every machine. */
export interface Draw {
  /** 0 to `most`. */
  whole(most: number): number;
  pick<T>(from: readonly T[]): T;
  text(length: number): string;
  bytes(length: number): Buffer;
}

/** A file, or a body, that is not what it should be. */
export interface Hostile {
  readonly sort: 'workbook' | 'csv' | 'json';
  readonly kind: string;
  readonly seed: number;
  /** Made when it is asked for: some are large. */
  readonly bytes: () => Uint8Array;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyzàáảãạăâđêôơưứừữ0123456789 ,.-';

function drawFrom(seed: number): Draw {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  const next = () => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>>= 0);
  };
  const whole = (most: number) => next() % (most + 1);
  return {
    whole,
    pick: (from) => from[whole(from.length - 1)]!,
    text: (length) => {
      const piece = Array.from(
        { length: Math.min(length, 500) },
        () => LETTERS[whole(LETTERS.length - 1)]
      ).join('');
      return piece.repeat(Math.ceil(length / Math.max(piece.length, 1))).slice(0, length);
    },
    bytes: (length) => Buffer.from(Uint8Array.from({ length }, () => whole(255)))
  };
}

/** The first `count` files: every kind once, then every kind again from another seed, and so on. */
export function hostileCorpus(count: number): Hostile[] {
  const kinds = [
    ...Object.entries(WORKBOOK_KINDS).map(([kind, make]) => ({ sort: 'workbook' as const, kind, make })),
    ...Object.entries(CSV_KINDS).map(([kind, make]) => ({ sort: 'csv' as const, kind, make })),
    ...Object.entries(JSON_KINDS).map(([kind, make]) => ({ sort: 'json' as const, kind, make }))
  ];
  return Array.from({ length: count }, (_, index) => {
    const { sort, kind, make } = kinds[index % kinds.length]!;
    const seed = index + 1;
    return { sort, kind, seed, bytes: () => make(drawFrom(seed)) };
  });
}
