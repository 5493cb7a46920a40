import type { Position } from '../domain/position.ts';
import type { Period } from '../domain/period.ts';
import type { Basis } from '../domain/rows.ts';
import type { LevelName, UnitKey } from '../domain/unit.ts';
import type { CatalogueView } from './manifest.ts';
import type { PackedNodes } from './packed-nodes.ts';

/** What an address asks for; null where it leaves the choice to the server. */
export interface PictureChoice {
  readonly unit: UnitKey | null;
  readonly level: LevelName | null;
  /** Code of an indicator. */
  readonly indicator: string | null;
  readonly period: Period | null;
  readonly basis: Basis;
}

/**
 * What the explore page's HTML carries so that the map draws before anything else is fetched: the rows of one
 * indicator in the chosen view, for the chosen period and the one before, the view's nodes, and the catalogue.
 * Plain JSON; all choices made.
 */
export interface FirstPicture {
  readonly store: string;
  /** The position of everything in here. */
  readonly position: Position;
  /** The link that stands there (`log-place.ts`). */
  readonly link: string;
  /** The server's moment at which it was made, milliseconds UTC: what the page's clock begins with. */
  readonly now: number;
  /** The view as a scope, `{unit}/{level}`: the one to subscribe to, and that of `nodes` and `slices`. */
  readonly scope: string;
  /** Ordinal of the chosen unit. */
  readonly unit: number;
  /** Ordinals from the top of the tree down to the chosen unit, both included: the breadcrumb. */
  readonly path: readonly number[];
  /** How many of the path's first units are not for whoever looks: they are named and not opened. */
  readonly closed: number;
  /** The level that is drawn. */
  readonly level: LevelName;
  /** Levels below the unit that have nodes in the period, from the top; its own where it has none below. */
  readonly levels: readonly LevelName[];
  /** There are levels below the unit and none of them is for whoever looks. */
  readonly hidden: boolean;
  /** Ordinal of the chosen indicator. */
  readonly indicator: number;
  readonly period: Period;
  readonly basis: Basis;
  /** The periods that can be chosen here, oldest first. */
  readonly periods: readonly Period[];
  /** The nodes of the view that stand in the period, with the units above it. */
  readonly nodes: PackedNodes;
  readonly catalogue: CatalogueView;
  /** The chosen period's rows and, where there is one, the period's before it. */
  readonly slices: readonly PictureSlice[];
}

/** One slice, ready for `decodeRows` after base64. */
interface PictureSlice {
  readonly period: Period;
  /** An Arrow stream of kind `slice`, base64. */
  readonly rows: string;
}

/** The bytes of a base64 text. */
export function bytesOf(base64: string): Uint8Array {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
