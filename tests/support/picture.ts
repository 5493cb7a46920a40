import type { Page } from 'playwright-core';
import { COLOUR_OF_STATE } from './state-colours.ts';

/** Red, green, blue, 0–255. */
export type Rgb = readonly [number, number, number];

/** The colour on the screen at a point of the page (CSS pixels), as a person sees it: from a screenshot. */
export async function pixelAt(page: Page, x: number, y: number): Promise<Rgb> {
  const clip = { x: Math.floor(x) - 1, y: Math.floor(y) - 1, width: 3, height: 3 };
  const png = (await page.screenshot({ clip })).toString('base64');
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(bitmap.width >> 1, bitmap.height >> 1, 1, 1);
    return [data[0] ?? -1, data[1] ?? -1, data[2] ?? -1] as const;
  }, png);
}

/** Where the chosen unit is in the page, at a place that no name covers. */
export async function chosenPoint(page: Page): Promise<{ x: number; y: number }> {
  const frame = page.locator('[data-selected-point]');
  await frame.waitFor({ timeout: 30_000 });
  const box = await frame.boundingBox();
  const [x = NaN, y = NaN] = ((await frame.getAttribute('data-selected-point')) ?? '').split(',').map(Number);
  return { x: (box?.x ?? NaN) + x, y: (box?.y ?? NaN) + y };
}

/** Whether a colour on the screen is that of a state, give or take what blending and colour spaces move. */
export function isColourOf(state: keyof typeof COLOUR_OF_STATE, [r, g, b]: Rgb): boolean {
  const [R, G, B] = COLOUR_OF_STATE[state];
  return Math.max(Math.abs(r - R), Math.abs(g - G), Math.abs(b - B)) <= 6;
}
