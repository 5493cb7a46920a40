import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { BAND_COLOURS, channels, PALETTES } from '../../src/lib/map/colours.ts';
import { VIETNAMESE_LETTERS } from '../../src/lib/map/label-type.ts';
import { tintOf } from '../../src/lib/map/tint.ts';
import { launchChromium } from '../support/chromium.ts';
import type { Fixture } from './map/main.svelte.ts';
import { serveMap } from './map/serve.ts';

// The map by itself in a real Chromium, over the schematic boundaries: what is on the screen, read from its pixels.

declare global {
  interface Window {
    readonly fixture: Fixture;
  }
}

const HAI_CHAU = '20242';
const BEN_GIANG = '20710';
const folder = mkdtempSync(join(tmpdir(), 'map-page-'));
let browser: Browser;
let site: Awaited<ReturnType<typeof serveMap>>;
let strangers: string[] = [];

beforeAll(async () => {
  [site, browser] = await Promise.all([serveMap(folder), launchChromium()]);
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(query: string, viewport = { width: 900, height: 700 }): Promise<Page> {
  const page = await browser.newPage({ viewport });
  strangers = [];
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== 'data:' && origin !== new URL(site.url).origin && !request.url().startsWith('blob:'))
      strangers.push(request.url());
  });
  await page.goto(`${site.url}?${query}`);
  await page.waitForFunction(() => 'fixture' in window);
  return page;
}

const idle = (page: Page) => page.waitForSelector('[data-idle=true]', { timeout: 90_000 });
const live = (page: Page) => page.waitForSelector('[data-picture=live][data-idle=true]', { timeout: 90_000 });

/** The screen's colour at a point, [red, green, blue]. */
async function pixel(page: Page, { x, y }: { x: number; y: number }): Promise<readonly number[]> {
  const clip = { x: Math.round(x), y: Math.round(y), width: 1, height: 1 };
  const png = (await page.screenshot({ clip })).toString('base64');
  return page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = new OffscreenCanvas(1, 1);
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    return [...(context?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3);
  }, png);
}

async function selectedPoint(page: Page): Promise<{ x: number; y: number }> {
  const text = await page.getAttribute('.frame', 'data-selected-point');
  const [x = 0, y = 0] = (text ?? '').split(',').map(Number);
  return { x, y };
}

/** Gives one unit another tint, as a delta would. */
async function tint(page: Page, code: string, value: number): Promise<void> {
  await page.evaluate(
    ([code, value]) => {
      const { steered, ordinals } = window.fixture;
      const now = steered.colouring;
      if (!now) return;
      const at = Array.from(now.ordinals).indexOf(ordinals.get(code) ?? -1);
      const tints = Array.from(now.tints);
      tints[at] = value;
      steered.colouring = { ...now, tints, revision: now.revision + 1 };
    },
    [code, value] as const
  );
}

test('a unit has its colour, still and live, and changes it with a revision; nothing is asked of elsewhere', async () => {
  const page = await open(`view=48&selected=${HAI_CHAU}`);
  await tint(page, HAI_CHAU, 4);
  await live(page);
  const at = await selectedPoint(page);
  expect(await pixel(page, at)).toEqual(channels(BAND_COLOURS[0]));
  expect(await page.getAttribute('.frame', 'data-revision')).toBe('2');

  await tint(page, HAI_CHAU, 7);
  await page.waitForSelector('[data-revision="3"][data-idle=true]');
  await page.waitForFunction(() => document.querySelector('.crossing') === null);
  expect(await pixel(page, at)).toEqual(channels(BAND_COLOURS[3]));

  await page.evaluate(() => (window.fixture.steered.theme = 'dark'));
  await page.waitForFunction(
    () => getComputedStyle(document.querySelector('.frame')!).backgroundColor === 'rgb(16, 21, 28)'
  );
  await tint(page, HAI_CHAU, 0);
  await page.waitForSelector('[data-revision="4"][data-idle=true]');
  await page.waitForFunction(() => document.querySelector('.crossing') === null);
  expect(await pixel(page, at)).toEqual(channels(PALETTES.dark.ground));
  expect(strangers).toEqual([]);
  await page.close();
});

test('a lost WebGL context leaves the last picture, and the colours come back with it', async () => {
  const page = await open(`view=48&selected=${HAI_CHAU}&calm`);
  await tint(page, HAI_CHAU, 6);
  await live(page);
  const at = await selectedPoint(page);
  await page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.live canvas');
    const lose = canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context');
    lose?.loseContext();
    window.addEventListener('restore', () => lose?.restoreContext());
  });
  await page.waitForSelector('[data-picture=still] svg.still');
  expect(await pixel(page, at)).toEqual(channels(BAND_COLOURS[2]));
  await tint(page, HAI_CHAU, 5);
  await page.evaluate(() => window.dispatchEvent(new Event('restore')));
  await live(page);
  expect(await pixel(page, at)).toEqual(channels(BAND_COLOURS[1]));
  await page.close();
});

test('without WebGL the still picture stays, is filtered and can be chosen from', async () => {
  const page = await open(`view=48&still&calm&selected=${HAI_CHAU}`);
  await idle(page);
  await tint(page, HAI_CHAU, 4);
  await page.waitForFunction(() => document.querySelector('.crossing') === null);
  const at = await selectedPoint(page);
  expect(await pixel(page, at)).toEqual(channels(BAND_COLOURS[0]));
  await page.evaluate(
    (code) => (window.fixture.steered.left = new Set([window.fixture.ordinals.get(code) ?? -1])),
    HAI_CHAU
  );
  const [red = 0, green = 0, blue = 0] = await pixel(page, at);
  expect(Math.min(red, green, blue)).toBeGreaterThan(200);
  await page.evaluate(() => (window.fixture.steered.selected = null));
  await page.mouse.click(at.x, at.y);
  expect(
    await page.evaluate(
      (code) => window.fixture.steered.selected === window.fixture.ordinals.get(code),
      HAI_CHAU
    )
  ).toBe(true);
  expect(await page.textContent('.marks')).toContain('Bản đồ tĩnh');
  await page.close();
});

test('the still and the live picture are one: the swap moves nothing', async () => {
  const page = await open('view=provinces&calm', { width: 700, height: 700 });
  await live(page);
  const shot = async () =>
    (await page.screenshot({ clip: { x: 0, y: 0, width: 500, height: 700 } })).toString('base64');
  const lively = await shot();
  await page.evaluate(() => {
    document
      .querySelector<HTMLCanvasElement>('.live canvas')
      ?.getContext('webgl2')
      ?.getExtension('WEBGL_lose_context')
      ?.loseContext();
  });
  await page.waitForSelector('[data-picture=still] svg.still');
  const still = await shot();
  const different = await page.evaluate(
    async ([a = '', b = '']) => {
      const pixels = async (data: string) => {
        const image = new Image();
        image.src = `data:image/png;base64,${data}`;
        await image.decode();
        const context = new OffscreenCanvas(500, 700).getContext('2d');
        context?.drawImage(image, 0, 0);
        return context?.getImageData(0, 0, 500, 700).data ?? new Uint8ClampedArray();
      };
      const [before, after] = [await pixels(a), await pixels(b)];
      let differ = 0;
      for (let i = 0; i < before.length; i += 4) {
        const apart = [0, 1, 2].map((c) => Math.abs((before[i + c] ?? 0) - (after[i + c] ?? 0)));
        if (Math.max(...apart) > 64) differ++;
      }
      return differ / (before.length / 4);
    },
    [lively, still]
  );
  expect(different).toBeLessThan(0.01);
  await page.close();
});

test('both archipelagos are drawn and named: in the country itself, in an inset elsewhere', async () => {
  const page = await open('view=provinces&still');
  await idle(page);
  const named = () =>
    page.$$eval('[data-archipelago]', (all) =>
      all.map((text) => text.textContent?.replace(/\s+/g, ' ').trim())
    );
  expect((await named()).map((name) => name?.replace(/ ?\(/, ' ('))).toEqual([
    'Quần đảo Hoàng Sa (TP. Đà Nẵng)',
    'Quần đảo Trường Sa (Khánh Hòa)'
  ]);
  expect(await page.$('.inset')).toBeNull();
  expect(await page.textContent('.sea')).toBe('Biển Đông');
  expect(await page.$$eval('svg.still circle', (all) => all.length)).toBeGreaterThan(180);

  const near = await open('view=48&still&lang=en');
  await idle(near);
  expect(await near.$$eval('.inset circle', (all) => all.length)).toBeGreaterThan(180);
  const text = (await near.textContent('.inset')) ?? '';
  expect(text).toContain('Hoang Sa');
  expect(text).toContain('(Khanh Hoa)');
  expect(await near.content()).not.toMatch(new RegExp(['para' + 'cel', 'spra' + 'tl'].join('|'), 'i'));
  await page.close();
  await near.close();
});

test('keys and pointer: next unit, in, up, hover', async () => {
  const page = await open(`view=48&still&calm&selected=${HAI_CHAU}`);
  await idle(page);
  await page.focus('.frame');
  await page.keyboard.press('ArrowLeft');
  const chosen = await page.evaluate(() => window.fixture.steered.selected);
  expect(chosen).not.toBe(await page.evaluate((code) => window.fixture.ordinals.get(code), HAI_CHAU));
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  const at = await selectedPoint(page);
  await page.mouse.move(at.x, at.y);
  expect(await page.evaluate(() => window.fixture.steered.hovered)).toBe(chosen);
  await page.mouse.dblclick(at.x, at.y);
  const said = await page.evaluate(() => window.fixture.said.filter((line) => !/^(?:idle|still)/.test(line)));
  expect(said).toEqual([`open ${chosen}`, 'up', `open ${chosen}`]);
  await page.close();
});

test('an arrival pulses once, and not under reduced motion', async () => {
  const page = await open('view=48&still');
  await idle(page);
  await page.evaluate((code) => window.fixture.map.pulse(window.fixture.ordinals.get(code) ?? 0), HAI_CHAU);
  await page.waitForSelector('[data-pulse]', { state: 'attached' });
  await page.waitForSelector('[data-pulse]', { state: 'detached' });
  await page.evaluate(() => (window.fixture.steered.reducedMotion = true));
  await page.evaluate((code) => window.fixture.map.pulse(window.fixture.ordinals.get(code) ?? 0), HAI_CHAU);
  expect(await page.$('[data-pulse]')).toBeNull();
  await page.close();
});

test('every Vietnamese letter of the labels’ type stands whole and at its height', async () => {
  const page = await open('view=provinces&still');
  await idle(page);
  const letters = [...VIETNAMESE_LETTERS, ...VIETNAMESE_LETTERS.toUpperCase()];
  expect(letters.length).toBe(2 * 93);
  const wrong = await page.evaluate(async (letters) => {
    await document.fonts.load('500 48px Inter', letters.join(''));
    const context = new OffscreenCanvas(160, 160).getContext('2d', { willReadFrequently: true })!;
    context.font = '500 48px Inter';
    const boxOf = (text: string) => {
      context.clearRect(0, 0, 160, 160);
      context.fillText(text, 40, 100);
      const { data } = context.getImageData(0, 0, 160, 160);
      let [top, bottom, ink] = [160, 0, 0];
      for (let y = 0; y < 160; y++)
        for (let x = 0; x < 160; x++)
          if ((data[(y * 160 + x) * 4 + 3] ?? 0) > 96)
            [top, bottom, ink] = [Math.min(top, y), Math.max(bottom, y), ink + 1];
      return { top, bottom, ink };
    };
    const missing = boxOf('\u{10FFFD}');
    return letters.filter((letter) => {
      const [base = '', ...marks] = letter.normalize('NFD');
      const own = boxOf(letter);
      const plain = boxOf(base);
      const below = marks.includes('\u0323');
      const above = marks.filter((mark) => !'\u0323\u031B'.includes(mark)).length;
      const right =
        own.ink > 0 &&
        (own.ink !== missing.ink || own.top !== missing.top) &&
        (marks.length === 0 || own.ink > plain.ink * 0.9) &&
        (above === 0 || own.top < plain.top || 'ij'.includes(base)) &&
        (below
          ? own.bottom > plain.bottom + 3 || base.toLowerCase() === 'y'
          : Math.abs(own.bottom - plain.bottom) <= 2);
      return !right;
    });
  }, letters);
  expect(wrong).toEqual([]);
  await page.close();
});

test('a small base is its band at a third, dotted; no data is hatched', async () => {
  const page = await open(`view=48&selected=${BEN_GIANG}&calm`);
  await live(page);
  const colours = async (): Promise<Set<string>> => {
    const { x, y } = await selectedPoint(page);
    const seen = new Set<string>();
    for (let i = 0; i < 14; i++) seen.add((await pixel(page, { x: x + i, y })).join());
    return seen;
  };
  await tint(page, BEN_GIANG, tintOf(3, 4));
  await page.waitForSelector('[data-revision="2"][data-idle=true]');
  const dotted = await colours();
  // The veil leaves a third of the band over the ground.
  const ground = channels(PALETTES.light.ground);
  const third = channels(BAND_COLOURS[0]).map((channel, i) => channel / 3 + ((ground[i] ?? 0) * 2) / 3);
  expect([...dotted].some((colour) => isNear(colour, third))).toBe(true);
  expect(dotted.size).toBeGreaterThan(1);

  await tint(page, BEN_GIANG, tintOf(1));
  await page.waitForSelector('[data-revision="3"][data-idle=true]');
  const hatched = await colours();
  expect([...hatched].some((colour) => isNear(colour, channels(PALETTES.light.hatch[0])))).toBe(true);
  expect(hatched.size).toBeGreaterThan(1);
  await page.close();
});

function isNear(colour: string, to: readonly number[]): boolean {
  return colour.split(',').every((channel, i) => Math.abs(Number(channel) - (to[i] ?? 0)) <= 4);
}
