import { launchChromium } from '../../tests/support/chromium.ts';
import type { App } from '../../tests/support/app.ts';
import { median, type Topic } from '../line.ts';
import { openWatched } from './watched-page.ts';

const ROUNDS = 5;

/** From navigation to the first correct colours, against a page that asks DuckDB for them first: the same page's own. */
export function firstMap(app: App): Topic {
  return {
    name: 'First coloured map',
    async run() {
      const lines = [];
      for (const [what, path] of [
        ['the country, 3,321 communes', '/explore?level=commune'],
        ['Đà Nẵng, 94 communes', '/explore?unit=48@2025-07-01&level=commune']
      ] as const) {
        const coloured: number[] = [];
        const answered: number[] = [];
        const bytes: number[] = [];
        const browser = await launchChromium();
        for (let round = 0; round < ROUNDS; round++) {
          const { page, moments, bytesAtColour } = await openWatched(browser, app.url + path);
          coloured.push(moments.coloured ?? NaN);
          answered.push(moments.answered ?? NaN);
          bytes.push(bytesAtColour / 1024);
          await page.context().close();
        }
        await browser.close();
        const note = `${median(bytes).toFixed(0)} KB transferred by then`;
        lines.push({
          what: `Navigation to first colour: ${what}`,
          peer: 'colours by a question to DuckDB-WASM, same page',
          ours: median(coloured),
          theirs: median(answered),
          unit: 'ms' as const,
          note
        });
      }
      return lines;
    }
  };
}
