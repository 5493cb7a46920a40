import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Group } from '../../../domain/group.ts';
import type { Indicator } from '../../../domain/indicator.ts';
import { MAX_FILED } from '../../../domain/report.ts';
import type { Unit } from '../../../domain/unit.ts';
import { World } from '../../../domain/world.ts';
import { Faults } from './faults.ts';
import { readShape } from './shape.ts';
import { validate, type ReportBody } from './validate.ts';

const NOW = Date.UTC(2026, 9, 20);
const FROM = '2025-07-01';

describe('a report', () => {
  it('is kept as filed, with its denominators and clean texts', () => {
    const texts = { tasks: '  Hướng dẫn 12 hộ ', practices: 'Ho\u0061\u0300' };
    expect(
      accepted({ values: [value('ADULTS', 40, 50), value('GUIDED', 3), value('QUOTA', 134, 100)], ...texts })
    ).toEqual({
      kind: 'report',
      group: 'G1',
      period: 2026 * 12 + 9,
      values: [
        { indicator: 'ADULTS', numerator: 40, denominator: 50 },
        { indicator: 'GUIDED', numerator: 3, denominator: null },
        { indicator: 'QUOTA', numerator: 134, denominator: 100 }
      ],
      texts: { tasks: 'Hướng dẫn 12 hộ', difficulties: '', proposals: '', practices: 'Hoà' }
    });
  });

  it('without a denominator takes the base fact of its period’s last day (RULES 7)', () => {
    expect(accepted({ period: '2026-01', values: [value('ADULTS', 40)] }).values).toEqual([
      { indicator: 'ADULTS', numerator: 40, denominator: 100 }
    ]);
    expect(accepted({ values: [value('ADULTS', 40)] }).values[0]?.denominator).toBe(120);
    expect(accepted({ values: [value('ADULTS', 40, null)] }).values[0]?.denominator).toBe(120);
  });

  it('with a numerator over a base fact is stored and flagged (RULES 7)', () => {
    expect(accepted({ values: [value('ADULTS', 121)] }).values).toEqual([
      { indicator: 'ADULTS', numerator: 121, denominator: 120, overBase: true }
    ]);
  });

  it('may say that of none there are none', () => {
    expect(accepted({ values: [value('OCOP', 0)] }).values).toEqual([
      { indicator: 'OCOP', numerator: 0, denominator: 0 }
    ]);
  });

  it('may be words alone, and may be of the period that has just begun', () => {
    expect(accepted({ difficulties: 'Thiếu thiết bị' }).values).toEqual([]);
    expect(accepted({ period: '2026-11', values: [value('GUIDED', 1)] }).values).toHaveLength(1);
  });

  it.each<[string, object, string]>([
    ['unknownGroup', { group: 'G9' }, '/group'],
    ['groupClosed', { group: 'CLOSED' }, '/group'],
    ['groupClosed', { period: '2025-06' }, '/group'],
    ['badPeriod', { period: '2026-13' }, '/period'],
    ['futurePeriod', { period: '2026-12' }, '/period'],
    ['noValues', { values: [] }, '/values'],
    ['noValues', { values: [], tasks: '  ' }, '/values'],
    ['unknownIndicator', { values: [value('NONE', 1)] }, '/values/0/indicator'],
    ['indicatorNotFiled', { values: [value('POLICE', 1)] }, '/values/0/indicator'],
    ['indicatorNotFiled', { values: [value('NA', 1)] }, '/values/0/indicator'],
    ['indicatorNotFiled', { values: [value('OLD', 1)] }, '/values/0/indicator'],
    ['duplicateIndicator', { values: [value('GUIDED', 1), value('GUIDED', 1)] }, '/values/1/indicator'],
    ['missingField', { values: [{ indicator: 'GUIDED' }] }, '/values/0/numerator'],
    ['notANumber', { values: [value('GUIDED', '12')] }, '/values/0/numerator'],
    ['notANumber', { values: [value('GUIDED', Infinity)] }, '/values/0/numerator'],
    ['negative', { values: [value('GUIDED', -1)] }, '/values/0/numerator'],
    ['notWhole', { values: [value('GUIDED', 1.5)] }, '/values/0/numerator'],
    ['tooLarge', { values: [value('GUIDED', MAX_FILED + 1)] }, '/values/0/numerator'],
    ['negative', { values: [value('ADULTS', 1, -1)] }, '/values/0/denominator'],
    ['numeratorOverDenominator', { values: [value('ADULTS', 51, 50)] }, '/values/0/numerator'],
    ['overNothing', { values: [value('OCOP', 1)] }, '/values/0/numerator'],
    ['denominatorMissing', { values: [value('HOUSES', 1)] }, '/values/0/denominator'],
    ['denominatorMissing', { values: [value('QUOTA', 1)] }, '/values/0/denominator'],
    ['denominatorNotAllowed', { values: [value('GUIDED', 1, 2)] }, '/values/0/denominator'],
    ['textTooLong', { tasks: 'x'.repeat(10_001) }, '/tasks'],
    ['missingField', { period: undefined }, '/period'],
    ['badShape', { tasks: 7 }, '/tasks'],
    ['unknownField', { 'tổ/trưởng': 'A' }, '/tổ~1trưởng']
  ])('is refused as %s: %o', (code, wrong, path) => {
    const { bodies, faults } = judge({ ...right, ...wrong });
    expect(faults.list.map((fault) => [fault.path, fault.code])).toEqual([[path, code]]);
    expect(bodies).toEqual([]);
    expect(faults.list[0]?.message.vi).not.toBe(faults.list[0]?.message.en);
  });

  it('names its group in any case, and is kept under its code', () => {
    const { bodies, faults } = judge({ ...right, group: 'g1' });
    expect(faults.list).toEqual([]);
    expect(bodies).toMatchObject([{ group: 'G1' }]);
  });

  it('is told everything that is wrong with it at once', () => {
    const { faults } = judge({
      reports: [
        { group: 'G9', period: '2026-13', values: [value('NONE', -1), value('GUIDED', 'x', 1.5)] },
        right,
        { ...right, values: 'x' }
      ]
    });
    expect(faults.list.map(({ path, code }) => `${path} ${code}`)).toEqual([
      '/reports/2/values badShape',
      '/reports/0/period badPeriod',
      '/reports/0/group unknownGroup',
      '/reports/0/values/0/indicator unknownIndicator',
      '/reports/0/values/0/numerator negative',
      '/reports/0/values/1/numerator notANumber',
      '/reports/0/values/1/denominator notWhole'
    ]);
  });
});

describe('a call', () => {
  it.each<[string, unknown]>([
    ['badShape', null],
    ['badShape', []],
    ['badShape', 7],
    ['badShape', { reports: {} }],
    ['noReports', { reports: [] }],
    ['tooManyReports', { reports: Array.from({ length: 10_001 }, () => right) }],
    ['unknownField', { reports: [right], other: 1 }]
  ])('is refused as %s', (code, body) => {
    expect(judge(body).faults.list.map((fault) => fault.code)).toEqual([code]);
  });

  it('lists a thousand faults and counts the rest', () => {
    const { faults } = judge({ reports: Array.from({ length: 1_500 }, () => ({ ...right, group: 'G9' })) });
    expect([faults.list.length, faults.more]).toEqual([1_000, 500]);
  });

  it('never throws, whatever is sent, and what it lets through fits the log', () => {
    const figure = fc.oneof(
      fc.integer({ min: -5, max: 200 }),
      fc.double(),
      fc.string(),
      fc.constant(undefined),
      fc.constant(null)
    );
    const anyValue = fc.record({
      indicator: fc.constantFrom('ADULTS', 'GUIDED', 'QUOTA', 'NA', 'x'),
      numerator: figure,
      denominator: figure
    });
    const anyReport = fc.record({
      group: fc.constantFrom('G1', 'G1', 'CLOSED', 'x'),
      period: fc.constantFrom('2026-09', '2026-10', '2027-01', ''),
      values: fc.array(anyValue, { maxLength: 4 })
    });
    const body = fc.oneof(
      fc.jsonValue(),
      anyReport,
      fc.record({ reports: fc.array(anyReport, { maxLength: 3 }) })
    );
    fc.assert(
      fc.property(body, (sent) => {
        const { bodies, faults } = judge(sent);
        if (faults.count === 0) expect(bodies.length).toBeGreaterThan(0);
        for (const { numerator, denominator } of bodies.flatMap(({ values }) => values)) {
          for (const n of [numerator, denominator ?? 0])
            expect(Number.isInteger(n) && n >= 0 && n <= MAX_FILED).toBe(true);
        }
      }),
      { numRuns: 2_000 }
    );
  });
});

const right = { group: 'G1', period: '2026-10', values: [{ indicator: 'GUIDED', numerator: 3 }] };

function value(indicator: string, numerator: unknown, denominator?: unknown) {
  return { indicator, numerator, ...(denominator === undefined ? {} : { denominator }) };
}

function judge(sent: unknown): { bodies: ReportBody[]; faults: Faults } {
  const faults = new Faults();
  const judged = validate(world, readShape(sent, faults), NOW, faults);
  return { bodies: judged.map(({ body }) => body), faults };
}

function accepted(report: object): ReportBody {
  const { bodies, faults } = judge({ group: 'G1', period: '2026-10', ...report });
  expect(faults.list).toEqual([]);
  return bodies[0]!;
}

const world = makeWorld();

function makeWorld(): World {
  const made = new World('window');
  const unit: Unit = {
    code: '48',
    validFrom: FROM,
    validTo: null,
    level: 1,
    type: 'thành phố',
    name: 'Đà Nẵng',
    fullName: 'Thành phố Đà Nẵng',
    parent: null,
    point: null
  };
  const group: Group = {
    code: 'G1',
    unit: `48@${FROM}`,
    kind: 'village-group',
    name: 'Tổ 1',
    validFrom: FROM,
    validTo: null,
    bases: [
      { base: 'adults', value: 100, validFrom: FROM, source: 'test' },
      { base: 'adults', value: 120, validFrom: '2026-03-01', source: 'test' },
      { base: 'ocop', value: 0, validFrom: FROM, source: 'test' }
    ],
    notApplicable: ['NA']
  };
  made.apply({ body: { kind: 'units', units: [unit] } });
  made.apply({
    body: { kind: 'groups', groups: [group, { ...group, code: 'CLOSED', validTo: '2026-01-01' }] }
  });
  const indicators = [
    indicator('ADULTS', {}),
    indicator('HOUSES', { base: 'households' }),
    indicator('OCOP', { base: 'ocop' }),
    indicator('NA', {}),
    indicator('OLD', { validTo: '2025-12-31' }),
    indicator('QUOTA', { kind: 'quota', base: null }),
    indicator('GUIDED', { kind: 'count', base: null }),
    indicator('POLICE', { source: { type: 'filed', by: ['police'] } })
  ];
  made.apply({ body: { kind: 'catalogue', indicators } });
  return made;
}

function indicator(code: string, some: Partial<Indicator>): Indicator {
  const words = { vi: code, en: code };
  return {
    code,
    pillar: 'CQS',
    name: words,
    short: words,
    kind: 'share',
    time: 'stock',
    direction: 'up',
    counts: 'persons',
    base: 'adults',
    source: { type: 'filed', by: ['village-group'] },
    numerator: words,
    denominator: words,
    validFrom: FROM,
    validTo: null,
    citation: 'test',
    ...some
  };
}
