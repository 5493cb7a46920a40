import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freshFolder, startApp, type App } from '../support/app.ts';
import { launchChromium } from '../support/chromium.ts';
import { DEMO, signInContext } from '../support/sign-in.ts';

// A program of its own: the one that the other browser tests share shows everything to everybody.

const HAI_CHAU = '20242@2025-07-01';
let folder: Awaited<ReturnType<typeof freshFolder>>;
let app: App;
let browser: Browser;
beforeAll(async () => {
  folder = await freshFolder();
  app = await startApp(folder.path);
  browser = await launchChromium();
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  await folder.remove();
});

async function pageOf(who: keyof typeof DEMO | null): Promise<{ page: Page; context: BrowserContext }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  if (who) await signInContext(context, app.url, DEMO[who]);
  return { page: await context.newPage(), context };
}

describe('the map under rights', () => {
  const levels = async (page: Page) => {
    await page.locator('[data-field="choices"] [data-field="choose-place"] button').click();
    await page.locator('.popup input[type="search"]').waitFor();
    return page.locator('.popup input[type="radio"]').count();
  };

  test('the public sees communes, and is asked to sign in for what lies deeper', async () => {
    const { page, context } = await pageOf(null);
    await page.goto(`${app.url}/explore?unit=${HAI_CHAU}&level=village`);
    await page.locator('[data-field="limited"] a').waitFor();
    await page.locator('[data-connection="live"]').waitFor({ timeout: 60_000 });
    expect(await levels(page)).toBe(0);
    for (const path of [
      `snapshots/${HAI_CHAU}/village`,
      `units/${HAI_CHAU}/group`,
      `boundaries/${HAI_CHAU}/village`,
      `attainment?unit=20242.01@2025-07-01&period=2026-10`
    ])
      expect((await fetch(`${app.url}/api/v1/${path}`)).status, path).toBe(403);
    expect((await fetch(`${app.url}/api/v1/units/${HAI_CHAU}/commune`)).status).toBe(200);
    await context.close();
  });

  test('who is of a commune opens on it, with its villages', async () => {
    const { page, context } = await pageOf('clerkHaiChau');
    await page.goto(`${app.url}/explore`);
    await page.locator('[data-connection="live"]').waitFor({ timeout: 60_000 });
    expect(
      await page.locator('[data-field="choices"] .popup-trigger [aria-current="page"]').textContent()
    ).toContain('Hải Châu');
    expect(await levels(page)).toBeGreaterThan(1);
    expect((await page.goto(`${app.url}/explore?unit=20308@2025-07-01&level=village`))?.status()).toBe(403);
    await context.close();
  });
});
