import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../support/chromium.ts';
import { holdingProxy } from '../support/holding-proxy.ts';

// Real walls on screens whose calendar is wrong, and behind networks that hold what they do not like.

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });
const { url } = inject('app');
const HOUR = 3_600_000;
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

/** A wall on a screen whose calendar is off by so much; `leap` sets it on while the page stands. */
async function wallOn(wrong: number, origin = url): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 720 },
    reducedMotion: 'reduce'
  });
  await context.addInitScript((off) => {
    const Real = Date;
    const state = { off };
    const now = () => Real.now() + state.off;
    globalThis.Date = new Proxy(Real, {
      construct: (target, given) =>
        given.length === 0 ? new target(now()) : (Reflect.construct(target, given) as Date),
      get: (target, name) => (name === 'now' ? now : (Reflect.get(target, name) as unknown))
    });
    Object.assign(globalThis, { leap: (by: number) => (state.off += by) });
  }, wrong);
  const page = await context.newPage();
  await page.goto(`${origin}/wall`);
  return page;
}

/** The moment that the wall says its figures are of, milliseconds UTC. */
async function shownMoment(page: Page): Promise<number> {
  const text = await page.locator('[data-field="as-of"] .of').innerText();
  const [, time = '', day = '', month = '', year = ''] =
    /(\d{1,2}:\d{2}(?::\d{2})?).*?(\d{1,2})\/(\d{1,2})\/(\d{4})/s.exec(text) ?? [];
  const padded = time.length > 5 ? time : `${time}:00`;
  return Date.parse(
    `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${padded.padStart(8, '0')}+07:00`
  );
}

test.each([5 * 60_000, 26 * HOUR, 60 * 24 * HOUR, -26 * HOUR])(
  'a screen whose calendar is %i ms off shows the server’s moment, and says that its connection is lost',
  async (wrong) => {
    const page = await wallOn(wrong);
    await page.locator('[data-field="as-of"][data-connection="live"]').waitFor({ timeout: 60_000 });
    await expect
      .poll(async () => Math.abs((await shownMoment(page)) - Date.now()), { timeout: 30_000 })
      .toBeLessThan(65_000);
    await page.context().setOffline(true);
    await page.locator('[data-field="stale"]').waitFor({ timeout: 30_000 });
    expect(Math.abs((await shownMoment(page)) - Date.now())).toBeLessThan(100_000);
    // Set again while the line is cut, either way: the alarm stands.
    for (const by of [26 * HOUR, -52 * HOUR]) {
      await page.evaluate((ms) => (globalThis as unknown as { leap(by: number): void }).leap(ms), by);
      await page.waitForTimeout(2_500);
      expect(await page.locator('[data-field="stale"]').count()).toBe(1);
      expect(Math.abs((await shownMoment(page)) - Date.now())).toBeLessThan(110_000);
    }
    await page.context().setOffline(false);
    await page.locator('[data-field="stale"]').waitFor({ state: 'detached', timeout: 60_000 });
    await page.context().close();
  }
);

// That it takes less than ten seconds, tests/flow/held-lines.test.ts says: here the page takes as long as a page takes.
test('behind a proxy that holds WebSocket upgrades the wall is live by polling', async () => {
  const proxy = await holdingProxy(url);
  proxy.holdUpgrades(true);
  const page = await wallOn(0, proxy.origin);
  await page.locator('[data-field="as-of"][data-connection="live"]').waitFor({ timeout: 60_000 });
  expect(proxy.seen.polls).toBeGreaterThan(1);
  await page.context().close();
  await proxy.close();
});
