import { holdsOn, unitKey, type Level, type Unit, type UnitKey } from '../../../domain/unit.ts';
import type { World } from '../../../domain/world.ts';
import { UnitReader } from '../../../reading/unit-reader.ts';
import { readTable } from '../data-file.ts';

/** The day from which today's provinces and communes stand, and the first that is given to units of before. */
const REFORM = '2025-07-01';
const OLD_FROM = '2004-01-01';
const LAST_DAY_BEFORE = '2025-06-30';

interface Former {
  readonly list: readonly Unit[];
  /** Codes of today's communes that each went to. */
  readonly heirs: ReadonlyMap<UnitKey, readonly string[]>;
}
let former: Former | null = null;

/**
 * Which unit a row of any file or call means, over the units of a store (RULES 27). The country's units of before the
 * reform of 2025 that the store does not hold are recognised and never found: a row that means one is told so, with
 * what became of it.
 */
export function unitReaderOver(
  { tree, successions }: Pick<World, 'tree' | 'successions'>,
  units: readonly Unit[] = tree.nodes.flatMap((node) => (node.kind === 'unit' ? [node.unit] : []))
): UnitReader {
  // A store that holds a unit's own past needs no list for it.
  const held = new Set(units.flatMap((unit) => (holdsOn(unit, LAST_DAY_BEFORE) ? [unit.code] : [])));
  const { list, heirs } = formerUnits();
  const called = (key: UnitKey, code: string) => {
    const name = tree.unit(key)?.unit.fullName;
    return name === undefined ? code : `${name} (${code})`;
  };
  const heirsOf = (unit: Unit): readonly string[] => {
    const key = unitKey(unit);
    const known = successions.heirsOf(key).map(({ to }) => called(to, to.slice(0, to.indexOf('@'))));
    if (known.length > 0) return known;
    return (heirs.get(key) ?? []).map((code) => called(`${code}@${REFORM}`, code));
  };
  return new UnitReader(units, list, {
    heirs: heirsOf,
    isHeld: ({ code }) => held.has(code),
    takesNoName: true
  });
}

/** The units of the state of 10/2022 (`data/units/units-2022.csv`), read when first asked for. */
function formerUnits(): Former {
  if (former) return former;
  const heirs = new Map<UnitKey, readonly string[]>();
  const list = readTable('units/units-2022.csv').map((row): Unit => {
    const { level, code = '', type = '', name = '', parentCode = '', successorCodes = '' } = row;
    if (successorCodes !== '') heirs.set(`${code}@${OLD_FROM}`, successorCodes.split(' '));
    return {
      ...{ code, type, name, fullName: `${type.charAt(0).toUpperCase()}${type.slice(1)} ${name}` },
      ...{ level: Number(level) as Level, validFrom: OLD_FROM, validTo: REFORM, point: null },
      parent: parentCode === '' ? null : `${parentCode}@${OLD_FROM}`
    };
  });
  return (former = { list, heirs });
}
