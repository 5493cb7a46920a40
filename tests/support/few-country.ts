import type { EntryDraft } from '../../src/lib/domain/entry.ts';
import type { Period } from '../../src/lib/domain/period.ts';
import type { Succession } from '../../src/lib/domain/succession.ts';
import type { UnitKey } from '../../src/lib/domain/unit.ts';
import { Chance } from './random.ts';
import { COUNTRY, draft, makeGroup, makeIndicator, makeUnit, SINCE } from './small-country.ts';

/** Indicators of two bases of persons or households, with and without a target. */
export const FEW_CODES = ['XHS01', 'KTS01', 'XHS02', 'CQS01', 'CQS02'] as const;
const REFORM = '2025-07-01';

interface Place {
  readonly group: string;
  readonly households: number;
}

/**
 * A country with groups of 1 to 9 households among larger ones: alone in their commune, beside others, in communes
 * wholly of them, and in communes that took the place of two at the reform.
 */
export function fewCountry(seed: number, periods: readonly Period[], now: number) {
  const chance = new Chance(seed);
  const units = [makeUnit('VN', 0, null)];
  const places: Place[] = [];
  const groups: ReturnType<typeof makeGroup>[] = [];
  const successions: Succession[] = [];
  const add = (unit: UnitKey, code: string, households: number, from = SINCE, to: string | null = null) => {
    const bases = [
      { base: 'households', value: households, validFrom: SINCE, source: 'test' },
      { base: 'adults', value: households * 3, validFrom: SINCE, source: 'test' }
    ];
    groups.push(makeGroup(code, unit, { bases, validFrom: from, validTo: to }));
    places.push({ group: code, households });
  };
  for (let p = 0; p < 2; p++) {
    const province: UnitKey = `${p + 10}@${SINCE}`;
    units.push(makeUnit(`${p + 10}`, 1, COUNTRY));
    for (let c = 0; c < 3; c++) {
      const code = `${p + 10}${c}00`;
      units.push(makeUnit(code, 3, province));
      const isTiny = c === 0;
      for (let g = 0; g < chance.whole(2, 6); g++)
        add(
          `${code}@${SINCE}`,
          `${code}-${g}`,
          isTiny || chance.is(0.15) ? chance.whole(1, 9) : chance.whole(30, 300)
        );
    }
    // One commune that took the place of two.
    const olds = [`${p + 10}810`, `${p + 10}820`];
    for (const code of olds) {
      units.push(makeUnit(code, 3, province, { validTo: REFORM }));
      add(`${code}@${SINCE}`, `${code}-0`, chance.whole(2, 60), SINCE, REFORM);
    }
    const heir = `${p + 10}830`;
    units.push(makeUnit(heir, 3, province, { validFrom: REFORM }));
    for (let g = 0; g < 3; g++)
      add(`${heir}@${REFORM}`, `${heir}-${g}`, g === 0 ? 7 : chance.whole(30, 90), REFORM);
    successions.push(
      ...olds.map((code) => ({
        from: `${code}@${SINCE}` as UnitKey,
        to: `${heir}@${REFORM}` as UnitKey,
        share: null,
        citation: 'test'
      }))
    );
  }
  const indicators = FEW_CODES.map((code) =>
    makeIndicator({
      code,
      base: code.startsWith('CQS') ? 'adults' : 'households',
      counts: code.startsWith('CQS') ? 'persons' : 'households'
    })
  );
  const target = {
    ...{ recipient: { unit: COUNTRY }, giver: 'test', decision: null, validFrom: SINCE, validTo: null },
    ...{ citation: 'test', illustrative: true }
  };
  const structure: EntryDraft[] = [
    draft({ kind: 'catalogue', indicators }),
    draft({ kind: 'units', units }),
    draft({ kind: 'groups', groups }),
    draft({ kind: 'successions', successions }),
    draft({
      kind: 'targets',
      targets: [
        { ...target, indicator: 'XHS01', value: { num: 8, den: 10 } },
        { ...target, indicator: 'CQS01', value: { num: 5, den: 10 } }
      ]
    })
  ];
  const texts = { tasks: '', difficulties: '', proposals: '', practices: '' };
  const reports = periods.flatMap((period) =>
    places.flatMap(({ group, households }) => {
      const node = groups.find(({ code }) => code === group)!;
      const day = `${Math.floor(period / 12)}-${String((period % 12) + 1).padStart(2, '0')}-14`;
      const isThere = node.validFrom <= day && (node.validTo === null || day < node.validTo);
      if (!isThere || chance.is(0.06)) return [];
      const values = indicators.map(({ code, base }) => {
        const denominator = base === 'adults' ? households * 3 : households;
        return {
          indicator: code,
          numerator: Math.round(denominator * chance.whole(0, 100) * 0.01),
          denominator
        };
      });
      return [draft({ kind: 'report', group, period, values, texts }, now - 86_400_000)];
    })
  );
  return { structure, reports, chance };
}
