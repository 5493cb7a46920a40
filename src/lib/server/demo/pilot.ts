import { advanceOf } from './advance.ts';
import { DA_NANG, REFORM, formerly, type Commune, type Places } from './places.ts';
import { apportion, bell, chance, hashText } from './random.ts';
import { basesOf, rateOf, splitBases } from './rates.ts';
import type { Reporter } from './reporters.ts';

/** Phường Thuận Phước, quận Hải Châu, Đà Nẵng, as it was in 2022 (S0). */
export const THUAN_PHUOC = '20230';
/** The day on which the demo lets its groups begin: that of the ward's plan KH 319/KH-UBND (S0). */
export const PILOT_FROM = '2022-05-16';
/** Residential areas (khu dân cư) with a Tổ Đề án 06 each (S0, IV.1c). */
const AREAS = 37;
/** The ward's identity accounts to be made, as a part of its adults: made up, no document of the ward gives it. */
const ASSIGNED_PART = 0.6;

const WEIGHT = 41;
const OWN = 42;
const DERIVED = 'Minh họa: dân số Tổng điều tra 2019 và tỷ lệ chung';

/**
 * The ward's 60 Tổ CNSCĐ, one a tổ dân phố, and its 37 Tổ Đề án 06, one a khu dân cư. The two kinds overlap; within
 * each kind the service areas are disjoint and add up to the ward (RULES 5).
 */
export function pilotReporters(places: Places): Reporter[] {
  const ward = wardOf(places);
  const bases = basesOf(ward.code, ward.population, true);
  const advance = advanceOf(ward);
  const villages = places.pilotVillages;
  const ofVillages = splitBases(
    bases,
    villages.map((village) => village.weight)
  );
  const areas = Array.from({ length: AREAS }, (_, i) => String(i + 1).padStart(2, '0'));
  const weights = areas.map((area) => 0.6 + 0.8 * chance(hashText(`da06-${ward.code}-${area}`), WEIGHT));
  const ofAreas = splitBases(bases, weights);
  const assigned = apportion(Math.round(bases.adults * ASSIGNED_PART), weights);
  return [
    ...villages.map((village, i): Reporter => {
      const code = `cns-${village.code}`;
      return {
        ...common(ward, code, advance),
        kind: 'village-group',
        unit: formerly(village.code),
        name: `Tổ CNSCĐ ${village.name}`,
        bases: { ...ofVillages[i]! },
        notApplicable: ofVillages[i]!.ocop === 0 ? ['KTS05'] : []
      };
    }),
    ...areas.map((area, i): Reporter => {
      const code = `da06-${ward.code}-${area}`;
      return {
        ...common(ward, code, advance),
        kind: 'project06-group',
        unit: formerly(ward.code),
        name: `Tổ công tác Đề án 06 khu dân cư ${Number(area)}`,
        bases: { population: ofAreas[i]!.population, adults: ofAreas[i]!.adults, assigned: assigned[i]! },
        notApplicable: []
      };
    })
  ];
}

/** The ward as a place on the map; it lies in today's phường Hải Châu. */
function wardOf(places: Places): Commune {
  const old = places.oldUnits.find((unit) => unit.code === THUAN_PHUOC);
  const now = places.communes.find((commune) => commune.code === old?.successor);
  if (!old || !now) throw new Error('data/units/da-nang-2022.csv lacks phường Thuận Phước or its successor');
  return { ...now, ...old, province: DA_NANG, population: old.population, urban: true };
}

function common(ward: Commune, code: string, advance: number) {
  const hash = hashText(code);
  return {
    code,
    hash,
    province: DA_NANG,
    commune: ward,
    advance: advance + 0.6 * bell(hash, OWN),
    validFrom: PILOT_FROM,
    validTo: REFORM,
    source: DERIVED,
    pilot: true
  };
}

/** How many identity accounts a reporter is to make, cumulative, in a year: the denominator that it files. */
export function assignedTo(reporter: Reporter, year: number): number {
  if (reporter.bases.assigned !== undefined) return reporter.bases.assigned;
  const adults = reporter.bases.adults ?? 0;
  const whole = adults * rateOf('quota', reporter.commune?.urban ?? false);
  return Math.max(10, Math.round((whole * (year < 2026 ? 0.9 : 1)) / 10) * 10);
}
