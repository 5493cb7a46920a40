import type { Feature, MultiLineString, MultiPolygon, Polygon } from 'geojson';
import type { UnitKey } from '../domain/unit.ts';
import type { MapCircle } from './circles.ts';
import type { MapStart } from './map-start.ts';
import type { Box } from './place-labels.ts';
import type { Tint } from './tint.ts';

/** Number of a node in the store: the only key between the columns and the picture. */
export type Ordinal = number;

/** One unit as it is drawn; `id` is its ordinal, which is also its key for feature state. */
export type UnitFeature = Feature<Polygon | MultiPolygon, { readonly key: UnitKey }> & {
  readonly id: Ordinal;
};

/** The units of the level that is shown, with their lines; made by `shapesOf` from a topology. */
export interface MapShapes {
  readonly units: { readonly type: 'FeatureCollection'; readonly features: UnitFeature[] };
  /** Borders between two of the units, each once. */
  readonly borders: MultiLineString;
  /** Borders between their parents (provinces, where communes are shown), each once. */
  readonly parents: MultiLineString;
  /** The edge of all of them together. */
  readonly edge: MultiLineString;
}

/** What lies around the units and carries no figure. */
export interface MapLand {
  /** Neighbouring countries: plain, unnamed land. */
  readonly neighbours: Polygon | MultiPolygon | null;
  /** Việt Nam as a whole: under the units, and around them where only a part of it is shown. */
  readonly country: Polygon | MultiPolygon | null;
}

export type ArchipelagoName = 'hoangSa' | 'truongSa';

/** An archipelago as its islands' points (data/units/archipelagos.csv; RULES 24). */
export interface Archipelago {
  readonly name: ArchipelagoName;
  /** The unit to which it belongs at the level shown, so that its islands wear that unit's colour; null where none. */
  readonly ordinal: Ordinal | null;
  readonly islands: readonly Island[];
}

interface Island {
  readonly lon: number;
  readonly lat: number;
  readonly areaKm2: number;
}

/** A name on the map. Its point is also what the arrow keys and the pulse go by. */
export interface MapLabel {
  readonly ordinal: Ordinal;
  readonly text: string;
  readonly lon: number;
  readonly lat: number;
  /** Smaller is placed first; a label that has no room left is not drawn. */
  readonly rank: number;
  /** Said in its place where it does not fit: `HCM`. */
  readonly short?: string;
  /** Where it does not fit into its unit it stands beside it, with a line to it. */
  readonly leads?: boolean;
}

/** The colours of the units as columns; a unit that is not in them is không áp dụng. */
export interface Colouring {
  /** Rises with every change; `data-revision` of the map says which one is on the screen. */
  readonly revision: number;
  readonly ordinals: ArrayLike<Ordinal>;
  /** One `Tint` per ordinal, see `tintOf`. */
  readonly tints: ArrayLike<Tint>;
}

/** [west, south, east, north], degrees. */
export type Bounds = readonly [number, number, number, number];
export type Theme = 'light' | 'dark';

/** A point of the picture, CSS pixels from its upper left corner. */
export interface ScreenPoint {
  readonly x: number;
  readonly y: number;
}

/** The few words that the map draws or reads out; `MAP_WORDS` has both languages. */
export interface MapWords {
  /** Name of the map for those who do not see it. */
  readonly region: string;
  /** How to move in it by keyboard. */
  readonly instructions: string;
  readonly eastSea: string;
  /** Name and, below it, to whom it belongs. */
  readonly hoangSa: readonly [string, string];
  readonly truongSa: readonly [string, string];
  readonly inset: string;
  readonly zoomIn: string;
  readonly zoomOut: string;
  readonly wholeView: string;
  /** Shown in place of the live map where there is no WebGL. */
  readonly stillPicture: string;
}

export interface AttainmentMapProps {
  readonly shapes: MapShapes;
  readonly land: MapLand;
  readonly islands: readonly Archipelago[];
  readonly labels: readonly MapLabel[];
  /** Numbers that some units carry, here as in a list beside the map. */
  readonly numbers?: ReadonlyMap<Ordinal, number>;
  /** Null while the figures are not there: the shapes are drawn as a skeleton. */
  readonly colouring: Colouring | null;
  readonly bounds: Bounds;
  readonly words: MapWords;
  readonly theme: Theme;
  readonly reducedMotion?: boolean;
  readonly selected?: Ordinal | null;
  readonly hovered?: Ordinal | null;
  /** Units as circles over grey land, in the place of coloured shapes; left out where shapes are coloured. */
  readonly circles?: readonly MapCircle[] | null;
  /** What of the picture the circles cover together; left out where it is as usual. */
  readonly circleShare?: number;
  /** One place is looked at from near: no inset, and the bounds fill the picture. */
  readonly isNear?: boolean;
  /** Units that the choice leaves out: drawn faint. */
  readonly left?: ReadonlySet<Ordinal>;
  /** Said inside the picture: "Số liệu minh họa", "Ranh giới minh họa". */
  readonly marks?: readonly string[];
  /** Size of what lies over the lower left corner: units are kept clear of it. */
  readonly corner?: { readonly width: number; readonly height: number } | null;
  /**
   * What lies over the picture, [left, top, right, bottom] in CSS pixels: units and names are kept clear of it, and the
   * picture is as large as that allows; `padding` then says only where inset, marks and buttons stand.
   */
  readonly taken?: readonly Box[] | null;
  /** Room that panels over the picture take, CSS pixels. */
  readonly padding?: Padding;
  /** A picture to be read from afar: size of its smallest text, CSS pixels, and no buttons. Left out where it is at hand. */
  readonly textSize?: number;
  /** Size at which the server draws a first picture; without it the first picture is drawn in the browser. */
  /** Where a first picture lies on the screen: the map begins there as long as its room is the same. */
  readonly start?: MapStart | null;
  readonly initialSize?: { readonly width: number; readonly height: number };
  readonly onselect?: (ordinal: Ordinal | null) => void;
  readonly onhover?: (ordinal: Ordinal | null, point: ScreenPoint) => void;
  /** Enter, double click or double tap: one level down. */
  readonly onopen?: (ordinal: Ordinal) => void;
  /** Escape: one level up. */
  readonly onup?: () => void;
  /** The picture stands still and shows this revision. */
  readonly onidle?: (revision: number) => void;
}

export interface Padding {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}
