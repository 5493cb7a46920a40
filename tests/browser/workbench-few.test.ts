import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { ApiKeys } from '../../src/lib/server/core/auth/api-keys.ts';
import { openStore } from '../../src/lib/server/core/store/store.ts';
import { freshFolder, startApp, type App } from '../support/app.ts';
import { launchChromium } from '../support/chromium.ts';
import { makeFewStore } from '../support/few-world.ts';
import { PROVINCES, SINCE } from '../support/small-country.ts';

// RULES 17 in the workbench: two programs whose stores differ in nothing but which of two small groups filed what. The
// tables of the tab are the same, row for row, so no query whatever tells one from the other.

vi.setConfig({ testTimeout: 300_000, hookTimeout: 240_000 });
const NOW = Date.now();
const PLACE = `unit=${PROVINCES[0]}&level=commune&months=2`;
let browser: Browser;
interface Running {
  readonly app: App;
  readonly clerk: string;
  readonly viewer: string;
  readonly remove: () => Promise<void>;
}
const stores: Running[] = [];

/** A key with a role in the province, made before the program starts. */
async function keyOf(dataDir: string, role: 'clerk' | 'viewer'): Promise<string> {
  const store = await openStore({ dataDir });
  const rest = { groups: null, validFrom: SINCE, validTo: null, decision: '' };
  const made = await new ApiKeys(store).create(role, [{ role, unit: PROVINCES[0]!, ...rest }]);
  await store.close();
  if (typeof made === 'string') throw new Error(made);
  return made.secret;
}

beforeAll(async () => {
  browser = await launchChromium();
  for (const swapped of [false, true]) {
    const folder = await freshFolder();
    await makeFewStore(folder.path, NOW, swapped);
    const [clerk, viewer] = [await keyOf(folder.path, 'clerk'), await keyOf(folder.path, 'viewer')];
    const app = await startApp(folder.path, { PUBLIC_DEPTH: 'commune' });
    stores.push({ app, clerk, viewer, remove: () => folder.remove() });
  }
});
afterAll(async () => {
  await browser?.close();
  for (const { app, remove } of stores) {
    await app.stop();
    await remove();
  }
});

/** Every row of the tables of the tab, and what somebody asks who is after a few. */
const ASKED = [
  ...['value', 'reading', 'node', 'indicator', 'target_given'].map(
    (table) =>
      `SELECT count(*)::VARCHAR || ' ' || coalesce(string_agg(t::VARCHAR, '; ' ORDER BY t::VARCHAR), '') AS a FROM ${table} AS t`
  ),
  // A unit less its other parts, each sum of the columns.
  `SELECT string_agg(a, '; ' ORDER BY a) AS a FROM (
     SELECT concat_ws(' ', up.ordinal, v.indicator, v.period, any_value(w.num) - sum(v.num), any_value(w.den) - sum(v.den),
       any_value(w.approved_num) - sum(v.approved_num), any_value(w.approved_den) - sum(v.approved_den),
       any_value(w.fresh_base) - sum(v.fresh_base), any_value(w.expected_base) - sum(v.expected_base)) AS a
     FROM value AS v JOIN node AS n ON n.ordinal = v.node JOIN node AS up ON up.ordinal = n.parent
     JOIN value AS w ON w.node = up.ordinal AND w.indicator = v.indicator AND w.period = v.period
     GROUP BY up.ordinal, v.indicator, v.period)`,
  // One month less the other, all less approved, one indicator of a base less another.
  `SELECT string_agg(a, '; ' ORDER BY a) AS a FROM (
     SELECT concat_ws(' ', x.node, x.indicator, y.indicator, x.period, y.period, x.num - y.num, x.den - y.den,
       x.num - y.approved_num, x.den - y.approved_den, x.fresh_base - y.fresh_base) AS a
     FROM value AS x JOIN value AS y ON x.node = y.node)`,
  // What a column once held, by what the engine says of it.
  `SELECT string_agg(s::VARCHAR, '; ' ORDER BY s::VARCHAR) AS a FROM (SUMMARIZE value) AS s`
] as const;

/** How long the answer is and its hash: a cell holds no whole table. */
async function run(page: Page, sql: string): Promise<string> {
  await page.locator('.cm-content').focus();
  await page.keyboard.press('Control+a');
  // Each answer is told from the one before it.
  const mark = `m${crypto.randomUUID().slice(0, 8)}`;
  await page.keyboard.insertText(
    `SELECT '${mark}' AS m, length(q.a) || ' ' || md5(q.a) AS a FROM (${sql}) AS q`
  );
  await page.keyboard.press('Control+Enter');
  const row = page.locator('tbody tr:first-child', { hasText: mark });
  await row.waitFor();
  return (await row.locator('td:not(.index)').nth(1).textContent()) ?? '';
}

async function answers(store: Running, key: string | null): Promise<string[]> {
  const context = await browser.newContext(
    key === null ? {} : { extraHTTPHeaders: { authorization: `Bearer ${key}` } }
  );
  // An engine starts in seconds, on a machine with much else to do in tens of them.
  context.setDefaultTimeout(90_000);
  const page = await context.newPage();
  await page.goto(`${store.app.url}/sql?${PLACE}`);
  await page.locator('[data-phase="ready"]').waitFor();
  await page.locator('.cm-content').waitFor();
  const told: string[] = [];
  for (const sql of ASKED) told.push(await run(page, sql));
  await context.close();
  return told;
}

test('whoever may not be told of a few has the same tables in two stores that differ in the few alone', async () => {
  const [one, other] = [await answers(stores[0]!, null), await answers(stores[1]!, null)];
  expect(one.map((told) => Number.parseInt(told) > 1)).toEqual(ASKED.map(() => true));
  expect(other).toEqual(one);
  const viewed = await answers(stores[0]!, stores[0]!.viewer);
  expect(await answers(stores[1]!, stores[1]!.viewer)).toEqual(viewed);
});

test('whose work they are is told them: the comparison sees what it is meant to see', async () => {
  const [one, other] = [
    await answers(stores[0]!, stores[0]!.clerk),
    await answers(stores[1]!, stores[1]!.clerk)
  ];
  expect(other[0]).not.toEqual(one[0]);
  expect(other[1]).not.toEqual(one[1]);
});
