import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { launchChromium } from '../support/chromium.ts';

// The first paint is the coloured map: it comes with the page, lies where the map will lie, and waits for no script.

const app = inject('app');
const DA_NANG = '?unit=48@2025-07-01';
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
  // A drawing that nobody asked for before may come behind its page.
  for (const query of ['', DA_NANG])
    await vi.waitUntil(
      async () => (await (await fetch(`${app.url}/explore${query}`)).text()).includes('data-plan'),
      { timeout: 20_000, interval: 250 }
    );
});
afterAll(() => browser?.close());

const VIEWS = [
  ['the country', '', 1440, 900],
  ['a province', DA_NANG, 1440, 900],
  ['a province on a phone', DA_NANG, 390, 844]
] as const;
/** Runs in the page: a canvas gives no WebGL. */
const NO_WEBGL = `{
  const real = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
    return kind.startsWith('webgl') ? null : real.call(this, kind, ...rest);
  };
}`;
/** Before the first colour: page, fonts, what the page asks to be fetched early. */
const MOST_REQUESTS = 15;
const MOST_BYTES = 500 * 1024;

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** What the coloured shapes of a drawing cover, CSS pixels of the page. */
function covered(page: Page, drawing: string): Promise<Box> {
  return page.evaluate((within) => {
    const frame = document.querySelector(within)?.getBoundingClientRect() ?? new DOMRect();
    const boxes = [...document.querySelectorAll(`${within} path[data-tint]`)]
      .map((one) => one.getBoundingClientRect())
      .filter((box) => box.width > 0);
    // What lies outside of the picture is drawn by the one and not by the other.
    return {
      left: Math.max(frame.left, Math.min(...boxes.map(({ left }) => left))),
      top: Math.max(frame.top, Math.min(...boxes.map(({ top }) => top))),
      right: Math.min(frame.right, Math.max(...boxes.map(({ right }) => right))),
      bottom: Math.min(frame.bottom, Math.max(...boxes.map(({ bottom }) => bottom)))
    };
  }, drawing);
}

describe.each(VIEWS)('%s', (_, query, width, height) => {
  test('is coloured before any script, with both archipelagos and what it must say of itself', async () => {
    const context = await browser.newContext({ viewport: { width, height } });
    const page = await context.newPage();
    await page.route('**/_app/**/*.js', (route) => route.abort());
    await page.goto(`${app.url}/explore${query}`);
    const first = page.locator('[data-first-map] svg.still');
    await first.waitFor();
    expect(await first.locator('path[data-tint]').count()).toBeGreaterThan(1);
    expect(await page.locator('[data-first-map] .marks').innerText()).toContain('Số liệu minh họa');
    const inset = page.locator('[data-first-map] [data-over="inset"]');
    expect(await inset.isVisible()).toBe(true);
    expect(await inset.innerText()).toMatch(/Hoàng Sa[^]*Trường Sa/);
    const box = await covered(page, '[data-first-map] svg.still');
    expect(box.right - box.left).toBeGreaterThan(width / 5);
    await context.close();
  });

  test('the map goes on from the first picture without moving it', async () => {
    const context = await browser.newContext({ viewport: { width, height } });
    // The tour would lie over it; without WebGL the drawing of the page itself stays to be measured.
    await context.addInitScript(NO_WEBGL);
    const page = await context.newPage();
    let scripts: (() => void) | undefined;
    const released = new Promise<void>((resolve) => (scripts = resolve));
    await page.route('**/_app/**/*.js', async (route) => {
      await released;
      await route.continue();
    });
    await page.goto(`${app.url}/explore${query}`, { waitUntil: 'commit' });
    await page.locator('[data-first-map][data-placed]').waitFor();
    const before = await covered(page, '[data-first-map] svg.still');
    scripts?.();
    await page.locator('[data-picture] svg.still').waitFor({ timeout: 60_000 });
    const after = await covered(page, '[data-picture] svg.still');
    for (const side of ['left', 'top', 'right', 'bottom'] as const)
      expect(Math.abs(after[side] - before[side]), side).toBeLessThan(3);
    await context.close();
  });
});

test('a button that is pressed before the page answers is pressed', async () => {
  const page = await browser.newPage();
  let scripts: (() => void) | undefined;
  const released = new Promise<void>((resolve) => (scripts = resolve));
  await page.route('**/_app/**/*.js', async (route) => {
    await released;
    await route.continue();
  });
  await page.goto(`${app.url}/explore`, { waitUntil: 'commit' });
  await page.locator('[data-first-map][data-placed]').waitFor();
  await page.getByRole('button', { name: 'Các trang' }).click();
  scripts?.();
  await page.getByRole('navigation', { name: 'Các trang' }).waitFor();
  await page.close();
});

/** What a fresh browser had asked for, and how much of it was here, when the map was painted in its place. */
async function beforeColour(query: string, width: number, height: number) {
  const context = await browser.newContext({ viewport: { width, height } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const look = () => {
      if (!document.querySelector('[data-first-map][data-placed]')) return;
      watch.disconnect();
      performance.mark('placed');
    };
    const watch = new MutationObserver(look);
    watch.observe(document, { subtree: true, childList: true, attributes: true });
  });
  await page.goto(`${app.url}/explore${query}`);
  const PAINT = 'first-contentful-paint';
  await page.waitForFunction((name) => performance.getEntriesByName(name).length > 0, PAINT);
  const asked = await page.evaluate((name) => {
    // Painted, and in its place: the later of the two.
    const at = (what: string) => performance.getEntriesByName(what)[0]?.startTime ?? Infinity;
    const until = Math.max(at(name), at('placed'));
    const all = [
      ...(performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]),
      ...(performance.getEntriesByType('resource') as PerformanceResourceTiming[])
    ].filter(({ startTime }) => startTime < until);
    const bytes = all.reduce((sum, { transferSize }) => sum + transferSize, 0);
    return { requests: all.map(({ name }) => name), bytes };
  }, PAINT);
  await context.close();
  return asked;
}

// On a machine that does much else at once the paint is late and the scripts are not: of three tries the best counts.
test.each(VIEWS)('%s asks for little before its first colour', async (_, query, width, height) => {
  const tries = [];
  for (let k = 0; k < 3; k++) tries.push(await beforeColour(query, width, height));
  const [best] = tries.sort((a, b) => a.requests.length - b.requests.length);
  const { requests, bytes } = best ?? { requests: [], bytes: Infinity };
  console.log(`${requests.length} requests, ${Math.round(bytes / 1024)} KB`);
  expect(requests.length, requests.join('\n')).toBeLessThanOrEqual(MOST_REQUESTS);
  expect(bytes).toBeLessThanOrEqual(MOST_BYTES);
});
