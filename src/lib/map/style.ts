import type {
  ExpressionSpecification,
  GeoJSONSourceSpecification,
  LayerSpecification,
  StyleSpecification
} from 'maplibre-gl';
import { PALETTES, tintColours } from './colours.ts';
import { finenessOf } from './fineness.ts';
import { isDotted, isHatched, TINTS } from './tint.ts';
import type { Archipelago, MapLand, MapShapes, Ordinal, Theme } from './types.ts';

// The style of the live map (Style Spec: "layers", "expressions", "feature-state"). It has no glyphs and no sprite:
// names are drawn over it. A unit's colour, pattern and outline follow from its feature state alone, so that a change
// of figures never rebuilds a tile. `fill-pattern` cannot follow a feature state, but `fill-opacity` can: each pattern
// is a layer of its own over all units, seen only where the state says so.

export const UNITS = 'units';
export const ISLANDS = 'islands';
export const LINES = 'lines';
export const LAND = 'land';
export const HATCH = 'hatch';
export const DOTS = 'dots';

const tint: ExpressionSpecification = ['feature-state', 'tint'];
const faint: ExpressionSpecification = ['boolean', ['feature-state', 'faint'], false];

/** The paint properties that differ between themes. */
export const THEMED = [
  'background-color',
  'fill-color',
  'line-color',
  'circle-color',
  'circle-stroke-color'
] as const;
export type LayerName =
  'ground' | 'neighbours' | 'country' | 'units' | 'borders' | 'parents' | 'edge' | 'blanks' | 'islands';
type Themed = Partial<Record<(typeof THEMED)[number], string | ExpressionSpecification>>;

/** A theme's colours by layer; also what is set where the theme changes. */
export function paints(theme: Theme): Readonly<Record<LayerName, Themed>> {
  const palette = PALETTES[theme];
  return {
    ground: { 'background-color': palette.ground },
    neighbours: { 'fill-color': palette.land },
    country: { 'fill-color': palette.country },
    units: { 'fill-color': tintColour(theme) },
    borders: { 'line-color': palette.border },
    parents: { 'line-color': palette.parent },
    edge: { 'line-color': palette.edge },
    blanks: { 'line-color': palette.outline },
    islands: { 'circle-color': tintColour(theme), 'circle-stroke-color': palette.edge }
  };
}

export function styleOf(
  theme: Theme,
  shapes: MapShapes,
  land: MapLand,
  archipelagos: readonly Archipelago[],
  bold: number
): StyleSpecification {
  return {
    version: 8,
    // Patterns and colours change at once: what moves is drawn over the map.
    transition: { duration: 0, delay: 0 },
    sources: {
      [LAND]: source(landData(land)),
      [UNITS]: source(unitData(shapes)),
      [LINES]: source(lineData(shapes)),
      [ISLANDS]: source(islandData(archipelagos))
    },
    layers: layersOf(theme, widthsOf(bold, finenessOf(shapes)))
  };
}

export function unitData(shapes: MapShapes): GeoJSON.FeatureCollection {
  return { type: 'FeatureCollection', features: [...shapes.units.features] };
}

export function lineData({ borders, parents, edge }: MapShapes): GeoJSON.FeatureCollection {
  return collection([
    { kind: 'border', geometry: borders },
    { kind: 'parent', geometry: parents },
    { kind: 'edge', geometry: edge }
  ]);
}

export function landData({ neighbours, country }: MapLand): GeoJSON.FeatureCollection {
  return collection([
    { kind: 'neighbour', geometry: neighbours },
    { kind: 'country', geometry: country }
  ]);
}

/** The islands as points; those of one archipelago share their unit's id and with it its feature state. */
export function islandData(archipelagos: readonly Archipelago[]): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: archipelagos.flatMap(({ ordinal, islands }) =>
      islands.map(({ lon, lat, areaKm2 }) => ({
        type: 'Feature' as const,
        id: ordinal ?? NO_UNIT,
        properties: { radius: Math.sqrt(areaKm2 / Math.PI) },
        geometry: { type: 'Point' as const, coordinates: [lon, lat] }
      }))
    )
  };
}

/** Id of islands that belong to no unit of the level shown. */
const NO_UNIT: Ordinal = 2 ** 31 - 1;

function collection(
  parts: readonly { kind: string; geometry: GeoJSON.Geometry | null }[]
): GeoJSON.FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: parts.flatMap(({ kind, geometry }) =>
      geometry === null ? [] : [{ type: 'Feature' as const, properties: { kind }, geometry }]
    )
  };
}

/** Half a pixel of simplification at most, so that neighbours do not part. */
function source(data: GeoJSON.FeatureCollection): GeoJSONSourceSpecification {
  return { type: 'geojson', data, tolerance: 0.2, buffer: 16, maxzoom: 13 };
}

function layersOf(theme: Theme, widths: ReturnType<typeof widthsOf>): LayerSpecification[] {
  const paint = paints(theme);
  const line = { 'line-join': 'round' } as const;
  return [
    { id: 'ground', type: 'background', paint: { ...paint.ground } },
    {
      id: 'neighbours',
      type: 'fill',
      source: LAND,
      filter: kind('neighbour'),
      paint: { ...paint.neighbours }
    },
    { id: 'country', type: 'fill', source: LAND, filter: kind('country'), paint: { ...paint.country } },
    {
      id: 'units',
      type: 'fill',
      source: UNITS,
      paint: { ...paint.units, 'fill-antialias': false }
    },
    patternLayer(HATCH, isHatched),
    patternLayer(DOTS, isDotted),
    {
      id: 'borders',
      type: 'line',
      source: LINES,
      filter: kind('border'),
      layout: line,
      paint: { ...paint.borders, ...widths.borders }
    },
    {
      id: 'parents',
      type: 'line',
      source: LINES,
      filter: kind('parent'),
      layout: line,
      paint: { ...paint.parents, ...widths.parents }
    },
    {
      id: 'edge',
      type: 'line',
      source: LINES,
      filter: kind('edge'),
      layout: line,
      paint: { ...paint.edge, ...widths.edge }
    },
    {
      id: 'blanks',
      type: 'line',
      source: UNITS,
      layout: line,
      paint: { ...paint.blanks, ...widths.blanks, 'line-opacity': ['case', ['==', tint, 0], 1, 0] }
    },
    {
      id: 'islands',
      type: 'circle',
      source: ISLANDS,
      paint: {
        ...paint.islands,
        ...widths.islands
      }
    }
  ];
}

function patternLayer(pattern: string, shows: (tint: number) => boolean): LayerSpecification {
  const tints = Array.from({ length: TINTS }, (_, value) => value).filter(shows);
  const shown: ExpressionSpecification = ['case', faint, 0, 1];
  return {
    id: pattern,
    type: 'fill',
    source: UNITS,
    paint: {
      'fill-pattern': pattern,
      'fill-opacity': ['match', tint, tints, shown, 0],
      'fill-antialias': false
    }
  };
}

function tintColour(theme: Theme): ExpressionSpecification {
  const [first = '', ...rest] = tintColours(theme);
  const others = rest.flatMap((colour, i) => [i + 1, colour] as const);
  const { skeleton, faint: left } = PALETTES[theme];
  return ['case', faint, left, ['match', tint, 0, first, ...others, skeleton]] as ExpressionSpecification;
}

function kind(name: string): ExpressionSpecification {
  return ['==', ['get', 'kind'], name];
}

// Widths by zoom: hairlines where a commune is a few pixels wide.
const byZoom = (...stops: number[]): ExpressionSpecification => [
  'interpolate',
  ['linear'],
  ['zoom'],
  ...stops
];
/** Stops of a width: zoom, pixels, zoom, pixels… */
const WIDTHS = {
  parent: [4, 0.7, 7, 1.4, 10, 2.2],
  edge: [4, 0.6, 7, 0.9, 11, 1.4],
  island: [4, 1.9, 6, 2.6, 9, 3.4]
} as const;
/** Of the lines between units, above the zoom at which units are four pixels wide: none there, whole at ninety. */
const BORDER = [0, 0, 1, 0.35, 2.5, 0.8, 4.5, 1.3] as const;
export const ISLAND_STROKE = 0.6;

/** A width by zoom; `bold` times as wide on a wall that is seen from afar. */
function width(what: keyof typeof WIDTHS, bold: number): ExpressionSpecification {
  return byZoom(...WIDTHS[what].map((stop, i) => (i % 2 === 0 ? stop : stop * bold)));
}

/** The width of lines between units; `fineness` is the zoom at which these are four pixels wide. */
function borderWidth(bold: number, fineness: number): ExpressionSpecification {
  return byZoom(...BORDER.map((stop, i) => (i % 2 === 0 ? stop + fineness : stop * bold)));
}

/** What of a paint is a width. */
export const WIDE = ['line-width', 'circle-radius', 'circle-stroke-width'] as const;
type Wide = Partial<Record<(typeof WIDE)[number], number | ExpressionSpecification>>;

/** The widths of each layer's paint. */
export function widthsOf(
  bold: number,
  fineness: number
): Readonly<Record<'borders' | 'parents' | 'edge' | 'blanks' | 'islands', Wide>> {
  const edge = { 'line-width': width('edge', bold) };
  return {
    borders: { 'line-width': borderWidth(bold, fineness) },
    parents: { 'line-width': width('parent', bold) },
    edge,
    blanks: edge,
    islands: { 'circle-radius': width('island', bold), 'circle-stroke-width': ISLAND_STROKE * bold }
  };
}

/** The same widths for the still picture, pixels. */
export function widthsAt(zoom: number, bold: number, fineness: number) {
  return {
    border: at(borderWidth(bold, fineness), zoom),
    parent: at(width('parent', bold), zoom),
    edge: at(width('edge', bold), zoom),
    island: at(width('island', bold), zoom),
    islandStroke: ISLAND_STROKE * bold
  };
}

function at(expression: ExpressionSpecification, zoom: number): number {
  const stops = expression.slice(3).map(Number);
  let [z0 = 0, v0 = 0] = stops;
  for (let i = 0; i < stops.length; i += 2) {
    const [z1 = 0, v1 = 0] = stops.slice(i, i + 2);
    if (zoom <= z1) return z1 === z0 ? v1 : v0 + ((v1 - v0) * (zoom - z0)) / (z1 - z0);
    [z0, v0] = [z1, v1];
  }
  return v0;
}
