import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { DEMO, signInContext } from '../support/sign-in.ts';

// The desk's main tasks with no pointer at all, in English and in the dark.

const { url } = inject('app');
const DA_NANG = '/explore?unit=48@2025-07-01&level=commune&indicator=KTS01';
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

async function open(path: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme: 'dark',
    locale: 'en-GB'
  });
  await context.addCookies([{ name: 'language', value: 'en', url }]);
  await signInContext(context, url, DEMO.programme);
  const page = await context.newPage();
  await page.goto(url + path);
  await page.locator('[data-connection="live"]').waitFor({ timeout: 90_000 });
  await page.locator('[data-picture][data-idle="true"]').waitFor({ timeout: 90_000 });
  return page;
}

/** Presses Tab until the keyboard is on what is looked for, and sees to it that this is shown. */
async function tabTo(page: Page, target: Locator, most = 150): Promise<void> {
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press('Tab');
    const isHere = await target.evaluateAll((found) => found.some((one) => one === document.activeElement));
    if (!isHere) continue;
    const ring = await page.evaluate(() => {
      // What is drawn around a field may be drawn by its frame.
      for (let at = document.activeElement; at !== null && at !== document.body; at = at.parentElement) {
        const { outlineStyle, outlineWidth } = getComputedStyle(at);
        if (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) return true;
      }
      return false;
    });
    expect(ring, 'the focus is seen').toBe(true);
    return;
  }
  throw new Error(`not reached by ${most} presses of Tab: ${String(target)}`);
}

test('from the first Tab: past the bar, another indicator, another view, into a commune and out again', async () => {
  const page = await open(DA_NANG);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#finding');

  await tabTo(page, page.locator('[data-field="choose-indicator"] button'));
  await page.keyboard.press('Enter');
  await tabTo(page, page.locator('[data-indicator="XHS03"]'));
  await page.keyboard.press('Enter');
  await expect.poll(() => page.url()).toContain('indicator=XHS03');
  await tabTo(page, page.locator('[data-field="views"] a[data-view="ranking"]'));
  await page.keyboard.press('Enter');
  await page.locator('[data-field="rows"]').first().waitFor();
  const tabs = page.locator('[data-field="views"] a[data-view="map"]');
  await page.keyboard.press('Shift+Tab');
  for (let k = 0; k < 12 && !(await tabs.evaluate((one) => one === document.activeElement)); k++)
    await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await page.locator('[data-picture][data-idle="true"]').waitFor();

  await tabTo(page, page.locator('tr[data-unit] a'));
  await page.keyboard.press('ArrowDown');
  const name = await page.evaluate(() => document.activeElement?.getAttribute('title') ?? '');
  await page.keyboard.press('Enter');
  await page.locator('h2', { hasText: name }).first().waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => page.url()).toContain('unit=48@2025-07-01');
  await page.context().close();
});

test('the map is walked from neighbour to neighbour, entered and left; a number opens its reports and gives the focus back', async () => {
  const page = await open(DA_NANG);
  await tabTo(page, page.locator('[role="application"]'));
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => page.url()).toContain('focus=');
  const first = new URL(page.url()).searchParams.get('focus');
  for (const key of ['ArrowUp', 'ArrowLeft', 'ArrowDown', 'ArrowRight']) await page.keyboard.press(key);
  await expect.poll(() => new URL(page.url()).searchParams.get('focus')).not.toBe(first);
  const marked = new URL(page.url()).searchParams.get('focus');
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).searchParams.get('unit')).toBe(marked);
  await page.locator('[data-picture]').waitFor();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('role')))
    .toBe('application');
  await page.keyboard.press('Escape');
  await expect.poll(() => new URL(page.url()).searchParams.get('unit')).toBe('48@2025-07-01');

  const number = page.locator('tr[data-unit] [data-field="lineage"]');
  await tabTo(page, number);
  await page.keyboard.press('Enter');
  await page.locator('[data-field="lineage-sheet"] [data-field="total"]').waitFor();
  await page.keyboard.press('Escape');
  await page.locator('[data-field="lineage-sheet"]').waitFor({ state: 'detached' });
  expect(await number.evaluateAll((all) => all.some((one) => one === document.activeElement))).toBe(true);
  await page.context().close();
});

test('two keys to a named commune: the search, its name, Enter', async () => {
  const page = await open(DA_NANG);
  await page.keyboard.press('/');
  await page.locator('[data-field="palette"] input').waitFor();
  await page.keyboard.type('hoa xuan');
  await page.locator('[data-field="palette"] [data-key]', { hasText: 'Phường Hoà Xuân' }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('h2', { hasText: 'Phường Hoà Xuân' }).first().waitFor();
  await page.context().close();
});

test('a target is tried out and given up', async () => {
  const page = await open(DA_NANG);
  await tabTo(page, page.locator('[data-field="try-goal"]'));
  await page.keyboard.press('Enter');
  const field = page.locator('[data-field="goal"] input[inputmode="decimal"]');
  await expect.poll(() => field.evaluate((one) => one === document.activeElement)).toBe(true);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('60');
  await page.keyboard.press('Enter');
  await expect.poll(() => page.url()).toContain('goal=600');
  await tabTo(page, page.getByRole('button', { name: 'Exit what-if' }), 12);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.url()).not.toContain('goal=');
  await page.context().close();
});
