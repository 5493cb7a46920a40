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

/** SQL that takes more memory than the engine has, for the workbench. */
export const OUT_OF_MEMORY = 'SELECT list(range) FROM range(200000000)';
