import { BAND_EDGES, LOW, MET } from '../../src/lib/domain/attainment.ts';
import type { Indicator } from '../../src/lib/domain/indicator.ts';
import type { Basis, Rows } from '../../src/lib/domain/rows.ts';
import { Knowledge, type Terms } from './bounds.ts';

/** What may be asked of the country whose rows somebody has read. */
export interface ReadCountry {
  /** From a node to the root, by its number. */
  upward(node: number): Iterable<number>;
  isGroup(node: number): boolean;
  indicator(ordinal: number): Indicator;
  /** What tells a filed value from another of the same group and month; whoever reads may guess that they are one. */
  nameOf(group: number, indicator: number, from: number, basis: Basis): { num: string; den: string };
}

const BASES: readonly Basis[] = ['all', 'approved'];

/**
 * Turns rows of units and groups, as somebody is told them, into what such a person knows, and asks for every count that
 * is withheld. All rows are stocks and flows: a group's value says of which month it is.
 */
export function knowledgeOf(country: ReadCountry, rows: readonly Rows[]): Knowledge {
  const knowledge = new Knowledge();
  for (const basis of BASES) for (const one of rows) learnRows(country, knowledge, one, basis);
  return knowledge;
}

interface Sums {
  readonly num: Map<string, number>;
  readonly den: Map<string, number>;
}

function learnRows(country: ReadCountry, knowledge: Knowledge, rows: Rows, basis: Basis): void {
  const { num, den, oldestAge } = rows[basis];
  const made = new Map<string, Sums>();
  const sumsOf = (i: number, node: number): Sums => {
    const key = `${node} ${rows.indicator[i]} ${rows.period[i]}`;
    let sums = made.get(key);
    if (!sums) made.set(key, (sums = { num: new Map(), den: new Map() }));
    return sums;
  };
  for (let i = 0; i < rows.length; i++) {
    const node = rows.node[i]!;
    if (!country.isGroup(node) || oldestAge[i]! < 0) continue;
    const from = rows.period[i]! - oldestAge[i]!;
    const names = country.nameOf(node, rows.indicator[i]!, from, basis);
    knowledge.atLeast(names.den, 1);
    knowledge.learn(
      new Map([
        [names.num, 1],
        [names.den, -1]
      ]),
      -Infinity,
      0
    );
    if (num[i]! >= 0) {
      knowledge.tell(names.num, num[i]!);
      knowledge.tell(names.den, den[i]!);
    }
    for (const above of country.upward(node)) {
      const sums = sumsOf(i, above);
      sums.num.set(names.num, 1);
      sums.den.set(names.den, 1);
    }
  }
  for (let i = 0; i < rows.length; i++) {
    const sums = made.get(`${rows.node[i]} ${rows.indicator[i]} ${rows.period[i]}`);
    if (!sums || den[i]! <= 0) continue;
    if (num[i]! >= 0) {
      knowledge.learn(sums.num, num[i]!, num[i]!);
      knowledge.learn(sums.den, den[i]!, den[i]!);
      continue;
    }
    const label = `${rows.node[i]} ${rows.indicator[i]} ${rows.period[i]} ${basis}`;
    knowledge.ask(`${label} den`, sums.den);
    knowledge.ask(`${label} num`, sums.num);
    const target = { num: rows.targetNum[i]!, den: rows.targetDen[i]! };
    learnBand(knowledge, sums, target, {
      band: den[i]!,
      isUp: country.indicator(rows.indicator[i]!).direction === 'up'
    });
  }
}

/** What the mark of a band says of a row whose counts are not told. */
function learnBand(
  knowledge: Knowledge,
  { num, den }: Sums,
  target: { num: number; den: number },
  { band, isUp }: { band: number; isUp: boolean }
): void {
  if (target.num < 0 || band < MET) return;
  /** Reached less so many hundredths of what was wanted. */
  const over = (edge: number): Terms => {
    const terms = new Map<string, number>();
    const [ofNum, ofDen] = isUp
      ? [100 * target.den, -edge * target.num]
      : [-edge * target.den, 100 * target.num];
    for (const [name, times] of num) terms.set(name, times * ofNum);
    for (const [name, times] of den) terms.set(name, times * ofDen);
    return terms;
  };
  const place = band - MET;
  const [lower, upper] = [BAND_EDGES[place], BAND_EDGES[place - 1]];
  if (band !== LOW && lower !== undefined) knowledge.learn(over(lower), 0, Infinity);
  if (upper !== undefined) knowledge.learn(over(upper), -Infinity, -1);
}
