import type { Browser, Page } from 'playwright-core';
import type { App } from '../../tests/support/app.ts';
import type { SoakLine } from './deltas.ts';

const LONGEST_MS = 5_000;
/** Pixels of two pictures may differ where text is smoothed otherwise. */
const MOST_OTHER = 0.05;

/** Takes the map's WebGL context away; every other time the browser gives it back, as after a driver's reset. */
async function lose(page: Page, givenBack: boolean): Promise<{ still: number; live: number }> {
  return page.evaluate(async (back) => {
    const frame = document.querySelector<HTMLElement>('[data-picture]');
    const canvas = document.querySelector<HTMLCanvasElement>('.maplibregl-canvas');
    const loss = canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context');
    if (!frame || !loss) throw new Error('no map');
    const start = performance.now();
    loss.loseContext();
    if (back) setTimeout(() => loss.restoreContext(), 200);
    const until = (what: string) =>
      new Promise<number>((resolve) => {
        const look = () => {
          if (frame.dataset['picture'] === what) resolve(performance.now() - start);
          else if (performance.now() - start > 30_000) resolve(Infinity);
          else requestAnimationFrame(look);
        };
        look();
      });
    const still = await until('still');
    return { still, live: await until('live') };
  }, givenBack);
}

/** The share of pixels of the map that differ between two pictures of it. */
async function difference(page: Page, a: Buffer, b: Buffer): Promise<number> {
  return page.evaluate(
    async (pictures) => {
      const pixels = await Promise.all(
        pictures.map(async (text) => {
          const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${text}`)).blob());
          const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
          const context = canvas.getContext('2d');
          context?.drawImage(bitmap, 0, 0);
          return context?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? new Uint8ClampedArray();
        })
      );
      const [one, two] = [pixels[0]!, pixels[1]!];
      let other = 0;
      for (let i = 0; i < one.length; i += 4) {
        const far =
          Math.abs(one[i]! - two[i]!) +
          Math.abs(one[i + 1]! - two[i + 1]!) +
          Math.abs(one[i + 2]! - two[i + 2]!);
        if (far > 90) other++;
      }
      return other / (one.length / 4);
    },
    [a.toString('base64'), b.toString('base64')]
  );
}

/** Loses the map's context again and again: the coloured picture stays, and the live one is back in time. */
export async function lossesOf(app: App, browser: Browser, wanted: number): Promise<SoakLine[]> {
  const page = await (
    await browser.newContext({ viewport: { width: 1280, height: 720 }, bypassCSP: true })
  ).newPage();
  await page.goto(`${app.url}/explore?unit=48@2025-07-01&level=commune`);
  const map = page.locator('[data-picture]');
  await page.locator('[data-picture="live"][data-idle="true"]').waitFor({ timeout: 120_000 });
  const stills: number[] = [];
  const lives: number[] = [];
  let other = 0;
  for (let k = 0; k < wanted; k++) {
    const isLooked = k % 10 === 0;
    const before = isLooked ? await map.screenshot() : null;
    const times = lose(page, k % 2 === 0);
    if (before) {
      await page.locator('[data-picture="still"]').waitFor({ timeout: 5_000 });
      other = Math.max(other, await difference(page, before, await map.screenshot()));
    }
    const { still, live } = await times;
    stills.push(still);
    lives.push(live);
    await page.locator('[data-picture="live"]').waitFor({ timeout: 30_000 });
    await page.waitForTimeout(100);
  }
  await page.context().close();
  const ms = (value: number) => `${Math.round(value)} ms`;
  const worst = Math.max(...lives);
  return [
    {
      what: `WebGL lost ${wanted} times: longest until a still picture stands in`,
      value: ms(Math.max(...stills)),
      bound: 'at once (≤ 250 ms)',
      ok: Math.max(...stills) <= 250
    },
    { what: 'Longest until the live map is back', value: ms(worst), bound: '≤ 5 s', ok: worst <= LONGEST_MS },
    {
      what: 'Largest share of the picture that the still one shows otherwise',
      value: `${(other * 100).toFixed(2)}%`,
      bound: '≤ 5%',
      ok: other <= MOST_OTHER
    }
  ];
}
