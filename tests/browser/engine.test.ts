import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import svelteConfig from '../../svelte.config.js';
import { launchChromium } from '../support/chromium.ts';
import type { Steering } from './engine/main.ts';

// The engine by itself in a real Chromium, under the content security policy of the product.

declare global {
  interface Window {
    readonly steering: Steering;
  }
}

const folder = mkdtempSync(join(tmpdir(), 'engine-page-'));
const requests: string[] = [];
const errors: string[] = [];
let server: Server;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  await build({
    root: fileURLToPath(new URL('engine/', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    worker: { format: 'es' },
    build: { target: 'esnext', outDir: folder, emptyOutDir: true, chunkSizeWarningLimit: 4096 }
  });
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const file = join(folder, path === '/' ? 'index.html' : path);
    const type = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' }[
      extname(file)
    ];
    response.setHeader('content-security-policy', policy());
    response.setHeader('content-type', type ?? 'text/plain');
    response.end(readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  browser = await launchChromium();
  page = await browser.newPage();
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`http://127.0.0.1:${address.port}/`);
  // Playwright's own waiting evaluates a text, which the policy forbids.
  await vi.waitFor(async () => expect(await page.evaluate(() => 'steering' in window)).toBe(true), 30_000);
});
afterAll(async () => {
  await browser?.close();
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The policy of svelte.config.js as a header. */
function policy(): string {
  const directives = svelteConfig.kit?.csp?.directives ?? {};
  const word = (source: string) => (/^(?:self|none|unsafe-|wasm-)/.test(source) ? `'${source}'` : source);
  return Object.entries(directives)
    .map(([name, sources]) => `${name} ${Array.isArray(sources) ? sources.map(word).join(' ') : ''}`)
    .join('; ');
}

test('the page alone loads nothing of DuckDB', () => {
  expect(requests.length).toBeGreaterThan(1);
  expect(requests.filter((url) => /duckdb/.test(url))).toEqual([]);
});

test('it starts from our own host, takes 7,601 nodes and rows, and answers', async () => {
  const children = await page.evaluate(async () => {
    await window.steering.fill();
    return window.steering.children();
  });
  expect(children.length).toBe(75);
  const [first] = children.toSorted((a, b) => a.node - b.node);
  expect(first).toMatchObject({
    node: 104,
    name: 'Đắk Ẵng 104',
    key: '104@2025-07-01',
    state: 'low',
    rate: 0.0104,
    attainment: 0.0208,
    gap: 4896,
    coverage: 1,
    previousState: null
  });
  expect(requests.some((url) => /duckdb-eh.*\.wasm$/.test(url))).toBe(true);
});

test('it cannot reach the network or a file, nor be talked into it, and fails by the question', async () => {
  for (const sql of [
    `SELECT * FROM read_csv('${'https'}://example.com/x.csv')`,
    `SELECT * FROM 'x.parquet'`,
    `COPY value TO 'x.csv'`,
    'LOAD icu',
    'SET enable_external_access = true',
    `SET memory_limit = '8GB'`,
    'SELECT nonsense'
  ]) {
    expect(await page.evaluate((text) => window.steering.fault(text), sql)).toMatch(/^QuestionFailed: /);
  }
  // What DuckDB answers to this with nothing must ask nobody either: the last test looks at the network.
  await page.evaluate(() => window.steering.fault('INSTALL json'));
  expect(await page.evaluate(() => window.steering.rows())).toBe(7601);
});

test('a question that is given up is interrupted, and the next one answered', async () => {
  expect(await page.evaluate(() => window.steering.giveUp())).toEqual({ ended: 'Superseded', next: [5] });
});

test('WebAssembly that breaks is thrown away, begun anew and filled again', async () => {
  expect(await page.evaluate(() => window.steering.fault(`SELECT 'trap'`))).toBe(
    'QuestionFailed: unreachable'
  );
  expect(await page.evaluate(() => window.steering.rows())).toBe(7601);
  expect(await page.evaluate(() => window.steering.starts)).toBe(2);
  expect((await page.evaluate(() => window.steering.children())).length).toBe(75);
});

test('no request left the host and the policy forbade nothing', () => {
  const own = new URL(page.url()).origin;
  expect(
    requests.filter((url) => !url.startsWith(own) && !url.startsWith('data:') && !url.startsWith('blob:'))
  ).toEqual([]);
  expect(errors).toEqual([]);
});
