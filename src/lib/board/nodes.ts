import type { Day } from '../domain/period.ts';
import { holdsOn, LEVELS, type LevelName, type Terrain } from '../domain/unit.ts';
import { unitKeyAt, type NodeTable } from '../wire/manifest.ts';

/** A unit or group as the page knows it. */
export interface Place {
  readonly ordinal: number;
  /** A unit's key, a group's code: what the address says. */
  readonly key: string;
  readonly code: string;
  readonly level: LevelName;
  readonly name: string;
  readonly fullName: string;
  /** `phường`, `xã`, …; empty for groups. */
  readonly type: string;
  readonly parent: number;
  readonly point: readonly [number, number] | null;
  /** What its land is like; null or left out where nobody said. */
  readonly terrain?: Terrain | null;
}

/** The nodes of a view, found by ordinal, by key and by level. */
export class NodeBook {
  readonly table: NodeTable;
  /** Row by ordinal; −1 where the table has none. */
  readonly #rows: Int32Array;
  readonly #places: (Place | undefined)[] = [];
  readonly #within = new Map<string, readonly Place[]>();
  /** Made when a key is first asked for: a large table has a hundred thousand. */
  #keys: Map<string, number> | null = null;

  constructor(table: NodeTable) {
    this.table = table;
    this.#rows = new Int32Array(
      table.ordinal.reduce((most, ordinal) => Math.max(most, ordinal), -1) + 1
    ).fill(-1);
    table.ordinal.forEach((ordinal, row) => (this.#rows[ordinal] = row));
  }

  place(ordinal: number): Place | null {
    const row = this.#rowOf(ordinal);
    return row < 0 ? null : this.#placeAt(row);
  }

  /** The ordinal of a unit's key or a group's code. */
  ordinalOf(key: string): number | null {
    this.#keys ??= new Map(this.table.ordinal.map((ordinal, row) => [keyAt(this.table, row), ordinal]));
    return this.#keys.get(key) ?? null;
  }

  /** Whether a node stands on a day. */
  standsOn(ordinal: number, day: Day): boolean {
    const row = this.#rowOf(ordinal);
    return row >= 0 && this.#holds(row, day);
  }

  /**
   * The nodes of one level below a unit that stand on a day, by ordinal ascending; the very same list again where they
   * are the same, on whatever day.
   */
  within(root: number, level: LevelName, day: Day): readonly Place[] {
    const key = `${root}/${level}`;
    const known = this.#within.get(`${key}/${day}`);
    if (known) return known;
    const found = this.#find(root, level, day);
    const last = this.#within.get(key);
    const places =
      last?.length === found.length && found.every((place, i) => place === last[i]) ? last : found;
    this.#within.set(key, places);
    this.#within.set(`${key}/${day}`, places);
    return places;
  }

  #find(root: number, level: LevelName, day: Day): Place[] {
    const wanted = LEVELS.indexOf(level);
    const inside = new Set([root]);
    const found: Place[] = [];
    this.table.ordinal.forEach((ordinal, row) => {
      if (ordinal !== root && !inside.has(this.table.parent[row] ?? -1)) return;
      inside.add(ordinal);
      if (ordinal !== root && this.table.level[row] === wanted && this.#holds(row, day))
        found.push(this.#placeAt(row));
    });
    return found;
  }

  /** The nearest node above (or the node itself) that is of a level; null where none is. */
  above(ordinal: number, level: LevelName): Place | null {
    const wanted = LEVELS.indexOf(level);
    for (let row = this.#rowOf(ordinal); row >= 0; row = this.#rowOf(this.table.parent[row] ?? -1)) {
      if (this.table.level[row] === wanted) return this.#placeAt(row);
    }
    return null;
  }

  /** Whether a node is another or lies below it. */
  isWithin(ordinal: number, root: number): boolean {
    let row = this.#rowOf(ordinal);
    for (let at = ordinal; row >= 0; row = this.#rowOf(at)) {
      if (at === root) return true;
      at = this.table.parent[row] ?? -1;
    }
    return false;
  }

  #holds(row: number, day: Day): boolean {
    return holdsOn(
      { validFrom: this.table.validFrom[row] ?? '', validTo: this.table.validTo[row] ?? null },
      day
    );
  }

  #rowOf(ordinal: number): number {
    return this.#rows[ordinal] ?? -1;
  }

  #placeAt(row: number): Place {
    return (this.#places[row] ??= this.#makePlace(row));
  }

  #makePlace(row: number): Place {
    const { ordinal, code, level, name, fullName, type, parent, lon, lat, terrain } = this.table;
    const [x, y] = [lon[row] ?? null, lat[row] ?? null];
    return {
      ordinal: ordinal[row] ?? -1,
      key: keyAt(this.table, row),
      code: code[row] ?? '',
      level: LEVELS[level[row] ?? 0] ?? 'country',
      name: name[row] ?? '',
      fullName: fullName[row] ?? '',
      type: type[row] ?? '',
      parent: parent[row] ?? -1,
      point: x === null || y === null ? null : [x, y],
      terrain: terrain[row] ?? null
    };
  }
}

function keyAt(table: NodeTable, row: number): string {
  return unitKeyAt(table, row) ?? table.code[row] ?? '';
}
