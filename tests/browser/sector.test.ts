import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { faultsOf } from '../support/faults.ts';
import { DEMO, signInContext } from '../support/sign-in.ts';

const app = inject('app');
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

/** A list as the police of a ward keep it: a title, columns of their own, a place that is not theirs, a sum. */
function list(activated: string): Buffer {
  return Buffer.from(
    [
      'CÔNG AN PHƯỜNG HẢI CHÂU;;;;',
      'STT;Địa bàn;Kích hoạt mức 2 (lũy kế);Chỉ tiêu giao;Ghi chú',
      `1;P. HẢI CHÂU;${activated};60.000;`,
      '2;Phường Không Có Thật;12;20;nhờ nhập hộ',
      'Tổng cộng;;1.246;60.020;'
    ].join('\r\n')
  );
}

async function send(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.locator('input[type="file"]:enabled').setInputFiles({ name, mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Kiểm tra', exact: true }).waitFor();
}

/** The month that has just begun: nothing of it is approved, so that no reason is asked for, whatever the day. */
async function chooseNewest(page: Page): Promise<void> {
  await page.getByLabel('Kỳ báo cáo', { exact: true }).selectOption({ index: 0 });
}

test('the police of a ward name the columns of their list once, see what fits, store it, and do it again next time', async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'vi-VN' });
  await signInContext(context, app.url, DEMO.police);
  const page = await context.newPage();
  await page.goto(`${app.url}/workbooks/sector`);
  await page.getByRole('heading', { name: 'Nhập tệp của công an, ngân hàng, sở ngành' }).waitFor();

  await send(page, 'dinh-danh.csv', list('1.234'));
  const unitName = page.getByLabel('Cột tên đơn vị', { exact: true });
  expect(await unitName.inputValue()).toBe('Địa bàn');
  await page.getByRole('button', { name: 'Kiểm tra', exact: true }).click();
  await page.getByText('Hãy chọn ít nhất một chỉ tiêu với cột tử số.').waitFor();
  await page.getByRole('button', { name: 'Thêm chỉ tiêu' }).click();
  await page.getByLabel('Cột tử số').selectOption('Kích hoạt mức 2 (lũy kế)');
  await page.getByLabel('Cột mẫu số').selectOption('Chỉ tiêu giao');
  await chooseNewest(page);
  expect(await faultsOf(page)).toEqual([]);

  await page.getByRole('button', { name: 'Kiểm tra', exact: true }).click();
  await page.locator('[data-stage="ready"]').waitFor();
  await page.getByRole('heading', { name: '1/3 dòng đúng, 2 dòng có lỗi' }).waitFor();
  expect(await page.locator('tr.fault[data-code="unitUnknown"]').innerText()).toContain(
    'Phường Không Có Thật'
  );
  await page.locator('tr.fault[data-code="unitMissing"]').waitFor();

  await page.getByLabel('Tên cách ghép cột').fill('Sổ định danh hằng tháng');
  await page.getByRole('button', { name: 'Lưu cách ghép cột' }).click();
  await page.getByText('Đã lưu cách ghép cột “Sổ định danh hằng tháng”').waitFor();
  await page.getByRole('button', { name: /^Lưu 1 dòng/ }).click();
  await page.locator('[data-stage="stored"]').waitFor();

  // Another day: the same columns, another number.
  await page.reload();
  await send(page, 'dinh-danh-2.csv', list('2.345'));
  await page.getByLabel('Cách ghép cột đã lưu').selectOption({ label: 'Sổ định danh hằng tháng' });
  expect(await page.getByLabel('Cột tử số').inputValue()).toBe('Kích hoạt mức 2 (lũy kế)');
  await chooseNewest(page);
  await page.getByRole('button', { name: 'Kiểm tra', exact: true }).click();
  await page.locator('[data-stage="ready"]').waitFor();
  await page.locator('tr[data-code="alreadyFiled"]').waitFor();
  await page.getByRole('button', { name: 'Xóa cách ghép cột này' }).click();
  await page.getByLabel('Cách ghép cột đã lưu').waitFor({ state: 'detached' });
  await context.close();
});
