import type { Page } from 'playwright-core';

/** Breaks the query engines of a page as WebAssembly breaks, in their workers and outside any question. Answers how many. */
export async function breakEngine(page: Page): Promise<number> {
  const engines = page.workers().filter((worker) => /duckdb/.test(worker.url()));
  for (const engine of engines) {
    await engine.evaluate(() => {
      setTimeout(() => {
        throw new WebAssembly.RuntimeError('unreachable');
      });
    });
  }
  return engines.length;
}

/** SQL that takes more memory than an engine of the workbench has, within seconds on any machine. */
export const OUT_OF_MEMORY = `SELECT string_agg(repeat('x', 1000000), ',') FROM range(5000)`;
