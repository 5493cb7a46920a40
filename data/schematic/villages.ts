/** The villages of Đà Nẵng: how many each commune has, their names by number, and their weights. */
import type { Commune } from './country.ts';
import { seeded } from './plane.ts';

export type Village = {
  code: string;
  name: string;
  fullName: string;
  type: string;
  communeCode: string;
  weight: string;
  labelLon?: string;
  labelLat?: string;
};

/** Villages of the whole city (the number of its reporting groups), and the fewest of a commune. */
const ALL = 3766;
const FEWEST = 8;
export const DA_NANG = '48';
export const HOANG_SA = '20333';
export const THUAN_PHUOC = '20230';

/** Eight for each commune, the others by population (largest remainder); none in Hoàng Sa. */
export function villagesOfDaNang(communes: Commune[]): Village[] {
  const own = communes.filter((c) => c.provinceCode === DA_NANG && c.code !== HOANG_SA);
  const people = own.map((c) => c.population ?? median(own.filter((o) => o.type === c.type)));
  const all = people.reduce((a, b) => a + b, 0);
  const exact = people.map((p) => ((ALL - FEWEST * own.length) * p) / all);
  const counts = exact.map((n) => FEWEST + Math.floor(n));
  const missing = ALL - counts.reduce((a, b) => a + b, 0);
  exact
    .map((n, i) => [n - Math.floor(n), i] as const)
    .sort((a, b) => b[0] - a[0])
    .slice(0, missing)
    .forEach(([, i]) => counts[i]!++);
  return own.flatMap((c, i) => numbered(c.code, c.type === 'phường', counts[i]!));
}

/** Villages named by number. */
export function numbered(communeCode: string, urban: boolean, count: number): Village[] {
  const random = seeded(communeCode);
  return Array.from({ length: count }, (_, k) => {
    const name = urban ? `Tổ dân phố ${k + 1}` : `Thôn ${k + 1}`;
    return {
      code: `${communeCode}.${String(k + 1).padStart(2, '0')}`,
      name,
      fullName: name,
      type: urban ? 'tổ dân phố' : 'thôn',
      communeCode,
      weight: (0.7 + 0.6 * random()).toFixed(2)
    };
  });
}

function median(communes: Commune[]): number {
  const known = communes.flatMap((c) => c.population ?? []).sort((a, b) => a - b);
  return known[Math.floor(known.length / 2)] ?? 0;
}
