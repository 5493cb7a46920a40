import type { Indicator } from '../src/lib/domain/indicator.ts';
import { makeRows, type Rows } from '../src/lib/domain/rows.ts';
import type { NodeTable } from '../src/lib/wire/manifest.ts';
import type { Place } from '../src/lib/board/nodes.ts';

/** A country of 100,000 units, of which 10,600 are communes: the size of the old map with every thôn. Deterministic. */
export const COMMUNES = 10_600;
export const UNITS = 100_000;
export const PERIOD = 24_311;

/** Indicators of the synthetic country, by ordinal. */
export const INDICATORS: readonly Indicator[] = [0, 1].map((i) => ({
  code: `X0${i}`,
  pillar: 'KTS',
  name: { vi: '', en: '' },
  short: { vi: '', en: '' },
  kind: 'share',
  time: 'stock',
  direction: 'up',
  counts: 'persons',
  base: 'adults',
  source: { type: 'register' },
  numerator: { vi: '', en: '' },
  denominator: null,
  validFrom: '2022-01-01',
  validTo: null,
  citation: ''
}));

/** The communes: every tenth ordinal or so, ascending, as in a log that named each with its villages. */
export function communes(): Place[] {
  return Array.from({ length: COMMUNES }, (_, k) => {
    const ordinal = Math.floor((k * UNITS) / COMMUNES);
    return {
      ordinal,
      key: `${ordinal}@2025-07-01`,
      code: String(ordinal),
      level: 'commune',
      name: `Xã ${ordinal}`,
      fullName: `Xã ${ordinal}`,
      type: 'xã',
      parent: 0,
      point: null,
      terrain: null
    };
  });
}

/** Rows of every unit for each indicator, sorted as a part is. */
export function wideRows(): Rows {
  const rows = makeRows(UNITS * INDICATORS.length);
  let seed = 1;
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  for (let i = 0; i < rows.length; i++) {
    rows.node[i] = i % UNITS;
    rows.indicator[i] = Math.floor(i / UNITS);
    rows.period[i] = PERIOD;
    rows.expected[i] = 1 + Math.floor(random() * 8);
    const base = Math.floor(random() * 4000);
    rows.expectedBase[i] = base;
    rows.targetNum[i] = 9;
    rows.targetDen[i] = 10;
    const reported = random() > 0.05;
    rows.all.num[i] = reported ? Math.floor(base * (0.3 + random() * 0.7)) : -1;
    rows.all.den[i] = reported ? base : -1;
    rows.all.fresh[i] = reported ? 1 : 0;
    rows.all.freshBase[i] = reported ? base : 0;
    rows.all.oldestAge[i] = reported ? 0 : -1;
  }
  return rows;
}

/** A node table of 34 provinces, 100 communes in each and 29 villages in each of these. */
export function wideTable(): NodeTable {
  const parent: number[] = [-1];
  const level: number[] = [0];
  for (let p = 0; p < 34; p++) {
    const province = parent.push(0) - 1;
    level.push(1);
    for (let c = 0; c < 100; c++) {
      const commune = parent.push(province) - 1;
      level.push(3);
      for (let v = 0; v < 29; v++) {
        parent.push(commune);
        level.push(4);
      }
    }
  }
  const all = <T>(of: (i: number) => T) => parent.map((_, i) => of(i));
  return {
    store: '',
    scope: '',
    structure: 1,
    root: 0,
    above: 0,
    ordinal: all((i) => i),
    level,
    parent,
    code: all(String),
    name: all((i) => `Xã ${i}`),
    fullName: all((i) => `Xã ${i}`),
    type: all(() => 'xã'),
    lon: all(() => null),
    lat: all(() => null),
    validFrom: all(() => '2025-07-01'),
    validTo: all(() => null),
    kind: all(() => null),
    terrain: all(() => null)
  };
}
