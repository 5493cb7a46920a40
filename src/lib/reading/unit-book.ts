import type { Day } from '../domain/period.ts';
import { holdsOn, unitKey, type Unit, type UnitKey } from '../domain/unit.ts';
import { foldName, nameReadings, unitForms, type UnitForms } from './unit-name.ts';

/** A unit with what it goes by and the units above it, nearest first. */
export interface Entry {
  readonly unit: Unit;
  readonly key: UnitKey;
  readonly forms: UnitForms;
}

/** Units by code (without case) and by folded name. */
export class UnitIndex {
  readonly #byCode: ReadonlyMap<string, readonly Entry[]>;
  readonly #entries: readonly Entry[];
  /** Made when a name is first asked for: most rows have codes. */
  #byName: Map<string, Entry[]> | null = null;

  constructor(entries: readonly Entry[]) {
    this.#entries = entries;
    this.#byCode = Map.groupBy(entries, ({ unit }) => unit.code.toLowerCase());
  }

  withCode(code: string): readonly Entry[] {
    return this.#byCode.get(code.toLowerCase()) ?? [];
  }

  #names(): ReadonlyMap<string, readonly Entry[]> {
    if (this.#byName) return this.#byName;
    const byName = new Map<string, Entry[]>();
    for (const entry of this.#entries) {
      const { bare, typed } = entry.forms;
      const all = new Set([...bare, ...[...typed].map((form) => form.slice(form.indexOf('|') + 1))]);
      for (const name of all) push(byName, name, entry);
    }
    return (this.#byName = byName);
  }

  /** Units that some of the names may mean. */
  withName(given: readonly string[]): Entry[] {
    const folded = given.flatMap((text) => nameReadings(text).map(({ name }) => name));
    const names = this.#names();
    return [...new Set(folded.flatMap((name) => names.get(name) ?? []))];
  }
}

/**
 * A list of units that a store does not hold, by code and by folded name: it is long, the same for every file, and asked
 * only for what no unit of the store is.
 */
class Strays {
  readonly #units: readonly Unit[];
  #byCode: Map<string, Unit[]> | null = null;
  #byName: Map<string, Unit[]> | null = null;

  constructor(units: readonly Unit[]) {
    this.#units = units;
  }

  withCode(code: string): readonly Unit[] {
    this.#byCode ??= Map.groupBy(this.#units, (unit) => unit.code.toLowerCase());
    return this.#byCode.get(code.toLowerCase()) ?? [];
  }

  withName(given: readonly string[]): readonly Unit[] {
    this.#byName ??= Map.groupBy(this.#units, (unit) => foldName(unit.name));
    const folded = given.flatMap((text) => nameReadings(text).map(({ name }) => name));
    return [...new Set(folded.flatMap((name) => this.#byName?.get(name) ?? []))];
  }
}
const strays = new WeakMap<readonly Unit[], Strays>();

/** Units of every era, and those that stand on a day. */
export class UnitBook {
  /** Units of the store, of every era. */
  readonly held: UnitIndex;
  /** Those, and the units elsewhere. */
  readonly all: Pick<UnitIndex, 'withCode' | 'withName'>;
  readonly #entries = new Map<UnitKey, Entry>();
  readonly #days = new Map<Day, UnitIndex>();

  /**
   * `elsewhere`: units of other eras that the store does not hold; they are recognised and never found. `isHeld` names
   * those of them that are in the store under another key.
   */
  constructor(
    units: Iterable<Unit>,
    elsewhere: readonly Unit[] = [],
    isHeld: (unit: Unit) => boolean = () => false
  ) {
    for (const unit of units) {
      const entry = entryOf(unit);
      this.#entries.set(entry.key, entry);
    }
    const held = (this.held = new UnitIndex([...this.#entries.values()]));
    let others = strays.get(elsewhere);
    if (!others) strays.set(elsewhere, (others = new Strays(elsewhere)));
    const list = others;
    const entriesOf = (some: readonly Unit[]) =>
      some.filter((unit) => !this.#entries.has(unitKey(unit)) && !isHeld(unit)).map(entryOf);
    this.all = {
      withCode: (code) => [...held.withCode(code), ...entriesOf(list.withCode(code))],
      withName: (given) => [...held.withName(given), ...entriesOf(list.withName(given))]
    };
  }

  entry(key: string): Entry | undefined {
    return this.#entries.get(key as UnitKey);
  }

  /** Units that stand on a day, all above them standing too. */
  on(day: Day): UnitIndex {
    let index = this.#days.get(day);
    if (!index) {
      const standing = [...this.#entries.values()].filter((entry) => this.stands(entry, day));
      this.#days.set(day, (index = new UnitIndex(standing)));
    }
    return index;
  }

  stands(entry: Entry, day: Day): boolean {
    if (!this.#entries.has(entry.key) || !holdsOn(entry.unit, day)) return false;
    return this.above(entry).every(({ unit }) => holdsOn(unit, day));
  }

  /** The units above one, nearest first. */
  above({ unit }: Entry): Entry[] {
    const found: Entry[] = [];
    let parent = unit.parent;
    while (parent !== null && found.length < 16) {
      const entry = this.#entries.get(parent);
      if (!entry) break;
      found.push(entry);
      parent = entry.unit.parent;
    }
    return found;
  }
}

/** Folding ten thousand names again for each file would be slow; a unit that changes is another object. */
const FORMS = new WeakMap<Unit, UnitForms>();

function entryOf(unit: Unit): Entry {
  return {
    unit,
    key: unitKey(unit),
    get forms() {
      let forms = FORMS.get(unit);
      if (!forms) FORMS.set(unit, (forms = unitForms(unit)));
      return forms;
    }
  };
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
