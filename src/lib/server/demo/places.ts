import { unitKey, type Terrain, type UnitKey } from '../../domain/unit.ts';
import { readJson, readTable } from '../core/data-file.ts';

/** The reform from which today's 34 provinces and 3,321 communes stand. */
export const REFORM = '2025-07-01';
/** First day that the demo gives to every unit of Đà Nẵng's tree of 2022 (Đà Nẵng became a central city on 1/1/1997). */
export const OLD_ERA = '1997-01-01';
export const COUNTRY: UnitKey = 'VN@1945-09-02';
/** Đặc khu Hoàng Sa: no group is expected there (RULES 15). */
export const HOANG_SA = '20333';
export const DA_NANG = '48';

export type Point = readonly [number, number];

export interface Province {
  readonly code: string;
  readonly name: string;
  readonly fullName: string;
  readonly type: string;
}

export interface Commune extends Province {
  readonly province: string;
  /** People; derived from like communes of the province where the table has none. */
  readonly population: number;
  readonly populationEstimated: boolean;
  readonly urban: boolean;
  /** People per km². */
  readonly density: number;
  /** Illustrative, see `terrainOf`. */
  readonly terrain: Terrain | null;
  readonly point: Point;
}

export interface Village extends Province {
  readonly commune: string;
  /** Share of the commune that lives there, in any unit. */
  readonly weight: number;
  readonly point: Point | null;
}

/** A unit of Đà Nẵng in 2022: city, district or commune. */
export interface OldUnit extends Province {
  readonly level: 1 | 2 | 3;
  readonly parent: string | null;
  /** Today's commune that it went to, or most of it. */
  readonly successor: string | null;
  readonly population: number;
}

export const today = (code: string): UnitKey => unitKey({ code, validFrom: REFORM });
export const formerly = (code: string): UnitKey => unitKey({ code, validFrom: OLD_ERA });

/** Today's communes in the order of their codes. Populations that the table lacks are the median of the province's like communes. */
function readCommunes(): Commune[] {
  const rows = readTable('units/communes-2025.csv');
  const known = new Map<string, number[]>();
  for (const row of rows) {
    if (!row.population) continue;
    push(known, `${row.provinceCode}/${row.type}`, Number(row.population));
    push(known, row.provinceCode!, Number(row.population));
  }
  return rows.map((row) => {
    const like = known.get(`${row.provinceCode}/${row.type}`) ?? known.get(row.provinceCode!) ?? [];
    const area = Math.max(Number(row.areaKm2), 0.1);
    const population = row.code === HOANG_SA ? 0 : row.population ? Number(row.population) : median(like);
    return {
      ...named(row),
      province: row.provinceCode!,
      population,
      populationEstimated: !row.population,
      urban: row.type === 'phường',
      density: population / area,
      terrain: terrainOf(row.type ?? '', population / area),
      point: [Number(row.labelLon), Number(row.labelLat)]
    };
  });
}

/** A xã of fewer people per km² than this is taken to lie in the mountains. */
const THIN = 150;

/**
 * What the demo takes a commune's land to be: phường are urban, xã are mountain or plain by how thinly they are settled.
 * Illustrative: no authority's list of mountain communes is shipped (data/README.md). Islands are like nothing else.
 */
function terrainOf(type: string, density: number): Terrain | null {
  if (type === 'phường') return 'urban';
  if (type !== 'xã') return null;
  return density < THIN ? 'mountain' : 'plain';
}

function readOldUnits(): OldUnit[] {
  const levels: Record<string, 1 | 2 | 3> = { province: 1, district: 2, commune: 3 };
  return readTable('units/da-nang-2022.csv').map((row) => ({
    ...named(row),
    level: levels[row.level!]!,
    parent: row.parentCode || null,
    successor: row.successorCode || null,
    population: Number(row.population2019 || 0)
  }));
}

/** Everything the demo knows of places, read once. */
export interface Places {
  readonly provinces: readonly Province[];
  readonly communes: readonly Commune[];
  /** Villages by the code of their commune; Đà Nẵng's alone. */
  readonly villages: ReadonlyMap<string, readonly Village[]>;
  readonly oldUnits: readonly OldUnit[];
  readonly pilotVillages: readonly Village[];
  /** Label points inside the project's schematic shapes, by code. */
  readonly labels: { readonly provinces: Record<string, Point>; readonly communes: Record<string, Point> };
}

export function readPlaces(): Places {
  const villages = new Map<string, Village[]>();
  for (const one of readTable('units/da-nang-villages.csv').map(village)) push(villages, one.commune, one);
  return {
    provinces: readTable('units/provinces-2025.csv').map(named),
    communes: readCommunes(),
    villages,
    oldUnits: readOldUnits(),
    pilotVillages: readTable('units/thuan-phuoc-villages.csv').map(village),
    labels: readJson<Places['labels']>('schematic/labels.json')
  };
}

/** The label point of the member that lies nearest to the mean of all: inside, whatever the shape. */
export function middle(points: readonly Point[]): Point | null {
  const mean = [0, 1].map((axis) => points.reduce((sum, point) => sum + point[axis]!, 0) / points.length);
  let best: Point | null = null;
  let nearest = Infinity;
  for (const point of points) {
    const away = (point[0] - mean[0]!) ** 2 + (point[1] - mean[1]!) ** 2;
    if (away < nearest) [best, nearest] = [point, away];
  }
  return best;
}

function named(row: Record<string, string>): Province {
  return { code: row.code!, name: row.name!, fullName: row.fullName!, type: row.type! };
}

function village(row: Record<string, string>): Village {
  return {
    ...named(row),
    commune: row.communeCode!,
    weight: Number(row.weight ?? 1),
    point: row.labelLon ? [Number(row.labelLon), Number(row.labelLat)] : null
  };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
