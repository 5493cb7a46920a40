import type { BaseFact, Group, ReporterKind } from '../../src/lib/domain/group.ts';
import type { Indicator } from '../../src/lib/domain/indicator.ts';
import { formatPeriod, type Day, type Period } from '../../src/lib/domain/period.ts';
import type { FiledValue } from '../../src/lib/domain/report.ts';
import type { Target } from '../../src/lib/domain/target.ts';
import { unitKey, type Level, type Unit, type UnitKey } from '../../src/lib/domain/unit.ts';
import type { PlainReport, PlainWorld } from './plain-world.ts';
import { Chance } from './random.ts';

const KINDS: readonly ReporterKind[] = ['village-group', 'commune-group', 'police'];
const BASES = ['adults', 'households', 'ocop'];

/** The periods over which random worlds live: one turn of the year is among them. */
export const RANDOM_PERIODS = { first: 2025 * 12 + 7, last: 2026 * 12 + 3 };

/**
 * A small country by chance: a tree of uneven depth whose units begin and end, codes used again, groups of kinds that
 * stand in for each other, base facts that change, targets at every level, and reports late, corrected, returned and
 * approved.
 */
export function randomWorld(seed: number): PlainWorld {
  const chance = new Chance(seed);
  const indicators = Array.from({ length: chance.whole(4, 9) }, (_, k) => randomIndicator(chance, k));
  const units = randomUnits(chance);
  const groups = units.flatMap((unit, k) => randomGroups(chance, unit, k, indicators));
  return {
    profile: chance.one(['window', 'calendar']),
    indicators,
    units,
    groups,
    targets: randomTargets(chance, indicators, units, groups),
    reports: groups.length === 0 ? [] : randomReports(chance, indicators, groups)
  };
}

function randomIndicator(chance: Chance, k: number): Indicator {
  const kind = chance.one(['share', 'share', 'quota', 'count'] as const);
  const words = { vi: `Chỉ tiêu ${k}`, en: `Indicator ${k}` };
  const kinds = KINDS.filter(() => chance.is(0.6));
  return {
    code: `I${k}`,
    pillar: chance.one(['CQS', 'KTS', 'XHS']),
    name: words,
    short: words,
    kind,
    time: chance.one(['stock', 'flow', 'flow-ytd']),
    direction: chance.is(0.75) ? 'up' : 'down',
    counts: chance.one(['persons', 'households', 'products']),
    base: kind === 'share' && chance.is(0.9) ? chance.one(BASES) : null,
    source: chance.is(0.9) && kinds.length > 0 ? { type: 'filed', by: kinds } : { type: 'register' },
    numerator: words,
    denominator: kind === 'count' ? null : words,
    citation: 'test',
    ...randomSpan(chance, 0.9)
  };
}

function randomUnits(chance: Chance): Unit[] {
  const country = makeUnit('VN', 0, null, { validFrom: '2020-01-01', validTo: null });
  const units = [country];
  for (let k = chance.whole(3, 14); k > 0; k--) {
    const above = chance.one(units.filter((unit) => unit.level < 4));
    const level = Math.min(4, above.level + chance.whole(1, 2)) as Level;
    const code = chance.is(0.2) ? chance.one(units).code : `U${units.length}`;
    const unit = makeUnit(code, level, unitKey(above), randomSpan(chance, 0.75));
    if (!units.some((other) => unitKey(other) === unitKey(unit))) units.push(unit);
  }
  return units;
}

function makeUnit(code: string, level: Level, parent: UnitKey | null, span: Span): Unit {
  return { code, level, parent, type: 'xã', name: code, fullName: `Xã ${code}`, point: null, ...span };
}

function randomGroups(chance: Chance, unit: Unit, k: number, indicators: readonly Indicator[]): Group[] {
  return Array.from({ length: chance.is(0.3) ? 0 : chance.whole(1, 3) }, (_, g) => ({
    code: `G${k}.${g}`,
    unit: unitKey(unit),
    kind: chance.one(KINDS),
    name: `Tổ ${k}.${g}`,
    bases: BASES.flatMap((base) => randomBases(chance, base)),
    notApplicable: indicators.filter(() => chance.is(0.1)).map(({ code }) => code),
    ...randomSpan(chance, 0.8)
  }));
}

function randomBases(chance: Chance, base: string): BaseFact[] {
  const from = ['2020-01-01', '2025-10-14', '2025-10-15', '2026-01-01'].filter(() => chance.is(0.4));
  // Not in order, and now and then twice for one day: the later one in the list holds.
  if (chance.is(0.3)) from.reverse();
  if (from[0] !== undefined && chance.is(0.2)) from.push(from[0]);
  return from.map((validFrom) => ({
    base,
    value: chance.one([0, 0, 3, 9, 10, chance.whole(1, 500), 2_000_000_000]),
    validFrom,
    source: 'test'
  }));
}

function randomTargets(
  chance: Chance,
  indicators: readonly Indicator[],
  units: readonly Unit[],
  groups: readonly Group[]
): Target[] {
  return Array.from({ length: chance.whole(0, 25) }, () => ({
    indicator: chance.one(indicators).code,
    recipient:
      groups.length > 0 && chance.is(0.3)
        ? { group: chance.one(groups).code }
        : { unit: unitKey(chance.one(units)) },
    value: chance.one([
      { num: 0, den: 1 },
      { num: 1, den: 1 },
      { num: chance.whole(1, 10), den: 10 },
      { num: chance.whole(1, 9999), den: 10_000 },
      { num: chance.whole(1, 400), den: 1 }
    ]),
    giver: 'UBND',
    decision: null,
    citation: 'test',
    illustrative: false,
    ...randomSpan(chance, 0.6)
  }));
}

function randomReports(
  chance: Chance,
  indicators: readonly Indicator[],
  groups: readonly Group[]
): PlainReport[] {
  return Array.from({ length: chance.whole(5, 120) }, () => ({
    group: chance.one(groups).code,
    period: chance.whole(RANDOM_PERIODS.first, RANDOM_PERIODS.last),
    state: chance.one(['submitted', 'submitted', 'approved', 'returned'] as const),
    values: indicators.filter(() => chance.is(0.6)).map((indicator) => randomValue(chance, indicator))
  }));
}

function randomValue(chance: Chance, { code, kind }: Indicator): FiledValue {
  const size = chance.one([0, 1, 9, 10, chance.whole(0, 300), 2_000_000_000]);
  const denominator = kind === 'count' ? null : size;
  const numerator = kind === 'share' ? chance.whole(0, size) : chance.one([0, size, chance.whole(0, 400)]);
  return { indicator: code, numerator, denominator };
}

type Span = { validFrom: Day; validTo: Day | null };

/** A span that holds throughout, that often; else one that begins or ends on a day beside the ends of periods. */
function randomSpan(chance: Chance, throughout: number): Span {
  const open: Span = { validFrom: '2020-01-01', validTo: null };
  if (chance.is(throughout)) return open;
  const day = dayNear(chance, chance.whole(RANDOM_PERIODS.first, RANDOM_PERIODS.last));
  return chance.is(0.5) ? { ...open, validFrom: day } : { ...open, validTo: day };
}

function dayNear(chance: Chance, period: Period): Day {
  return `${formatPeriod(period)}-${chance.one(['01', '14', '15', '28'])}`;
}
