import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { formatPeriod, reportedPeriod } from '../../src/lib/domain/period.ts';
import type { UnitKey } from '../../src/lib/domain/unit.ts';
import type { ConsolidationView } from '../../src/lib/api/review.ts';
import { freshFolder, type App } from '../support/app.ts';
import { launchChromium } from '../support/chromium.ts';
import { NOW, startClimb, THEN } from '../support/climb-country.ts';
import type { Desk } from '../support/identity-office.ts';
import { signInContext } from '../support/sign-in.ts';

// The whole way in the real browser, by the people of each level: a village's report is filed, returned, corrected,
// laid before the head, approved, and put together level after level: up four levels in Bình Phước of 2022 (thôn, xã,
// huyện, Sở, UBND tỉnh), up three in Đồng Nai of today. Other tabs that stand open follow without being loaded again.

let folder: Awaited<ReturnType<typeof freshFolder>>;
let app: App;
let admin: Desk;
let browser: Browser;

beforeAll(async () => {
  folder = await freshFolder();
  ({ app, admin } = await startClimb(folder.path));
  browser = await launchChromium();
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  await folder.remove();
});

/** A person with a role at a unit, as the administrator makes them. */
interface Person {
  readonly desk: Desk;
  open(path: string): Promise<Page>;
}

async function hire(login: string, role: 'clerk' | 'head' | 'programme', unit: UnitKey): Promise<Person> {
  return seated(login, await admin.hire({ login, name: login, grants: [{ role, unit }] }));
}

async function hireFiler(login: string, unit: UnitKey, group: string): Promise<Person> {
  const grants = [{ role: 'group-head', unit, groups: [group] }] as const;
  return seated(login, await admin.hire({ login, name: login, grants }));
}

async function seated(login: string, { password, desk }: { password: string; desk: Desk }): Promise<Person> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'vi' });
  await signInContext(context, app.url, [login, password]);
  return {
    desk,
    async open(path) {
      const page = await context.newPage();
      await page.goto(app.url + path);
      // Whoever loads it again loses this.
      await page.evaluate('window.stillTheSame = true');
      return page;
    }
  };
}

async function file(by: Person, group: string, period: string, numerator: number): Promise<string> {
  const values = [{ indicator: 'XHS03', numerator }];
  const { reports } = await by.desk.done<{ reports: { id: string }[] }>('POST', '/api/v1/reports', {
    group,
    period,
    values
  });
  return reports[0]!.id;
}

/** Waits until an open chain page says of a group or unit what it should, without being loaded again. */
async function sees(page: Page, name: string, words: string): Promise<void> {
  await page.locator('main li, main tr', { hasText: name }).filter({ hasText: words }).first().waitFor();
  expect(await page.evaluate('window.stillTheSame')).toBe(true);
}

interface Level {
  readonly unit: UnitKey;
  readonly name: string;
  readonly prepares: Person;
  readonly confirms: Person;
  /** The page of the unit above, open all the while. */
  readonly above: Page;
  /** How the page above says it. */
  readonly prepared: string | null;
  readonly confirmed: string;
}

/** Somebody puts a unit together and their head confirms it, by the buttons of the page. */
async function putTogether(level: Level, period: string, missing: number): Promise<void> {
  const path = `/review/consolidate?unit=${encodeURIComponent(level.unit)}&period=${period}`;
  const clerk = await level.prepares.open(path);
  const head = await level.confirms.open(path);
  const sure = async (page: Page) => {
    expect(await page.locator('.sure input').count()).toBe(missing > 0 ? 1 : 0);
    if (missing > 0) await page.locator('.sure input').check();
  };
  await clerk.locator('footer button.main').waitFor();
  await sure(clerk);
  await clerk.locator('textarea').first().fill(`${level.name}: đã rà soát.`);
  await clerk.getByRole('button', { name: 'Trình tổng hợp' }).click();
  await clerk.locator('h1[data-standing="prepared"]').waitFor();
  // The head's page was open before and moves by itself.
  await head.locator('h1[data-standing="prepared"]').waitFor();
  if (level.prepared !== null) await sees(level.above, level.name, level.prepared);
  await sure(head);
  await head.locator('footer button.main').click();
  await clerk.locator('h1[data-standing="confirmed"]').waitFor();
  await sees(level.above, level.name, level.confirmed);
  await clerk.close();
  await head.close();
}

interface Climb {
  readonly tag: string;
  readonly period: string;
  readonly era: string;
  readonly commune: UnitKey;
  readonly levels: readonly Level[];
}

/** From the village to the top; answers the sum that the top has confirmed. */
async function climb({ tag, period, era, commune, levels }: Climb): Promise<ConsolidationView> {
  const code = (village: string) => `${era.slice(0, 4)}-25270.${village}`;
  const [first, second] = [code('01'), code('02')];
  const filer = await hireFiler(`${tag}-to-1`, `25270.01@${era}` as UnitKey, first);
  const neighbour = await hireFiler(`${tag}-to-2`, `25270.02@${era}` as UnitKey, second);
  const [{ prepares: clerk, confirms: head }] = levels as [Level];
  const place = `unit=${encodeURIComponent(commune)}&period=${period}`;
  const chain = await head.open(`/chain?${place}`);
  const desk = await clerk.open(`/review?${place}`);
  const office = await head.open(`/review?${place}`);
  const line = (page: Page, state: string) => page.locator(`[data-group="${first}"][data-state="${state}"]`);

  // Filed: the clerk's open page shows it, and the clerk returns it.
  const wrong = await file(filer, first, period, 98);
  await sees(chain, 'ấp 1', 'Đã nộp');
  await line(desk, 'submitted').locator('a').click();
  await desk.locator(`article[data-report^="${wrong}-"]`).waitFor();
  await desk.getByRole('button', { name: 'Trả lại' }).click();
  await desk.getByRole('dialog').locator('textarea').fill('Đếm cả hộ ngoài ấp.');
  await desk.getByRole('dialog').locator('button[type=submit]').click();
  await line(desk, 'returned').waitFor();
  await sees(chain, 'ấp 1', 'Bị trả lại, chờ sửa');

  // Corrected, laid before the head, approved.
  const right = await file(filer, first, period, 60);
  await line(desk, 'submitted').locator('a').click();
  await desk.locator(`article[data-report^="${right}-"]`).waitFor();
  await desk.locator('article').getByRole('button', { name: 'Trình lãnh đạo' }).click();
  await line(desk, 'checked').waitFor();
  await sees(chain, 'ấp 1', 'Chờ lãnh đạo duyệt');
  await line(office, 'checked').locator('a').click();
  await office.locator(`article[data-report^="${right}-"]`).waitFor();
  await office.locator('article').getByRole('button', { name: 'Duyệt', exact: true }).click();
  await line(office, 'approved').waitFor();
  await sees(chain, 'ấp 1', 'Đã duyệt');
  const other = await file(neighbour, second, period, 30);
  await head.desk.done('POST', '/api/v1/reviews', { reports: [other], state: 'approved' });
  await sees(chain, 'ấp 2', 'Đã duyệt');

  // The commune has both; above it somebody is missing and is stated to be.
  for (const [step, level] of levels.entries()) {
    await putTogether(level, period, step === 1 ? 1 : 0);
    await sees(chain, 'ấp 1', 'Đã tổng hợp');
  }
  const top = levels.at(-1)!;
  return top.confirms.desk.done('GET', `/api/v1/consolidations/${encodeURIComponent(top.unit)}/${period}`);
}

const sumOf = (view: ConsolidationView) => view.sums.find(({ indicator }) => indicator === 'XHS03');

test('2022: from a village through commune and district to the department and the province', async () => {
  const at = (code: string) => `${code}@${THEN}` as UnitKey;
  const period = '2022-10';
  const so = await hire('so-bp', 'programme', at('70'));
  const ubnd = await hire('ubnd-bp', 'head', at('70'));
  const [xa, xaHead] = [
    await hire('xa-lt', 'clerk', at('25270')),
    await hire('xa-lt-ct', 'head', at('25270'))
  ];
  const [huyen, huyenHead] = [
    await hire('huyen-ln', 'clerk', at('692')),
    await hire('huyen-ln-ct', 'head', at('692'))
  ];
  const chainOf = (unit: UnitKey) => so.open(`/chain?unit=${encodeURIComponent(unit)}&period=${period}`);
  const [district, province] = [await chainOf(at('692')), await chainOf(at('70'))];
  const [prepared, confirmed] = ['Đã trình', 'Đã xác nhận'];
  const view = await climb({
    tag: 'bp',
    period,
    era: THEN,
    commune: at('25270'),
    levels: [
      {
        unit: at('25270'),
        name: 'Xã Lộc Thái',
        prepares: xa,
        confirms: xaHead,
        above: district,
        prepared,
        confirmed
      },
      {
        unit: at('692'),
        name: 'Huyện Lộc Ninh',
        prepares: huyen,
        confirms: huyenHead,
        above: province,
        prepared,
        confirmed
      },
      {
        unit: at('70'),
        name: 'Sở',
        prepares: so,
        confirms: ubnd,
        above: province,
        prepared: null,
        confirmed: '1/1 đơn vị đã tổng hợp'
      }
    ]
  });
  expect(view.standing).toBe('confirmed');
  expect(sumOf(view)).toMatchObject({ num: 90, den: 200, expected: 3 });
  expect(await province.locator('section[aria-labelledby="ladder"] ol > li').count()).toBe(4);
  await province.getByText('1/2 đơn vị đã tổng hợp').waitFor();
});

test('today: from a village through the commune to the department and the province', async () => {
  const at = (code: string) => `${code}@${NOW}` as UnitKey;
  const period = formatPeriod(reportedPeriod(Date.now(), 'window'));
  // A chain of the province's own, begun by the administrator through the API.
  const shipped = await admin.done<{ position: number }>('POST', '/api/v1/chain/profiles', chainOfToday());
  expect(shipped.position).toBeGreaterThan(0);
  const so = await hire('so-dn', 'programme', at('75'));
  const ubnd = await hire('ubnd-dn', 'head', at('75'));
  const xa = await hire('xa-ln', 'clerk', at('25270'));
  const xaHead = await hire('xa-ln-ct', 'head', at('25270'));
  const province = await so.open(`/chain?unit=${encodeURIComponent(at('75'))}&period=${period}`);
  const view = await climb({
    tag: 'dn',
    period,
    era: NOW,
    commune: at('25270'),
    levels: [
      {
        unit: at('25270'),
        name: 'Xã Lộc Ninh',
        prepares: xa,
        confirms: xaHead,
        above: province,
        prepared: 'Đã trình',
        confirmed: 'Đã xác nhận'
      },
      {
        unit: at('75'),
        name: 'Sở',
        prepares: so,
        confirms: ubnd,
        above: province,
        prepared: null,
        confirmed: '1/1 đơn vị đã tổng hợp'
      }
    ]
  });
  expect(view.standing).toBe('confirmed');
  expect(sumOf(view)).toMatchObject({ num: 90, den: 200, expected: 3 });
  expect(await province.locator('section[aria-labelledby="ladder"] ol > li').count()).toBe(3);
});

function chainOfToday() {
  const words = (vi: string) => ({ vi, en: vi });
  const step = (from: string, to: string, fromName: string, toName: string, beforeDay: number) => {
    return { from, to, fromName: words(fromName), toName: words(toName), beforeDay };
  };
  return {
    id: 'dong-nai',
    name: words('Chuỗi báo cáo Đồng Nai'),
    province: `75@${NOW}`,
    validFrom: NOW,
    validTo: null,
    reading: 'strict',
    shiftToWorkingDay: false,
    steps: [
      step('village-group', 'commune', 'Tổ ấp', 'UBND xã', 18),
      step('commune', 'department', 'UBND xã', 'Sở KH&CN', 20),
      step('department', 'province', 'Sở KH&CN', 'UBND tỉnh', 25)
    ],
    illustrative: true,
    citation: ''
  };
}
