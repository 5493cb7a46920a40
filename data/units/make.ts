/**
 * Writes the tables of this folder from the public source tables (see ../SOURCES.md).
 *
 *   node data/units/make.ts FOLDER      FOLDER holds admin-units-2025.csv and the others
 *
 * Only facts are carried: codes, names, types, parents, areas, populations, label points.
 * Known faults of the sources are corrected here, in one place, and listed in SOURCES.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvFormat, csvParse } from 'd3';

type Row = Record<string, string>;

const here = import.meta.dirname;
const folder = process.argv[2];
if (!folder) {
  console.error('usage: node data/units/make.ts FOLDER-OF-SOURCE-TABLES');
  process.exit(2);
}

const read = (name: string): Row[] => csvParse(readFileSync(join(folder, name), 'utf8').normalize('NFC'));

const write = (name: string, rows: Row[], columns: string[]) => {
  writeFileSync(join(here, name), csvFormat(rows, columns).normalize('NFC') + '\n');
  console.log(name, rows.length);
};

/** Populations that the source is known to have wrong; left empty. */
const WRONG_POPULATION = new Set(['20333', '04714', '22435']);
/** A whole commune of under a thousand people is a fault of the source, but for small islands. */
const LEAST_PEOPLE = 1000;
const SMALL_ISLANDS = new Set(['06967']);
const HOANG_SA = '20333';
const TRUONG_SA = '22736';

/** Islands of Hoàng Sa and Trường Sa: one point each. */
const islands = read('archipelagos.csv');

/** Area-weighted middle of an archipelago's islands. */
function middle(unit: string): [string, string] {
  const own = islands.filter((r) => r.unitCode2025 === unit);
  let lon = 0;
  let lat = 0;
  for (const r of own) {
    lon += Number(r.lon);
    lat += Number(r.lat);
  }
  return [(lon / own.length).toFixed(5), (lat / own.length).toFixed(5)];
}

/** The population as text, or empty where the source's figure cannot be right. */
function population(unit: Row, stats: Row): string {
  const people = Number(stats.population);
  const small = unit.type === 'đặc khu' || SMALL_ISLANDS.has(unit.code ?? '');
  const wrong = WRONG_POPULATION.has(unit.code ?? '') || (people < LEAST_PEOPLE && !small);
  return wrong || !stats.population ? '' : stats.population;
}

/**
 * The official area where it is believable; where the lists lack it, or where it is off by over
 * 15 % from the area computed from the official shapes, the computed figure.
 * Both archipelagos keep the official figure (the computed one counts reefs and lagoons).
 */
function area(unit: Row, stats: Row): { areaKm2: string; areaSource: string } {
  const official = Number(unit.areaKm2);
  const computed = Number(stats.areaKm2Computed);
  const archipelago = unit.code === HOANG_SA || unit.code === TRUONG_SA;
  if (official > 0 && (archipelago || !(computed > 0) || Math.abs(official / computed - 1) <= 0.15))
    return { areaKm2: String(official), areaSource: 'official' };
  return { areaKm2: String(computed), areaSource: 'computed' };
}

function units2025() {
  const units = read('admin-units-2025.csv');
  const stats = new Map(read('wards-2025-stats.csv').map((r) => [r.code, r]));
  write(
    'provinces-2025.csv',
    units.filter((u) => u.level === '1'),
    ['code', 'name', 'fullName', 'type', 'areaKm2']
  );
  const communes = units
    .filter((u) => u.level === '2')
    .map((u): Row => {
      const s = stats.get(u.code);
      if (!s) throw new Error(`no figures for ${u.code}`);
      const [labelLon, labelLat] = u.code === TRUONG_SA ? middle(TRUONG_SA) : [s.labelLon!, s.labelLat!];
      return { ...u, ...area(u, s), population: population(u, s), labelLon, labelLat };
    });
  write('communes-2025.csv', communes, [
    'code',
    'name',
    'fullName',
    'type',
    'provinceCode',
    'areaKm2',
    'areaSource',
    'population',
    'labelLon',
    'labelLat'
  ]);
  write('archipelagos.csv', islands, ['unitCode2025', 'archipelago', 'lon', 'lat', 'approxAreaKm2']);
}

/**
 * Old wards of Đà Nẵng that succession-2025.csv lacks because they were joined with another ward of
 * their district at the end of 2024, and where the project puts them (see SOURCES.md).
 */
const PLACED: Record<string, string> = {
  '20203': '20209',
  '20212': '20209',
  '20221': '20209',
  '20225': '20209',
  '20239': '20242',
  '20246': '20257',
  '20248': '20242',
  '20251': '20257',
  '20281': '20275',
  // Hòa Liên went to two wards; the areas of both say that most of it is in the second
  '20296': '20197',
  '498': '20333'
};

function daNang2022() {
  const successor = new Map<string, string>();
  for (const r of read('succession-2025.csv')) {
    if (r.oldProvinceCode !== '48' || r.suspect !== '0') continue;
    if (r.type === 'full' || !successor.has(r.oldCode!)) successor.set(r.oldCode!, r.newCode!);
  }
  const census = new Map(read('census-2019-wards.csv').map((r) => [r.code2022, r]));
  const levels: Record<string, string> = { '1': 'province', '2': 'district', '3': 'commune' };
  const rows = read('admin-units-2022.csv')
    .filter((u) => u.provinceCode === '48')
    .map((u): Row => {
      const placed = PLACED[u.code!];
      const leaf = u.level === '3' || u.code === '498';
      return {
        ...u,
        level: levels[u.level!]!,
        successorCode: leaf ? (placed ?? successor.get(u.code!) ?? '') : '',
        successorSource: !leaf
          ? ''
          : placed
            ? u.code === '498'
              ? 'succession-2025'
              : 'placed'
            : 'succession-2025',
        population2019: census.get(u.code)?.population ?? ''
      };
    });
  write('da-nang-2022.csv', rows, [
    'code',
    'name',
    'fullName',
    'type',
    'parentCode',
    'level',
    'successorCode',
    'successorSource',
    'population2019'
  ]);
}

/** The units of the state of 10/2022, by which files of before the reform are told from today's, and where each commune went. */
function units2022() {
  const today = new Set(
    read('admin-units-2025.csv')
      .filter((unit) => unit.level === '2')
      .map(({ code }) => code)
  );
  const heirs = new Map<string, Set<string>>();
  for (const r of read('succession-2025.csv')) {
    const code = [r.newCode, r.newCodeQD19].find((one) => today.has(one));
    if (r.suspect !== '0' || code === undefined) continue;
    heirs.set(r.oldCode!, (heirs.get(r.oldCode!) ?? new Set()).add(code));
  }
  const rows = read('admin-units-2022.csv').map((unit): Row => {
    const placed = PLACED[unit.code!];
    const known = unit.level === '3' ? [...(heirs.get(unit.code!) ?? [])] : [];
    return { ...unit, successorCodes: (placed ? [placed] : known.sort()).join(' ') };
  });
  write('units-2022.csv', rows, ['level', 'code', 'type', 'name', 'parentCode', 'successorCodes']);
}

units2025();
units2022();
daNang2022();
