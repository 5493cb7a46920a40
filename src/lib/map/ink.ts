import { MET } from '../domain/attainment.ts';
import { BAND_COLOURS, channels, PALETTES } from './colours.ts';
import { bandOfTint, isDotted, shadeOfTint, type Tint } from './tint.ts';
import type { Theme } from './types.ts';

const DARK = '#10151c';
const LIGHT = '#ffffff';

/** The colour of text that stands on a tint: the darker or the lighter, whichever can be read. */
export function inkOf(tint: Tint, theme: Theme): string {
  const { text, shades } = PALETTES[theme];
  if (isDotted(tint)) return text;
  const band = bandOfTint(tint);
  const shade = shadeOfTint(tint);
  const colour = band !== null ? BAND_COLOURS[band - MET] : shade !== null ? shades[shade] : undefined;
  return colour === undefined ? text : contrast(colour, DARK) >= contrast(colour, LIGHT) ? DARK : LIGHT;
}

/** Contrast of two colours (WCAG 2.2), 1 to 21. */
function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

function luminance(colour: string): number {
  const [red, green, blue] = channels(colour).map((value) => {
    const share = value / 255;
    return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}
