import { readJson } from '../core/data-file.ts';
import { apportion, bell, hashText } from './random.ts';

/** Bases that a population is turned into, in the order in which base facts are written. */
export const BASES = [
  'population',
  'over15',
  'age15to65',
  'adults',
  'households',
  'businesses',
  'ocop'
] as const;
type Base = (typeof BASES)[number];
export type Bases = Readonly<Record<Base, number>>;

interface Rate {
  readonly base: string;
  readonly of: string;
  readonly urban: number;
  readonly rural: number;
  readonly source: string;
}

const RATES = new Map(
  readJson<{ rates: Rate[] }>('facts/rates.json').rates.map((rate): [string, Rate] => [rate.base, rate])
);

/** Below this many people no OCOP product is derived: a few families on an island make none. */
const OCOP_FROM_POPULATION = 500;

/** A stated rate of `data/facts/rates.json`. */
export function rateOf(base: string, urban: boolean): number {
  const rate = RATES.get(base);
  if (!rate) throw new Error(`data/facts/rates.json has no rate of ${base}`);
  return urban ? rate.urban : rate.rural;
}

/**
 * A commune's bases from its population, by the rates of `data/facts/rates.json` with up to about ±3 % of its own so
 * that no two communes look alike. Illustrative, whole numbers; ages and households shift together, so that
 * population ≥ over15 ≥ adults ≥ age15to65 holds.
 */
export function basesOf(code: string, population: number, urban: boolean): Bases {
  const hash = hashText(code);
  const part = (of: number, base: string, spread: number, salt: number) =>
    Math.round(of * rateOf(base, urban) * (1 + spread * bell(hash, salt)));
  const households = part(population, 'households', 0.02, 2);
  return {
    population,
    over15: part(population, 'over15', 0.01, 1),
    age15to65: part(population, 'age15to65', 0.01, 1),
    adults: part(population, 'adults', 0.01, 1),
    households,
    businesses: part(households, 'businesses', 0.12, 3),
    ocop:
      population < OCOP_FROM_POPULATION
        ? 0
        : Math.max(0, Math.round(rateOf('ocop', urban) * (1 + 0.6 * bell(hash, 4))))
  };
}

/** Bases split over parts by weight; each base adds up to the whole exactly (RULES 5). */
export function splitBases(whole: Bases, weights: readonly number[]): Bases[] {
  const split = BASES.map((base) => apportion(whole[base], weights));
  return weights.map((_, part) => {
    const bases: Record<string, number> = {};
    BASES.forEach((base, i) => (bases[base] = split[i]![part]!));
    return bases as Bases;
  });
}
