import type { World } from '../../../domain/world.ts';
import { holdsOn, parseUnitKey, unitKey, type Level, type Unit, type UnitKey } from '../../../domain/unit.ts';
import { codeText, mayLackZeros, type ParentClaim, type UnitReading } from '../../../reading/unit-claim.ts';
import type { UnitReader } from '../../../reading/unit-reader.ts';
import { unitReaderOver } from '../../core/structure/unit-reader-over.ts';
import type { RowReader } from './row-reader.ts';

const LEVELS_OF_UNITS: readonly Level[] = [0, 1, 2, 3, 4];

/** What a row says of its unit before any other row is looked at. */
export type Head = Pick<Unit, 'code' | 'validFrom' | 'validTo' | 'level' | 'type' | 'name' | 'fullName'>;

/** Which unit the rows of a file lie in: one of the register, or of the file itself. */
export class UnitsAbove {
  readonly #world: World;
  readonly #reader: UnitReader;
  readonly #own: readonly Unit[];
  readonly #given: ReadonlySet<UnitKey>;

  constructor(world: World, heads: readonly Head[]) {
    this.#world = world;
    this.#own = heads.map((head): Unit => {
      const fullName = head.fullName || capital(`${head.type} ${head.name}`);
      return { ...head, fullName, parent: null, point: null };
    });
    this.#given = new Set(this.#own.map(unitKey));
    const known = world.tree.nodes.flatMap((node) =>
      node.kind === 'unit' && !this.#given.has(node.key) ? [node.unit] : []
    );
    this.#reader = unitReaderOver(world, [...known, ...this.#own]);
  }

  /** The key of the unit above a row's; null of a root. A known unit that names none stays where it is. */
  of(reader: RowReader, head: Head, known: Unit | undefined): UnitKey | null {
    const claims = claimsOf(reader, head);
    const [nearest] = claims;
    if (!nearest) return known ? known.parent : this.#country(head);
    const key = parseUnitKey(nearest.code ?? '');
    const named = key && unitKey(key);
    // A key names its unit whatever the day: it may begin before or after what lies in it.
    if (named && (this.#given.has(named) || this.#world.tree.unit(named))) return named;
    const found = reader.unit(this.#read(claims, head), nearest.column);
    return found && unitKey(found);
  }

  /** Reads the nearest claim for each level above the row's own: one that fits, or that has the very code, is meant. */
  #read([nearest, ...above]: readonly Above[], head: Head): UnitReading {
    const code = codeText(nearest?.code ?? '');
    const isNumber = mayLackZeros(code);
    const names = nearest?.name ? [nearest.name] : [];
    const read = (level: Level | null) =>
      this.#reader.read({ code, isNumber, names, level, parents: above }, head.validFrom);
    const levels = LEVELS_OF_UNITS.filter(
      (level) => level < head.level && (nearest?.level ?? level) === level
    );
    const found = levels.map(read).filter((reading) => 'found' in reading);
    const exact = found.filter((reading) => reading.found.code === code);
    // A short number may be a code, or a longer one without its zeros: then all that it may mean count.
    const [one, other] = exact.length > 0 && !isNumber ? exact : found;
    return one && !other ? one : read(nearest?.level ?? null);
  }

  /** A province whose row names nothing above lies in the country. */
  #country({ level, validFrom }: Head): UnitKey | null {
    if (level !== 1) return null;
    const [root] = this.#world.tree.nodes;
    const known = root?.kind === 'unit' && root.level === 0 ? root.unit : null;
    const country = known ?? this.#own.find((unit) => unit.level === 0);
    return country && holdsOn(country, validFrom) ? unitKey(country) : null;
  }
}

interface Above extends ParentClaim {
  readonly column: string;
}

/** What a row says of the units above it, nearest first; one that it names as itself says nothing. */
function claimsOf(reader: RowReader, head: Head): Above[] {
  const text = (column: string) => reader.text(column);
  const all: Above[] = [
    { column: 'parent', level: null, code: text('parent'), name: text('parentName') },
    { column: 'districtCode', level: 2, code: text('districtCode'), name: text('districtName') },
    { column: 'provinceCode', level: 1, code: text('provinceCode'), name: text('provinceName') }
  ];
  const said = all
    .map((one) => ({ ...one, column: reader.has(one.column) ? one.column : nameColumn(one.column) }))
    .filter(({ code, name, level }) => (code !== '' || name !== '') && (level ?? 0) < head.level);
  // `parentCode` and `provinceCode` may say the same.
  return said.filter(
    ({ code, name }, k) => !said.slice(0, k).some((one) => one.code === code && name === '')
  );
}

function capital(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}

function nameColumn(column: string): string {
  return column.replace(/Code$/, '').replace(/$/, 'Name');
}
