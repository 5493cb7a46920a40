import { REPORTER_KINDS, type BaseFact, type Group, type ReporterKind } from '../../../domain/group.ts';
import { isDay, type Day } from '../../../domain/period.ts';
import type { World } from '../../../domain/world.ts';
import { parseUnitKey, unitKey, type UnitKey } from '../../../domain/unit.ts';
import { foldTone } from '../../../i18n/names.ts';
import { parseWhole, wholeOf } from '../../../reading/number-text.ts';
import { codeText, mayLackZeros } from '../../../reading/unit-claim.ts';
import type { UnitReader } from '../../../reading/unit-reader.ts';
import { unitReaderOver } from '../../core/structure/unit-reader-over.ts';
import { columnsOf, GROUP_HEADINGS } from './headings.ts';
import type { Row } from './read-rows.ts';
import type { ReadFile } from './read-units.ts';
import { readersOf, type RowReader } from './row-reader.ts';

const BASE_COLUMN = /^base[.:_-]([A-Za-z0-9-]{1,40})$/;

/**
 * Reads a file of groups by the columns of `GROUP_HEADINGS`: code, unit (a key, or a code that stands that day), kind, name, validFrom, validTo, a column
 * `base.<name>` for each base (`base.adults`, `base.households`, …) with `basesFrom` and `basesSource`, and
 * notApplicable (codes of indicators, separated by blanks or semicolons). In JSON `bases` is a list of
 * {base, value, validFrom, source}. Base facts that are known and not named again stay; an end day that is named and left
 * empty takes a closing back.
 */
export function readGroups(world: World, rows: readonly Row[], validFrom: Day | null): ReadFile<Group> {
  const readers = readersOf(rows, (given) =>
    columnsOf(given, GROUP_HEADINGS, (name) => BASE_COLUMN.test(name))
  );
  const register = new GroupsRegister(world);
  const read = readers.map((reader, index) => ({
    row: index + 1,
    thing: groupOf(reader, register, validFrom)
  }));
  return {
    read,
    faults: readers.flatMap(({ faults }) => faults),
    remarks: readers.flatMap(({ remarks }) => remarks)
  };
}

/** The units and groups that rows may mean, and the codes that the file has named. */
class GroupsRegister {
  readonly units: UnitReader;
  readonly #world: World;
  readonly #byCode = new Map<string, Group[]>();
  readonly #named = new Set<string>();

  constructor(world: World) {
    this.#world = world;
    const { nodes } = world.tree;
    this.units = unitReaderOver(world);
    for (const node of nodes) {
      if (node.kind !== 'group') continue;
      const alike = this.#byCode.get(folded(node.group.code));
      if (alike) alike.push(node.group);
      else this.#byCode.set(folded(node.group.code), [node.group]);
    }
  }

  /** The group that has a code, whatever its capitals; undefined where none has, or several and none exactly. */
  known(reader: RowReader, code: string): Group | undefined {
    const exact = this.#world.tree.group(code)?.group;
    const alike = this.#byCode.get(folded(code)) ?? [];
    if (this.#named.has(folded(code)) && !exact) reader.fault('groupTwice', 'code', code);
    this.#named.add(folded(code));
    if (exact || alike.length === 0) return exact;
    if (alike.length > 1) {
      reader.fault('groupAmbiguous', 'code', alike.map((group) => group.code).join(', '));
      return undefined;
    }
    reader.remark('groupCase', 'code', alike[0]!.code);
    return alike[0];
  }

  /** A key names its unit whatever the day. */
  byKey(text: string): UnitKey | null {
    const key = parseUnitKey(text);
    return key && this.#world.tree.unit(unitKey(key)) ? unitKey(key) : null;
  }
}

function folded(code: string): string {
  return code.toLowerCase();
}

function groupOf(reader: RowReader, register: GroupsRegister, fallback: Day | null): Group {
  const code = codeText(reader.needed('code'));
  const known = register.known(reader, code);
  const validFrom = reader.day('validFrom', known?.validFrom ?? fallback);
  return {
    code: known?.code ?? code,
    unit: unitOf(reader, validFrom, register, known),
    kind: kindOf(reader, known),
    name: reader.needed('name'),
    validFrom,
    validTo: reader.raw('validTo') !== undefined ? reader.end('validTo') : (known?.validTo ?? null),
    bases: basesOf(reader, validFrom, known),
    notApplicable: notApplicableOf(reader, known)
  };
}

/** The unit in which a group works: a key, or a code or name as of that day (RULES 27). */
function unitOf(reader: RowReader, day: Day, register: GroupsRegister, known: Group | undefined): UnitKey {
  const [text, name] = [reader.text('unit'), reader.text('unitName')];
  if (text === '' && name === '' && known) return known.unit;
  const none: UnitKey = known?.unit ?? `?@${day}`;
  if (text === '' && name === '') {
    reader.fault('missingValue', 'unit', 'unit');
    return none;
  }
  const key = register.byKey(text);
  if (key) return key;
  // A group that is known stays in its unit, though one of them began before the other.
  if (known && name === '' && parseUnitKey(known.unit)?.code === text) return known.unit;
  const names = name === '' ? [] : [name];
  const isNumber = typeof reader.raw('unit') === 'number' || mayLackZeros(text);
  const found = reader.unit(register.units.read({ code: text, isNumber, names }, day), 'unit');
  return found ? unitKey(found) : none;
}

/** Kinds of groups as offices call them. */
const KIND_WORDS: Readonly<Record<string, ReporterKind>> = {
  ...{
    'tổ cnscđ': 'village-group',
    'tổ công nghệ số cộng đồng': 'village-group',
    'tổ cnscđ thôn': 'village-group'
  },
  ...{ 'tổ cnscđ thôn, tổ dân phố': 'village-group', 'tổ cnscđ cấp xã': 'commune-group' },
  ...{ 'tổ đề án 06': 'project06-group', 'công an': 'police', 'ngân hàng': 'bank', sở: 'department' }
};

function kindOf(reader: RowReader, known: Group | undefined): ReporterKind {
  const text = reader.text('kind') || known?.kind || reader.needed('kind');
  const kind = REPORTER_KINDS.find((one) => one === text.toLowerCase()) ?? KIND_WORDS[foldTone(text)];
  if (!kind && text !== '') reader.fault('unknownKind', 'kind', text);
  return kind ?? 'village-group';
}

/** The base facts known, with those of this row put in their place. */
function basesOf(reader: RowReader, validFrom: Day, known: Group | undefined): BaseFact[] {
  const given = Array.isArray(reader.raw('bases'))
    ? basesOfJson(reader, validFrom)
    : basesOfCells(reader, validFrom);
  const kept = (known?.bases ?? []).filter(
    (old) => !given.some((fact) => fact.base === old.base && fact.validFrom === old.validFrom)
  );
  return [...kept, ...given];
}

function basesOfCells(reader: RowReader, validFrom: Day): BaseFact[] {
  const from = reader.has('basesFrom') ? reader.day('basesFrom', null) : validFrom;
  const source = reader.text('basesSource');
  return reader.columns().flatMap((column) => {
    const base = BASE_COLUMN.exec(column)?.[1];
    if (base === undefined || !reader.has(column)) return [];
    const raw = reader.raw(column);
    const read = typeof raw === 'number' ? wholeOf(raw) : parseWhole(reader.text(column));
    const value = read && 'value' in read ? read.value : null;
    if (value === null) reader.fault('badNumberText', column, reader.text(column));
    return [{ base, value: value ?? 0, validFrom: from, source }];
  });
}

function basesOfJson(reader: RowReader, validFrom: Day): BaseFact[] {
  const list: unknown = reader.raw('bases');
  if (!Array.isArray(list)) return [];
  return list.flatMap((one: unknown): BaseFact[] => {
    const fact: Readonly<Record<string, unknown>> = typeof one === 'object' && one !== null ? { ...one } : {};
    const { base, value, source } = fact;
    const from = typeof fact['validFrom'] === 'string' ? fact['validFrom'] : validFrom;
    const whole = typeof value === 'number' ? wholeOf(value) : null;
    if (typeof base !== 'string' || !/^[A-Za-z0-9-]{1,40}$/.test(base) || !whole || !('value' in whole)) {
      reader.fault('badShape', 'bases', '{base, value, validFrom, source}');
      return [];
    }
    if (!isDay(from)) reader.fault('badDay', `bases.${base}`, from);
    return [{ base, value: whole.value, validFrom: from, source: typeof source === 'string' ? source : '' }];
  });
}

function notApplicableOf(reader: RowReader, known: Group | undefined): readonly string[] {
  const given = reader.raw('notApplicable');
  if (given === undefined || given === null) return known?.notApplicable ?? [];
  const codes = Array.isArray(given) ? given.map(String) : reader.text('notApplicable').split(/[\s,;]+/);
  return [...new Set(codes.filter((code) => code !== ''))];
}
