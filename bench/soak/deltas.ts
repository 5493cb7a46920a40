import type { Browser, CDPSession, Page } from 'playwright-core';
import { parsePeriod } from '../../src/lib/domain/period.ts';
import { copyRow, makeRows, type Rows } from '../../src/lib/domain/rows.ts';
import type { Manifest } from '../../src/lib/wire/manifest.ts';
import { decodeRows, encodeRows } from '../../src/lib/wire/rows.ts';
import type { App } from '../../tests/support/app.ts';
import { DEMO, signInContext } from '../../tests/support/sign-in.ts';

/** A figure of the soak with its bound. */
export interface SoakLine {
  readonly what: string;
  readonly value: string;
  readonly bound: string;
  readonly ok: boolean;
}

/** Deltas handed to the page at once: as many as would come in half a minute of a busy evening. */
const BATCH = 250;
/** The first tenth warms everything up and is not counted. */
const WARM = 0.1;

/** Runs in the page before anything of it: the socket is remembered, so that it can be fed. */
function remember(): void {
  const Real = WebSocket;
  const made: WebSocket[] = [];
  Object.assign(window, { soakSockets: made });
  window.WebSocket = class extends Real {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      made.push(this);
    }
  };
}

/** Hands deltas to the page as its own socket would bring them: a Socket.IO packet each, then its bytes. */
async function hand(page: Page, deltas: readonly Uint8Array[]): Promise<void> {
  const batch = deltas.map((bytes) => Buffer.from(bytes).toString('base64'));
  await page.evaluate(async (texts) => {
    const { soakSockets } = window as unknown as { soakSockets: WebSocket[] };
    const socket = soakSockets.at(-1);
    if (!socket) throw new Error('the page has no socket');
    for (const [n, text] of texts.entries()) {
      const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      const head = '451-["delta",{"_placeholder":true,"num":0}]';
      socket.onmessage?.(new MessageEvent('message', { data: head }));
      socket.onmessage?.(new MessageEvent('message', { data: bytes.buffer }));
      if (n % 25 === 24) await new Promise((resolve) => setTimeout(resolve));
    }
    // What was written is drawn before the next ones come.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  }, batch);
}

/** Feeds a wall and measures what stays on the heap. */
export async function deltasOf(app: App, browser: Browser, wanted: number): Promise<SoakLine[]> {
  const headers = app.key ? { authorization: `Bearer ${app.key}` } : {};
  const get = (path: string) => fetch(app.url + path, { headers });
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  await signInContext(context, app.url, DEMO.programme);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.addInitScript(remember);
  await page.goto(`${app.url}/wall`);
  await page.locator('[data-connection="live"]').waitFor({ timeout: 120_000 });
  await page.locator('.wall [data-idle="true"]').waitFor({ timeout: 120_000 });
  const wall = page.locator('.wall');
  const scope = (await wall.getAttribute('data-scope')) ?? '';
  const manifest = (await (await get(`/api/v1/snapshots/${scope}`)).json()) as Manifest;
  const month = manifest.parts.at(-1);
  if (!month) throw new Error('no month');
  const part = decodeRows(new Uint8Array(await (await get(month.url)).arrayBuffer())).rows;
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('HeapProfiler.enable');
  let position = Number(await wall.getAttribute('data-position'));
  const samples: { deltas: number; bytes: number; nodes: number }[] = [];
  const every = Math.max(BATCH, Math.floor(wanted / 20 / BATCH) * BATCH);
  const started = performance.now();
  for (let done = 0; done < wanted; done += BATCH) {
    const batch = Array.from({ length: BATCH }, () => {
      position += 1;
      return deltaAt({ store: manifest.store, scope, position, period: month.period, part });
    });
    await hand(page, batch);
    if ((done + BATCH) % every === 0) {
      const heap = await heapOf(devtools);
      samples.push({ deltas: done + BATCH, ...heap });
      console.log(`  ${(done + BATCH).toLocaleString('en')} deltas: ${mb(heap.bytes)}, ${heap.nodes} nodes`);
    }
  }
  const seconds = (performance.now() - started) / 1000;
  const counted = samples.filter(({ deltas }) => deltas >= wanted * WARM);
  const growth = slope(counted.map(({ deltas, bytes }) => [deltas / 10_000, bytes / 1_048_576]));
  const [first, last] = [counted[0], counted.at(-1)];
  const reached = Number(await wall.getAttribute('data-position'));
  await context.close();
  return [
    {
      what: `Heap growth of the wall over ${wanted.toLocaleString('en')} deltas, per 10,000`,
      value: `${growth.toFixed(3)} MB`,
      bound: '≤ 1 MB',
      ok: growth <= 1
    },
    {
      what: `Heap after ${first?.deltas.toLocaleString('en') ?? '–'} and ${last?.deltas.toLocaleString('en') ?? '–'} deltas`,
      value: `${mb(first?.bytes)} and ${mb(last?.bytes)}`,
      bound: '–',
      ok: true
    },
    {
      what: 'DOM nodes at both',
      value: `${first?.nodes ?? '–'} and ${last?.nodes ?? '–'}`,
      bound: '–',
      ok: true
    },
    {
      what: 'Deltas taken in a second',
      value: Math.round(wanted / seconds).toLocaleString('en'),
      bound: '–',
      ok: true
    },
    {
      what: 'Position of the last delta, and of the wall',
      value: `${position.toLocaleString('en')}, ${reached.toLocaleString('en')}`,
      bound: 'the same',
      ok: reached === position
    },
    {
      what: 'Errors of the page',
      value: errors.length === 0 ? '0' : `${errors.length}: ${errors[0] ?? ''}`,
      bound: '0',
      ok: errors.length === 0
    }
  ];
}

/** A delta of one commune's new figures: a different commune and number each time. */
function deltaAt(of: {
  store: string;
  scope: string;
  position: number;
  period: string;
  part: Rows;
}): Uint8Array {
  const { store, scope, position, period, part } = of;
  const at = (position * 7919) % part.length;
  const rows = makeRows(1);
  copyRow(part, at, rows, 0);
  for (const measures of [rows.all, rows.approved]) {
    const most = measures.den[0]! > 0 ? measures.den[0]! : 1_000;
    measures.num[0] = (position * 104_729) % (most + 1);
  }
  const month = parsePeriod(period) ?? 0;
  const head = {
    kind: 'delta' as const,
    ...{ store, scope, from: position - 1, to: position, link: '', at: Date.now() },
    touched: [[month, position]] as const,
    arrivals: [{ node: rows.node[0]!, period: month, position, at: Date.now() }]
  };
  return encodeRows(rows, head);
}

async function heapOf(devtools: CDPSession): Promise<{ bytes: number; nodes: number }> {
  await devtools.send('HeapProfiler.collectGarbage');
  await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  const { nodes } = await devtools.send('Memory.getDOMCounters');
  return { bytes: usedSize, nodes };
}

/** The slope of a line through points, by least squares: one odd sample decides nothing. */
function slope(points: readonly (readonly [number, number])[]): number {
  const n = points.length;
  const [mx, my] = [0, 1].map(
    (axis) => points.reduce((sum, point) => sum + point[axis]!, 0) / Math.max(1, n)
  );
  const [x, y] = [mx ?? 0, my ?? 0];
  const over = points.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
  const under = points.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
  return under === 0 ? 0 : over / under;
}

const mb = (bytes = 0) => `${(bytes / 1_048_576).toFixed(1)} MB`;
