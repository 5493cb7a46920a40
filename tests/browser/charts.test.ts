import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { openView } from '../support/desk.ts';
import { faultsOf } from '../support/faults.ts';

// The chart views of the desk in a real Chromium: each says its finding and what its figures are worth, its table has
// what is drawn, the keyboard reads it, and each filters the others.

const app = inject('app');
const DA_NANG = '/explore?unit=48@2025-07-01&indicator=KTS01';
let browser: Browser;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'vi',
    colorScheme: 'light'
  });
  page = await context.newPage();
  await page.goto(`${app.url}${DA_NANG}&view=ranking`);
}, 60_000);
afterAll(() => browser?.close());

const PLOTS = ['distribution', 'scatter', 'funnel'] as const;
const LISTS = ['ranking', 'contribution'] as const;
/** Views that axe looks at on a phone in the dark; at the others it looks by day. */
const BY_NIGHT = ['distribution', 'contribution', 'trend', 'heat'];

async function open(view: string): Promise<Locator> {
  await openView(page, view);
  const chart = page.locator(`[data-field="desk-view"][data-view="${view}"] [data-field="chart"]`);
  await chart.locator('[aria-busy="true"]').waitFor({ state: 'detached', timeout: 30_000 });
  await chart.locator('svg, table, ul').first().waitFor({ timeout: 30_000 });
  return chart;
}

async function sayings(chart: Locator): Promise<{ title: string; facts: string }> {
  const [title, facts] = await Promise.all([
    chart.locator('[data-field="chart-title"]').innerText(),
    chart.locator('[data-field="chart-facts"]').innerText()
  ]);
  return { title, facts };
}

const faults = () => faultsOf(page, '[data-field="desk-view"]');

/** Turns to the table, counts its rows, and turns back. */
async function rowsOfTwin(chart: Locator): Promise<number> {
  await chart.locator('header button').click();
  const rows = Number(await chart.locator('[data-field="chart-table"]').getAttribute('aria-rowcount')) - 1;
  expect(await chart.locator('[data-field="chart-table"] tbody th[scope="row"]').count()).toBeGreaterThan(0);
  await chart.locator('header button').click();
  return rows;
}

test.each(PLOTS)('%s: finding, figures’ worth, table, keys', async (view) => {
  const chart = await open(view);
  const { title, facts } = await sayings(chart);
  expect(title).toMatch(/\d/);
  expect(facts).toMatch(/độ phủ .*%.*tính đến \d{2}\/\d{2}\/\d{4}/i);
  const plot = chart.locator('[data-field="plot"]');
  expect(await rowsOfTwin(chart)).toBe(Number(await plot.getAttribute('data-marks')));
  await plot.focus();
  await page.keyboard.press('ArrowRight');
  const first = await chart.locator('[data-field="tip"]').innerText();
  await page.keyboard.press('ArrowRight');
  const second = await chart.locator('[data-field="tip"]').innerText();
  expect(first).toMatch(/(xã|phường|đặc khu) .*%/is);
  expect(second).not.toBe(first);
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).searchParams.get('focus')).toMatch(/@/);
  if (!BY_NIGHT.includes(view)) expect(await faults()).toEqual([]);
});

test.each(LISTS)('%s: finding, figures’ worth, table, keys', async (view) => {
  const chart = await open(view);
  const { title, facts } = await sayings(chart);
  expect(title).toMatch(/\d/);
  expect(facts).toMatch(/độ phủ/i);
  const list = chart.locator('[data-field="rows"]');
  expect(await rowsOfTwin(chart)).toBe(Number(await list.getAttribute('data-marks')));
  await list.locator('[data-index="0"]').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const key = await list.locator('[data-index="1"]').getAttribute('aria-pressed');
  await expect
    .poll(async () => key === 'true' || (await list.locator('[aria-pressed="true"]').count()) > 0)
    .toBe(true);
  if (!BY_NIGHT.includes(view)) expect(await faults()).toEqual([]);
});

test('the trend tells when, how sure, and what pace it takes', async () => {
  const chart = await open('trend');
  const { title, facts } = await sayings(chart);
  expect(title).toMatch(/Dự kiến đạt|Đã đạt|Không đạt|chưa đạt/);
  expect(facts).toMatch(/độ phủ/i);
  expect(await chart.locator('[data-field="chart-note"]').innerText()).toMatch(/Theil–Sen/);
  await chart.locator('[role="application"]').focus();
  await page.keyboard.press('Home');
  await expect.poll(() => chart.locator('[aria-live="polite"]').innerText()).toMatch(/tháng \d+\/\d{4}: .*%/);
});

test('the heat table is walked cell by cell, and a cell chooses unit and indicator', async () => {
  const chart = await open('heat');
  const grid = chart.locator('[data-field="heat"]');
  expect(Number(await grid.getAttribute('aria-colcount'))).toBeGreaterThan(5);
  await grid.locator('[role="gridcell"][tabindex="0"]').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  const cell = grid.locator('[role="gridcell"]:focus');
  expect(await cell.getAttribute('aria-colindex')).toBe('3');
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).searchParams.get('indicator')).not.toBe('KTS01');
});

test('what is brushed in one view is kept in all of them', async () => {
  await page.goto(`${app.url}${DA_NANG}&view=distribution`);
  const chart = await open('distribution');
  const all = Number(await chart.locator('[data-field="plot"]').getAttribute('data-marks'));
  await chart.locator('[role="slider"]').first().focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('PageUp');
  await expect.poll(() => new URL(page.url()).searchParams.get('range')).toMatch(/^\d+,\d+$/);
  const kept = Number(/\d+/.exec(await chart.locator('[data-field="range-said"]').innerText())?.[0]);
  expect(kept).toBeLessThan(all);
  const funnel = await open('funnel');
  expect(await rowsOfTwin(funnel)).toBe(kept);
  const table = page.locator('[data-field="units-table"] h3');
  expect(await table.innerText()).toMatch(new RegExp(`^${kept}/`));
});

/** Where what is drawn in a chart ends, its frame's own end apart. */
function bottomOf(chart: Element): number {
  const ends = [...chart.querySelectorAll('a, svg, canvas, table, li')]
    .filter((one) => one.closest('.rows, .scroll, .unseen, .table') === null)
    .map((one) => one.getBoundingClientRect().bottom);
  return Math.max(chart.getBoundingClientRect().bottom, ...ends);
}

test('on a phone, in the dark, every view is a tap or two away, fits, and has no fault of WCAG', async () => {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
    hasTouch: true
  });
  page = await context.newPage();
  await page.goto(`${app.url}${DA_NANG}&view=ranking`);
  for (const view of [...LISTS, ...PLOTS, 'trend', 'heat', 'multiples', 'compare']) {
    await open(view);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide, view).toBeLessThanOrEqual(390);
    const [below, panel] = await Promise.all([
      page.locator('[data-field="desk-view"] [data-field="chart"]').evaluate(bottomOf),
      page.locator('[data-field="unit-panel"]').evaluate((one) => one.getBoundingClientRect().top)
    ]);
    expect(below, view).toBeLessThanOrEqual(panel);
    if (BY_NIGHT.includes(view)) expect(await faults(), view).toEqual([]);
  }
});
