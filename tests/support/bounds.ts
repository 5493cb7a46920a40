import loadHighs from 'highs';

/** What is counted, each so many times. */
export type Terms = ReadonlyMap<string, number>;

/** Something that is known: what its terms come to lies in a range, ends included. */
interface Known {
  readonly terms: Terms;
  readonly least: number;
  readonly most: number;
}

interface Asked {
  readonly label: string;
  readonly terms: Terms;
}

/** Nothing is counted beyond it. */
const CEILING = 1_000_000;
const highs = await loadHighs();
const { integer } = highs.constants.variableType;

/**
 * What somebody knows who has read everything that is told: linear sums over whole numbers that are not negative; and
 * what such a person can find out (integer programming, HiGHS).
 */
export class Knowledge {
  readonly #values = new Map<string, number>();
  readonly #least = new Map<string, number>();
  readonly #known: Known[] = [];
  readonly #asked: Asked[] = [];

  /** An unknown that cannot be under a number. */
  atLeast(name: string, least: number): void {
    this.#least.set(name, least);
  }

  /** An unknown that is told. */
  tell(name: string, value: number): void {
    const before = this.#values.get(name);
    if (before !== undefined && before !== value)
      throw new Error(`${name} is told as ${before} and as ${value}`);
    this.#values.set(name, value);
  }

  /** What terms come to lies in a range. */
  learn(terms: Terms, least: number, most: number): void {
    this.#known.push({ terms, least, most });
  }

  /** Asks what can be found out of a sum. */
  ask(label: string, terms: Terms): void {
    this.#asked.push({ label, terms });
  }

  /** How many sums are asked for. */
  get asked(): number {
    return this.#asked.length;
  }

  /** The sums whose value can be found out to less than so many, with the range found. */
  narrowerThan(width: number): string[] {
    const found: string[] = [];
    const parts = new Parts();
    const known = this.#known.flatMap((one) => this.#without(one) ?? []);
    const asked = new Map<string, Asked>();
    for (const { label, terms } of this.#asked) {
      const left = [...terms].filter(([name]) => !this.#values.has(name));
      if (left.length === 0) found.push(`${label} is told`);
      else asked.set(left.map(([name, times]) => `${times} ${name}`).join(), { label, terms: new Map(left) });
    }
    for (const { terms } of known) parts.join([...terms.keys()]);
    for (const { terms } of asked.values()) parts.join([...terms.keys()]);
    const byPart = new Map<string, { known: Known[]; asked: Asked[] }>();
    const partOf = ({ terms }: { terms: Terms }) => {
      const name = parts.find([...terms.keys()][0]!);
      let part = byPart.get(name);
      if (!part) byPart.set(name, (part = { known: [], asked: [] }));
      return part;
    };
    for (const one of known) partOf(one).known.push(one);
    for (const one of asked.values()) partOf(one).asked.push(one);
    for (const part of byPart.values()) if (part.asked.length > 0) found.push(...this.#solve(part, width));
    return found;
  }

  /** What is known of unknowns alone; null where there is none. */
  #without({ terms, least, most }: Known): Known | null {
    const left = new Map<string, number>();
    let told = 0;
    for (const [name, times] of terms) {
      const value = this.#values.get(name);
      if (value === undefined) left.set(name, times);
      else told += times * value;
    }
    return left.size === 0 ? null : { terms: left, least: least - told, most: most - told };
  }

  #solve({ known, asked }: { known: readonly Known[]; asked: readonly Asked[] }, width: number): string[] {
    const names = [...new Set([...known, ...asked].flatMap(({ terms }) => [...terms.keys()]))];
    const places = new Map(names.map((name, i) => [name, i]));
    const model = highs.createModel();
    try {
      model.options.set('output_flag', false);
      for (const [i, name] of names.entries()) {
        model.addVar(this.#least.get(name) ?? 0, CEILING);
        model.changeColIntegrality(i, integer);
      }
      const seen = new Set<string>();
      for (const { terms, least, most } of known) {
        const entries = [...terms].map(([name, times]) => [places.get(name)!, times] as const);
        const key = `${entries.join(' ')} ${least} ${most}`;
        if (seen.has(key)) continue;
        seen.add(key);
        model.addRow(least, most, {
          indices: Int32Array.from(entries, ([place]) => place),
          values: Float64Array.from(entries, ([, times]) => times)
        });
      }
      const ranges = asked.map(() => ({ least: Infinity, most: -Infinity }));
      const look = () => {
        const { colValue } = model.getSolution();
        for (const [i, { terms }] of asked.entries()) {
          let sum = 0;
          for (const [name, times] of terms) sum += times * Math.round(colValue[places.get(name)!]!);
          ranges[i]!.least = Math.min(ranges[i]!.least, sum);
          ranges[i]!.most = Math.max(ranges[i]!.most, sum);
        }
      };
      const isNarrow = (i: number) => !(ranges[i]!.most - ranges[i]!.least >= width);
      return asked.flatMap(({ label, terms }, i) => {
        for (const sign of [1, -1]) {
          if (!isNarrow(i)) return [];
          for (const [name, times] of terms) model.changeColCost(places.get(name)!, sign * times);
          model.run();
          const status = model.getModelStatus();
          if (status !== highs.constants.modelStatus.optimal)
            throw new Error(`${label}: the solver ended with ${status}: what was told contradicts itself?`);
          look();
          for (const name of terms.keys()) model.changeColCost(places.get(name)!, 0);
        }
        return isNarrow(i) ? [`${label}: ${ranges[i]!.least} to ${ranges[i]!.most}`] : [];
      });
    } finally {
      model.dispose();
    }
  }
}

/** Which names belong together. */
class Parts {
  readonly #above = new Map<string, string>();

  find(name: string): string {
    let root = name;
    for (let above = this.#above.get(root); above !== undefined; above = this.#above.get(root)) root = above;
    if (root !== name) this.#above.set(name, root);
    return root;
  }

  join(names: readonly string[]): void {
    const [first, ...rest] = names;
    if (first === undefined) return;
    for (const name of rest) {
      const [one, other] = [this.find(first), this.find(name)];
      if (one !== other) this.#above.set(one, other);
    }
  }
}
