import { anchorsOf } from '../map/anchors.ts';
import {
  ARCHIPELAGO_LINE,
  archipelagoLabels,
  boundsOfArchipelago,
  EAST_SEA_AT,
  INSET_BOUNDS,
  INSET_HEIGHT_PER_WIDTH,
  NAME_AT_IN_INSET
} from '../map/archipelagos.ts';
import {
  boundsOfView,
  fit,
  holds,
  projectionOf,
  worldSize,
  type Camera,
  type Project,
  type Size
} from '../map/camera.ts';
import { colourOf, PALETTES } from '../map/colours.ts';
import { stateOfCode, type Painting } from '../map/painting.ts';
import { PATH_SCALE, pathOfLines, pathOfShape } from '../map/path.ts';
import { LINE_HEIGHT, placeLabels, type Box, type Measure } from '../map/place-labels.ts';
import { finenessOf } from '../map/fineness.ts';
import { ISLAND_STROKE, widthsAt } from '../map/style.ts';
import { isDotted, isHatched } from '../map/tint.ts';
import type { Archipelago, Bounds, MapLabel, MapLand, MapShapes, MapWords, Theme } from '../map/types.ts';
import type { Fill, Mark } from './drawing.ts';

/** What a map is drawn of, as the page's own map has it. */
export interface MapPicture {
  readonly shapes: MapShapes;
  readonly land: MapLand;
  readonly islands: readonly Archipelago[];
  readonly bounds: Bounds;
  readonly painting: Painting;
  readonly labels: readonly MapLabel[];
  readonly words: MapWords;
  readonly theme: Theme;
  /** Said inside the map, so that a cropped picture keeps it. */
  readonly marks: readonly string[];
  /** Words of the scale bar for so many kilometres. */
  readonly scaleWords: (km: number) => string;
}

const MARGIN = 20;
const GAP = 12;
type Corner = 'right' | 'left';

/** A map with names, both archipelagos (in an inset where the view does not hold them), scale bar and marks. */
export function mapDrawing(picture: MapPicture, size: Size, fontSize: number, measure: Measure): Mark[] {
  const { shapes, land, islands, painting, words, theme } = picture;
  const palette = PALETTES[theme];
  const inset = { width: fontSize * 12.5, height: Math.round(fontSize * 12.5 * INSET_HEIGHT_PER_WIDTH) };
  const { camera, corner } = placed(picture, size, inset, fontSize);
  const project = projectionOf(camera, size);
  const names = archipelagoLabels(islands, words, project, size, fontSize, measure);
  const insetBox: Box | null = corner === null ? null : boxOf(corner, size, inset);
  const sea = project(...EAST_SEA_AT);
  const seaShown =
    sea.x > 60 && sea.x < size.width - 60 && sea.y > 30 && sea.y < size.height - 30 && !isIn(insetBox, sea);
  return [
    { kind: 'rect', x: 0, y: 0, ...size, fill: palette.ground },
    ...landMarks(land, project, size, theme),
    ...unitMarks(shapes, painting, camera, size, theme),
    ...islandMarks(islands, painting, project, theme, widthsAt(camera.zoom, 1, finenessOf(shapes)).island),
    ...(seaShown
      ? [
          {
            kind: 'text',
            ...sea,
            text: words.eastSea,
            size: fontSize + 2,
            fill: palette.sea,
            anchor: 'middle',
            italic: true,
            onMap: true
          } as const
        ]
      : []),
    ...names.flatMap(({ lines, x, y }) => nameMarks(lines, x, y, fontSize, ARCHIPELAGO_LINE, theme)),
    ...unitNames(picture, camera, size, fontSize, measure, [
      ...names.map(({ box }) => box),
      ...(insetBox ? [insetBox] : [])
    ]),
    ...(insetBox ? [insetMark(picture, insetBox, inset, fontSize, measure)] : []),
    ...scaleMarks(picture, camera, size, fontSize, corner === 'left'),
    ...markMarks(picture.marks, fontSize, theme, measure)
  ];
}

/** The camera, and the lower corner in which the inset covers no unit; null where both archipelagos are in view. */
function placed(
  { shapes, islands, bounds, marks }: MapPicture,
  size: Size,
  inset: Size,
  fontSize: number
): { camera: Camera; corner: Corner | null } {
  const top = marks.length > 0 ? MARGIN + fontSize * 2.2 : MARGIN;
  const room = { top, right: MARGIN, bottom: MARGIN + fontSize * 2, left: MARGIN };
  const plain = fit(bounds, size, room);
  const needs = (camera: Camera) => {
    const seen = boundsOfView(camera, size);
    return islands.some((one) => {
      const box = boundsOfArchipelago(one);
      return box !== null && !holds(seen, box);
    });
  };
  if (!needs(plain)) return { camera: plain, corner: null };
  const isClear = (camera: Camera, corner: Corner) => {
    const project = projectionOf(camera, size);
    const box = boxOf(corner, size, inset);
    return !shapes.edge.coordinates.some((line) =>
      line.some(([lon = 0, lat = 0]) => isIn(box, project(lon, lat)))
    );
  };
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    const wide = share * (inset.width + GAP);
    const high = share * (inset.height + GAP);
    const tries: [Camera, Corner][] = [
      [fit(bounds, size, { ...room, right: room.right + wide }), 'right'],
      [fit(bounds, size, { ...room, left: room.left + wide }), 'left'],
      [fit(bounds, size, { ...room, bottom: room.bottom + high }), 'right']
    ];
    const clear = tries.filter(([camera, corner]) => isClear(camera, corner));
    const [best] = clear.sort(([a], [b]) => b.zoom - a.zoom);
    if (best) return { camera: best[0], corner: best[1] };
  }
  return {
    camera: fit(bounds, size, { ...room, bottom: room.bottom + inset.height + GAP }),
    corner: 'right'
  };
}

function boxOf(corner: Corner, size: Size, inset: Size): Box {
  const left = corner === 'right' ? size.width - inset.width - GAP : GAP;
  return [left, size.height - inset.height - GAP, left + inset.width, size.height - GAP];
}

function isIn(box: Box | null, { x, y }: { x: number; y: number }): boolean {
  return box !== null && x > box[0] - GAP && x < box[2] + GAP && y > box[1] - GAP && y < box[3] + GAP;
}

function landMarks(land: MapLand, project: Project, size: Size, theme: Theme): Mark[] {
  const palette = PALETTES[theme];
  const pairs = [
    [land.neighbours, palette.land],
    [land.country, palette.country]
  ] as const;
  return pairs.flatMap(([shape, fill]) =>
    shape === null
      ? []
      : [{ kind: 'path', path: pathOfShape(shape, project, size), step: PATH_SCALE, fill } as const]
  );
}

function unitMarks(shapes: MapShapes, { units }: Painting, camera: Camera, size: Size, theme: Theme): Mark[] {
  const palette = PALETTES[theme];
  const project = projectionOf(camera, size);
  const widths = widthsAt(camera.zoom, 1, finenessOf(shapes));
  const paths = new Map<number, string>();
  for (const { id, geometry } of shapes.units.features) {
    const code = units.get(id);
    if (code !== undefined) paths.set(code, (paths.get(code) ?? '') + pathOfShape(geometry, project, size));
  }
  const step = PATH_SCALE;
  const fills = [...paths].map(([code, path]): Mark => {
    const { tint, faint } = stateOfCode(code);
    return { kind: 'path', path, step, fill: faint ? palette.faint : fillOfTint(tint, theme) };
  });
  const outlined = [...paths].flatMap(([code, path]): Mark[] =>
    stateOfCode(code).tint === 0
      ? [{ kind: 'path', path, step, stroke: palette.outline, width: widths.edge }]
      : []
  );
  const line = (path: string, stroke: string, width: number, opacity = 1): Mark => ({
    kind: 'path',
    path,
    step,
    stroke,
    width,
    opacity
  });
  return [
    ...fills,
    line(pathOfLines(shapes.borders, project, size), palette.border, widths.border),
    line(pathOfLines(shapes.parents, project, size), palette.parent, widths.parent),
    line(pathOfLines(shapes.edge, project, size), palette.edge, widths.edge),
    ...outlined
  ];
}

/** The fill of a tint; null is a shape whose figures are not here. */
export function fillOfTint(tint: number | null, theme: Theme): Fill {
  const palette = PALETTES[theme];
  if (tint === null) return palette.skeleton;
  const [ground, ink] = palette.hatch;
  if (isHatched(tint)) return { pattern: 'hatch', ground, ink };
  const colour = colourOf(tint, theme);
  return isDotted(tint) ? { pattern: 'dots', ground: palette.ground, ink: colour } : colour;
}

function islandMarks(
  islands: readonly Archipelago[],
  { units }: Painting,
  project: Project,
  theme: Theme,
  radius: number
): Mark[] {
  const palette = PALETTES[theme];
  return islands.flatMap(({ ordinal, islands: points }) => {
    const code = ordinal === null ? undefined : units.get(ordinal);
    const { tint, faint } = stateOfCode(code ?? 0);
    // An archipelago whose unit is not in the view is drawn plainly.
    const known = tint === null ? palette.skeleton : colourOf(tint, theme);
    const fill = code === undefined ? palette.edge : faint ? palette.faint : known;
    return points.map(({ lon, lat }): Mark => ({
      ...{ kind: 'circle', ...project(lon, lat), radius, fill },
      ...{ stroke: palette.edge, width: ISLAND_STROKE }
    }));
  });
}

function unitNames(
  { shapes, labels, theme }: MapPicture,
  camera: Camera,
  size: Size,
  fontSize: number,
  measure: Measure,
  taken: readonly Box[]
): Mark[] {
  const world = worldSize(camera.zoom);
  const anchors = anchorsOf(shapes);
  const names = placeLabels(
    labels.toSorted((a, b) => a.rank - b.rank),
    {
      ...{ size, project: projectionOf(camera, size), measure, fontSize, taken },
      roomOf: ({ ordinal }) => {
        const anchor = anchors.get(ordinal);
        return (
          anchor && { width: anchor.width * world, height: anchor.height * world, at: () => anchor.place }
        );
      }
    }
  );
  const step = fontSize * LINE_HEIGHT;
  return names.flatMap(({ lines, x, y }) =>
    nameMarks(
      lines,
      x,
      y + fontSize * 0.36 - ((lines.length - 1) * step) / 2,
      fontSize,
      LINE_HEIGHT,
      theme,
      500
    )
  );
}

function nameMarks(
  lines: readonly string[],
  x: number,
  y: number,
  size: number,
  lineHeight: number,
  theme: Theme,
  weight: 500 | 600 = 600
): Mark[] {
  const { text: fill, halo } = PALETTES[theme];
  return lines.map((text, i) => ({
    ...{
      kind: 'text',
      x,
      y: y + i * size * lineHeight,
      text,
      size,
      fill,
      halo,
      anchor: 'middle',
      onMap: true
    },
    weight: i === 0 ? weight : 500
  }));
}

function insetMark(
  { islands, land, painting, words, theme }: MapPicture,
  [x, y]: Box,
  inset: Size,
  fontSize: number,
  measure: Measure
): Mark {
  const palette = PALETTES[theme];
  const project = projectionOf(fit(INSET_BOUNDS, inset), inset);
  const small = fontSize * 0.86;
  const names = archipelagoLabels(islands, words, project, inset, small, measure, NAME_AT_IN_INSET);
  return {
    ...{ kind: 'frame', x, y, ...inset, border: palette.line },
    marks: [
      { kind: 'rect', x: 0, y: 0, ...inset, fill: palette.ground },
      ...landMarks({ neighbours: null, country: land.country }, project, inset, theme),
      ...islandMarks(islands, painting, project, theme, 1.8),
      ...names.flatMap((name) => nameMarks(name.lines, name.x, name.y, small, ARCHIPELAGO_LINE, theme))
    ]
  };
}

/** Kilometres that a scale bar may stand for. */
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500] as const;
const EQUATOR_KM = 40_075.016686;

function scaleMarks(
  { theme, scaleWords }: MapPicture,
  camera: Camera,
  size: Size,
  fontSize: number,
  atRight: boolean
): Mark[] {
  const palette = PALETTES[theme];
  const perPixel = (EQUATOR_KM * Math.cos((camera.lat * Math.PI) / 180)) / worldSize(camera.zoom);
  const km = STEPS.findLast((step) => step / perPixel <= fontSize * 10) ?? 1;
  const width = km / perPixel;
  const left = atRight ? size.width - width - GAP - 4 : GAP + 4;
  const y = size.height - GAP - 4;
  const path = `M${left},${y - 5}V${y}H${left + width}V${y - 5}`;
  return [
    { kind: 'path', path, step: 1, stroke: palette.halo, width: 4 },
    { kind: 'path', path, step: 1, stroke: palette.text, width: 1.5 },
    {
      ...{
        kind: 'text',
        x: left + width / 2,
        y: y - 8,
        text: scaleWords(km),
        size: fontSize,
        fill: palette.text
      },
      ...{ anchor: 'middle', halo: palette.halo, onMap: true }
    }
  ];
}

function markMarks(marks: readonly string[], fontSize: number, theme: Theme, measure: Measure): Mark[] {
  const palette = PALETTES[theme];
  let x = GAP;
  return marks.flatMap((text): Mark[] => {
    const width = measure(text, fontSize) * 1.06 + fontSize * 1.2;
    const left = x;
    x += width + 8;
    return [
      {
        kind: 'rect',
        x: left,
        y: GAP,
        width,
        height: fontSize * 1.9,
        radius: 6,
        fill: palette.surface,
        stroke: palette.line
      },
      {
        kind: 'text',
        x: left + width / 2,
        y: GAP + fontSize * 1.3,
        text,
        size: fontSize,
        weight: 500,
        fill: palette.text,
        anchor: 'middle',
        onMap: true
      }
    ];
  });
}
