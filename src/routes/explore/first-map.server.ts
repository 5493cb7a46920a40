import { render } from 'svelte/server';
import { Board } from '$lib/board/board.svelte.ts';
import type { Selection } from '$lib/board/selection.ts';
import type { Period } from '$lib/domain/period.ts';
import type { LevelName, UnitKey } from '$lib/domain/unit.ts';
import type { Language } from '$lib/i18n/language.ts';
import { makeSpeech } from '$lib/i18n/speech.ts';
import { edgePoints } from '$lib/map/clear-fit.ts';
import { fit, mercatorX, mercatorY, projectionOf, worldSize } from '$lib/map/camera.ts';
import type { FirstPlan } from '$lib/map/first-place.ts';
import { paintingOf } from '$lib/map/painting.ts';
import { stillSteps, type StillDrawing } from '$lib/map/still-drawing.ts';
import type { Bounds, Theme } from '$lib/map/types.ts';
import { MAP_WORDS } from '$lib/map/words.ts';
import type { CurrentRuntime } from '$lib/server/context/current-runtime.ts';
import { inTurns } from '$lib/server/core/in-turns.ts';
import type { FirstPicture } from '$lib/wire/first-picture.ts';
import { coloursOf } from '../faces/colours-of.ts';
import { MAINLAND, type Scene } from '../faces/scene.ts';
import { stillScene, type Ground } from '../faces/still-scene.server.ts';
import FirstMap from './FirstMap.svelte';
import { SEA, SEA_FOOT } from './map-room.svelte.ts';

/** The drawing's own pixels: the units fill the middle, and what lies around them is there for wider pages. */
const SIZE = { width: 1_000, height: 700 } as const;
const AROUND = { top: 100, right: 250, bottom: 100, left: 250 } as const;
/** So many corners of the edge go with the page: what lies over the map is kept off them. */
const MOST_CORNERS = 250;
/** Drawings that are kept, a few hundred KB each. */
const MOST_DRAWN = 32;
/** A page does not wait longer for its drawing, milliseconds: the map then comes with the script, as it always did. */
const PATIENCE_MS = 250;

interface Drawn {
  readonly scene: Scene;
  readonly drawing: StillDrawing;
  readonly plan: FirstPlan;
}

/** What is drawn. */
interface Shown {
  readonly unit: UnitKey;
  readonly level: LevelName;
  readonly period: Period;
}

const drawn = new Map<string, Promise<Drawn | null>>();

/** How somebody is to see the page. */
interface Look {
  readonly language: Language;
  readonly theme: Theme | null;
}

/**
 * The map of the desk's first picture as HTML, coloured by the very rows that the page carries; null where the page
 * shows another view or all communes of the country, where nothing is drawn, or where it is not ready in time.
 */
export async function firstMap(
  runtime: Ground & Pick<CurrentRuntime, 'settings'>,
  picture: FirstPicture,
  selection: Selection,
  { language, theme }: Look
): Promise<string | null> {
  // A target that is tried out is drawn by the page, which says so in the picture.
  if (selection.view !== 'map' || selection.goal !== null) return null;
  const node = runtime.world.tree.nodes[picture.unit];
  if (node?.kind !== 'unit') return null;
  // All communes of the country are a thousand paths to write and a megabyte to send: the page draws them.
  if (node.level === 0 && picture.level !== 'province') return null;
  const board = new Board(() => ({ picture, selection }));
  const level = board.level === 'group' ? board.unit.level : board.level;
  const found = await inTime(drawnOf(runtime, { unit: node.key, level, period: board.period }));
  if (found === null) return null;
  const { scene, drawing, plan } = found;
  const lines = board.level === 'group' || board.lines.length === 0 ? [board.here] : board.lines;
  const colouring = coloursOf(lines, board.chosen.indicator.kind === 'count', 1);
  const left = selection.as === 'circles' ? new Set(lines.map(({ place }) => place.ordinal)) : board.faint;
  const painting = paintingOf(scene.shapes, colouring, left);
  const { t } = makeSpeech(language);
  const marks = [
    ...(runtime.settings.mode === 'demo' ? [t('demo.figures')] : []),
    ...(scene.schematic ? [t('demo.boundaries')] : [])
  ];
  const props = { scene, drawing, plan, painting, words: MAP_WORDS[language], marks, theme };
  // Nothing finds its place again in it: it stands until the map takes its place.
  return render(FirstMap, { props }).body.replace(/<!--.*?-->/g, '');
}

async function drawnOf(runtime: Ground, shown: Shown): Promise<Drawn | null> {
  const { publisher, boundaries } = runtime;
  const { unit, level, period } = shown;
  const served = await boundaries.view(unit, level, period);
  if (typeof served === 'string') return null;
  const key = [unit, level, served.answer.hash, publisher.store, publisher.fold.structure].join(' ');
  const known = drawn.get(key) ?? draw(runtime, shown);
  known.catch(() => drawn.delete(key));
  drawn.delete(key);
  if (drawn.size >= MOST_DRAWN) drawn.delete(drawn.keys().next().value ?? '');
  drawn.set(key, known);
  return known;
}

async function draw(runtime: Ground, { unit, level, period }: Shown): Promise<Drawn | null> {
  const scene = await stillScene(runtime, unit, level, period);
  return scene && inTurns(steps(scene), runtime.publisher.spent);
}

function* steps(scene: Scene): Generator<void, Drawn> {
  const { shapes, land, bounds, isWhole } = scene;
  const camera = fit(isWhole ? MAINLAND : bounds, SIZE, AROUND);
  yield;
  const drawing = yield* stillSteps(shapes, land, camera, SIZE);
  const project = projectionOf(camera, SIZE);
  const corner = (lon: number, lat: number) => {
    const { x, y } = project(lon, lat);
    return [Math.round(x), Math.round(y)] as const;
  };
  const edge = edgeIn(shapes, isWhole ? MAINLAND : bounds, camera);
  const [west, south, east, north] = bounds;
  const frame = [...corner(west, north), ...corner(east, south)] as const;
  const [sea, seaFoot] = isWhole ? [SEA, SEA_FOOT] : [0, 0];
  return { scene, drawing, plan: { camera, size: SIZE, edge, frame, isWhole, sea, seaFoot } };
}

/** Corners of the edge of the units in the drawing's pixels, x and y in turn. */
function edgeIn(shapes: Scene['shapes'], bounds: Bounds, { lon, lat, zoom }: FirstPlan['camera']): number[] {
  const points = edgePoints(shapes, bounds);
  const world = worldSize(zoom);
  const left = mercatorX(lon) * world - SIZE.width / 2;
  const top = mercatorY(lat) * world - SIZE.height / 2;
  const every = Math.max(1, Math.ceil(points.length / 2 / MOST_CORNERS));
  const edge: number[] = [];
  for (let i = 0; i < points.length; i += 2 * every)
    edge.push(Math.round(points[i]! * world - left), Math.round(points[i + 1]! * world - top));
  return edge;
}

/** What is ready within our patience; null for what is not. */
function inTime<T>(work: Promise<T | null>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MS, null);
  });
  return Promise.race([work, late])
    .catch(() => null)
    .finally(() => clearTimeout(timer));
}
