import type { Tree, UnitNode } from '../../../domain/tree.ts';
import { foldTone } from '../../../i18n/names.ts';
import type { ArchipelagoView } from '../../../wire/boundaries.ts';
import { readTable } from '../data-file.ts';

/** Longitude and latitude in degrees, area in km². */
type Island = readonly [number, number, number];

/** An archipelago: its islands, and the codes of the units that it was and is (RULES 24). */
export interface Archipelago {
  readonly name: ArchipelagoView['name'];
  readonly label: ArchipelagoView['label'];
  readonly unitName: string;
  readonly codes: readonly string[];
  readonly islands: readonly Island[];
  /** Where the label goes: the middle of the box around the islands. */
  readonly point: readonly [number, number];
}

/** Degrees around the islands in which whatever a file draws is taken to be the archipelago. */
const AROUND = 0.6;
/** Radius of a round, km: an island smaller than can be seen is drawn larger, none is drawn as a blot. */
const LEAST_KM = 1.7;
const MOST_KM = 5.5;
const KM_A_DEGREE = 111.32;

const KNOWN = [
  {
    name: 'hoangSa' as const,
    unitName: 'hoàng sa',
    codes: ['20333', '498'],
    label: { vi: 'Quần đảo Hoàng Sa (Đà Nẵng)', en: 'Hoang Sa (Da Nang)' }
  },
  {
    name: 'truongSa' as const,
    unitName: 'trường sa',
    codes: ['22736', '576'],
    label: { vi: 'Quần đảo Trường Sa (Khánh Hòa)', en: 'Truong Sa (Khanh Hoa)' }
  }
];

let read: readonly Archipelago[] | null = null;

/** Both archipelagos, from data/units/archipelagos.csv. */
export function archipelagos(): readonly Archipelago[] {
  read ??= KNOWN.map((known) => {
    const rows = readTable('units/archipelagos.csv').filter((row) => row.unitCode2025 === known.codes[0]);
    const islands = rows.map((row): Island => [Number(row.lon), Number(row.lat), Number(row.approxAreaKm2)]);
    const [west, south, east, north] = boxOf(islands);
    return { ...known, islands, point: [round((west + east) / 2), round((south + north) / 2)] };
  });
  return read;
}

/** The archipelago that a unit is, of whatever era; null for any other unit, and for a part of an archipelago. */
export function archipelagoOf(node: UnitNode, tree: Tree): Archipelago | null {
  const found = named(node);
  const above = tree.nodes[node.parent];
  return found && !(above?.kind === 'unit' && named(above) === found) ? found : null;
}

/** One ring an island, degrees, closed and counter-clockwise: sized by area, never overlapping. */
export function roundsOf(archipelago: Archipelago): [number, number][][] {
  const { islands } = archipelago;
  const wished = islands.map(([, , area]) =>
    Math.min(MOST_KM, Math.max(LEAST_KM, Math.sqrt(area / Math.PI)))
  );
  return islands.map((island, i) => {
    let radius = wished[i]!;
    islands.forEach((other, j) => {
      if (i === j) return;
      radius = Math.min(radius, (0.92 * kmBetween(island, other) * wished[i]!) / (wished[i]! + wished[j]!));
    });
    return ringAround(island, radius);
  });
}

/** Whether a box [west, south, east, north] lies among the islands of an archipelago. */
export function liesAmong(box: readonly number[], archipelago: Archipelago): boolean {
  const [west = 0, south = 0, east = 0, north = 0] = box;
  const around = boxOf(archipelago.islands);
  return (
    west >= around[0] - AROUND &&
    south >= around[1] - AROUND &&
    east <= around[2] + AROUND &&
    north <= around[3] + AROUND
  );
}

function named(node: UnitNode): Archipelago | null {
  const { code, name } = node.unit;
  return archipelagos().find((one) => one.codes.includes(code) && foldTone(name) === one.unitName) ?? null;
}

function ringAround([lon, lat]: Island, km: number): [number, number][] {
  const corners = km > 3 ? 20 : 14;
  const wide = km / (KM_A_DEGREE * Math.cos((lat * Math.PI) / 180));
  const ring = Array.from({ length: corners }, (_, n): [number, number] => {
    const turn = (2 * Math.PI * (n + (lat % 1))) / corners;
    return [lon + wide * Math.cos(turn), lat + (km / KM_A_DEGREE) * Math.sin(turn)];
  });
  return [...ring, ring[0]!];
}

function kmBetween(a: Island, b: Island): number {
  const east = (a[0] - b[0]) * Math.cos((a[1] * Math.PI) / 180);
  return KM_A_DEGREE * Math.hypot(east, a[1] - b[1]);
}

function boxOf(islands: readonly Island[]): [number, number, number, number] {
  const [lon, lat] = [islands.map((island) => island[0]), islands.map((island) => island[1])];
  return [Math.min(...lon), Math.min(...lat), Math.max(...lon), Math.max(...lat)];
}

function round(degrees: number): number {
  return Math.round(degrees * 1e4) / 1e4;
}
