import type { Browser, Page } from 'playwright-core';

/** Moments of a page, milliseconds since its navigation began; null for what has not happened. */
export interface Moments {
  /** The first correct colours are on the screen. */
  readonly coloured: number | null;
  /** DuckDB has answered its first question: an indicator that the page did not arrive with shows a figure. */
  readonly answered: number | null;
}

/** Runs in the page, before anything of it: notes when things first showed. */
function watch(): void {
  const moments: Record<string, number> = {};
  Object.assign(window, { moments });
  const note = (name: string) => {
    if (name in moments) return;
    moments[name] = NaN;
    // Two frames on, it has been painted.
    requestAnimationFrame(() => requestAnimationFrame(() => (moments[name] = performance.now())));
  };
  const look = () => {
    const frame = document.querySelector<HTMLElement>('[data-picture]');
    if (frame && Number(frame.dataset['revision']) >= 0) note('coloured');
    const other = document.querySelector('[data-indicator="XHS03"]')?.textContent ?? '';
    if (/\d+(?:[.,]\d+)?%/.test(other)) note('answered');
  };
  new MutationObserver(look).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true
  });
}

/** Opens an address in a fresh profile (no cache) and waits until DuckDB has answered. */
export async function openWatched(
  browser: Browser,
  address: string
): Promise<{ page: Page; moments: Moments; bytesAtColour: number }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(watch);
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  const loads: { at: number; bytes: number }[] = [];
  network.on('Network.loadingFinished', ({ encodedDataLength }) =>
    loads.push({ at: Date.now(), bytes: encodedDataLength })
  );
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForFunction(
    () => Number.isFinite((window as { moments?: Moments }).moments?.answered),
    null,
    {
      timeout: 120_000
    }
  );
  const { moments, origin } = await page.evaluate(() => ({
    moments: (window as unknown as { moments: Moments }).moments,
    origin: performance.timeOrigin
  }));
  const until = origin + (moments.coloured ?? 0);
  const bytesAtColour = loads.filter(({ at }) => at <= until).reduce((sum, { bytes }) => sum + bytes, 0);
  return { page, moments, bytesAtColour };
}
