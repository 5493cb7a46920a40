import type { Position } from '../domain/position.ts';
import type { ReporterKind } from '../domain/group.ts';
import type { Indicator } from '../domain/indicator.ts';
import type { Day, PeriodProfile } from '../domain/period.ts';
import { LEVELS, type Terrain, type UnitKey } from '../domain/unit.ts';

/** `GET /api/v1/snapshots/{scope}`: what a scope's snapshot is made of at one position. */
export interface Manifest {
  /** Id of the store: another one makes everything that was kept worthless. */
  readonly store: string;
  readonly scope: string;
  readonly position: Position;
  /** The link that stands at `position` (`log-place.ts`). */
  readonly link: string;
  /**
   * False where the log does not hold a place that the caller said it has (`?held=`): what was kept is of a history that
   * was put back, and worthless. True where nothing was said.
   */
  readonly continues: boolean;
  /** Last position that changed units, groups, targets, the catalogue or shapes. */
  readonly structure: Position;
  /** Where the scope's `NodeTable` is. */
  readonly nodes: string;
  /** The parts, oldest period first. */
  readonly parts: readonly PartEntry[];
}

/** One part of a scope, as its manifest lists it. */
interface PartEntry {
  /** `YYYY-MM`. */
  readonly period: string;
  /** With `?at=` the tag: immutable for as long as the part is not touched again. */
  readonly url: string;
  /** Names store, `touched` and the link there: what is kept under it is of this history alone. */
  readonly tag: string;
  /** Last position that touched the part. */
  readonly touched: Position;
}

/**
 * The nodes of a scope, column by column: the units above its root first, from the top, then all nodes of the scope
 * in the order of their ordinals, of every era.
 */
export interface NodeTable {
  readonly store: string;
  readonly scope: string;
  /** Last position that changed units, groups, targets, the catalogue or shapes. */
  readonly structure: Position;
  /** Ordinal of the scope's root. */
  readonly root: number;
  /** Number of leading rows that lie above the root. */
  readonly above: number;
  readonly ordinal: readonly number[];
  /** 0 (country) to 5 (group); 5 says that the row is a group. */
  readonly level: readonly number[];
  /** Ordinal of the node above; −1 at the tree's root. */
  readonly parent: readonly number[];
  /** Unit's code or group's code. A unit's key is `code@validFrom`. */
  readonly code: readonly string[];
  readonly name: readonly string[];
  /** With its type; a group's name again. */
  readonly fullName: readonly string[];
  /** `phường`, `xã`, …; a group's unit type is empty. */
  readonly type: readonly string[];
  readonly lon: readonly (number | null)[];
  readonly lat: readonly (number | null)[];
  /** What the land of a unit is like; null where nobody said, and for groups. */
  readonly terrain: readonly (Terrain | null)[];
  readonly validFrom: readonly Day[];
  /** The first day on which it no longer exists; null while it does. */
  readonly validTo: readonly (Day | null)[];
  /** A group's kind; null for units. */
  readonly kind: readonly (ReporterKind | null)[];
}

/** The catalogue as the browser keeps it, by ordinal. */
export interface CatalogueView {
  readonly profile: PeriodProfile;
  readonly indicators: readonly IndicatorView[];
}

/** One indicator with its number and what is known of it in the view that it was asked for. */
interface IndicatorView {
  readonly ordinal: number;
  readonly indicator: Indicator;
  /** Whether anybody in the asked scope and period is expected to file it. */
  readonly filed: boolean;
}

/** The key of a unit in a node table; null for groups. */
export function unitKeyAt(table: NodeTable, row: number): UnitKey | null {
  const level = table.level[row];
  if (level === undefined || LEVELS[level] === 'group') return null;
  return `${table.code[row] ?? ''}@${table.validFrom[row] ?? ''}`;
}
