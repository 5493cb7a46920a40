import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest';
import { breakEngine, OUT_OF_MEMORY } from '../support/break-engine.ts';
import { launchChromium } from '../support/chromium.ts';
import { faultsOf } from '../support/faults.ts';

// The workbench in a real Chromium: it answers, refuses, stops, and comes back when its engine broke.

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });
const { url } = inject('app');
let browser: Browser;
let page: Page;
const errors: string[] = [];

beforeAll(async () => {
  browser = await launchChromium();
  page = await (await browser.newContext()).newPage();
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto(`${url}/sql?unit=48@2025-07-01&level=commune&months=1`);
  await page.locator('[data-phase="ready"]').waitFor();
  await page.locator('.cm-content').waitFor();
});
afterAll(() => browser?.close());

const fault = () => page.locator('[data-field="sql-fault"]');
const cells = () => page.locator('tbody tr:first-child td:not(.index)').allInnerTexts();

async function run(sql: string, on = page): Promise<void> {
  await on.locator('.cm-content').focus();
  await on.keyboard.press('Control+a');
  await on.keyboard.insertText(sql);
  await on.keyboard.press('Control+Enter');
}

/** Runs and waits for the answer, whose first row it gives. */
async function answerTo(sql: string, first: string): Promise<string[]> {
  await run(sql);
  await page.locator('tbody tr:first-child', { hasText: first }).waitFor();
  return cells();
}

test('what is asked is answered from the tables of the place, and what is not reading is refused in words', async () => {
  expect(
    await answerTo(
      `SELECT 'communes' AS a, count(DISTINCT node) AS n FROM reading WHERE level = 'commune'`,
      'communes'
    )
  ).toEqual(['communes', '93']);
  expect(await faultsOf(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await faultsOf(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.emulateMedia({ colorScheme: 'light' });
  for (const [sql, kind] of [
    ['DROP TABLE reading', 'changes'],
    [`SELECT * FROM read_csv('/etc/passwd')`, 'unlisted'],
    [`SELECT * FROM 'x.csv'`, 'outside'],
    ['SELECT a$b', 'unclear'],
    [`COPY reading TO 'x.csv'`, 'outside'],
    ['INSTALL httpfs', 'outside'],
    ['LOAD httpfs', 'outside'],
    [`ATTACH 'x.db'`, 'outside'],
    ['SET lock_configuration = false', 'settings'],
    ['SELECT nonsense', 'sql']
  ] as const) {
    await run(sql);
    await page.locator(`[data-field="sql-fault"][data-kind="${kind}"]`).waitFor();
    expect((await fault().innerText()).length, sql).toBeGreaterThan(20);
  }
});

test('a long question stops within a second, by Escape, and the next one is answered', async () => {
  await run('SELECT sum(a.range * b.range % 7) FROM range(100000) a, range(100000) b');
  await page.locator('[data-field="sql-stop"]').waitFor();
  await page.waitForTimeout(400);
  const began = Date.now();
  await page.keyboard.press('Escape');
  await page.getByText('Đã dừng câu truy vấn.').waitFor();
  expect(Date.now() - began).toBeLessThan(1000);
  expect(await answerTo(`SELECT 'next' AS a`, 'next')).toEqual(['next']);
});

/** More bytes than a page takes, little work. */
const LARGE = 'SELECT range(10000) AS l FROM range(700)';

test('a question that takes more memory than an engine has, or gives more than a page takes, costs neither the tab nor the next one', async () => {
  await run(OUT_OF_MEMORY);
  await page.locator('[data-field="sql-fault"][data-kind="broke"]').waitFor();
  expect(await fault().innerText()).toContain('bộ nhớ');
  expect(await answerTo(`SELECT 'small' AS a`, 'small')).toEqual(['small']);
  await run(LARGE);
  await page.locator('[data-field="sql-fault"][data-kind="tooLarge"]').waitFor();
  expect(await answerTo(`SELECT 'again' AS a`, 'again')).toEqual(['again']);
});

test('a question that goes on is stopped by the clock of the page, in words', async () => {
  const other = await page.context().newPage();
  await other.clock.install();
  await other.goto(`${url}/sql?unit=48@2025-07-01&level=commune&months=1`);
  await other.locator('[data-phase="ready"]').waitFor();
  await other.locator('.cm-content').waitFor();
  await run('SELECT sum(a.range * b.range % 7) FROM range(1000000) a, range(1000000) b', other);
  await other.locator('[data-field="sql-stop"]').waitFor();
  // Long enough for it to have begun; its 20 seconds are then over at once.
  await other.waitForTimeout(1_000);
  await other.clock.fastForward(21_000);
  await other.locator('[data-field="sql-fault"][data-kind="late"]').waitFor();
  expect(await other.locator('[data-field="sql-fault"]').innerText()).toContain('20 giây');
  await run(`SELECT 'after late' AS a`, other);
  await other.locator('tbody tr:first-child', { hasText: 'after late' }).waitFor();
  await other.close();
});

test('an engine that broke comes back by itself, filled, and says so', async () => {
  const [, before] = await answerTo(`SELECT 'before' AS a, count(*) AS n FROM reading`, 'before');
  expect(await breakEngine(page)).toBe(1);
  await page.locator('[data-engine="back"]').waitFor();
  expect(await page.locator('[data-field="engine-note"]').innerText()).toContain('vừa khởi động lại');
  expect(await answerTo(`SELECT 'after' AS a, count(*) AS n FROM reading`, 'after')).toEqual([
    'after',
    before
  ]);
  expect(errors.filter((message) => !message.includes('unreachable'))).toEqual([]);
});
