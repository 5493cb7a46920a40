import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { faultsOf } from '../support/faults.ts';
import { DEMO, signIn, signInContext } from '../support/sign-in.ts';

const app = inject('app');
const HAI_CHAU = '20242@2025-07-01';
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

async function pageOf(
  who: keyof typeof DEMO | null,
  size = { width: 1440, height: 900 },
  colorScheme: 'light' | 'dark' = 'light'
): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ viewport: size, colorScheme });
  if (who) await signInContext(context, app.url, DEMO[who]);
  return { page: await context.newPage(), context };
}

/** Raises a difficulty as the head of the first group of Hải Châu; answers its id. */
async function raise(text: string): Promise<string> {
  const cookie = await signIn(app.url, DEMO.groupHaiChau1);
  const answer = await fetch(`${app.url}/api/v1/matters`, {
    method: 'POST',
    headers: { cookie, origin: app.url, 'content-type': 'application/json' },
    body: JSON.stringify({ group: 'cns-20242.01', kind: 'network', text, wanted: 'province' })
  });
  expect(answer.status).toBe(201);
  return ((await answer.json()) as { id: string }).id;
}

describe('the inbox of difficulties', () => {
  test('hears of a new one by itself; it is taken and answered, and the group sees the answer', async () => {
    const { page, context } = await pageOf('clerkHaiChau');
    await page.goto(`${app.url}/matters`);
    await page.locator('[data-row]').first().waitFor();
    const id = await raise('Đứt cáp ở ngõ 42, mất mạng từ sáng');
    const row = page.locator('[data-row]', { hasText: 'Đứt cáp ở ngõ 42' });
    await row.waitFor({ timeout: 15_000 });
    await row.click();
    await page.locator(`[data-matter="${id}"][data-state="open"]`).waitFor();
    await page.locator('[data-verb="taken"]').click();
    await page.locator(`[data-matter="${id}"][data-state="taken"]`).waitFor();
    await page.locator('[data-verb="answered"]').click();
    expect(await page.locator('textarea').getAttribute('aria-invalid')).toBe('true');
    await page.locator('textarea').fill('Đơn vị viễn thông sẽ nối lại trước 17 giờ.');
    await page.locator('[data-verb="answered"]').click();
    await page.locator(`[data-matter="${id}"][data-state="answered"]`).waitFor();
    const cookie = await signIn(app.url, DEMO.groupHaiChau1);
    const own = await fetch(`${app.url}/api/v1/groups/cns-20242.01/matters`, { headers: { cookie } });
    const { matters } = (await own.json()) as {
      matters: { id: string; answer: { note: string; by: string } }[];
    };
    expect(matters.find((matter) => matter.id === id)?.answer).toMatchObject({
      note: 'Đơn vị viễn thông sẽ nối lại trước 17 giờ.',
      by: 'Đặng Thu Hà'
    });
    await context.close();
  });

  test('lets no clerk of another commune in, by page or by call', async () => {
    const id = await raise('Chỉ Hải Châu được xem');
    const { page, context } = await pageOf('clerkBaNa');
    expect((await page.goto(`${app.url}/matters?unit=${HAI_CHAU}`))?.status()).toBe(403);
    const cookie = await signIn(app.url, DEMO.clerkBaNa);
    const step = await fetch(`${app.url}/api/v1/matters/${id}/steps`, {
      method: 'POST',
      headers: { cookie, origin: app.url, 'content-type': 'application/json' },
      body: JSON.stringify({ step: 'taken' })
    });
    expect(step.status).toBe(404);
    await context.close();
  });

  test.each([
    ['the inbox on a laptop, light', '/matters', 1440, 'light'],
    ['the inbox on a phone, dark', '/matters?reach=within', 360, 'dark'],
    ['good practices on a laptop, dark', '/practices', 1440, 'dark'],
    ['the dossier on a phone, light', '/practices/dossier', 360, 'light']
  ] as const)(
    '%s: no fault of WCAG 2.2 A or AA, nothing wider than the screen',
    async (_, path, width, scheme) => {
      const { page, context } = await pageOf('programme', { width, height: 800 }, scheme);
      await page.goto(`${app.url}${path}`);
      await page.locator('h1').waitFor();
      expect(await faultsOf(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await context.close();
    }
  );
});
