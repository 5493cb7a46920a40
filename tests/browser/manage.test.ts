import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { faultsOf } from '../support/faults.ts';
import { DEMO, signInContext } from '../support/sign-in.ts';

const app = inject('app');
const HAI_CHAU = '20242@2025-07-01';
const PHONE = { width: 360, height: 800 };
let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

async function pageOf(
  who: readonly [string, string] | null,
  over: BrowserContextOptions = { viewport: { width: 1440, height: 900 } }
): Promise<Page> {
  const context = await browser.newContext({ locale: 'vi-VN', ...over });
  if (who) await signInContext(context, app.url, who);
  return context.newPage();
}

/** Types a name into a picker and takes the first that lies in a place. */
async function pick(page: Page, label: string, typed: string, name: RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).fill(typed);
  await page.getByRole('option', { name }).first().click();
}

const inSheet = (page: Page) => page.getByRole('dialog');
const words = (page: Page) => page.locator('main').innerText();

test.each([['a laptop, light', { viewport: { width: 1440, height: 900 }, colorScheme: 'light' }]] as const)(
  'on %s every page of administration has no fault of WCAG and fits',
  async (_, over) => {
    const page = await pageOf(DEMO.administrator, over);
    const paths = [
      '/manage',
      '/manage/accounts',
      `/manage/cards?unit=${HAI_CHAU}`,
      '/manage/keys',
      '/manage/screens',
      '/manage/register',
      '/manage/register/groups/cns-20242.01',
      '/manage/audit?object=group:cns-20242.01',
      '/manage/settings',
      '/account'
    ];
    for (const path of paths) {
      await page.goto(app.url + path);
      await page.locator('h1').waitFor();
      expect(await faultsOf(page), path).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
        over.viewport.width
      );
      const bar = await page.locator('header').first().boundingBox();
      expect(bar?.height).toBeLessThanOrEqual(56);
    }
    await page.context().close();
  }
);

test('whatever is set anywhere is found from the page of administration', async () => {
  const page = await pageOf(DEMO.programme);
  await page.goto(`${app.url}/manage`);
  const links = await page
    .locator('main li a')
    .evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  expect(links).toEqual(expect.arrayContaining(['/manage/public', '/chain/profiles', '/chain/outbox']));
  for (const link of links) expect((await page.request.get(app.url + link)).status(), link).toBe(200);
  await page.context().close();
});

test('a key made for a commune files there and nowhere else, until it is revoked', async () => {
  const admin = await pageOf(DEMO.administrator);
  await admin.goto(`${app.url}/manage/keys`);
  await admin.getByRole('button', { name: 'Tạo khóa API' }).click();
  await admin.getByLabel('Tên khóa').fill('phan-mem-ba-na');
  await admin.getByLabel('Vai trò').selectOption('clerk');
  await pick(admin, 'Phạm vi', 'ba na', /Xã Bà Nà/);
  await inSheet(admin).getByRole('button', { name: 'Tạo khóa API' }).click();
  const secret = await admin.locator('.secret code').innerText();
  const file = async (group: string) => {
    const answer = await fetch(`${app.url}/api/v1/reports`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${secret}`,
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID()
      },
      body: JSON.stringify({ group, period: '2026-11', values: [{ indicator: 'XHS03', numerator: 12 }] })
    });
    return answer.status;
  };
  expect(await file('cns-20308.01')).toBe(201);
  expect(await file('cns-20242.01')).toBe(403);
  const row = admin.locator('.rows > li', { hasText: 'phan-mem-ba-na' });
  await row.getByRole('button', { name: 'Thu hồi' }).click();
  await inSheet(admin).getByRole('button', { name: 'Thu hồi' }).click();
  await row.getByText('Đã thu hồi').waitFor();
  expect(await file('cns-20308.01')).toBe(401);
  await admin.context().close();
});

test('a file of groups is told its faults by row and column, corrected and written; a group is closed and opened again', async () => {
  const office = await pageOf(DEMO.programme);
  await office.goto(`${app.url}/manage/register`);
  const upload = async (text: string) => {
    await office
      .locator('input[type="file"]')
      .setInputFiles({ name: 'to.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await office.getByRole('button', { name: 'Xem trước' }).click();
  };
  const head = 'code,unit,kind,name,validFrom,base.adults,base.households,basesSource\n';
  await upload(
    `${head}cns-thu.1,99999,village-group,Tổ thử 1,2025-07-01,100,40,Thử\ncns-thu.2,20308,village-group,Tổ thử 2,1/7/2025,100,bốn mươi,Thử\n`
  );
  await office.getByText('Dòng 1, cột unit').waitFor();
  expect(await words(office)).toContain('Dòng 2, cột validFrom');
  expect(await words(office)).toContain('Dòng 2, cột base.households');
  expect(await office.getByRole('button', { name: /^Lưu \d/ }).count()).toBe(0);
  await upload(`${head}cns-thu.1,20308,project06-group,Tổ thử 1,2025-07-01,100,40,Thử\n`);
  await office.getByRole('button', { name: 'Lưu 1 thay đổi' }).click();
  await office.getByText('Đã lưu: 1 mới').waitFor();

  await office.goto(`${app.url}/manage/register/groups/cns-thu.1`);
  await office.getByLabel('Tổ', { exact: true }).fill('Tổ thử số một');
  await office.getByRole('button', { name: 'Lưu', exact: true }).click();
  await office.getByRole('heading', { level: 1, name: 'Tổ: Tổ thử số một' }).waitFor();
  await office.getByLabel('Ngừng từ ngày').fill('2026-11-01');
  await office.getByRole('button', { name: 'Ngừng hoạt động' }).click();
  await office.getByText('Tổ ngừng hoạt động từ ngày 01/11/2026.').waitFor();
  await office.getByRole('button', { name: 'Hủy ngày ngừng' }).click();
  await office.getByText('Tổ ngừng hoạt động từ ngày').waitFor({ state: 'detached' });
  await office.getByRole('link', { name: 'Lịch sử' }).click();
  await office.getByRole('heading', { name: /Tổ thử số một/ }).waitFor();
  const told = await office.locator('ol.rows').innerText();
  expect(told).toContain('Tổ thử số một');
  expect(told).toContain('2026');
  await office.context().close();
});

test('signing out asks first where this browser holds an unsent report', async () => {
  const [login] = DEMO.groupBaNa2;
  const page = await pageOf(DEMO.groupBaNa2, { viewport: PHONE });
  await page.goto(`${app.url}/report`);
  await page.locator('h1').first().waitFor();
  await page.waitForFunction(async () =>
    (await indexedDB.databases()).some(({ name }) => name === 'mangluoi-report')
  );
  await page.evaluate(
    (account) =>
      new Promise<void>((resolve, reject) => {
        const open = indexedDB.open('mangluoi-report');
        open.onerror = () => reject(new Error('no vault'));
        open.onsuccess = () => {
          const work = open.result.transaction('drafts', 'readwrite');
          work.objectStore('drafts').put({ account, group: 'cns-20308.02', period: '2026-10', photos: [] });
          work.oncomplete = () => {
            open.result.close();
            resolve();
          };
        };
      }),
    `account:${login}`
  );
  await page.goto(`${app.url}/account`);
  await page.getByRole('button', { name: 'Đăng xuất', exact: true }).click();
  await inSheet(page).getByText('còn 1 báo cáo chưa gửi').waitFor();
  await inSheet(page).getByRole('button', { name: 'Ở lại' }).click();
  expect(new URL(page.url()).pathname).toBe('/account');
  await page.getByRole('button', { name: 'Đăng xuất', exact: true }).click();
  await inSheet(page).getByRole('button', { name: 'Đăng xuất' }).click();
  await page.waitForURL('**/sign-in');
  await page.context().close();
});
