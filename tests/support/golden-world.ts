import { readFileSync } from 'node:fs';
import type { EntryDraft } from '../../src/lib/domain/entry.ts';
import type { Group } from '../../src/lib/domain/group.ts';
import type { Indicator } from '../../src/lib/domain/indicator.ts';
import { parsePeriod } from '../../src/lib/domain/period.ts';
import type { Fraction, Target } from '../../src/lib/domain/target.ts';
import { LEVELS, type Level, type Unit } from '../../src/lib/domain/unit.ts';

/** One row worked through by an independent program; fractions are exact texts, `a/b` or `a`. */
export interface GoldenRow {
  unit: string;
  indicator: string;
  period: string;
  num: number | null;
  den: number | null;
  expected: number;
  fresh: number;
  carried: number;
  oldestAge: number | null;
  coverage: string | null;
  target: string | null;
  attainment: string | null;
  state: string;
  gap: number | null;
  approvedOnly: boolean;
}

interface GoldenFile {
  world: {
    units: { code: string; parent: string | null; level: string }[];
    groups: { code: string; unit: string; base: Record<string, number>; notApplicable?: string[] }[];
    indicators: (Pick<Indicator, 'code' | 'kind' | 'time' | 'direction' | 'counts'> & { base?: string })[];
    targets: { unit: string; indicator: string; value: string }[];
    reports: {
      position: number;
      group: string;
      period: string;
      state: 'submitted' | 'approved' | 'returned';
      values: Record<string, [number, number | null]>;
    }[];
  };
  rows: GoldenRow[];
}

const FROM = '2020-01-01';
const file = JSON.parse(
  readFileSync(new URL('../golden/attainment.json', import.meta.url), 'utf8')
) as GoldenFile;

/** The rows that every path of the product must give. */
export const goldenRows: readonly GoldenRow[] = file.rows;

/** The value of an exact fraction text. */
export function fractionValue(text: string): number {
  const [num, den] = text.split('/').map(Number);
  return (num ?? NaN) / (den ?? 1);
}

/** What the golden world registers before anybody reports: catalogue, units, groups, targets. */
export function goldenStructure(): EntryDraft[] {
  const { world } = file;
  const indicators = world.indicators.map((row): Indicator => {
    const words = { vi: row.code, en: row.code };
    return {
      code: row.code,
      pillar: 'CQS',
      name: words,
      short: words,
      kind: row.kind,
      time: row.time,
      direction: row.direction,
      counts: row.counts,
      base: row.base ?? null,
      source: { type: 'filed', by: ['village-group', 'commune-group'] },
      numerator: words,
      denominator: row.kind === 'count' ? null : words,
      validFrom: FROM,
      validTo: null,
      citation: 'golden'
    };
  });
  const units = world.units.map((row): Unit => ({
    code: row.code,
    validFrom: FROM,
    validTo: null,
    level: LEVELS.findIndex((level) => level === row.level) as Level,
    type: row.level,
    name: row.code,
    fullName: row.code,
    parent: row.parent === null ? null : `${row.parent}@${FROM}`,
    point: null
  }));
  const groups = world.groups.map((row): Group => ({
    code: row.code,
    unit: `${row.unit}@${FROM}`,
    kind: 'village-group',
    name: row.code,
    validFrom: FROM,
    validTo: null,
    bases: Object.entries(row.base).map(([base, value]) => ({
      base,
      value,
      validFrom: FROM,
      source: 'golden'
    })),
    notApplicable: row.notApplicable ?? []
  }));
  const targets = world.targets.map((row): Target => ({
    indicator: row.indicator,
    recipient: { unit: `${row.unit}@${FROM}` },
    value: asDecimal(row.value),
    giver: 'golden',
    decision: null,
    validFrom: FROM,
    validTo: null,
    citation: 'golden',
    illustrative: false
  }));
  const bodies: EntryDraft['body'][] = [
    { kind: 'catalogue', indicators },
    { kind: 'units', units },
    { kind: 'groups', groups },
    { kind: 'targets', targets }
  ];
  return bodies.map((body) => ({ at: 0, actor: 'golden', body }));
}

/** The golden reports in the order of the log; what became of each is `state`. */
export function goldenReports() {
  return file.world.reports.map((row) => ({
    group: row.group,
    period: parsePeriod(row.period) ?? NaN,
    state: row.state,
    values: Object.entries(row.values).map(([indicator, [numerator, denominator]]) => ({
      indicator,
      numerator,
      denominator
    }))
  }));
}

function asDecimal(text: string): Fraction {
  const [num, den = 1] = text.split('/').map(Number);
  const scale = den === 2 ? 5 : 1;
  return { num: (num ?? 0) * scale, den: den * scale };
}
