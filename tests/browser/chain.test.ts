import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { faultsOf } from '../support/faults.ts';
import { fileReports } from '../support/filing.ts';
import { DEMO, signInContext } from '../support/sign-in.ts';

const app = inject('app');
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

const SIZES = [
  ['a laptop, light', { width: 1440, height: 900, scheme: 'light' }],
  ['a small phone, dark', { width: 360, height: 800, scheme: 'dark' }]
] as const;

async function pageOf(who: readonly [string, string], size: (typeof SIZES)[number][1]): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: size.width, height: size.height },
    colorScheme: size.scheme
  });
  await signInContext(context, app.url, who);
  return context.newPage();
}

async function expectAccessible(page: Page): Promise<void> {
  expect(await faultsOf(page)).toEqual([]);
}

const width = (page: Page) => page.evaluate<number>('document.documentElement.scrollWidth');

test.each(SIZES)(
  'on %s the chain, its profiles and what was sent have no fault of WCAG and fit',
  async (_, size) => {
    const page = await pageOf(DEMO.programme, size);
    for (const path of ['/chain', '/chain/profiles', '/chain/outbox']) {
      await page.goto(app.url + path);
      await page.locator('h1').waitFor();
      await expectAccessible(page);
      expect(await width(page)).toBeLessThanOrEqual(size.width);
    }
    await page.goto(`${app.url}/chain/profiles`);
    await page.getByRole('button', { name: 'Thêm quy trình' }).click();
    await page.getByText('Hạn nộp các kỳ tới').waitFor();
    await expectAccessible(page);
    await page.context().close();
  }
);

test('a clerk sees who has filed, and a reminder that can be copied and sent as a picture', async () => {
  const page = await pageOf(DEMO.clerkHaiChau, SIZES[1][1]);
  await page.goto(`${app.url}/chain`);
  expect(await page.locator('h1').innerText()).toMatch(/\d+\/\d+ tổ đã nộp/);
  const button = page.getByRole('button', { name: 'Nhắc nộp', exact: true });
  await button.click();
  const message = page.getByRole('textbox');
  await message.waitFor();
  expect(await message.inputValue()).toMatch(/Hạn nộp: hết ngày .*Đã nộp \d+\/\d+ tổ.*Số liệu minh họa/s);
  const drawn = 'document.querySelector("canvas").height > 400';
  await page.waitForFunction(drawn);
  await expectAccessible(page);
  await page.context().close();
});

test('a report moves the page of whoever looks', async () => {
  const page = await pageOf(DEMO.clerkHaiChau, SIZES[0][1]);
  await page.goto(`${app.url}/chain`);
  await page.getByText('Còn phải nộp', { exact: true }).click();
  const first = page.locator('main li .name').first();
  const name = await first.innerText();
  const answer = await page.request.get(
    `${app.url}/api/v1/chain/20242@2025-07-01/${await page.locator('select').last().inputValue()}`
  );
  const { groups, period } = (await answer.json()) as {
    period: string;
    groups: { code: string; name: string }[];
  };
  const { code } = groups.find((group) => group.name === name)!;
  // What somebody has written into a reminder meanwhile stays.
  await page.getByRole('button', { name: 'Nhắc nộp', exact: true }).click();
  const message = page.getByRole('textbox');
  await message.fill('Nhờ các tổ nộp trước trưa mai.');
  const filed = await fileReports(app, [
    { group: code, period, values: [{ indicator: 'XHS03', numerator: 1 }] }
  ]);
  expect(filed.status, await filed.text()).toBe(201);
  await page.getByText(name, { exact: true }).waitFor({ state: 'detached', timeout: 5_000 });
  expect(await message.inputValue()).toBe('Nhờ các tổ nộp trước trưa mai.');
  await page.context().close();
});

test('whoever may not, is not let in', async () => {
  const page = await pageOf(DEMO.clerkHaiChau, SIZES[0][1]);
  expect((await page.goto(`${app.url}/chain?unit=VN@1945-09-02`))?.status()).toBe(403);
  expect((await page.goto(`${app.url}/chain/profiles`))?.status()).toBe(403);
  await page.context().close();
});
