import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { PERSONAS, type Persona } from '../../src/routes/(work)/huong-dan/questions.ts';
import { launchChromium } from '../support/chromium.ts';
import { DEMO, signInContext } from '../support/sign-in.ts';

// Every row of the guide's table, walked as whom it is for.

const { url } = inject('app');
const WHO: Readonly<Record<Persona['id'], keyof typeof DEMO>> = {
  committee: 'viewer',
  centre: 'programme',
  department: 'programme',
  commune: 'clerkHaiChau',
  group: 'groupHaiChau1'
};
const PATIENCE_MS = 15_000;

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

test.each(PERSONAS.map((persona) => [persona.id, persona] as const))(
  'five questions of %s are answered in at most two clicks',
  async (id, persona) => {
    const size = id === 'group' ? { width: 390, height: 844 } : { width: 1440, height: 900 };
    const context = await browser.newContext({ viewport: size, locale: 'vi-VN' });
    await signInContext(context, url, DEMO[WHO[id]]);
    const page = await context.newPage();
    expect(persona.questions).toHaveLength(5);
    const lost: string[] = [];
    for (const question of persona.questions) {
      expect(question.clicks.length).toBeLessThanOrEqual(2);
      const why = await walk(page, question).then(() => null, String);
      if (why) lost.push(`${question.ask.vi}: ${why.slice(0, 200)}`);
    }
    expect(lost, lost.join('\n')).toEqual([]);
    await context.close();
  }
);

async function walk(page: Page, { start, clicks, find }: Persona['questions'][number]): Promise<void> {
  // What needs no click is answered by the page that is already open.
  if (clicks.length > 0 || page.url() !== url + start) await page.goto(url + start);
  for (const click of clicks) await page.locator(click).first().click({ timeout: PATIENCE_MS });
  await page.locator(find).filter({ visible: true }).first().waitFor({ timeout: PATIENCE_MS });
}

test('the guide is there for everybody, with every row', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${url}/huong-dan`);
  expect(await page.locator('tr[data-clicks]').count()).toBe(25);
  await context.close();
});
