import type { Page } from 'playwright-core';
import type { App } from '../../tests/support/app.ts';
import { launchChromium } from '../../tests/support/chromium.ts';
import { fileReports, groupsWithin } from '../../tests/support/filing.ts';
import { chosenPoint, isColourOf, pixelAt } from '../../tests/support/picture.ts';
import { median, type Topic } from '../line.ts';

const ROUNDS = 30;
/** Xã La Dêê: 11 groups, so that one call changes its band, and room on the map to see it. */
const COMMUNE = '20704';
const VIEW = `/explore?unit=48@2025-07-01&level=commune&indicator=XHS03&period=2026-11&sort=name&focus=${COMMUNE}@2025-07-01`;

/** Milliseconds since 1970 at which each step was seen in the page. */
interface Seen {
  position: number;
  table: number;
  map: number;
}

/** Runs in the page: notes when the badge, the table's row and the map last changed. */
function watch(code: string): void {
  const seen: Record<string, number> = {};
  Object.assign(window, { seen });
  const now = () => performance.timeOrigin + performance.now();
  const on = (selector: string, attributes: string[], note: () => void) => {
    const target = document.querySelector(selector);
    if (!target) throw new Error(selector);
    new MutationObserver(note).observe(target, { attributes: true, attributeFilter: attributes });
  };
  on('[data-connection]', ['data-position'], () => (seen['position'] = now()));
  on(`tr[data-unit="${code}"]`, ['data-state'], () => (seen['table'] = now()));
  const frame = document.querySelector<HTMLElement>('[data-picture]');
  on('[data-picture]', ['data-revision', 'data-idle'], () => {
    if (frame?.dataset['idle'] === 'true') seen['map'] = now();
  });
}

/** From a report's POST to its colour on the map of Đà Nẵng, our script and the software rasteriser told apart. */
export function postToPixel(app: App): Topic {
  return {
    name: 'POST to pixel',
    async run() {
      const browser = await launchChromium();
      const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
      await page.goto(app.url + VIEW);
      await page.locator('[data-connection="live"]').waitFor({ timeout: 60_000 });
      await page.locator('[data-picture="live"][data-idle="true"]').waitFor({ timeout: 60_000 });
      await page.waitForTimeout(8_000); // DuckDB and the parts are in: the page is at rest.
      const groups = await groupsWithin(app, COMMUNE, 'XHS03');
      const file = async (share: number) => {
        const values = (base: number) => [{ indicator: 'XHS03', numerator: Math.floor(base * share) }];
        const reports = groups.map(({ code, base }) => ({
          group: code,
          period: '2026-11',
          values: values(base)
        }));
        const answer = await fileReports(app, reports);
        if (answer.status !== 201) throw new Error(await answer.text());
      };
      await file(0.45);
      await page.locator(`tr[data-unit="${COMMUNE}"][data-state="notMet"]`).waitFor();
      await page.waitForTimeout(1_000);
      await page.evaluate(watch, COMMUNE);
      const steps: { answered: number; heard: number; table: number; map: number }[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const share = round % 2 === 0 ? 0.3 : 1;
        const before = await seenIn(page);
        const started = Date.now();
        await file(share);
        const answered = Date.now() - started;
        const after = await changed(page, before);
        steps.push({
          answered,
          heard: after.position - started,
          table: after.table - started,
          map: after.map - started
        });
        await page.waitForTimeout(700); // the arrival's ring has gone
        await assertColour(page, share === 1 ? 'met' : 'low');
      }
      const reload = performance.now();
      await page.reload();
      await page.locator('[data-picture="live"][data-idle="true"]').waitFor({ timeout: 60_000 });
      const theirs = performance.now() - reload;
      await browser.close();
      const p50 = (name: keyof (typeof steps)[number]) => median(steps.map((step) => step[name]));
      return [
        {
          what: 'POST to the colour on the map, Đà Nẵng, p50',
          peer: 'reloading the page',
          ours: p50('map'),
          theirs,
          unit: 'ms' as const,
          note: `answered ${p50('answered').toFixed(0)} ms, position in the page ${p50('heard').toFixed(0)}, table ${p50('table').toFixed(0)}, map idle ${p50('map').toFixed(0)}: after the table it is the software rasteriser`
        }
      ];
    }
  };
}

function seenIn(page: Page): Promise<Seen> {
  return page.evaluate(() => ({ ...(window as unknown as { seen: Seen }).seen }));
}

/** Waits until row and map have changed since; answers when they did. */
async function changed(page: Page, before: Seen): Promise<Seen> {
  for (let tries = 0; tries < 500; tries++) {
    const now = await seenIn(page);
    if (now.table > (before.table ?? 0) && now.map > now.table) return now;
    await page.waitForTimeout(20);
  }
  throw new Error('the page did not change');
}

/** What the attributes told is what a person sees. */
async function assertColour(page: Page, state: 'met' | 'low'): Promise<void> {
  const { x, y } = await chosenPoint(page);
  const colour = await pixelAt(page, x, y);
  if (!isColourOf(state, colour)) throw new Error(`${state}: ${String(colour)} at ${x}, ${y}`);
}
