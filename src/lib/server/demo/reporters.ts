import type { ReporterKind } from '../../domain/group.ts';
import type { Day } from '../../domain/period.ts';
import type { UnitKey } from '../../domain/unit.ts';
import { advanceOf } from './advance.ts';
import { DA_NANG, HOANG_SA, REFORM, today, type Commune, type Places, type Province } from './places.ts';
import { bell, chance, hashText } from './random.ts';
import { basesOf, rateOf, splitBases, type Bases } from './rates.ts';

/** A group of the demo with all that its reports are drawn from. */
export interface Reporter {
  readonly code: string;
  readonly kind: ReporterKind;
  readonly unit: UnitKey;
  readonly name: string;
  readonly validFrom: Day;
  readonly validTo: Day | null;
  /** Code of the province that reviews it. */
  readonly province: string;
  /** The commune whose map place and advance it shares; null for a province's own reporters. */
  readonly commune: Commune | null;
  readonly hash: number;
  /** See `advanceOf`. */
  readonly advance: number;
  readonly bases: Readonly<Record<string, number>>;
  readonly source: string;
  readonly notApplicable: readonly string[];
  readonly pilot: boolean;
}

/** The day on which the public administration centres of the communes begin to file. */
export const CENTRES_FROM = '2026-01-01';

/** Xã of Đà Nẵng from whose groups the demo has nothing yet: La Êê, Đắc Pring, Phước Chánh. */
export const SILENT_COMMUNES: ReadonlySet<string> = new Set(['20698', '20716', '20740']);

const DERIVED = 'Minh họa: suy ra từ dân số cấp xã theo tỷ lệ chung';
const ESTIMATED = 'Minh họa: dân số ước theo các xã cùng loại trong tỉnh';

/** Purposes of the draws of this file. */
const OWN = 31;
const COUNTS = 32;

/** Every reporter since the reform: in Đà Nẵng one group a village, elsewhere one a commune, none on Hoàng Sa. */
export function currentReporters(places: Places): Reporter[] {
  const found: Reporter[] = [];
  for (const commune of places.communes) {
    if (commune.code === HOANG_SA) continue;
    const bases = basesOf(commune.code, commune.population, commune.urban);
    const advance = advanceOf(commune);
    if (commune.province === DA_NANG) found.push(...villageGroups(places, commune, bases, advance));
    else found.push(communeGroup(commune, bases, advance));
    found.push(...sectors(commune, bases, advance));
  }
  for (const province of places.provinces) found.push(...offices(places, province, found));
  return found;
}

function villageGroups(places: Places, commune: Commune, whole: Bases, advance: number): Reporter[] {
  const villages = places.villages.get(commune.code) ?? [];
  const split = splitBases(
    whole,
    villages.map((village) => village.weight)
  );
  return villages.map((village, i) => {
    const code = `cns-${village.code}`;
    return {
      ...common(commune, code, advance + 0.45 * bell(hashText(code), OWN)),
      kind: 'village-group',
      unit: today(village.code),
      name: `Tổ CNSCĐ ${lowerFirst(village.fullName)}`,
      bases: { ...split[i]! },
      source: sourceOf(commune),
      notApplicable: split[i]!.ocop === 0 ? ['KTS05'] : []
    };
  });
}

function communeGroup(commune: Commune, bases: Bases, advance: number): Reporter {
  return {
    ...common(commune, `cns-${commune.code}`, advance),
    kind: 'commune-group',
    name: `Tổ CNSCĐ ${lowerFirst(commune.fullName)}`,
    bases: { ...bases },
    source: sourceOf(commune),
    notApplicable: bases.ocop === 0 ? ['KTS05'] : []
  };
}

/** Those that import what they hold: the police its identity accounts, the one-stop centre its dossiers. */
function sectors(commune: Commune, bases: Bases, advance: number): Reporter[] {
  const name = lowerFirst(commune.fullName);
  const dossiers = Math.max(3, Math.round(bases.population * rateOf('dossiers', commune.urban)));
  return [
    {
      ...common(commune, `ca-${commune.code}`, advance),
      kind: 'police',
      name: `Công an ${name}`,
      bases: { adults: bases.adults },
      source: sourceOf(commune),
      notApplicable: []
    },
    {
      ...common(commune, `hcc-${commune.code}`, advance),
      kind: 'department',
      name: `Trung tâm Phục vụ hành chính công ${name}`,
      validFrom: CENTRES_FROM,
      bases: { population: bases.population, dossiers },
      source: sourceOf(commune),
      notApplicable: []
    }
  ];
}

/** A province's own: its office (procedures and services) and its banks (accounts of people from 15 on). */
function offices(places: Places, province: Province, reporters: readonly Reporter[]): Reporter[] {
  const own = reporters.filter((one) => one.province === province.code);
  const people = own.filter((one) => one.kind === 'village-group' || one.kind === 'commune-group');
  const hash = hashText(province.code);
  const procedures = 1850 + Math.round(200 * chance(hash, COUNTS));
  const eligible = Math.round(procedures * (0.9 + 0.05 * chance(hash, COUNTS, 1)));
  const name = lowerFirst(province.fullName);
  const head = {
    province: province.code,
    commune: null,
    unit: today(province.code),
    advance: own.reduce((sum, one) => sum + one.advance, 0) / Math.max(own.length, 1),
    validFrom: REFORM,
    validTo: null,
    source: DERIVED,
    notApplicable: [],
    pilot: false
  };
  const code = `vp-${province.code}`;
  const bank = `nh-${province.code}`;
  return [
    {
      ...head,
      code,
      hash: hashText(code),
      kind: 'province-office',
      name: `Văn phòng UBND ${name}`,
      bases: { services: eligible, 'eligible-procedures': eligible, procedures }
    },
    {
      ...head,
      code: bank,
      hash: hashText(bank),
      kind: 'bank',
      name: `Đầu mối ngân hàng ${name}`,
      bases: { over15: people.reduce((sum, one) => sum + (one.bases.over15 ?? 0), 0) }
    }
  ];
}

function common(commune: Commune, code: string, advance: number) {
  return {
    code,
    hash: hashText(code),
    unit: today(commune.code),
    province: commune.province,
    commune,
    advance,
    validFrom: REFORM,
    validTo: null,
    pilot: false
  };
}

function sourceOf(commune: Commune): string {
  return commune.populationEstimated ? ESTIMATED : DERIVED;
}

/** `Phường Hải Châu` inside a name: `phường Hải Châu`. */
export function lowerFirst(text: string): string {
  return text.charAt(0).toLocaleLowerCase('vi') + text.slice(1);
}
