import type { Browser, Page } from 'playwright-core';
import type { App } from '../../tests/support/app.ts';
import type { SoakLine } from './deltas.ts';

const LONGEST_MS = 5_000;
const INDICATORS = ['XHS03', 'KTS01'];
const WAYS = ['unreachable', 'out of memory'] as const;

/** Breaks the engine's WebAssembly: its worker dies of what a trap, or a memory that cannot grow, throws. */
async function breakEngine(page: Page, way: (typeof WAYS)[number]): Promise<void> {
  const worker = page.workers().find((one) => one.url().includes('duckdb'));
  if (!worker) throw new Error('no engine');
  await worker.evaluate((what) => {
    setTimeout(() => {
      throw what === 'unreachable'
        ? new WebAssembly.RuntimeError(what)
        : new RangeError('WebAssembly.Memory.grow');
    });
  }, way);
}

/** Breaks the desk's engine again and again and asks something new: figures of the other indicators, by SQL. */
export async function trapsOf(app: App, browser: Browser, wanted: number): Promise<SoakLine[]> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto(`${app.url}/explore?unit=48@2025-07-01&level=commune&indicator=KTS01`);
  const engine = page.locator('[data-engine]');
  // The figure of an indicator that the page did not arrive with is an answer of the engine.
  await page.locator('[data-indicator="XHS03"] .figure', { hasText: /\d/ }).waitFor({ timeout: 120_000 });
  const times: number[] = [];
  let uncoloured = 0;
  for (let k = 0; k < wanted; k++) {
    await breakEngine(page, WAYS[k % 2] ?? 'unreachable');
    const start = performance.now();
    // Another indicator is another question; the map's colours ask the engine nothing.
    await page
      .locator(`[data-indicator="${INDICATORS[k % 2] ?? ''}"]`)
      .first()
      .click();
    await page.locator('[data-engine="broke"]').waitFor({ state: 'attached', timeout: 30_000 });
    const picture = page.locator('[data-picture]');
    if ((await picture.count()) === 0 || Number(await picture.getAttribute('data-revision')) < 0)
      uncoloured++;
    await page.locator('[data-engine="back"]').waitFor({ state: 'attached', timeout: 60_000 });
    times.push(performance.now() - start);
    await page.waitForTimeout(200);
  }
  const state = await engine.getAttribute('data-engine');
  await page.context().close();
  const worst = Math.max(...times);
  return [
    {
      what: `Engine broken ${wanted} times (trap, out of memory): longest until SQL answers again`,
      value: `${Math.round(worst)} ms`,
      bound: '≤ 5 s',
      ok: worst <= LONGEST_MS && state === 'back'
    },
    {
      what: 'Times at which the coloured map was gone',
      value: String(uncoloured),
      bound: '0',
      ok: uncoloured === 0
    },
    {
      what: 'Errors of the desk that nobody caught',
      value: errors.length === 0 ? '0' : `${errors.length}: ${errors[0] ?? ''}`,
      bound: '–',
      ok: true
    }
  ];
}
