import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { parquetReadObjects } from 'hyparquet';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { faultsOf } from '../support/faults.ts';

// What leaves the desk, as the files that a person is given.

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
const { url } = inject('app');
const VIEW = '?unit=48@2025-07-01&level=commune&indicator=KTS01';
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
  page = await (await browser.newContext({ acceptDownloads: true })).newPage();
  await page.goto(`${url}/explore${VIEW}`);
  await page.locator('[data-field="export"]').click();
  await page.locator('[data-field="export-sheet"]').waitFor();
});
afterAll(() => browser?.close());

/** The file of one of the choices: its name and its bytes. */
async function fileOf(choice: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator(`[data-out="${choice}"]`).click()
  ]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** Size of a PNG, and which of some colours are somewhere in it. */
async function seenIn(bytes: Buffer, colours: readonly string[]) {
  return page.evaluate(
    async ({ base64, colours }) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d')!;
      context.drawImage(image, 0, 0);
      const { data } = context.getImageData(0, 0, image.width, image.height);
      const found = new Set<string>();
      for (let i = 0; i < data.length; i += 4) {
        const value = (data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!;
        found.add(`#${value.toString(16).padStart(6, '0')}`);
      }
      return { size: [image.width, image.height], seen: colours.filter((colour) => found.has(colour)) };
    },
    { base64: bytes.toString('base64'), colours: [...colours] }
  );
}

test('the choices have no fault of WCAG', async () => {
  expect(await faultsOf(page)).toEqual([]);
});

test('pictures have their size, the colours of the bands, both archipelagos and the marks of a demo', async () => {
  const bands = ['#2d9aa8', '#f5dd8a', '#ea7c4b'];
  const desk = await fileOf('png');
  expect(desk.name).toMatch(/^mang-luoi_kts01_thanh-pho-da-nang_\d{4}-\d{2}\.png$/);
  expect(await seenIn(desk.bytes, bands)).toEqual({ size: [2400, 1920], seen: bands });
  const chat = await fileOf('chat');
  expect(await seenIn(chat.bytes, bands)).toEqual({ size: [1080, 1350], seen: bands });
  const svg = (await fileOf('svg')).bytes.toString('utf8');
  for (const words of ['Hoàng Sa', 'Trường Sa', 'Số liệu minh họa', 'Ranh giới minh họa', 'Nguồn', ' km<'])
    expect(svg, words).toContain(words);
});

test('tables have every unit with its target and coverage, as numbers, and say where they come from', async () => {
  const plain = await fileOf('csv');
  expect(plain.name).toContain('so-lieu-minh-hoa');
  const table: Record<string, string>[] = parse(plain.bytes, { columns: true });
  const office = await fileOf('sheetCsv');
  const sheet: Record<string, string>[] = parse(office.bytes, { bom: true, delimiter: ';', columns: true });
  expect(sheet.length).toBe(table.length);
  for (const [k, row] of table.entries()) {
    expect(sheet[k]!['Đơn vị']).toBe(row['unit']);
    expect(sheet[k]!['Tỷ lệ']).toBe(row['rate']!.replace('.', ','));
  }
  expect((await fileOf('tableNotes')).bytes.toString('utf8')).toContain('Số liệu minh họa');
  const { bytes } = await fileOf('parquet');
  const rows = await parquetReadObjects({ file: new Uint8Array(bytes).buffer });
  expect(rows.length).toBe(table.length);
  const haiChau = rows.find((row) => row['unit'] === 'Phường Hải Châu')!;
  expect(haiChau).toMatchObject({
    indicator: 'KTS01',
    period: expect.stringMatching(/^\d{4}-\d{2}$/) as string
  });
  expect(Number(haiChau['target'])).toBeGreaterThan(0.5);
  expect(Number(haiChau['num']) / Number(haiChau['den'])).toBe(haiChau['rate']);
  const xlsx = (await fileOf('xlsx')).bytes;
  expect(xlsx.subarray(0, 2).toString()).toBe('PK');
  const arrow = (await fileOf('arrow')).bytes;
  expect(arrow.subarray(0, 6).toString()).toBe('ARROW1');
});

test('the print and the embedded map stand by themselves, and nobody frames the latter unasked', async () => {
  await page.goto(`${url}/explore/print${VIEW}&paper=landscape`);
  await page.locator('[data-field="print"][data-ready="true"]').waitFor();
  const drawn = await page.locator('[data-field="print"] svg').first().innerHTML();
  for (const words of ['Hoàng Sa', 'Trường Sa', 'Số liệu minh họa']) expect(drawn, words).toContain(words);
  expect(await page.locator('tbody tr').count()).toBeGreaterThan(90);
  expect(await faultsOf(page)).toEqual([]);
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  expect(pdf.toString('latin1')).toMatch(/\/MediaBox \[0 0 84[12](?:\.\d+)? 59[45]/);
  const answer = await page.goto(`${url}/embed${VIEW}`);
  expect(answer?.headers()['x-frame-options']).toBe('SAMEORIGIN');
  expect(answer?.headers()['content-security-policy']).toContain("frame-ancestors 'none'");
  await page.locator('[data-field="embed"] [data-picture]').waitFor();
  expect(await page.locator('[data-field="embed"]').innerText()).toContain('Số liệu minh họa');
  expect(await faultsOf(page)).toEqual([]);
});
