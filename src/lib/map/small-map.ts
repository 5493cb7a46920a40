import { fit, projectionOf, type Camera, type Size } from './camera.ts';
import { colourOf, PALETTES } from './colours.ts';
import { stateOfCode, type Painting } from './painting.ts';
import { PATH_SCALE, pathOfLines, pathOfShape } from './path.ts';
import { dotsImage, hatchImage, PATTERN_RATIO, type PatternImage } from './patterns.ts';
import { finenessOf } from './fineness.ts';
import { widthsAt } from './style.ts';
import { isDotted, isHatched } from './tint.ts';
import type { Archipelago, Bounds, MapLand, MapShapes, Ordinal, Theme } from './types.ts';

/** What a small map holds that is the same for every period and indicator. */
export interface SmallScene {
  readonly shapes: MapShapes;
  readonly land: MapLand;
  readonly islands: readonly Archipelago[];
  readonly bounds: Bounds;
}

/** The outlines of a scene at one size: made once for all small maps of that size. */
export interface SmallOutlines {
  readonly camera: Camera;
  readonly size: Size;
  readonly units: readonly { readonly ordinal: Ordinal; readonly path: Path2D }[];
  readonly country: Path2D;
  readonly borders: Path2D;
  readonly parents: Path2D;
  readonly edge: Path2D;
  readonly widths: ReturnType<typeof widthsAt>;
  readonly islands: readonly { readonly x: number; readonly y: number; readonly ordinal: Ordinal | null }[];
}

const MARGIN = 6;
/** Room below the shapes for what is said inside of the picture: it never lies over a place. */
const MARK = 12;
const kept = new WeakMap<MapShapes, Map<string, SmallOutlines>>();

/** The outlines of a scene at a size; `isMarked`: words stand in the picture's lower edge, which is left to them. */
export function smallOutlines(
  { shapes, land, islands, bounds }: SmallScene,
  size: Size,
  isMarked = false
): SmallOutlines {
  const bySize = kept.get(shapes) ?? new Map<string, SmallOutlines>();
  kept.set(shapes, bySize);
  const key = `${size.width}/${size.height}/${isMarked}/${bounds.join()}`;
  const known = bySize.get(key);
  if (known) return known;
  const padding = { top: MARGIN, right: MARGIN, bottom: MARGIN + (isMarked ? MARK : 0), left: MARGIN };
  const camera = fit(bounds, size, padding);
  const project = projectionOf(camera, size);
  const outlines = {
    camera,
    size,
    units: shapes.units.features.map(({ id, geometry }) => ({
      ordinal: id,
      path: new Path2D(pathOfShape(geometry, project, size))
    })),
    country: new Path2D(land.country ? pathOfShape(land.country, project, size) : ''),
    borders: new Path2D(pathOfLines(shapes.borders, project, size)),
    parents: new Path2D(pathOfLines(shapes.parents, project, size)),
    edge: new Path2D(pathOfLines(shapes.edge, project, size)),
    widths: widthsAt(camera.zoom, 0.8, finenessOf(shapes)),
    islands: islands.flatMap(({ ordinal, islands }) =>
      islands.map(({ lon, lat }) => ({ ...project(lon, lat), ordinal }))
    )
  };
  bySize.set(key, outlines);
  return outlines;
}

/** Draws a small map into a canvas of `size` times `ratio` pixels. */
export function drawSmallMap(
  context: CanvasRenderingContext2D,
  outlines: SmallOutlines,
  painting: Painting,
  theme: Theme,
  ratio: number
): void {
  const palette = PALETTES[theme];
  const { width, height } = outlines.size;
  const scale = ratio * PATH_SCALE;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = palette.ground;
  context.fillRect(0, 0, width, height);
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.fillStyle = palette.country;
  context.fill(outlines.country, 'evenodd');
  const [hatch, dots] = [patternOf(context, 'hatch', theme), patternOf(context, 'dots', theme)];
  for (const { ordinal, path } of outlines.units) {
    const { tint, faint } = stateOfCode(painting.units.get(ordinal) ?? 0);
    context.fillStyle = faint
      ? palette.faint
      : tint === null
        ? palette.skeleton
        : isHatched(tint) && hatch
          ? hatch
          : colourOf(tint, theme);
    context.fill(path, 'evenodd');
    if (!faint && tint !== null && isDotted(tint) && dots) {
      context.fillStyle = dots;
      context.fill(path, 'evenodd');
    }
  }
  line(context, outlines.borders, palette.border, outlines.widths.border);
  line(context, outlines.parents, palette.parent, 0.6);
  line(context, outlines.edge, palette.edge, 0.7);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  for (const { x, y, ordinal } of outlines.islands) {
    const code = ordinal === null ? undefined : painting.units.get(ordinal);
    const { tint } = stateOfCode(code ?? 0);
    context.beginPath();
    context.arc(x, y, 1.1, 0, 2 * Math.PI);
    context.fillStyle = tint === null ? palette.skeleton : colourOf(tint, theme);
    context.strokeStyle = palette.edge;
    context.lineWidth = 0.5;
    context.fill();
    context.stroke();
  }
}

function line(context: CanvasRenderingContext2D, path: Path2D, colour: string, width: number): void {
  if (width < 0.05) return;
  context.strokeStyle = colour;
  context.lineWidth = width / PATH_SCALE;
  context.lineJoin = 'round';
  context.stroke(path);
}

const patterns = new Map<string, HTMLCanvasElement>();

function patternOf(
  context: CanvasRenderingContext2D,
  name: 'hatch' | 'dots',
  theme: Theme
): CanvasPattern | null {
  const key = `${name}/${theme}`;
  const tile = patterns.get(key) ?? tileOf(name === 'hatch' ? hatchImage(theme) : dotsImage(theme));
  patterns.set(key, tile);
  const pattern = context.createPattern(tile, 'repeat');
  pattern?.setTransform(new DOMMatrix().scale(1 / PATTERN_RATIO / PATH_SCALE));
  return pattern;
}

function tileOf({ width, height, data }: PatternImage): HTMLCanvasElement {
  const tile = document.createElement('canvas');
  tile.width = width;
  tile.height = height;
  tile.getContext('2d')?.putImageData(new ImageData(new Uint8ClampedArray(data), width, height), 0, 0);
  return tile;
}

const waiting = new Map<HTMLCanvasElement, () => void>();
let frame = 0;
/** So long the drawing of small maps may take of a frame, milliseconds. */
const BUDGET_MS = 8;

/** Draws when there is room in a frame; of one canvas the last drawing alone. Ends when the answer is called. */
export function drawInTurn(canvas: HTMLCanvasElement, draw: () => void): () => void {
  waiting.set(canvas, draw);
  if (frame === 0) frame = requestAnimationFrame(work);
  return () => {
    if (waiting.get(canvas) === draw) waiting.delete(canvas);
  };
}

function work(): void {
  frame = 0;
  const started = performance.now();
  for (const [canvas, draw] of waiting) {
    waiting.delete(canvas);
    draw();
    if (performance.now() - started > BUDGET_MS) break;
  }
  if (waiting.size > 0) frame = requestAnimationFrame(work);
}
