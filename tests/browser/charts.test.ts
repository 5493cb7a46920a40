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

/** Pairs of names that lie on one another. */
async function touching(names: Locator): Promise<string[]> {
  return names.evaluateAll((all) => {
    const boxes = all.map((one) => ({ name: one.textContent, box: one.getBoundingClientRect() }));
    return boxes.flatMap((a, i) =>
      boxes.slice(i + 1).flatMap((b) => {
        const wide = Math.min(a.box.right, b.box.right) - Math.max(a.box.left, b.box.left);
        const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top);
        return wide > 0 && high > 2 ? [`${a.name} / ${b.name}`] : [];
      })
    );
  });
}

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

test.each(PLOTS)(
  '%s: one line at 100 % of the own target, a rate without one; outermost and largest are named',
  async (view) => {
    const chart = await open(view);
    const lines = chart.locator('[data-field="plot"] line.target');
    const own = await lines.count();
    expect(own).toBeGreaterThan(0);
    const names = chart.locator('[data-field="point-names"] text');
    expect(await names.count()).toBeGreaterThanOrEqual(7);
    expect(await touching(names)).toEqual([]);
    await chart.getByText('Tỷ lệ', { exact: true }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('axis')).toBe('value');
    // The second indicator of a scatter may have one target for all, and then keeps its line.
    await expect.poll(() => lines.count()).toBeLessThan(own);
    if (view !== 'scatter') expect(await lines.count()).toBe(0);
    await chart.getByText('Mức hoàn thành', { exact: true }).click();
    await expect.poll(() => new URL(page.url()).searchParams.get('axis')).toBeNull();
  }
);

test('the ranking begins with its two ends, and tells the place among likes', async () => {
  const chart = await open('ranking');
  const list = chart.locator('[data-field="rows"]');
  const ends = Number(await list.getAttribute('data-marks'));
  expect(ends).toBeGreaterThanOrEqual(20);
  expect(ends).toBeLessThanOrEqual(21);
  expect(await list.locator('[data-index="0"]').innerText()).toMatch(/\d+\/\d+ (đô thị|đồng bằng|miền núi)/);
  await chart.getByText(/tất cả \d+/).click();
  await expect.poll(async () => Number(await list.getAttribute('data-marks'))).toBeGreaterThan(80);
});

test.each(LISTS)('%s: finding, figures’ worth, table, keys', async (view) => {
  const chart = await open(view);
  const { title, facts } = await sayings(chart);
  expect(title).toMatch(/\d/);
  expect(facts).toMatch(/độ phủ/i);
  const list = chart.locator('[data-field="rows"]');
  const all = chart.getByText(/tất cả \d+/);
  if (view === 'ranking') await all.click();
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
  expect(title).toMatch(/dự kiến đạt|đã đạt|không đạt|chưa đạt/i);
  expect(title).toMatch(/^Đến \d{2}\/\d{2} khoảng [\d,]+% \([\d,]+–[\d,]+\), thiếu [\d.]+ người/);
  const others = chart.locator('[data-field="trend-others"]');
  await expect.poll(async () => Number(await others.getAttribute('data-lines'))).toBeGreaterThan(80);
  const names = others.locator('text');
  expect(await names.count()).toBeGreaterThanOrEqual(5);
  expect(await touching(names)).toEqual([]);
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
  await grid.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  const cell = grid.locator('[role="gridcell"].here');
  expect(await chart.locator('[data-field="heat-said"]').innerText()).toMatch(/ · .+: .+/);
  expect(await cell.getAttribute('aria-colindex')).toBe('3');
  expect(await cell.getAttribute('id')).toBe(await grid.getAttribute('aria-activedescendant'));
  await page.keyboard.press('Enter');
  await expect.poll(() => new URL(page.url()).searchParams.get('indicator')).not.toBe('KTS01');
});

test('the heat map of the country is seen whole at 1440 × 900', async () => {
  await page.goto(`${app.url}/explore?view=heat`);
  const chart = await open('heat');
  const grid = chart.locator('[data-field="heat"]');
  const [rows, columns] = await Promise.all(
    ['aria-rowcount', 'aria-colcount'].map(async (name) => Number(await grid.getAttribute(name)) - 1)
  );
  expect(rows).toBe(34);
  expect(columns).toBeGreaterThanOrEqual(22);
  const seen = await grid.locator('[role="gridcell"]').evaluateAll((cells) => {
    const room = cells[0]?.closest('.scroll')?.getBoundingClientRect();
    return cells.filter((cell) => {
      const box = cell.getBoundingClientRect();
      return (
        room &&
        box.right <= Math.min(room.right, innerWidth) &&
        box.bottom <= Math.min(room.bottom, innerHeight)
      );
    }).length;
  });
  expect(seen).toBe(34 * (columns ?? 0));
  await page.goto(`${app.url}${DA_NANG}&view=ranking`);
});

test('two months: what changed is outlined, the panel says the same, and a divider slides between them by key', async () => {
  const chart = await open('compare');
  const { title } = await sayings(chart);
  const [gained, lost] = ['mới đạt', 'không còn đạt'].map((what) =>
    Number(new RegExp(`(\\d+) đơn vị ${what}`).exec(title)?.[1])
  );
  const panel = page.locator('section.panel');
  const told = async (what: string) =>
    Number(new RegExp(`(\\d+) đơn vị ${what}`).exec(await panel.innerText())?.[1] ?? 0);
  await expect.poll(() => told('mới đạt'), { timeout: 30_000 }).toBe(gained);
  expect(await told('không còn đạt')).toBe(lost);
  await chart.locator('[data-field="outlined"]').first().waitFor({ state: 'attached' });
  await chart.getByText('trượt', { exact: true }).click();
  const slider = chart.locator('[data-field="swipe"] input[type="range"]');
  await slider.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => slider.getAttribute('aria-valuetext')).toMatch(/^51% tháng/i);
  await page.keyboard.press('Home');
  await expect.poll(() => slider.getAttribute('aria-valuetext')).toMatch(/^0%/);
  expect(await faults()).toEqual([]);
});

test('what is brushed in one view is kept in all of them', async () => {
  await page.goto(`${app.url}${DA_NANG}&view=distribution`);
  const chart = await open('distribution');
  const all = Number(await chart.locator('[data-field="plot"]').getAttribute('data-marks'));
  await chart.locator('[role="slider"]').first().focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('PageUp');
  await expect.poll(() => new URL(page.url()).searchParams.get('range')).toMatch(/^\d+,\d+,own$/);
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
