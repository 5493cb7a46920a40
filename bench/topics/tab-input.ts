import type { Page } from 'playwright-core';
import type { App } from '../../tests/support/app.ts';
import { launchChromium } from '../../tests/support/chromium.ts';
import { fileReports, groupsWithin } from '../../tests/support/filing.ts';
import { median, type Line, type Topic } from '../line.ts';
import { tasksDuring, type Task } from './long-tasks.ts';

/** Reports a second that arrive in the province while somebody works. */
const PER_SECOND = 20;
/** A task that keeps an input waiting, milliseconds. */
const LONG_MS = 50;
/** How long nobody touches the page, milliseconds. */
const CALM_MS = 10_000;
const VIEW = '/explore?unit=48@2025-07-01&level=commune&indicator=KTS01';
/** The wards that are entered and left again. */
const WARDS = ['20242', '20285', '20305', '20257', '20314'];

/** Runs in the page, from now on: from each input to the frame that answers it (Event Timing, "duration"), milliseconds. */
function watch(): void {
  const inputs: number[] = [];
  Object.assign(window, { inputs });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if ('interactionId' in entry && Number(entry.interactionId) > 0) inputs.push(entry.duration);
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
}

/** A scripted drill-down while reports arrive; its peer is the same page asked to reload for each step. */
export function tabInput(app: App): Topic {
  return {
    name: 'The tab under the hand',
    async run() {
      const browser = await launchChromium();
      const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
      await page.goto(app.url + VIEW);
      await settled(page);
      await page.waitForTimeout(10_000); // DuckDB and the parts are in: the page is at rest.
      const stop = await arrivals(app);
      await page.waitForTimeout(2_000);
      await page.evaluate(watch);
      for (const ward of WARDS) await step(page, ward);
      const inputs = await page.evaluate(() => (window as unknown as { inputs: number[] }).inputs);
      // Tracing costs time of its own: the tasks are looked at in another round of the same.
      const busy = await tasksDuring(browser, page, () => step(page, WARDS[0] ?? ''));
      const calm = await tasksDuring(browser, page, () => page.waitForTimeout(CALM_MS));
      await stop();
      const reloads: number[] = [];
      for (let i = 0; i < 3; i++) {
        const started = performance.now();
        await page.reload();
        await settled(page);
        reloads.push(performance.now() - started);
      }
      await browser.close();
      const peer = 'reloading the page for a step';
      const theirs = median(reloads);
      const sorted = [...inputs].sort((a, b) => a - b);
      const lines: Line[] = [
        {
          ...figure('Input to the next frame, worst of a drill-down at 20 deltas/s', sorted.at(-1) ?? 0),
          ...{ peer, theirs },
          note: `asked: at most 200 ms; ${inputs.length} inputs over 16 ms, half of them within ${Math.round(median(sorted))}`
        },
        { ...longest('in that drill-down', busy), peer, theirs },
        { ...longest('while nobody touches it, 20 deltas/s', calm), peer, theirs }
      ];
      return lines;
    }
  };
}

function figure(what: string, ours: number) {
  return { what, ours, unit: 'ms' as const };
}

async function settled(page: Page): Promise<void> {
  await page.locator('[data-connection="live"]').waitFor({ timeout: 90_000 });
  await page.locator('[data-picture][data-idle="true"]').waitFor({ timeout: 90_000 });
}

/** Another indicator, a filter, into a ward by its row, and back by the breadcrumb. */
async function step(page: Page, ward: string): Promise<void> {
  await page.locator('[data-indicator="XHS03"]').first().click();
  await page.waitForTimeout(500);
  await page.locator('[data-field="legend"] label').first().click();
  await page.waitForTimeout(300);
  await page.locator('[data-field="legend"] label').first().click();
  await page.waitForTimeout(300);
  await page.locator(`tr[data-unit="${ward}"] a`).click();
  await page
    .locator('h2', { hasText: /Phường|Xã/ })
    .first()
    .waitFor();
  await page.waitForTimeout(1_200);
  await page.keyboard.press('Escape');
  await page.locator(`tr[data-unit="${ward}"]`).waitFor({ timeout: 30_000 });
  await page.waitForTimeout(800);
}

/** The longest task by the processor's time; what the clock said, and how many took over 50 ms, beside it. */
function longest(when: string, tasks: readonly Task[]) {
  const over = (of: 'wall' | 'cpu') => tasks.filter((task) => task[of] > LONG_MS).length;
  const worst = Math.max(0, ...tasks.map(({ wall }) => wall));
  return {
    ...figure(
      `Longest task of the main thread ${when}, its own computing`,
      Math.max(0, ...tasks.map(({ cpu }) => cpu))
    ),
    note: `asked: none over 50 ms; ${over('cpu')} of ${tasks.length} computed longer, ${over('wall')} took longer by the clock, at most ${Math.round(worst)} ms`
  };
}

/** Files a report at a time, so many a second, until it is told to stop. */
async function arrivals(app: App): Promise<() => Promise<void>> {
  const groups = (await Promise.all(WARDS.map((ward) => groupsWithin(app, ward, 'XHS03')))).flat();
  let round = 0;
  const under = new Set<Promise<unknown>>();
  const timer = setInterval(() => {
    const group = groups[round % groups.length];
    if (!group) return;
    const numerator = Math.floor((group.base * (30 + ((round * 7) % 70))) / 100);
    round++;
    const filed = fileReports(app, [
      { group: group.code, period: '2026-11', values: [{ indicator: 'XHS03', numerator }] }
    ]).finally(() => under.delete(filed));
    under.add(filed);
  }, 1000 / PER_SECOND);
  return async () => {
    clearInterval(timer);
    await Promise.all(under);
  };
}
