import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  ciede2000,
  commonDistance,
  contrast,
  distance,
  SIGHTS,
  type Lab,
  type Sight
} from '../../../tests/support/colour-sight.ts';
import { BAND_COLOURS } from '../map/colours.ts';
import { BAND_INKS } from './band-inks.ts';

/** The least distance between any two bands, by the sight of whoever looks, as look/LOOK.md has and measured them. */
const LEAST: Readonly<Record<Sight, number>> = { normal: 32, protan: 24, deutan: 18.6, tritan: 21 };
/** The same where the simulation works on linear light, as its authors have it: a stricter eye. */
const LEAST_LINEAR: Readonly<Record<Sight, number>> = { normal: 32, protan: 21.5, deutan: 15.8, tritan: 22 };
const tokens = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

/** What a custom property is in a theme. */
function token(name: string, theme: 'light' | 'dark'): string {
  const dark = tokens.indexOf("[data-theme='dark']");
  const part = theme === 'light' ? tokens.slice(0, dark) : tokens.slice(dark, tokens.indexOf('@media'));
  const found =
    new RegExp(`--${name}:\\s*(#[0-9a-f]{6})`).exec(part) ??
    new RegExp(`--${name}:\\s*(#[0-9a-f]{6})`).exec(tokens);
  if (!found?.[1]) throw new Error(`no token ${name}`);
  return found[1];
}

test.each<readonly [Lab, Lab, number]>([
  [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
  [[50, -1.3802, -84.2814], [50, 0, -82.7485], 1],
  [[50, 2.5, 0], [73, 25, -18], 27.1492],
  [[50, 2.5, 0], [56, -27, -3], 31.903],
  [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
  [[2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082]
])('the distance is that of the published pairs: %s %s', (a, b, expected) => {
  expect(ciede2000(a, b)).toBeCloseTo(expected, 4);
});

test.each(SIGHTS)('any two bands are far apart for %s sight', (sight) => {
  const least = (measure: typeof distance) =>
    Math.min(...BAND_COLOURS.flatMap((a, i) => BAND_COLOURS.slice(i + 1).map((b) => measure(a, b, sight))));
  expect(Math.round(least(commonDistance) * 10) / 10).toBeGreaterThanOrEqual(LEAST[sight]);
  expect(least(distance)).toBeGreaterThanOrEqual(LEAST_LINEAR[sight]);
});

test.each(['light', 'dark'] as const)('the scale of pages and that of the map are one in %s', (theme) => {
  expect(['met', 'near', 'not-met', 'low'].map((name) => token(name, theme))).toEqual([...BAND_COLOURS]);
});

test.each((['light', 'dark'] as const).flatMap((theme) => SIGHTS.map((sight) => [theme, sight] as const)))(
  'no band is taken for "no data" or for the ground in %s, %s sight',
  (theme, sight) => {
    const others = [token('surface', theme), token('ground', theme), token('hatch-ground', theme)];
    for (const colour of BAND_COLOURS) {
      for (const other of others) expect(distance(colour, other, sight)).toBeGreaterThan(9);
    }
  }
);

test('text on each band stands off it by 4.5 to 1', () => {
  BAND_COLOURS.forEach((colour, i) =>
    expect(contrast(BAND_INKS[i] ?? '', colour)).toBeGreaterThanOrEqual(4.5)
  );
});

test.each(['light', 'dark'] as const)(
  'text on ground and surface stands off it by 4.5 to 1 in %s',
  (theme) => {
    for (const ground of ['ground', 'surface', 'hatch-ground', 'accent-soft']) {
      for (const ink of ['text', 'quiet', 'accent']) {
        expect(
          contrast(token(ink, theme), token(ground, theme)),
          `${ink} on ${ground}`
        ).toBeGreaterThanOrEqual(4.5);
      }
    }
  }
);
