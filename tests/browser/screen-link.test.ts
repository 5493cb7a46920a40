import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { faultsOf } from '../support/faults.ts';
import { DEMO, signInContext } from '../support/sign-in.ts';

// Links of screens: the unit that is sent is the one that is read, and a TV opens by a code that is typed.

const app = inject('app');
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

async function pageOf(who: readonly [string, string] | null): Promise<Page> {
  const context = await browser.newContext({ locale: 'vi-VN', viewport: { width: 1440, height: 900 } });
  if (who) await signInContext(context, app.url, who);
  return context.newPage();
}

/** Types a name into a picker and takes the first that lies in a place. */
async function pick(page: Page, label: string, typed: string, name: RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).fill(typed);
  await page.getByRole('option', { name }).first().click();
}

const inSheet = (page: Page) => page.getByRole('dialog');

test("a screen's link opens without signing in and goes dark when it is revoked", async () => {
  const admin = await pageOf(DEMO.administrator);
  await admin.goto(`${app.url}/manage/screens`);
  await admin.getByRole('button', { name: 'Tạo đường dẫn' }).click();
  await admin.getByLabel('Tên màn hình').fill('Sảnh thử');
  await pick(admin, 'Phạm vi', 'hai chau', /Phường Hải Châu/);
  await admin.getByLabel('Cấp thấp nhất được xem').selectOption('group');
  await inSheet(admin).getByRole('button', { name: 'Tạo đường dẫn' }).click();
  const address = await admin.locator('.secret code').innerText();
  const wall = await pageOf(null);
  await wall.goto(address);
  await wall.locator('h1').first().waitFor();
  expect(new URL(wall.url()).pathname).toBe('/wall');
  await wall.getByText('Phường Hải Châu').first().waitFor();
  const row = admin.locator('.rows > li', { hasText: 'Sảnh thử' });
  await row.getByRole('button', { name: 'Thu hồi' }).click();
  await inSheet(admin).getByRole('button', { name: 'Thu hồi' }).click();
  await row.getByText('Đã thu hồi').waitFor();
  expect((await wall.goto(address))?.status()).toBe(404);
  await Promise.all([admin.context().close(), wall.context().close()]);
});

test("in the dialog of a screen's link the field's text and the unit that is sent are one thing", async () => {
  const admin = await pageOf(DEMO.administrator);
  const sent: string[] = [];
  admin.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/v1/screens'))
      sent.push(request.postData() ?? '');
  });
  await admin.goto(`${app.url}/manage/screens`);
  const open = () => admin.getByRole('button', { name: 'Tạo đường dẫn' }).click();
  const submit = () => inSheet(admin).getByRole('button', { name: 'Tạo đường dẫn' }).click();
  const place = inSheet(admin).getByRole('combobox', { name: 'Phạm vi', exact: true });
  await open();
  const own = await place.inputValue();
  expect(own).not.toBe('');
  await pick(admin, 'Phạm vi', 'hai chau', /Phường Hải Châu/);
  expect(await place.inputValue()).toBe('Phường Hải Châu');
  await inSheet(admin).getByRole('button', { name: 'Đóng' }).click();
  await inSheet(admin).waitFor({ state: 'detached' });

  await open();
  expect(await place.inputValue()).toBe(own);
  await admin.getByLabel('Tên màn hình').fill('Sảnh Bà Nà');
  await place.click();
  await admin.keyboard.type('ba na');
  expect(await place.inputValue()).toBe('ba na');
  await admin.keyboard.press('Tab');
  await submit();
  await inSheet(admin).getByText('Chưa chọn: hãy chọn một tên trong danh sách.').waitFor();
  expect(await place.getAttribute('aria-invalid')).toBe('true');
  expect(await place.evaluate((field: HTMLInputElement) => field.validity.customError)).toBe(true);
  expect([await place.inputValue(), sent]).toEqual(['ba na', []]);

  // What is chosen is marked: the next key replaces it, and Escape brings it back.
  await pick(admin, 'Phạm vi', 'ba na', /Xã Bà Nà/);
  await admin.keyboard.type('hai');
  expect(await place.inputValue()).toBe('hai');
  await admin.keyboard.press('Escape');
  expect(await place.inputValue()).toBe('Xã Bà Nà');
  await submit();
  await admin.getByRole('img', { name: 'QR: Đường dẫn của Sảnh Bà Nà' }).waitFor();
  const row = admin.locator('.rows > li', { hasText: 'Sảnh Bà Nà' });
  expect(await row.innerText()).toContain('Xã Bà Nà');
  expect(sent).toHaveLength(1);
  expect(JSON.parse(sent[0] ?? '')).toMatchObject({ scope: { root: '20308@2025-07-01' } });
  await admin.context().close();
});

test('a TV opens a screen by the short code of the dialog, once; a screen that goes on is renamed', async () => {
  const admin = await pageOf(DEMO.administrator);
  await admin.goto(`${app.url}/manage/screens`);
  await admin.getByRole('button', { name: 'Tạo đường dẫn' }).click();
  await admin.getByLabel('Tên màn hình').fill('Sảnh tivi');
  await pick(admin, 'Phạm vi', 'hai chau', /Phường Hải Châu/);
  await inSheet(admin).getByRole('button', { name: 'Tạo đường dẫn' }).click();
  const shown = admin.locator('[data-field="tv-code"]');
  const code = await shown.innerText();
  expect(code).toMatch(/^[a-z2-9]{4}-[a-z2-9]{4}$/);
  expect(await shown.evaluate((at) => parseFloat(getComputedStyle(at).fontSize))).toBeGreaterThanOrEqual(36);
  await admin.getByRole('img', { name: 'QR: Đường dẫn của Sảnh tivi' }).waitFor();
  expect(await faultsOf(admin)).toEqual([]);

  const tv = await pageOf(null);
  await tv.goto(`${app.url}/tv`);
  expect(await faultsOf(tv)).toEqual([]);
  const type = async (text: string) => {
    await tv.getByLabel('Mã của màn hình').fill(text);
    await tv.keyboard.press('Enter');
  };
  await type('bcdf-ghkm');
  await tv.getByRole('alert').waitFor();
  expect(await tv.getByRole('alert').innerText()).toContain('Mã không đúng');
  // With a remote control nobody types a hyphen or a capital letter.
  await type(code.replace('-', ''));
  await tv.waitForURL('**/wall');
  await tv.getByText('Phường Hải Châu').first().waitFor();
  const other = await pageOf(null);
  await other.goto(`${app.url}/tv`);
  await other.getByLabel('Mã của màn hình').fill(code);
  await other.keyboard.press('Enter');
  await other.getByRole('alert').waitFor();

  const row = admin.locator('.rows > li', { hasText: 'Sảnh tivi' });
  await row.getByRole('button', { name: 'Đổi tên' }).click();
  await inSheet(admin).getByLabel('Tên màn hình').fill('Sảnh tầng hai');
  await inSheet(admin).getByRole('button', { name: 'Đổi tên' }).click();
  const renamed = admin.locator('.rows > li', { hasText: 'Sảnh tầng hai' });
  await renamed.waitFor();
  // A code of its own row, ended before anybody typed it.
  await renamed.getByRole('button', { name: 'Mã cho tivi' }).click();
  await inSheet(admin).locator('[data-field="tv-code"]').waitFor();
  await inSheet(admin).getByRole('button', { name: 'Hủy mã' }).click();
  await inSheet(admin).getByText('Đã hủy mã.').waitFor();
  await inSheet(admin).getByRole('button', { name: 'Đóng' }).click();
  await renamed.getByRole('button', { name: 'Thu hồi' }).click();
  await inSheet(admin).getByRole('button', { name: 'Thu hồi' }).click();
  await renamed.getByText('Đã thu hồi').waitFor();
  await tv.reload();
  expect(await tv.locator('body').innerText()).not.toContain('Sảnh tầng hai');
  await Promise.all([admin, tv, other].map((page) => page.context().close()));
});
