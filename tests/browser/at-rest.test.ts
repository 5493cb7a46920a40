import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { DEMO, signInContext } from '../support/sign-in.ts';

// A page that follows the news asks anew once it hears, and then only when something happened.

const { url } = inject('app');
const REST_MS = 4_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

test.each(['/matters', '/practices', '/chain', '/review', '/grid'])(
  '%s asks for nothing at rest',
  async (path) => {
    const context = await browser.newContext();
    await signInContext(context, url, DEMO.clerkHaiChau);
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => {
      if (/__data\.json|\/api\/v1\//.test(request.url())) asked.push(request.url());
    });
    await page.goto(url + path);
    await page.locator('main h1').first().waitFor();
    await page.waitForTimeout(REST_MS);
    expect(asked.length, asked.join('\n')).toBeLessThanOrEqual(2);
    await context.close();
  }
);
