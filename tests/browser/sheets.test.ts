import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Browser, Locator, Page } from 'playwright-core';
import type { TargetSheet } from '../../src/lib/api/targets.ts';
import { launchChromium } from '../support/chromium.ts';
import { faultsOf } from '../support/faults.ts';
import { fileReports } from '../support/filing.ts';
import { DEMO, signInContext } from '../support/sign-in.ts';

// Both grids as people use them: by keyboard, by pasting from a spreadsheet, against the real program.

const app = inject('app');
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

async function open(who: readonly [string, string], path: string, width = 1440): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: app.url });
  await signInContext(context, app.url, who);
  const page = await context.newPage();
  await page.goto(app.url + path);
  await page.getByRole('grid').waitFor();
  // The grid answers keys once the page's script has run.
  await page.waitForLoadState('networkidle');
  return page;
}

const cell = (page: Page, row: number, col: number): Locator => page.locator(`[data-cell="${row}-${col}"]`);
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await page.keyboard.press('Control+v');
}

test('targets: typed, pasted, undone, previewed and given by keyboard; after a reload they hold', async () => {
  const page = await open(DEMO.headHaiChau, '/targets?unit=20242@2025-07-01&indicator=XHS04&indicator=XHS07');
  // The first row is the ward's police, who do not file these.
  await cell(page, 1, 0).focus();
  await page.keyboard.type('72,35');
  await page.keyboard.press('Enter');
  await page.keyboard.type('101');
  await page.keyboard.press('Enter');
  expect(await cell(page, 1, 0).innerText()).toBe('72,35');
  await expect.poll(() => cell(page, 2, 0).getAttribute('aria-invalid')).toBe('true');
  await page.keyboard.press('Control+z');
  await expect.poll(() => cell(page, 2, 0).getAttribute('aria-invalid')).toBeNull();
  await cell(page, 3, 0).focus();
  await paste(page, '55%\t1.234\n60,5\t20\n');
  await expect.poll(() => cell(page, 4, 0).innerText()).toBe('60,5');
  expect(await cell(page, 3, 1).innerText()).toBe('1.234');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('F2');
  await page.keyboard.press('Escape');
  expect(await faultsOf(page)).toEqual([]);

  await page.getByLabel('Số văn bản').fill('07/QĐ-UBND');
  await page.getByLabel('Ngày văn bản').fill('2026-11-20');
  await page.getByRole('button', { name: 'Xem trước thay đổi' }).click();
  const preview = page.getByRole('dialog');
  await preview.getByText('5 mức giao thay đổi').waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await preview.getByRole('button', { name: 'Giao chỉ tiêu' }).click();
  await page.getByText('Đã giao chỉ tiêu: 5 mức').waitFor();
  await page.reload();
  await expect.poll(() => cell(page, 1, 0).innerText()).toBe('72,35');
  await page.goto(`${app.url}/targets/appendix?unit=20242@2025-07-01`);
  await page.getByText('Kèm theo Quyết định số 07/QĐ-UBND ngày 20 tháng 11 năm 2026').first().waitFor();
  expect(await faultsOf(page)).toEqual([]);
  await page.context().close();
});

test('targets: one that was given is not marked as illustrative, says what it replaces, and can be ended', async () => {
  const page = await open(DEMO.headHaiChau, '/targets?unit=20242@2025-07-01&indicator=XHS04');
  const given = await page.evaluate(async () => {
    const answer = await fetch('/api/v1/targets/20242@2025-07-01?indicator=XHS04');
    const sheet = (await answer.json()) as TargetSheet;
    const index = sheet.columns[0]!.cells.findLastIndex(({ filed }) => filed);
    const { name, recipient } = sheet.rows[index]!;
    const give = (from: string, value: string) =>
      fetch('/api/v1/targets', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          unit: '20242@2025-07-01',
          from,
          giver: 'UBND phường Hải Châu',
          decision: { number: '8/QĐ-UBND', date: '2026-09-01' },
          targets: [{ recipient, indicator: 'XHS04', value }]
        })
      }).then(({ status }) => status);
    return {
      name,
      statuses: [await give('2026-09-01', '0.5'), await give('2026-10-01', '0.6')]
    };
  });
  expect(given.statuses).toEqual([201, 201]);
  await page.reload();
  await page.getByRole('button', { name: `Lịch sử: ${given.name}`, exact: true }).click();
  const history = page.getByRole('dialog');
  const newer = history.getByRole('listitem').filter({ hasText: '60%' });
  const older = history.getByRole('listitem').filter({ hasText: '50%' });
  await newer.getByText('đang áp dụng').waitFor();
  await older.getByText('được thay từ 01/10/2026').waitFor();
  expect(await older.getByText('đang áp dụng').count()).toBe(0);
  expect(await newer.getByText('minh họa').count()).toBe(0);
  await newer.getByRole('button', { name: 'Kết thúc', exact: true }).click();
  await newer.getByLabel('Kết thúc từ ngày').fill('2026-10-02');
  await newer.getByRole('button', { name: 'Ghi ngày kết thúc' }).click();
  await newer.getByText('đã hết hạn').waitFor();
  await older.getByText('đang áp dụng').waitFor();
  await page.context().close();
});

test('Tab goes from cell to cell, and Esc then Tab leaves the grid', async () => {
  const page = await open(DEMO.headHaiChau, '/targets?unit=20242@2025-07-01&indicator=XHS04&indicator=XHS07');
  await cell(page, 4, 0).focus();
  await page.keyboard.press('Tab');
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-cell'))).toBe('4-1');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-cell') ?? null)).toBeNull();
  await page.context().close();
});

/** The clerk's grid of the month that has just begun: nothing of it is approved, whatever the day. */
async function openGrid(): Promise<Page> {
  const page = await open(DEMO.clerkBaNa, '/grid');
  const month = page.getByLabel('Kỳ báo cáo');
  const newest = (await month.locator('option').first().getAttribute('value')) ?? '';
  if ((await month.inputValue()) === newest) return page;
  await month.selectOption(newest);
  await page.waitForURL((url) => url.searchParams.get('period') === newest);
  await page.locator('[data-stand]').first().waitFor();
  return page;
}

test('the clerk’s grid: checks while typing, good rows go in, faulty ones stay, drafts survive a reload', async () => {
  const page = await openGrid();
  const columns = await page.locator('thead th').allInnerTexts();
  const households = columns.findIndex((text) => text.includes('internet')) - 1;
  const guided = 0;
  const states = page.locator('[data-stand]');
  await cell(page, 3, guided).focus();
  await page.keyboard.type('31');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.type('x');
  await page.keyboard.press('Enter');
  await expect.poll(() => states.nth(3).getAttribute('data-stand')).toBe('ready');
  await expect.poll(() => states.nth(4).getAttribute('data-stand')).toBe('faulty');
  await cell(page, 2, households).focus();
  await page.keyboard.type('1');
  await page.keyboard.press('Enter');
  await expect
    .poll(() => states.nth(2).getAttribute('data-stand'), { message: 'a fall asks for a reason' })
    .toBe('faulty');
  await cell(page, 2, columns.length - 3).focus();
  await page.keyboard.type('Đếm lại toàn thôn');
  await page.keyboard.press('Enter');
  await expect.poll(() => states.nth(2).getAttribute('data-stand')).toBe('ready');
  expect(await faultsOf(page)).toEqual([]);

  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await page.getByText('Đã mở lại bản nháp của 3 tổ').waitFor();
  await page.getByRole('button', { name: 'Gửi 2 tổ' }).click();
  await page.getByText('Máy chủ đã nhận báo cáo của 2 tổ.').waitFor();
  await expect.poll(() => states.nth(3).getAttribute('data-stand')).toBe('clean');
  expect(await states.nth(3).getAttribute('data-state')).toBe('submitted');
  expect(await states.nth(4).getAttribute('data-stand')).toBe('faulty');
  await page.context().close();
});

test('the clerk’s grid: what a group files meanwhile is not written over in silence', async () => {
  const page = await openGrid();
  const row = page.locator('tbody tr').nth(5);
  const group = (await row.getAttribute('data-row')) ?? '';
  const state = row.locator('[data-stand]');
  await cell(page, 5, 0).focus();
  await page.keyboard.type('44');
  await page.keyboard.press('Enter');
  await expect.poll(() => state.getAttribute('data-stand')).toBe('ready');
  const period = await page.getByLabel('Kỳ báo cáo').inputValue();
  const indicator = (await cell(page, 5, 0).getAttribute('data-column')) ?? '';
  const answer = await fileReports(app, [{ group, period, values: [{ indicator, numerator: 12 }] }]);
  expect(answer.status).toBe(201);
  await expect.poll(() => state.getAttribute('data-stand'), { timeout: 15_000 }).toBe('conflict');
  expect(await cell(page, 5, 0).innerText()).toContain('44');
  await state.getByRole('button', { name: 'Đã nộp: 12' }).click();
  await expect.poll(() => cell(page, 5, 0).innerText()).toContain('12');
  expect(await state.getAttribute('data-stand')).toBe('clean');
  await page.context().close();
});

test('both grids on a phone: no fault of WCAG 2.2 A or AA', async () => {
  for (const [who, path] of [
    [DEMO.headHaiChau, '/targets?indicator=CQS03&indicator=XHS03'],
    [DEMO.clerkBaNa, '/grid']
  ] as const) {
    const page = await open(who, path, 360);
    expect(await faultsOf(page)).toEqual([]);
    await page.context().close();
  }
});
