import type { Indicator } from '../../src/lib/domain/indicator.ts';
import { Naive, pathOfGroup, pathOfUnit, type NaiveRow } from './naive.ts';
import type { PlainWorld } from './plain-world.ts';

// Why a figure changed (docs/design/why-it-changed.md), worked out once more group by group on plain objects.

interface NaiveParts {
  joined: number;
  gone: number;
  carried: number;
  progress: number;
  bounds: number;
}

/** What is expected of a unit: its change, its parts, and how its gap moved. */
export interface NaiveWhy {
  readonly change: number;
  readonly parts: NaiveParts;
  readonly gap: { before: number; after: number; byDen: number; byTarget: number; beyond: number } | null;
}

interface Pair {
  readonly indicator: Indicator;
  readonly before: number;
  readonly after: number;
  readonly basis: 'all' | 'approved';
}

/** The parts of worlds' changes, a group at a time. */
export class NaiveWhys {
  readonly #plain: PlainWorld;
  readonly #naive: Naive;
  readonly #rows = new Map<string, ReturnType<Naive['rows']>>();
  readonly #units: ReadonlyMap<string, PlainWorld['units'][number]>;

  constructor(plain: PlainWorld) {
    this.#plain = plain;
    this.#naive = new Naive(plain);
    this.#units = new Map(plain.units.map((unit) => [pathOfUnit(unit), unit]));
  }

  /** Of a unit, and of each unit of a level below it (of what hangs on it alone: under its own path). */
  of(unit: string, level: number, pair: Pair): { whole: NaiveWhy; below: Map<string, NaiveWhy> } {
    const total = nothing();
    const below = new Map<string, NaiveParts>();
    for (const group of this.#plain.groups) {
      const above = this.#above(group.unit);
      if (!above.includes(unit)) continue;
      const before = this.#row(pair.indicator, pair.before, pathOfGroup(group))[pair.basis];
      const after = this.#row(pair.indicator, pair.after, pathOfGroup(group))[pair.basis];
      if (before.num === null && after.num === null) continue;
      const inside = above.slice(0, above.indexOf(unit));
      const place = inside.find((path) => this.#units.get(path)!.level === level);
      const key = level === 5 ? pathOfGroup(group) : (place ?? unit);
      const spans = [group, ...above.map((path) => this.#units.get(path)!)];
      const stood = spans.every((span) => holds(span, this.#day(pair.before)));
      const stands = spans.every((span) => holds(span, this.#day(pair.after)));
      const parts = below.get(key) ?? nothing();
      below.set(key, parts);
      const difference = Number(after.num ?? 0n) - Number(before.num ?? 0n);
      for (const sum of [total, parts]) sum[partOf(before, after, stood === stands)] += difference;
    }
    const why = (path: string, parts: NaiveParts): NaiveWhy => {
      const before = this.#row(pair.indicator, pair.before, path)[pair.basis];
      const after = this.#row(pair.indicator, pair.after, path)[pair.basis];
      const change = Number(after.num ?? 0n) - Number(before.num ?? 0n);
      return { change, parts, gap: gapOf(pair.indicator, before, after) };
    };
    const told = [...below].map(([path, parts]) => [path, why(path, parts)] as const);
    return { whole: why(unit, total), below: new Map(told) };
  }

  #row(indicator: Indicator, period: number, path: string): Record<'all' | 'approved', NaiveRow> {
    const key = `${indicator.code} ${period}`;
    if (!this.#rows.has(key)) this.#rows.set(key, this.#naive.rows(indicator, period));
    return this.#rows.get(key)!(path);
  }

  /** From the unit itself to the top. */
  #above(path: string | null): string[] {
    return path === null ? [] : [path, ...this.#above(this.#units.get(path)!.parent)];
  }

  #day(period: number): string {
    const [year, month] = [Math.floor(period / 12), (period % 12) + 1];
    const last = this.#plain.profile === 'window' ? 14 : new Date(Date.UTC(year, month, 0)).getUTCDate();
    return `${year}-${String(month).padStart(2, '0')}-${last}`;
  }
}

function nothing(): NaiveParts {
  return { joined: 0, gone: 0, carried: 0, progress: 0, bounds: 0 };
}

function partOf(before: NaiveRow, after: NaiveRow, isSame: boolean): keyof NaiveParts {
  if (!isSame) return 'bounds';
  if (before.num === null) return 'joined';
  if (after.num === null) return 'gone';
  return before.oldestAge === 0n && after.oldestAge === 0n ? 'progress' : 'carried';
}

function gapOf(indicator: Indicator, before: NaiveRow, after: NaiveRow): NaiveWhy['gap'] {
  if (indicator.direction === 'down' || before.target === null || after.target === null) return null;
  if (before.num === null || after.num === null) return null;
  const isCount = indicator.kind === 'count';
  const [den0, den1] = [isCount ? 1n : (before.den ?? 0n), isCount ? 1n : (after.den ?? 0n)];
  if (den0 <= 0n || den1 <= 0n) return null;
  const asked = (target: { top: bigint; bottom: bigint }, den: bigint) => {
    const all = target.top * den;
    return all / target.bottom + (all % target.bottom === 0n ? 0n : 1n);
  };
  const most = (value: bigint) => (value > 0n ? value : 0n);
  const [first, middle, last] = [
    asked(before.target, den0),
    asked(before.target, den1),
    asked(after.target, den1)
  ];
  const [gap0, gap1] = [most(first - before.num), most(last - after.num)];
  const over = most(after.num - last) - most(before.num - first);
  return {
    before: Number(gap0),
    after: Number(gap1),
    byDen: Number(middle - first),
    byTarget: Number(last - middle),
    beyond: Number(over)
  };
}

function holds(span: { validFrom: string; validTo: string | null }, day: string): boolean {
  return span.validFrom <= day && (span.validTo === null || day < span.validTo);
}
