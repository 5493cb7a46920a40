import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { faultsOf } from '../support/faults.ts';
import {
  columnLetter,
  openXlsx,
  saveXlsx,
  tableOf,
  type EditedCell,
  type EditedSheet
} from '../support/xlsx-edit.ts';

const app = inject('app');
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

async function signIn(login: string): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'vi-VN',
    acceptDownloads: true
  });
  const page = await context.newPage();
  await page.goto(`${app.url}/sign-in?next=/workbooks`);
  await page.locator('input[name="login"]').fill(login);
  await page.locator('input[name="password"]').fill('minh-hoa-2025');
  await page.locator('input[name="password"]').press('Enter');
  await page.getByRole('heading', { name: 'Excel, nhập tệp' }).waitFor();
  await page.locator('input[type="file"]:enabled').waitFor({ state: 'attached' });
  return page;
}

async function downloaded(page: Page, press: () => Promise<void>): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent('download'), press()]);
  return readFile(await download.path());
}

/** The template of the month that has just begun: nobody has filed for it. */
async function templateOf(page: Page): Promise<Buffer> {
  await page.getByLabel('Kỳ báo cáo').selectOption({ index: 0 });
  return downloaded(page, () => page.getByRole('button', { name: 'Tải mẫu Excel' }).click());
}

async function send(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles({ name, mimeType: XLSX, buffer });
  await page.locator('[data-stage="ready"], [data-stage="refused"]').waitFor();
}

/** Twelve ways to get a row wrong: what is written into the numerator's cell, and by which code it is named. */
const FAULTS: readonly (readonly [code: string, cell: EditedCell])[] = [
  ['notWhole', '1.234,5'],
  ['unitInNumber', '12 hộ'],
  ['percent', { xml: ' s="2"><v>0.95</v>' }],
  ['dateInNumber', { xml: ' s="1"><v>46339</v>' }],
  ['negative', -3],
  ['notANumber', 'mười hai'],
  ['errorCell', { xml: ' t="e"><v>#REF!</v>' }],
  ['formulaWithoutValue', { xml: '><f>SUM(A1:A9)</f>' }],
  ['tooLarge', 9_999_999_999],
  ['mergedCells', 7],
  ['duplicateGroup', 5],
  ['unknownGroup', 5]
];

test('a template comes back with twelve kinds of fault: each is named, right rows go in, the rest is corrected', async () => {
  const page = await signIn('chuyenvien-haichau');
  const template = await templateOf(page);
  const sheets = await openXlsx(template);
  const { sheet, codes, first } = tableOf(sheets, '#XHS01/tu');
  const [group, column] = [codes.get('#to') ?? 0, codes.get('#XHS01/tu') ?? 0];
  const groups = [...sheet.rows.keys()].filter((row) => row >= first);
  expect(groups.length).toBeGreaterThan(FAULTS.length + 3);

  const filled = groups.slice(0, FAULTS.length + 3);
  filled.forEach((row, k) => sheet.rows.get(row)?.set(column, FAULTS[k]?.[1] ?? 3 + k));
  spoilMerged(sheet, filled[9]!, column);
  sheet.rows.get(filled[10]!)?.set(group, sheet.rows.get(filled[14]!)?.get(group) ?? '');
  sheet.rows.get(filled[11]!)?.set(group, 'khong-co-to-nay');
  // The duplicate stands before the right row: the second of them is the one that is named.
  const named = FAULTS.map(([code], k) => ({
    code,
    row: code === 'duplicateGroup' ? filled[14]! : filled[k]!
  }));

  await send(page, 'hai-chau.xlsx', saveXlsx(sheets));
  await page.getByRole('radio', { name: /Lỗi/ }).check({ force: true });
  for (const { code, row } of named) {
    const found = page.locator(`tr.fault[data-code="${code}"]`);
    await found.first().waitFor();
    const words = await found.first().innerText();
    expect(words).toContain(sheet.name);
    const at = code === 'unknownGroup' || code === 'duplicateGroup' ? group : column;
    expect(words).toContain(`${columnLetter(at)}${row}`);
  }
  expect(await faultsOf(page)).toEqual([]);

  const copy = await openXlsx(
    await downloaded(page, () => page.getByRole('link', { name: 'Tải bản có ghi lỗi' }).click())
  );
  const marked = tableOf(copy, '#loi');
  for (const { row } of named)
    expect(marked.sheet.rows.get(row)?.get(marked.codes.get('#loi') ?? -1)).toContain('LỖI');
  expect(copy.map(({ name }) => name)).toContain('Lỗi');

  // The row with another row's code bears its own group's name still: which of the two it means nobody knows.
  await page.getByRole('button', { name: /Lưu 2 dòng đúng/ }).click();
  await page.locator('[data-stage="stored"]').waitFor();

  // What came back is corrected in place and sent again.
  const corrected = tableOf(copy, '#XHS01/tu');
  named.forEach(({ row }, k) => corrected.sheet.rows.get(row)?.set(column, 3 + k));
  const [copied, unknown] = [filled[10]!, filled[11]!];
  const original = tableOf(await openXlsx(template), '#XHS01/tu');
  for (const row of [copied, unknown])
    corrected.sheet.rows.get(row)?.set(group, original.sheet.rows.get(row)?.get(group) ?? '');
  corrected.sheet.rows.get(copied)?.set(column, 5);
  await send(page, 'hai-chau-sua.xlsx', saveXlsx(copy));
  await page.getByRole('heading', { name: /Cả 15 dòng đều đúng/ }).waitFor();
  await page.getByRole('button', { name: /Lưu 15 dòng/ }).click();
  await page.locator('[data-stage="stored"]').waitFor();
  await page.context().close();
});

test('a template of another unit is no way around one’s rights', async () => {
  const theirs = await signIn('chuyenvien-bana');
  const template = await templateOf(theirs);
  await theirs.context().close();
  const sheets = await openXlsx(template);
  const { sheet, codes, first } = tableOf(sheets, '#XHS01/tu');
  sheet.rows.get(first)?.set(codes.get('#XHS01/tu') ?? 0, 4);
  const page = await signIn('chuyenvien-haichau');
  await send(page, 'ba-na.xlsx', saveXlsx(sheets));
  await page.locator('tr.fault[data-code="notYours"]').waitFor();
  expect(await page.getByRole('button', { name: /^Lưu/ }).count()).toBe(0);
  await page.context().close();
});

function spoilMerged(sheet: EditedSheet, row: number, column: number): void {
  sheet.merges.push(`${columnLetter(column)}${row}:${columnLetter(column + 1)}${row}`);
}
