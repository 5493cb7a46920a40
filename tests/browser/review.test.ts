import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { faultsOf } from '../support/faults.ts';

// In the real browser, with the demo's accounts: a report is filed, returned, corrected, laid before the head and
// approved; the commune is put together, confirmed and closed.

const { url } = inject('app');
const PASSWORD = 'minh-hoa-2025';
const GROUP = 'cns-20308.01';
/** A group of the same commune, whose report the clerk files for it. */
const BESIDE = 'cns-20308.02';
const UNIT = '20308@2025-07-01';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function signIn(login: string, password = PASSWORD, width = 1440): Promise<[BrowserContext, Page]> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: 'vi' });
  const page = await context.newPage();
  await page.goto(`${url}/sign-in?next=${encodeURIComponent('/account')}`);
  await page.fill('input[name=login]', login);
  await page.fill('input[name=password]', password);
  await page.click('button.main[type=submit]');
  await page.waitForURL(`${url}/account`);
  return [context, page];
}

async function axe(page: Page): Promise<void> {
  expect(await faultsOf(page)).toEqual([]);
}

test('a report is returned, corrected, checked and approved; the commune is confirmed and closed', async () => {
  const [filer] = await signIn(GROUP, '33445566');
  const [, clerk] = await signIn('chuyenvien-bana');
  const [, head] = await signIn('lanhdao-bana');
  const [, phone] = await signIn('lanhdao-bana', PASSWORD, 360);

  await clerk.goto(`${url}/review`);
  const period = await clerk.locator('select').last().inputValue();
  const file = async (numerator: number) => {
    const answer = await filer.request.post(`${url}/api/v1/reports`, {
      headers: { origin: url },
      data: {
        ...{ group: GROUP, period, values: [{ indicator: 'CQS08', numerator }] },
        ...{ tasks: 'Hướng dẫn tại nhà văn hóa', reason: 'Đếm lại' }
      }
    });
    expect(answer.status(), await answer.text()).toBe(201);
    const { reports } = (await answer.json()) as { reports: { id: string }[] };
    return reports[0]?.id ?? '';
  };
  const line = (page: Page) => page.locator(`[data-group="${GROUP}"]`);

  // It appears on the open page by itself; the clerk opens it and returns it from the keyboard.
  const first = await file(31);
  await clerk.locator(`[data-group="${GROUP}"] a[href*="${first}"]`).waitFor();
  await line(clerk).locator('a').click();
  await clerk.locator(`article[data-report^="${first}-"]`).waitFor();
  await axe(clerk);
  await clerk.keyboard.press('r');
  await clerk.getByRole('dialog').waitFor();
  await clerk.getByRole('dialog').locator('textarea').fill('Ghi nhầm số lượt.');
  await axe(clerk);
  await clerk.getByRole('dialog').locator('button[type=submit]').click();
  await clerk.locator(`[data-group="${GROUP}"][data-state="returned"]`).waitFor();

  // Corrected, laid before the head, approved by the head: each sees what the other did.
  const second = await file(13);
  await clerk.goto(`${url}/review?unit=${UNIT}&period=${period}&report=${second}`);
  await clerk.getByText('Ghi nhầm số lượt.').first().waitFor();
  await head.goto(`${url}/review?unit=${UNIT}&period=${period}&report=${second}`);
  await phone.goto(`${url}/review?unit=${UNIT}&period=${period}&report=${second}`);
  await phone.locator(`article[data-report^="${second}-"]`).waitFor();
  await axe(phone);
  await clerk.locator('article footer button.main').waitFor();
  await clerk.keyboard.press('c');
  await head.locator(`article[data-report^="${second}-"][data-state="checked"]`).waitFor();
  await head.keyboard.press('a');
  await line(head).and(head.locator('[data-state="approved"]')).waitFor();
  // The other page of the same report is told that somebody was faster.
  await phone.locator(`article[data-report^="${second}-"][data-state="approved"]`).waitFor();
  await phone.getByText('Người khác vừa xử lý báo cáo này').waitFor();

  // The commune: prepared with a statement of who is missing, confirmed, closed.
  await clerk.goto(`${url}/review/consolidate?unit=${UNIT}&period=${period}`);
  const prepare = clerk.locator('footer button.main');
  await prepare.waitFor();
  if (await clerk.locator('.sure input').count()) {
    expect(await prepare.isDisabled()).toBe(true);
    await clerk.locator('.sure input').check();
  }
  await clerk.locator('textarea').first().fill('Ra quân hai đợt.');
  // Who leaves to look something up finds their text again, and does not retype what the groups wrote.
  await clerk.getByRole('link', { name: 'Duyệt báo cáo' }).first().click();
  await clerk.locator('ul[aria-label]').first().waitFor();
  await clerk.goBack();
  await clerk.locator('[data-field="draft"]').waitFor();
  expect(await clerk.locator('textarea').first().inputValue()).toBe('Ra quân hai đợt.');
  await clerk.locator('button[data-below="tasks"]').click();
  const below = clerk.getByRole('dialog').locator('[data-field="below"] input').first();
  await below.check();
  // Another report lands meanwhile, the page behind the sheet is renewed: what was ticked stays ticked.
  const beside = await clerk.request.post(`${url}/api/v1/reports`, {
    headers: { origin: url },
    data: {
      group: BESIDE,
      period,
      values: [{ indicator: 'CQS08', numerator: 7 }],
      onBehalf: true,
      reason: 'Đếm lại'
    }
  });
  expect(beside.status(), await beside.text()).toBe(201);
  await clerk.waitForResponse((answer) => answer.url().includes('__data.json'));
  await axe(clerk);
  expect(await below.isChecked()).toBe(true);
  await clerk.getByRole('dialog').locator('button.main').click();
  expect(await clerk.locator('textarea').first().inputValue()).toMatch(/^Ra quân hai đợt\.\n– .+ \(.+\)/);
  await axe(clerk);
  // Who is missing is confirmed of what one sees now.
  if (await clerk.locator('.sure input').count()) await clerk.locator('.sure input').check();
  await prepare.click();
  await clerk.locator('h1[data-standing="prepared"]').waitFor();
  await head.goto(`${url}/review/consolidate?unit=${UNIT}&period=${period}`);
  if (await head.locator('.sure input').count()) await head.locator('.sure input').check();
  await head.locator('footer button.main').click();
  await head.locator('h1[data-standing="confirmed"]').waitFor();
  await clerk.locator('h1[data-standing="confirmed"]').waitFor();
  await head.getByRole('button', { name: 'Khóa kỳ…' }).click();
  await head.getByRole('button', { name: 'Khóa kỳ' }).click();
  await head.locator('[data-locked="true"]').waitFor();
  const refused = await filer.request.post(`${url}/api/v1/reports`, {
    headers: { origin: url },
    data: { group: GROUP, period, values: [{ indicator: 'CQS08', numerator: 14 }], reason: 'x' }
  });
  expect(refused.status()).toBe(422);
  await axe(head);
  await head.locator('input[type=text]').fill('Mở để bổ sung');
  await head.getByRole('button', { name: 'Mở khóa' }).click();
  await head.locator('[data-locked="false"]').waitFor();
});
