import type { Fraction, Target } from '../../domain/target.ts';
import type { UnitKey } from '../../domain/unit.ts';
import { readJson } from '../core/data-file.ts';
import { FLOWS } from './models.ts';
import { PILOT_FROM, THUAN_PHUOC } from './pilot.ts';
import { COUNTRY, DA_NANG, HOANG_SA, REFORM, formerly, today, type Places } from './places.ts';
import { apportion, chance, hashText } from './random.ts';
import type { Reporter } from './reporters.ts';

const GIVER = 'Minh họa';
const WHY = 'Minh họa: chưa cấp nào giao mức này';
/** The targets of S0 end with 2025 (RULES 13), and so do the ones set beside them. */
const PILOT_TO = '2026-01-01';

const HAS_OWN = 81;
const VALUE = 82;

/** Shares for which some provinces set a target of their own, in hundredths. */
const OWN_TARGETS: readonly (readonly [string, readonly number[]])[] = [
  ['KTS01', [80, 85, 95]],
  ['XHS03', [80, 85, 95]],
  ['KTS04', [40, 60]],
  ['XHS04', [40, 60, 70]],
  ['XHS06', [70, 90]]
];

/** Đà Nẵng's own, in hundredths. */
const DA_NANG_TARGETS: readonly (readonly [string, number])[] = [
  ['KTS01', 95],
  ['XHS03', 95],
  ['XHS04', 60],
  ['XHS06', 75]
];

/** Every target of the demo: those of the catalogue, and the illustrative ones of provinces, communes and groups. */
export function demoTargets(places: Places, reporters: readonly Reporter[]): Target[] {
  return [
    ...readJson<Target[]>('catalogue/targets.json'),
    ...quotas(places, reporters),
    ...ofProvinces(places),
    ...ofDaNang(places),
    ...training(places, reporters)
  ];
}

/** CQS03: a quota is given to each that has one, never inherited (RULES 13): all of what was assigned. */
function quotas(places: Places, reporters: readonly Reporter[]): Target[] {
  const all: Fraction = { num: 1, den: 1 };
  const units = [COUNTRY, ...places.provinces.map((one) => today(one.code))];
  for (const commune of places.communes) if (commune.code !== HOANG_SA) units.push(today(commune.code));
  const groups = reporters.filter((one) => one.kind === 'project06-group').map((one) => one.code);
  return [
    ...units.map((unit) => target('CQS03', { unit }, all)),
    ...[{ unit: formerly(THUAN_PHUOC) }, ...groups.map((group) => ({ group }))].map((recipient) => ({
      ...target('CQS03', recipient, all),
      validFrom: PILOT_FROM,
      validTo: PILOT_TO
    }))
  ];
}

function ofProvinces(places: Places): Target[] {
  const found: Target[] = [];
  for (const province of places.provinces) {
    if (province.code === DA_NANG) continue;
    const hash = hashText(province.code);
    OWN_TARGETS.forEach(([indicator, values], i) => {
      if (chance(hash, HAS_OWN, i) > 0.22) return;
      const value = values[Math.floor(values.length * chance(hash, VALUE, i))]!;
      found.push(target(indicator, { unit: today(province.code) }, hundredths(value)));
    });
  }
  return found;
}

/** The city's own, and of some of its communes: less in the mountains, more in the middle of the city. */
function ofDaNang(places: Places): Target[] {
  const found = DA_NANG_TARGETS.map(([indicator, value]) =>
    target(indicator, { unit: today(DA_NANG) }, hundredths(value))
  );
  for (const commune of places.communes) {
    if (commune.province !== DA_NANG || commune.code === HOANG_SA) continue;
    const own = chance(hashText(commune.code), HAS_OWN);
    const unit = today(commune.code);
    if (commune.density < 60 && own < 0.5) {
      found.push(target('KTS01', { unit }, hundredths(75)), target('XHS03', { unit }, hundredths(80)));
    } else if (commune.density > 5000 && own < 0.5) {
      found.push(target('XHS03', { unit }, hundredths(100)), target('XHS06', { unit }, hundredths(85)));
    }
  }
  return found;
}

/** XHS07, people to be trained a month: given to some provinces; Đà Nẵng divides its own among its communes. */
function training(places: Places, reporters: readonly Reporter[]): Target[] {
  const households = new Map<string, number>();
  const add = (key: string, more: number) => households.set(key, (households.get(key) ?? 0) + more);
  for (const one of reporters) {
    if (one.pilot || (one.kind !== 'village-group' && one.kind !== 'commune-group')) continue;
    add(one.province, one.bases.households ?? 0);
    if (one.province === DA_NANG) add(`/${one.commune!.code}`, one.bases.households ?? 0);
  }
  const found: Target[] = [];
  for (const province of places.provinces) {
    if (province.code !== DA_NANG && chance(hashText(province.code), HAS_OWN, 9) > 0.3) continue;
    const monthly = (households.get(province.code) ?? 0) * FLOWS.XHS07!.perHousehold * 1.1;
    const whole = Math.round(monthly / 100) * 100;
    found.push(target('XHS07', { unit: today(province.code) }, { num: whole, den: 1 }));
    if (province.code !== DA_NANG) continue;
    const codes = [...households.keys()].filter((key) => key.startsWith('/')).map((key) => key.slice(1));
    apportion(
      whole,
      codes.map((code) => households.get(`/${code}`)!)
    ).forEach((part, i) => {
      if (part > 0) found.push(target('XHS07', { unit: today(codes[i]!) }, { num: part, den: 1 }));
    });
  }
  return found;
}

function target(
  indicator: string,
  recipient: { unit: UnitKey } | { group: string },
  value: Fraction
): Target {
  return {
    indicator,
    recipient,
    value,
    giver: GIVER,
    decision: null,
    validFrom: REFORM,
    validTo: null,
    citation: WHY,
    illustrative: true
  };
}

function hundredths(value: number): Fraction {
  return { num: value, den: 100 };
}
