import data from '../../../data/tiles/provinces-2025.json' with { type: 'json' };
import type { ArchipelagoName } from './types.ts';

/** Where a tile stands: column from the west, row from the north, both from 0. */
interface TileSpot {
  readonly column: number;
  readonly row: number;
}

/** The place of a province in the grid, by its code of 2025 (data/tiles/provinces-2025.json). */
export interface ProvinceTile extends TileSpot {
  readonly code: string;
  /** What it is called where its name has no room. */
  readonly short?: { readonly vi: string; readonly en: string };
}

/** The place of an archipelago, beside the province (by its code) that it belongs to (RULES 24). */
interface ArchipelagoTile extends TileSpot {
  readonly name: ArchipelagoName;
  readonly code: string;
}

/**
 * The country as tiles: provinces that touch stand near one another, what is further north above what is further south,
 * the coast to the east.
 */
export interface TileGridPlan {
  readonly columns: number;
  readonly rows: number;
  readonly tiles: readonly ProvinceTile[];
  readonly archipelagos: readonly ArchipelagoTile[];
}

export const PROVINCE_TILES: TileGridPlan = {
  ...data,
  archipelagos: data.archipelagos.map((tile) => ({ ...tile, name: archipelagoOf(tile.name) }))
};

function archipelagoOf(name: string): ArchipelagoName {
  return name === 'hoangSa' ? name : 'truongSa';
}

const BY_CODE = new Map(PROVINCE_TILES.tiles.map((tile) => [tile.code, tile]));

/** The tile of a province by its code; undefined where the plan has none. */
export function tileOf(code: string): ProvinceTile | undefined {
  return BY_CODE.get(code);
}

/** Whether units are the provinces of the plan, so that tiles can stand for all of them: those of another era are not. */
export function isTiled(codes: readonly string[]): boolean {
  return codes.length === BY_CODE.size && codes.every((code) => BY_CODE.has(code));
}
