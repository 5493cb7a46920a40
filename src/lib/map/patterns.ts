import { channels, PALETTES } from './colours.ts';
import type { Theme } from './types.ts';

/** Side of a pattern's tile, CSS pixels; up to twice that between two whole zooms. */
export const PATTERN_SIZE = 6;
/** Width of the hatch, square to the stroke, and radius of a dot, CSS pixels. */
export const HATCH_WIDTH = 1.15;
export const DOT_RADIUS = 0.95;
/** A small base shows its band's colour at a third: this much of the ground lies over it, dots left out. */
export const VEIL = 2 / 3;

const DENSITY = 2;

/** An image as MapLibre's `addImage` takes it. */
export interface PatternImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray;
}

export const PATTERN_RATIO = DENSITY;

/** Strokes at 45° on the hatch's ground: chưa có số liệu. */
export function hatchImage(theme: Theme): PatternImage {
  const [ground, stroke] = PALETTES[theme].hatch.map(channels);
  return draw((x, y) => {
    const along = (x + y) % PATTERN_SIZE;
    const away = Math.min(along, PATTERN_SIZE - along) / Math.SQRT2;
    const ink = coverage(HATCH_WIDTH / 2 - away);
    const mix = (channel: 0 | 1 | 2) => (ground?.[channel] ?? 0) * (1 - ink) + (stroke?.[channel] ?? 0) * ink;
    return [mix(0), mix(1), mix(2), 255];
  });
}

/** The ground as a veil with round holes, through which the band's colour shows as dots: mẫu số nhỏ. */
export function dotsImage(theme: Theme): PatternImage {
  const [red, green, blue] = channels(PALETTES[theme].ground);
  const half = PATTERN_SIZE / 2;
  return draw((x, y) => {
    const hole = DOTS.reduce((ink, [cx, cy]) => {
      const dx = ((x - cx + half + PATTERN_SIZE) % PATTERN_SIZE) - half;
      const dy = ((y - cy + half + PATTERN_SIZE) % PATTERN_SIZE) - half;
      return Math.max(ink, coverage(DOT_RADIUS - Math.hypot(dx, dy)));
    }, 0);
    return [red, green, blue, 255 * VEIL * (1 - hole)];
  });
}

/** The hatch's strokes in one tile, as an SVG path. */
export const HATCH_PATH = [0, PATTERN_SIZE, 2 * PATTERN_SIZE]
  .map((sum) => `M-2,${sum + 2} ${sum + 2},-2`)
  .join('');

/** Middles of the dots in a tile. */
export const DOTS = [
  [1.5, 1.5],
  [4.5, 4.5]
] as const;

/** How much of a pixel is covered whose middle lies this far inside of an edge, CSS pixels. */
function coverage(inside: number): number {
  return Math.min(1, Math.max(0, inside * DENSITY + 0.5));
}

function draw(at: (x: number, y: number) => readonly [number, number, number, number]): PatternImage {
  const side = PATTERN_SIZE * DENSITY;
  const data = new Uint8ClampedArray(side * side * 4);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) data.set(at((x + 0.5) / DENSITY, (y + 0.5) / DENSITY), (y * side + x) * 4);
  return { width: side, height: side, data };
}
