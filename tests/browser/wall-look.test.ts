import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { DEMO, signInContext } from '../support/sign-in.ts';

// What a wall looks like from five metres, measured: how much of the screen the place itself takes, how small its
// smallest text is, how many words and how many large numbers a slide has, and that no text lies over another.

const app = inject('app');
const LYING = { width: 1920, height: 1080 };
const UPRIGHT = { width: 1080, height: 1920 };
const LARGE = { width: 3840, height: 2160 };
const KINDS = ['map', 'today', 'pillars', 'replay', 'answers'] as const;

let browser: Browser;
let office: BrowserContext;
let everybody: BrowserContext;

beforeAll(async () => {
  browser = await launchChromium();
  office = await browser.newContext({ viewport: LYING });
  await signInContext(office, app.url, DEMO.programme);
  everybody = await browser.newContext({ viewport: LYING });
});
afterAll(() => browser?.close());

async function open(
  context: BrowserContext,
  kind: (typeof KINDS)[number],
  { theme = 'dark', language = 'vi', size = LYING } = {}
): Promise<Page> {
  await context.addCookies([{ name: 'language', value: language, url: app.url }]);
  const page = await context.newPage();
  await page.setViewportSize(size);
  await page.goto(`${app.url}/wall?kind=${kind}&theme=${theme}`);
  await page.locator(`.wall[data-kind="${kind}"]`).waitFor({ timeout: 60_000 });
  await page.locator('[data-connection]').waitFor({ state: 'attached' });
  if (kind === 'map' || kind === 'replay')
    await page.locator('[data-field="map"] [data-idle="true"]').waitFor({ timeout: 60_000 });
  if (kind === 'pillars') await page.locator('[data-pillar="XHS"] .plot').waitFor({ timeout: 60_000 });
  if (kind === 'today') await page.locator('.bars').waitFor({ timeout: 60_000 });
  if (kind === 'answers') await page.locator('[data-field="answered"]').waitFor({ timeout: 60_000 });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.waitForTimeout(700);
  return page;
}

/** What is seen of a wall; sizes in pixels of a wall of 1920×1080. */
interface Look {
  /** Of the screen that the units take. */
  readonly share: number;
  readonly faults: readonly string[];
  readonly words: readonly string[];
  readonly big: number;
  readonly overlaps: readonly string[];
}

function look(page: Page): Promise<Look> {
  return page.evaluate(() => {
    const isUpright = innerHeight > innerWidth;
    const unit = Math.min(innerWidth / (isUpright ? 1080 : 1920), innerHeight / (isUpright ? 1920 : 1080));
    const step = 12 * unit;
    let [inside, all] = [0, 0];
    for (let x = step / 2; x < innerWidth; x += step)
      for (let y = step / 2; y < innerHeight; y += step) {
        all += 1;
        if (document.elementsFromPoint(x, y).some((element) => element.hasAttribute('data-unit')))
          inside += 1;
      }
    const faults: string[] = [];
    const { scrollWidth, scrollHeight } = document.documentElement;
    if (scrollWidth > innerWidth || scrollHeight > innerHeight) faults.push('the page scrolls');
    const words: string[] = [];
    const boxes: { text: string; left: number; right: number; top: number; bottom: number }[] = [];
    const walker = document.createTreeWalker(document.querySelector('.wall')!, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent!.trim();
      const own = node.parentElement!;
      const style = getComputedStyle(own);
      if (text === '' || own.closest('.unseen, title') || style.visibility === 'hidden') continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const rects = [...range.getClientRects()].filter(({ width, height }) => width > 0 && height > 0);
      if (rects.length === 0) continue;
      const size = parseFloat(style.fontSize) / unit;
      const isKey = own.closest(
        '[data-field="legend"], [data-marks], [data-mark-text], [data-field="inset"]'
      );
      if (size < (isKey ? 27.8 : 35.8)) faults.push(`small (${size.toFixed(1)}): ${text}`);
      for (const { left, right, top, bottom, height } of rects) {
        if (left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + height * 0.2)
          faults.push(`out of the screen: ${text}`);
        // Letters alone, without the room that the type keeps above and below them.
        boxes.push({ text, left, right, top: top + height * 0.27, bottom: bottom - height * 0.25 });
      }
      if (!isKey && !own.closest('h1, header, footer, [data-field="map"], [data-big]'))
        words.push(...text.split(/\s+/).filter((word) => /\p{L}/u.test(word)));
    }
    const overlaps = boxes.flatMap((a, i) =>
      boxes.slice(i + 1).flatMap((b) => {
        const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        return wide > 2 * unit && high > 2 * unit ? [`${a.text} / ${b.text}`] : [];
      })
    );
    const big = [...document.querySelectorAll('[data-big]')].filter(
      (element) => parseFloat(getComputedStyle(element).fontSize) / unit >= 75.9
    ).length;
    return { share: inside / all, faults, words, big, overlaps };
  });
}

function judge(seen: Look, kind: string): void {
  expect.soft(seen.faults, kind).toEqual([]);
  expect.soft(seen.overlaps, `${kind}: text over text`).toEqual([]);
  expect.soft(seen.words.length, `${kind}: ${seen.words.join(' ')}`).toBeLessThanOrEqual(25);
  expect.soft(seen.big, `${kind}: large numbers`).toBeGreaterThanOrEqual(2);
  expect.soft(seen.big, `${kind}: large numbers`).toBeLessThanOrEqual(3);
}

test.each(KINDS)(
  'a province lying, %s: can be read from afar, and the place itself is a fifth of the screen',
  async (kind) => {
    const page = await open(office, kind);
    const seen = await look(page);
    judge(seen, kind);
    if (kind === 'map' || kind === 'replay') expect(seen.share).toBeGreaterThanOrEqual(0.2);
    const title = await page.locator('h1').evaluate((element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
    });
    expect(title, 'one line').toBe(1);
    expect(await page.locator('.dots').getAttribute('data-slides')).toBe('7');
    await page.close();
  }
);

test.each(KINDS)('a province upright, light, English, %s', async (kind) => {
  const page = await open(office, kind, { theme: 'light', language: 'en', size: UPRIGHT });
  judge(await look(page), `${kind} upright`);
  await page.close();
});

test.each([
  ['lying', LYING, 'vi', 'dark'],
  ['lying, light, English', LYING, 'en', 'light'],
  ['upright', UPRIGHT, 'vi', 'dark'],
  ['of 4K', LARGE, 'vi', 'light']
] as const)('the country %s is 34 provinces and both archipelagos', async (_, size, language, theme) => {
  const page = await open(everybody, 'map', { size, language, theme });
  expect(await page.locator('[data-tile]').count()).toBe(34);
  expect(await page.locator('[data-archipelago]').allInnerTexts()).toHaveLength(2);
  expect(await page.locator('[data-mark="gap"]').count()).toBe(3);
  const seen = await look(page);
  judge(seen, 'map');
  expect(seen.share).toBeGreaterThanOrEqual(0.2);
  await page.close();
});

test('the map of a province names the largest gaps and a bright spot, and the inset stays small', async () => {
  const page = await open(office, 'map');
  expect(await page.locator('[data-callout="gap"]').count()).toBe(3);
  expect(await page.locator('[data-callout="bright"]').count()).toBe(1);
  expect(await page.locator('.lead line').count()).toBeGreaterThanOrEqual(4);
  const inset = await page.locator('[data-field="inset"] rect').boundingBox();
  expect(inset!.width).toBeLessThanOrEqual(202);
  expect(inset!.height).toBeLessThanOrEqual(152);
  // Nobody is called worst on a wall.
  expect(await page.locator('.wall').innerText()).not.toMatch(/kém nhất|tệ nhất|đội sổ|worst/i);
  await page.close();
});

test('the band of a wall that lost its connection moves nothing', async () => {
  const page = await open(office, 'map');
  const places = () =>
    page.evaluate(() =>
      ['h1', '[data-field="map"]', '[data-field="figure"]', 'footer'].map((what) => {
        const { x, y, width, height } = document.querySelector(what)!.getBoundingClientRect();
        return [x, y, width, height].map(Math.round);
      })
    );
  const before = await places();
  await office.setOffline(true);
  await page.locator('[data-field="stale"]').waitFor({ timeout: 60_000 });
  expect(await places()).toEqual(before);
  await office.setOffline(false);
  await page.close();
});
