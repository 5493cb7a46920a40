import { expect, test } from 'vitest';
import { REPORTER_KINDS } from '../../domain/group.ts';
import { PILLARS, type Indicator, type Words } from '../../domain/indicator.ts';
import { isDay } from '../../domain/period.ts';
import type { Target } from '../../domain/target.ts';
import { readJson } from '../core/data-file.ts';

const indicators = readJson<Indicator[]>('catalogue/indicators.json');
const codes = new Set(indicators.map((indicator) => indicator.code));
const both = (words: Words) =>
  words.vi.trim() !== '' && words.en.trim() !== '' && words.vi === words.vi.normalize('NFC');

test('the catalogue holds 39 indicators, each once', () => {
  expect(indicators.length).toBe(39);
  expect(codes.size).toBe(39);
});

test.each(indicators.map((indicator) => [indicator.code, indicator] as const))(
  '%s is well formed',
  (code, row) => {
    expect(code).toMatch(/^[A-Z]{2,3}\d{2}$/);
    expect(PILLARS).toContain(row.pillar);
    expect(code.startsWith(row.pillar)).toBe(true);
    expect(both(row.name) && both(row.short) && both(row.numerator)).toBe(true);
    expect(Math.max([...row.short.vi].length, [...row.short.en].length)).toBeLessThanOrEqual(28);
    expect(row.base !== null).toBe(row.kind === 'share');
    expect(row.denominator !== null).toBe(row.kind !== 'count');
    if (row.denominator) expect(both(row.denominator)).toBe(true);
    expect(isDay(row.validFrom) && (row.validTo === null || isDay(row.validTo))).toBe(true);
    expect(row.citation.length).toBeGreaterThan(8);
    if (row.source.type === 'filed') {
      expect(row.source.by.length).toBeGreaterThan(0);
      for (const kind of row.source.by) expect(REPORTER_KINDS).toContain(kind);
    }
  }
);

test('corrections of the catalogue hold', () => {
  const row = (code: string) => indicators.find((indicator) => indicator.code === code)!;
  expect(row('CQS01').validTo).toBe('2025-07-01');
  expect(row('CQS06').base).toBe('eligible-procedures');
  expect(row('CQS03')).toMatchObject({ kind: 'quota', source: { by: ['project06-group', 'police'] } });
  expect(row('BC03').direction).toBe('down');
});

test('targets and defaults name indicators of the catalogue; TC05 and TC06 have none', () => {
  for (const file of ['catalogue/targets.json', 'catalogue/defaults.json']) {
    for (const target of readJson<Target[]>(file)) {
      expect(codes).toContain(target.indicator);
      expect(['TC05', 'TC06']).not.toContain(target.indicator);
      expect([1, 10, 100, 1000, 10_000]).toContain(target.value.den);
      expect(target.citation.length).toBeGreaterThan(8);
      expect(isDay(target.validFrom)).toBe(true);
    }
  }
});

test('S0 gives its targets for 2022–2025', () => {
  const given = readJson<Target[]>('catalogue/targets.json').filter(
    (one) => one.giver === 'UBND phường Thuận Phước'
  );
  expect(given.length).toBe(10);
  for (const target of given) expect(target).toMatchObject({ validTo: '2026-01-01', illustrative: false });
});

test('what S3 printed is worked out again', () => {
  const facts =
    readJson<
      { id: string; num: number | null; den: number | null; recomputed: string | null; differs: boolean }[]
    >('facts/s3.json');
  for (const fact of facts) {
    if (fact.recomputed === null) continue;
    const percent = ((100 * fact.num!) / fact.den!).toFixed(2).replace('.', ',').replace(/,00$/, '');
    expect(fact.recomputed).toBe(`${percent}%`);
  }
  expect(facts.find((fact) => fact.id === 'ekyc-quota')).toMatchObject({
    recomputed: '134,54%',
    differs: true
  });
});

test('chains have the days that their documents give, and no others', () => {
  interface Chain {
    steps: { beforeDay: number | null }[];
    illustrative: boolean;
  }
  const days = (file: string) => readJson<Chain>(`chains/${file}.json`).steps.map((step) => step.beforeDay);
  expect(days('binh-phuoc-2022')).toEqual([18, 20, 23, 25]);
  expect(days('thuan-phuoc-2022')).toEqual([null, null]);
  expect(readJson<Chain>('chains/after-reform.json').illustrative).toBe(true);
});
