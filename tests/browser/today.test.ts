import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { faultsOf } from '../support/faults.ts';

// Where each begins: a group at what it owes, an office at its day's work, the public at the map; one bar everywhere.

const { url } = inject('app');
const PASSWORD = 'minh-hoa-2025';
const GROUP = 'cns-20308.02';
const CARD = '44556677';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function signIn(login: string, password: string, width: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 768 }, locale: 'vi' });
  const page = await context.newPage();
  // From the public's map, as most people come.
  await page.goto(`${url}/explore`);
  await page.getByRole('link', { name: 'Đăng nhập' }).click();
  await page.fill('input[name=login]', login);
  await page.fill('input[name=password]', password);
  await page.click('button.main[type=submit]');
  await page.waitForURL((at) => at.pathname !== '/sign-in');
  return page;
}

async function sound(page: Page): Promise<void> {
  expect(await faultsOf(page)).toEqual([]);
  const { width } = page.viewportSize() ?? { width: 0 };
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
}

test('an office begins at its day: what comes is counted by itself, and each line leads to where it is done', async () => {
  const clerk = await signIn('chuyenvien-bana', PASSWORD, 1366);
  expect(new URL(clerk.url()).pathname).toBe('/today');
  await clerk.locator('h1').waitFor();
  await sound(clerk);
  const task = clerk.locator('[data-task="openMatters"] b');
  const open = async () => ((await task.count()) > 0 ? Number(await task.innerText()) : 0);
  const before = await open();

  const filer = await signIn(GROUP, CARD, 360);
  expect(new URL(filer.url()).pathname).toBe('/report');
  const raised = await filer.request.post(`${url}/api/v1/matters`, {
    headers: { origin: url },
    data: { group: GROUP, kind: 'network', text: 'Nhà văn hóa chưa có mạng.' }
  });
  expect(raised.status(), await raised.text()).toBe(201);
  await expect.poll(open).toBe(before + 1);
  await clerk.locator('[data-task="openMatters"]').click();
  await clerk.waitForURL(/\/matters\?.*list=open/);
  await clerk.getByText('Nhà văn hóa chưa có mạng.').first().waitFor();

  // The menu of the map holds the same pages, marks where one is, and the brand leads to where one begins.
  await clerk.goto(`${url}/explore`);
  await clerk.getByRole('button', { name: 'Các trang' }).click();
  const look = clerk.getByRole('navigation', { name: 'Các trang' });
  await look.locator('a[href="/explore"][aria-current=page]').waitFor();
  await clerk.keyboard.press('Escape');
  await clerk.locator('a.brand').click();
  await clerk.waitForURL(`${url}/today`);

  // A group sees what is for it, without SQL, and begins at what it owes also from the map.
  await filer.goto(`${url}/matters`);
  await filer.getByRole('button', { name: 'Các trang' }).click();
  const menu = filer.getByRole('navigation', { name: 'Các trang' });
  await menu.getByRole('link', { name: 'Nộp báo cáo' }).waitFor();
  await menu.getByRole('link', { name: 'Hướng dẫn' }).waitFor();
  for (const office of ['SQL', 'Excel', 'Nhập số liệu', 'Tiến độ nộp'])
    expect(await menu.getByRole('link', { name: office }).count(), office).toBe(0);
  await sound(filer);
  await filer.keyboard.press('Escape');
  await filer.locator('a.brand').click();
  await filer.waitForURL(`${url}/report`);

  const head = await signIn('lanhdao-bana', PASSWORD, 360);
  expect(new URL(head.url()).pathname).toBe('/today');
  await head.locator('h1').waitFor();
  await sound(head);

  const anybody = await (await browser.newContext()).newPage();
  await anybody.goto(`${url}/`);
  await anybody.waitForURL(`${url}/explore`);
});
