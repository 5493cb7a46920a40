import { MET } from '../domain/attainment.ts';
import { bandOfTint, shadeOfTint, TINTS, type Tint } from './tint.ts';
import type { Theme } from './types.ts';

/** One attainment scale for every theme, by state code from `MET` on: đạt, gần đạt, chưa đạt, đạt thấp (look/LOOK.md). */
export const BAND_COLOURS = ['#2d9aa8', '#f5dd8a', '#ea7c4b', '#b02a63'] as const;

export interface Palette {
  readonly ground: string;
  readonly surface: string;
  readonly line: string;
  readonly text: string;
  readonly quiet: string;
  readonly accent: string;
  /** Land of neighbours, and Việt Nam's own land where it is not the subject. */
  readonly land: string;
  readonly country: string;
  /** Lines between units, between their parents, and around them. */
  readonly border: string;
  readonly parent: string;
  readonly edge: string;
  /** Around a unit to which the indicator does not apply. */
  readonly outline: string;
  /** 45° hatch for no data: ground and stroke. */
  readonly hatch: readonly [string, string];
  /** Values without a target, from little to much. */
  readonly shades: readonly [string, string, string, string, string];
  /** Before the figures are there. */
  readonly skeleton: string;
  /** All that the choice leaves out, whatever its state: one grey that is on no scale. */
  readonly faint: string;
  readonly halo: string;
  readonly sea: string;
}

export const PALETTES: Readonly<Record<Theme, Palette>> = {
  light: {
    ground: '#f7f8fa',
    surface: '#ffffff',
    line: '#e3e7ec',
    text: '#18212c',
    quiet: '#5b6673',
    accent: '#0d5c66',
    land: '#eceff3',
    country: '#e1e6ec',
    border: '#ffffff',
    parent: '#4f5c6a',
    edge: '#8a96a3',
    outline: '#a7b1bc',
    hatch: ['#e9edf1', '#bcc5cf'],
    shades: ['#dbe2e9', '#bac6d2', '#96a6b6', '#71859a', '#4c6077'],
    skeleton: '#e3e7ec',
    faint: '#dfe3e8',
    halo: '#ffffff',
    sea: '#7d93a6'
  },
  dark: {
    ground: '#10151c',
    surface: '#171e27',
    line: '#2a333f',
    text: '#f0f4f8',
    quiet: '#c5ced8',
    accent: '#9fd5db',
    land: '#161d26',
    country: '#1e2732',
    border: '#10151c',
    parent: '#f0f4f8',
    edge: '#c5ced8',
    outline: '#5d6a79',
    hatch: ['#2a333f', '#4a5665'],
    shades: ['#34404d', '#4d5b6a', '#6a7988', '#8a98a6', '#b0bcc7'],
    skeleton: '#2a333f',
    faint: '#232b35',
    halo: '#10151c',
    sea: '#7f93a5'
  }
};

/**
 * How a picture is coloured: for one theme, or (`either`) by custom properties, so that a page without script holds one
 * picture and its style says which theme it wears (`paletteStyle`).
 */
export type Colours = Theme | 'either';

/** The palette of a picture. */
export function paletteOf(colours: Colours): Palette {
  return colours === 'either' ? EITHER : PALETTES[colours];
}

const NAMES = Object.keys(PALETTES.light) as (keyof Palette)[];

/** The custom properties under which a theme's colours stand for `either`. */
export function paletteStyle(theme: Theme): string {
  const palette = PALETTES[theme];
  return NAMES.map((name) => {
    const value = palette[name];
    if (typeof value === 'string') return `${propertyOf(name)}:${value};`;
    return value.map((one, i) => `${propertyOf(name)}-${i}:${one};`).join('');
  }).join('');
}

function propertyOf(name: keyof Palette): string {
  return `--map-${name}`;
}

const either = (name: keyof Palette) => `var(${propertyOf(name)})`;
const eitherOf = (name: keyof Palette, i: number) => `var(${propertyOf(name)}-${i})`;
const EITHER: Palette = {
  ground: either('ground'),
  surface: either('surface'),
  line: either('line'),
  text: either('text'),
  quiet: either('quiet'),
  accent: either('accent'),
  land: either('land'),
  country: either('country'),
  border: either('border'),
  parent: either('parent'),
  edge: either('edge'),
  outline: either('outline'),
  hatch: [eitherOf('hatch', 0), eitherOf('hatch', 1)],
  shades: [
    eitherOf('shades', 0),
    eitherOf('shades', 1),
    eitherOf('shades', 2),
    eitherOf('shades', 3),
    eitherOf('shades', 4)
  ],
  skeleton: either('skeleton'),
  faint: either('faint'),
  halo: either('halo'),
  sea: either('sea')
};

/** The plain colour under a tint; patterns (hatch, dots) lie over it. */
export function colourOf(tint: Tint, colours: Colours): string {
  const palette = paletteOf(colours);
  const band = bandOfTint(tint);
  if (band !== null) return BAND_COLOURS[band - MET] ?? palette.ground;
  const shade = shadeOfTint(tint);
  if (shade !== null) return palette.shades[shade] ?? palette.ground;
  return tint === 1 ? palette.hatch[0] : palette.ground;
}

/** The colours of all tints, by tint. */
export function tintColours(theme: Theme): readonly string[] {
  return Array.from({ length: TINTS }, (_, tint) => colourOf(tint, theme));
}

/** `#rrggbb` as [red, green, blue], 0 to 255. */
export function channels(colour: string): readonly [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}
