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
  readonly #rows = new Map<number, number>();
  readonly #keys = new Map<string, number>();

  constructor(table: NodeTable) {
    this.table = table;
    table.ordinal.forEach((ordinal, row) => {
      this.#rows.set(ordinal, row);
      this.#keys.set(keyAt(table, row), ordinal);
    });
  }

  place(ordinal: number): Place | null {
    const row = this.#rows.get(ordinal);
    return row === undefined ? null : this.#placeAt(row);
  }

  /** The ordinal of a unit's key or a group's code. */
  ordinalOf(key: string): number | null {
    return this.#keys.get(key) ?? null;
  }

  /** Whether a node stands on a day. */
  standsOn(ordinal: number, day: Day): boolean {
    const row = this.#rows.get(ordinal);
    return row !== undefined && this.#holds(row, day);
  }

  /** The nodes of one level below a unit that stand on a day, in the order of their ordinals. */
  within(root: number, level: LevelName, day: Day): Place[] {
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
    for (
      let row = this.#rows.get(ordinal);
      row !== undefined;
      row = this.#rows.get(this.table.parent[row] ?? -1)
    ) {
      if (this.table.level[row] === wanted) return this.#placeAt(row);
    }
    return null;
  }

  /** Whether a node is another or lies below it. */
  isWithin(ordinal: number, root: number): boolean {
    let row = this.#rows.get(ordinal);
    for (let at = ordinal; row !== undefined; row = this.#rows.get(at)) {
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

  #placeAt(row: number): Place {
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
