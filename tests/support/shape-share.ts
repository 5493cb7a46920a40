import type { Page } from 'playwright-core';
import { BAND_COLOURS, channels, PALETTES } from '../../src/lib/map/colours.ts';

/** Pixels about a coloured one that still belong to the shape: names and lines lie over it. */
const CLOSING = 5;

/**
 * The part of the screen that the coloured units cover, lines over them included; names, and what lies beside the units
 * (legend, inset, panels), are taken away first.
 */
export async function shapeShare(page: Page): Promise<number> {
  await page.addStyleTag({
    content:
      '.key, .inset, .strip, .panel, header, .head, .over { visibility: hidden !important } .head * { visibility: hidden !important }'
  });
  const png = (await page.screenshot()).toString('base64');
  const bands = BAND_COLOURS.map(channels);
  const hatch = PALETTES.light.hatch.map(channels);
  return page.evaluate(
    async ({ png, bands, hatch, closing }) => {
      const image = new Image();
      image.src = `data:image/png;base64,${png}`;
      await image.decode();
      const { width, height } = image;
      const context = new OffscreenCanvas(width, height).getContext('2d');
      context?.drawImage(image, 0, 0);
      const data = context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
      const isOf = (colours: typeof bands, i: number, off: number) =>
        colours.some((one) => one.every((value, c) => Math.abs(value - (data[i * 4 + c] ?? 0)) <= off));
      // Plain land is three steps from the ground of the hatch: that is taken only as it is.
      const isBand = (i: number) => isOf(bands, i, 6) || isOf(hatch, i, 1);
      const on = Uint8Array.from({ length: width * height }, (_, i) => (isBand(i) ? 1 : 0));
      let covered = 0;
      // A pixel between coloured ones of its row is under a name or a line.
      for (let y = 0; y < height; y++) {
        let last = -1;
        for (let x = 0; x < width; x++) {
          if (on[y * width + x] !== 1) continue;
          covered += last >= 0 && x - last <= closing ? x - last : 1;
          last = x;
        }
      }
      return covered / (width * height);
    },
    { png, bands, hatch, closing: CLOSING }
  );
}
