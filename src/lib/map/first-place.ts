import { unproject, type Camera, type Size } from './camera.ts';
import { largestClear } from './clear-fit.ts';
import type { Box } from './place-labels.ts';

/** Sizes of what lies over the desk's map, CSS pixels. */
export interface OverMap {
  readonly width: number;
  readonly height: number;
  readonly headWidth: number;
  readonly headHeight: number;
  readonly keyWidth: number;
  readonly keyHeight: number;
  readonly strip: number;
  /** Where the sea begins to which what is said keeps, and where its foot does; 0 beside a picture without one. */
  readonly sea: number;
  readonly seaFoot: number;
  /** Room of a note at the top; 0 where there is none. */
  readonly note: number;
}

/**
 * The boxes of the map over which something lies: finding, marks, legend, months, buttons. The first page carries it as
 * text: it names nothing outside of itself.
 */
export function takenOver(over: OverMap): Box[] {
  const [AIR, SIDE, MARKS, ZOOM, ZOOM_HEIGHT, TOOLS, MARKS_WIDTH] = [10, 20, 24, 56, 112, 40, 250];
  const { width, height, headWidth, headHeight, keyWidth, keyHeight, strip, sea, seaFoot, note } = over;
  const top = (headHeight === 0 ? 0 : headHeight + AIR) + note;
  const foot = height - strip;
  return [
    [sea, 0, sea + headWidth + SIDE + AIR, top],
    [sea, top, sea + MARKS_WIDTH, top + MARKS],
    [sea, foot - keyHeight - TOOLS - SIDE, sea + keyWidth + SIDE + AIR, foot],
    [seaFoot, foot - AIR, width, height],
    [width - ZOOM, 0, width, top + ZOOM_HEIGHT]
  ];
}

/** What the server says of the first picture, beside the picture: all in its own pixels. */
export interface FirstPlan {
  readonly camera: Camera;
  readonly size: Size;
  /** Corners of the edge of the units, x and y in turn. */
  readonly edge: readonly number[];
  /** What the map is to hold on a narrow page, [left, top, right, bottom]. */
  readonly frame: Box;
  /** It is the country: narrow pages show it with both archipelagos in their places. */
  readonly isWhole: boolean;
  /** Where the sea begins, and where its foot does; parts of the width, 0 without one. */
  readonly sea: number;
  readonly seaFoot: number;
}

/** Where the first picture was put: its pixels at `p × scale + (x, y)`. */
export interface FirstPlace {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly taken: readonly Box[] | null;
}

/**
 * Puts the picture that came with the page where the map will be, as soon as the page stands and before any script of
 * it is here: as large as what lies over it allows. Carried by the page as text: it names nothing outside of itself.
 */
function placeFirst(clear: typeof largestClear, taken: typeof takenOver): void {
  const [MARGIN, CLEAR_MARGIN, INSET_GAP, MARKS_HEIGHT] = [24, 8, 12, 36];
  const frame = document.querySelector<HTMLElement>('[data-first-map]');
  const drawing = frame?.querySelector<SVGElement>('svg.still');
  const room = frame?.closest<HTMLElement>('[data-map-room]');
  if (!frame || !drawing || !room) return;
  const plan = JSON.parse(frame.querySelector('[data-plan]')?.getAttribute('data-plan') ?? '') as FirstPlan;
  const of = (name: string) => room.querySelector<HTMLElement>(`[data-over="${name}"]`);
  const isNarrow = matchMedia('(max-width: 1023px)').matches;
  const strip = of('strip')?.clientHeight ?? 0;
  const headHeight = of('head')?.clientHeight ?? 0;
  room.style.setProperty('--foot', `${strip}px`);
  room.style.setProperty('--head', `${isNarrow ? 0 : headHeight}px`);
  const { clientWidth: width, clientHeight: height } = frame;
  const inset = frame.querySelector<HTMLElement>('[data-over="inset"]');
  const boxes = isNarrow
    ? null
    : taken({
        width,
        height,
        headWidth: of('head')?.clientWidth ?? 0,
        headHeight,
        keyWidth: of('key')?.clientWidth ?? 0,
        keyHeight: of('legend')?.offsetHeight ?? 0,
        strip,
        sea: Math.round(width * plan.sea),
        seaFoot: Math.round(width * plan.seaFoot),
        note: 0
      });
  const covered: Box[] = boxes ? [...boxes] : [[0, 0, width, MARKS_HEIGHT]];
  if (inset && inset.clientWidth > 0) {
    const [left, top] = [inset.offsetLeft - INSET_GAP, inset.offsetTop - INSET_GAP];
    covered.push([left, top, width, boxes ? height : top + inset.offsetHeight + INSET_GAP]);
  }
  const [west, north, east, south] = plan.frame;
  const points = isNarrow && plan.isWhole ? [west, north, east, south] : plan.edge;
  const margin = Math.min(boxes ? CLEAR_MARGIN : MARGIN, width / 24);
  const place = clear(points, { width, height }, margin, covered, Infinity);
  if (place === null) return;
  const { scale, x, y } = place;
  drawing.setAttribute('viewBox', [-x, -y, width, height].map((one) => one / scale).join(' '));
  frame.dataset['placed'] = JSON.stringify({ scale, x, y, width, height, taken: boxes });
}

/** Asks for scripts of the page once its picture is on the screen. Carried by the page as text. */
function fetchLater(paths: readonly string[]): void {
  /** A page in the background paints nothing and is still to come alive, milliseconds. */
  const LONGEST = 1_500;
  let isAsked = false;
  const ask = () => {
    if (isAsked) return;
    isAsked = true;
    for (const path of paths) {
      const link = document.createElement('link');
      link.rel = 'modulepreload';
      link.href = path;
      document.head.append(link);
    }
  };
  new PerformanceObserver((seen) => {
    if (seen.getEntriesByName('first-contentful-paint').length > 0) ask();
  }).observe({ type: 'paint', buffered: true });
  setTimeout(ask, LONGEST);
}

/** Told to the window once a page with a first picture answers. */
export const ALIVE = 'page:alive';

/** A button that is pressed before the page answers is pressed again once it does. Carried by the page as text. */
function keepPress(alive: string): void {
  let pressed: HTMLElement | null = null;
  const keep = ({ target }: Event) => {
    pressed = target instanceof Element ? target.closest('button') : null;
  };
  document.addEventListener('click', keep, true);
  const press = () => {
    document.removeEventListener('click', keep, true);
    if (pressed?.isConnected) pressed.click();
  };
  addEventListener(alive, press, { once: true });
}

/** The script that a page with a first picture carries; `later` are addresses of the page's own scripts. */
export function firstScript(later: readonly string[]): string {
  const place = `(${placeFirst.toString()})(${largestClear.toString()},${takenOver.toString()})`;
  const press = `(${keepPress.toString()})(${JSON.stringify(ALIVE)})`;
  return `${place};${press};(${fetchLater.toString()})(${JSON.stringify(later)})`;
}

/** The camera of the map that lies where the first picture was put. */
export function cameraOfFirst(
  { camera, size }: FirstPlan,
  { scale, x, y, width, height }: FirstPlace
): Camera {
  const middle = { x: (width / 2 - x) / scale, y: (height / 2 - y) / scale };
  const [lon, lat] = unproject(camera, size, middle);
  return { lon, lat, zoom: camera.zoom + Math.log2(scale) };
}
