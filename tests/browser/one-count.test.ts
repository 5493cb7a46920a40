import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { DEMO, signInContext } from '../support/sign-in.ts';

// The four counts of filing (RULES 9b) of one city as every page and file of a browser says them at one moment.

const { url } = inject('app');
const CITY = '48@2025-07-01';
const FOUR = ['expected', 'filed', 'returned', 'owed'] as const;
type Counts = Record<(typeof FOUR)[number], number>;

let browser: Browser;
let context: BrowserContext;
beforeAll(async () => {
  browser = await launchChromium();
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'vi' });
  await signInContext(context, url, DEMO.programme);
});
afterAll(() => browser?.close());

const counts = (of: (name: (typeof FOUR)[number]) => number): Counts => ({
  ...{ expected: of('expected'), filed: of('filed') },
  ...{ returned: of('returned'), owed: of('owed') }
});

/** The four as an element of a page carries them. */
async function countsIn(page: Page, selector: string): Promise<Counts> {
  const found = page.locator(`${selector}[data-expected][data-owed]`).first();
  await found.waitFor({ state: 'attached', timeout: 30_000 });
  const said = await found.evaluate((element) => ({ ...(element as HTMLElement).dataset }));
  return counts((name) => Number(said[name]));
}

/** The four of a row of a table, from columns named so. */
function countsOf(row: Record<string, string>, columns: Record<keyof Counts, string>): Counts {
  return counts((name) => {
    expect(row[columns[name]], columns[name]).toMatch(/^\d+$/);
    return Number(row[columns[name]]);
  });
}

const rowsOf = (text: string): Record<string, string>[] => parse(text, { columns: true });

async function publish(open: boolean): Promise<void> {
  const kept = await context.request.put(`${url}/api/v1/public-page`, {
    headers: { origin: url },
    data: {
      ...{ open, unit: CITY, depth: 'commune', indicators: ['XHS03'], practices: [] },
      intro: { vi: '', en: '' }
    }
  });
  expect(kept.status(), await kept.text()).toBe(200);
}

test('wall, chain, operations, desk and export say the same four', async () => {
  const page = await context.newPage();
  await page.goto(`${url}/chain?unit=${CITY}`);
  const chain = await countsIn(page, '[data-field="filing-count"]');
  expect(chain.expected).toBeGreaterThan(100);
  expect(chain.owed).toBe(chain.expected - chain.filed);
  await page.goto(`${url}/operations?unit=${CITY}`);
  expect(await countsIn(page, '[data-field="filing-count"]'), 'operations').toEqual(chain);
  await page.goto(`${url}/wall`);
  expect(await countsIn(page, '[data-field="chain"]'), 'wall').toEqual(chain);
  await page.goto(`${url}/explore?unit=${CITY}&level=commune`);
  expect(await countsIn(page, '[data-field="filing"] [data-field="filing-count"]'), 'desk').toEqual(chain);
  // A line for each ward, as the chain says it of that ward.
  await page.locator('[data-field="export"]').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('[data-out="csv"]').click()
  ]);
  const wards = rowsOf(readFileSync(await download.path(), 'utf8')).map((row) => ({
    code: row['unit_code'],
    four: countsOf(row, {
      ...{ expected: 'reports_expected', filed: 'reports_filed' },
      ...{ returned: 'reports_returned', owed: 'reports_owed' }
    })
  }));
  const some = wards.find(({ four }) => four.returned > 0) ?? wards[0]!;
  await page.goto(`${url}/chain?unit=${some.code}@2025-07-01`);
  expect(some.four, `export, ${some.code}`).toEqual(await countsIn(page, '[data-field="filing-count"]'));
  // The city is its wards and the offices that file at the city itself.
  const inWards = wards.reduce((sum, { four }) => sum + four.expected, 0);
  expect(chain.expected - inWards).toBeGreaterThanOrEqual(0);
  expect(chain.expected - inWards).toBeLessThan(10);
  await page.close();
});

test('the public page and its CSV say the four of the month that they show, and nobody else says others', async () => {
  await publish(true);
  const page = await context.newPage();
  try {
    await page.goto(`${url}/cong-khai`);
    const shown = await countsIn(page, '[data-field="filing-count"]');
    const answer = await context.request.get(`${url}/cong-khai/XHS03.csv`);
    const [city, ...wards] = rowsOf(await answer.text());
    const columns = {
      ...{ expected: 'bao_cao_phai_nop', filed: 'bao_cao_da_nop' },
      ...{ returned: 'bao_cao_bi_tra_lai', owed: 'bao_cao_con_phai_nop' }
    };
    expect(countsOf(city!, columns), 'CSV').toEqual(shown);
    const some = wards.find((row) => Number(row[columns.returned]) > 0) ?? wards[0]!;
    for (const [row, unit] of [
      [city!, CITY],
      [some, `${some['ma']}@2025-07-01`]
    ] as const) {
      await page.goto(`${url}/chain?unit=${unit}&period=${row['ky']}`);
      expect(countsOf(row, columns), unit).toEqual(await countsIn(page, '[data-field="filing-count"]'));
    }
  } finally {
    await page.close();
    await publish(false);
  }
});
