import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { dayAt } from '../../src/lib/domain/period.ts';
import { launchChromium } from '../support/chromium.ts';
import { faultsOf } from '../support/faults.ts';
import { DEMO, signInContext } from '../support/sign-in.ts';

// From a name to a unit, from a number to the reports under it, from a meeting to the next.

const { url } = inject('app');
const HAI_CHAU = '20242@2025-07-01';
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium({ firstVisit: true });
});
afterAll(() => browser?.close());

async function pageOf(who: keyof typeof DEMO, colorScheme: 'light' | 'dark' = 'light') {
  const context: BrowserContext = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    colorScheme,
    locale: 'vi-VN'
  });
  await signInContext(context, url, DEMO[who]);
  return { context, page: await context.newPage() };
}
describe('search', () => {
  test('by keyboard alone, by a name from before the reform, to the profile; a number there opens', async () => {
    const { page, context } = await pageOf('clerkHaiChau');
    await page.goto(`${url}/chain`);
    await page.locator('main h1').waitFor();
    // A key pressed before the page's code runs is nobody's: pressed again, as anybody would.
    await expect
      .poll(async () => {
        await page.keyboard.press('Control+k');
        return page.locator('[data-field="palette"] input').count();
      })
      .toBe(1);
    await page.keyboard.type('thuan phuoc');
    await page.locator(`[data-field="palette"] [data-key="${HAI_CHAU}"]`).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Shift+Enter');
    await page.locator(`[data-field="profile"][data-key="${HAI_CHAU}"]`).waitFor();
    await page.locator('[data-field="report-history"], [data-field="chain-status"] li').first().waitFor();
    expect(await faultsOf(page)).toEqual([]);

    const row = page.locator('tr[data-indicator="KTS01"]');
    const counts = (await row.locator('[data-field="rate"] small').textContent())?.trim() ?? '';
    await row.locator('[data-field="lineage"]').click();
    const sheet = page.locator('[data-field="lineage-sheet"]');
    await sheet.locator('[data-field="total"]').waitFor();
    const cells = await sheet.locator('[data-field="total"] td').allTextContents();
    expect(`${cells[0]?.trim()}/${cells[1]?.trim()}`).toBe(counts);
    expect(await sheet.locator('[data-report]').count()).toBeGreaterThan(0);
    expect(await faultsOf(page)).toEqual([]);
    await context.close();
  });
});

describe('a meeting', () => {
  test('takes a view from the desk, is presented by keys, and the next one opens with what was concluded', async () => {
    const { page, context } = await pageOf('headHaiChau', 'dark');
    await page.goto(`${url}/explore`);
    await page.locator('[data-field="tour"][data-step="1"]').waitFor();
    await page.locator('[data-field="tour"] button').last().click();
    expect(await page.locator('[data-field="tour"]').count()).toBe(0);
    await page.locator('[data-field="add-to-meeting"]').click();
    await page.locator('.sheet form button[type="submit"]:not([disabled])').click();
    await page.locator('.sheet a[href^="/meeting/"]').click();
    await page.locator('[data-field="agenda"] li').waitFor();
    expect(await faultsOf(page)).toEqual([]);
    // What is arranged and not saved outlives a conclusion that is written meanwhile; presenting saves it.
    const title = page.locator('[data-field="agenda"] li input').first();
    await title.fill('Ví điện tử của các phường');
    const made = page.locator('[data-field="made"]');
    await made.getByRole('button').first().click();
    await made.locator('[name="text"]').fill('Rà soát lại danh sách hộ');
    await made.locator('[name="who"]').fill('Tổ CNSCĐ 3');
    await made.locator('[name="by"]').fill(dayAt(Date.now()));
    await made.locator('button[type="submit"]').click();
    await made.getByText('Rà soát lại danh sách hộ').waitFor();
    expect(await title.inputValue()).toBe('Ví điện tử của các phường');
    await page.locator('a[href*="/present?slide=0"]').click();
    await page.locator('[data-field="present"][data-slide="0"]').waitFor();
    await page.keyboard.press('ArrowRight');
    await page.locator('[data-field="present"][data-slide="1"] [data-field="unit-panel"]').waitFor();
    await page.keyboard.press('Shift+G');
    const form = page.locator('[data-field="conclusion-form"]');
    await form.locator('[name="text"]').fill('Hướng dẫn 200 hộ còn lại');
    await form.locator('[name="who"]').fill('Tổ CNSCĐ 7');
    // Nothing is due before the meeting: its own day is the first that can be.
    await form.locator('[name="by"]').fill(dayAt(Date.now()));
    await form.locator('button[type="submit"]').click();
    await form.waitFor({ state: 'detached' });

    await page.goto(`${url}/meeting`);
    await page.locator('form [name="title"]').fill('Giao ban lần sau');
    await page.locator('form button[type="submit"]').click();
    const promise = page.locator('[data-field="brought"] [data-promise]', { hasText: 'Hướng dẫn 200 hộ' });
    await promise.waitFor();
    expect(await promise.getAttribute('data-overdue')).toBe('false');
    expect(await promise.locator('[data-field="then"]').textContent()).toContain('%');
    await promise.locator('[data-verb="done"]').click();
    await page.locator('[data-promise][data-state="done"]').waitFor();
    await page.goto(`${page.url()}/minutes`);
    await page.locator('[data-field="minutes"] td', { hasText: 'Hướng dẫn 200 hộ' }).waitFor();
    expect(await faultsOf(page)).toEqual([]);
    await context.close();
  });
});
