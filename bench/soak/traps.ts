import type { Browser, Page } from 'playwright-core';
import type { App } from '../../tests/support/app.ts';
import { breakEngine, OUT_OF_MEMORY } from '../../tests/support/break-engine.ts';
import type { SoakLine } from './deltas.ts';

const LONGEST_MS = 5_000;
const PLACE = 'unit=48@2025-07-01&level=commune';
/** The note that the engine is back stays this long; the next break must be told anew, milliseconds. */
const BETWEEN_MS = 500;

/** What became of a page whose engine was broken again and again. */
interface Outcome {
  /** From each break until SQL was answered again, milliseconds. */
  readonly times: number[];
  /** Breaks that the page did not tell of. */
  untold: number;
  /** Times at which the coloured map was gone. */
  uncoloured: number;
}

/** A page, and what of its errors nobody caught beyond those thrown here on purpose. */
async function open(browser: Browser, url: string): Promise<{ page: Page; errors: string[] }> {
  const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => {
    if (!message.includes('unreachable')) errors.push(message);
  });
  await page.goto(url);
  return { page, errors };
}

/** How often the page has said that its engine broke, and that it is back: states may pass between two looks. */
async function countNews(page: Page): Promise<void> {
  await page.evaluate(() => {
    const said = { broke: 0, back: 0 };
    Object.assign(window, { said });
    const note = document.querySelector<HTMLElement>('[data-engine]');
    if (!note) throw new Error('the page has no note of its engine');
    new MutationObserver(() => {
      const state = note.dataset['engine'];
      if (state === 'broke' || state === 'back') said[state]++;
    }).observe(note, { attributes: true, attributeFilter: ['data-engine'] });
  });
}
const saidOf = (page: Page) =>
  page.evaluate(() => ({ ...(window as unknown as { said: { broke: number; back: number } }).said }));

/** The desk, its engine trapped: the map stays coloured, and the engine answers what is asked next. */
async function desk(app: App, browser: Browser, wanted: number): Promise<Outcome & { errors: string[] }> {
  const { page, errors } = await open(browser, `${app.url}/explore?${PLACE}&indicator=KTS01`);
  await page.locator('[data-picture="live"]').waitFor({ timeout: 120_000 });
  // What the columns do not tell is an answer of the engine.
  const facts = page.locator('[data-field="table-facts"]', { hasText: /\d/ });
  await facts.waitFor({ timeout: 120_000 });
  await countNews(page);
  const outcome: Outcome = { times: [], untold: 0, uncoloured: 0 };
  for (let k = 0; k < wanted; k++) {
    const before = await saidOf(page);
    const start = performance.now();
    if ((await breakEngine(page)) !== 1) throw new Error('the desk has no engine');
    const picture = page.locator('[data-picture]');
    if ((await picture.count()) === 0 || Number(await picture.getAttribute('data-revision')) < 0)
      outcome.uncoloured++;
    await page.waitForFunction(
      (back) => (window as unknown as { said: { back: number } }).said.back > back,
      before.back,
      { timeout: 60_000, polling: 50 }
    );
    outcome.times.push(performance.now() - start);
    if ((await saidOf(page)).broke === before.broke) outcome.untold++;
    await facts.waitFor({ timeout: 30_000 });
    await page.waitForTimeout(BETWEEN_MS);
  }
  await page.context().close();
  return { ...outcome, errors };
}

/** The workbench, asked for more memory than there is: it says so, and answers the next question. */
async function workbench(
  app: App,
  browser: Browser,
  wanted: number
): Promise<Outcome & { errors: string[] }> {
  const { page, errors } = await open(browser, `${app.url}/sql?${PLACE}&months=1`);
  await page.locator('[data-phase="ready"]').waitFor({ timeout: 120_000 });
  await page.locator('.cm-content').waitFor();
  await countNews(page);
  const outcome: Outcome = { times: [], untold: 0, uncoloured: 0 };
  const run = async (sql: string) => {
    await page.locator('.cm-content').click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(sql);
    await page.keyboard.press('Control+Enter');
  };
  for (let k = 0; k < wanted; k++) {
    const before = await saidOf(page);
    await run(OUT_OF_MEMORY);
    await page.waitForFunction(
      (broke) => (window as unknown as { said: { broke: number } }).said.broke > broke,
      before.broke,
      { timeout: 60_000, polling: 50 }
    );
    const start = performance.now();
    await page.locator('[data-field="sql-fault"]').waitFor({ timeout: 30_000 });
    await run(`SELECT 'answer ${k}' AS a, count(*) AS n FROM reading`);
    await page.locator('tbody tr:first-child', { hasText: `answer ${k}` }).waitFor({ timeout: 60_000 });
    outcome.times.push(performance.now() - start);
    await page.waitForTimeout(BETWEEN_MS);
  }
  await page.context().close();
  return { ...outcome, errors };
}

/** Breaks the engine again and again: half the times by a trap under the desk, half by a question of the workbench. */
export async function trapsOf(app: App, browser: Browser, wanted: number): Promise<SoakLine[]> {
  const half = Math.ceil(wanted / 2);
  const traps = await desk(app, browser, half);
  const memory = await workbench(app, browser, wanted - half);
  const errors = [...traps.errors, ...memory.errors];
  const line = (what: string, { times }: Outcome) => {
    const worst = Math.max(0, ...times);
    return { what, value: `${Math.round(worst)} ms`, bound: '≤ 5 s', ok: worst <= LONGEST_MS };
  };
  return [
    line(`Engine of the desk trapped ${half} times: longest until it is back, filled`, traps),
    line(
      `Memory of the workbench’s engine run out ${wanted - half} times: longest until SQL answers`,
      memory
    ),
    {
      what: 'Times at which the coloured map was gone, or the page said nothing',
      value: String(traps.uncoloured + traps.untold),
      bound: '0',
      ok: traps.uncoloured + traps.untold === 0
    },
    {
      what: 'Errors of both pages that nobody caught',
      value: errors.length === 0 ? '0' : `${errors.length}: ${errors[0] ?? ''}`,
      bound: '0',
      ok: errors.length === 0
    }
  ];
}
