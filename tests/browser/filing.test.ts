import { readFile } from 'node:fs/promises';
import { brotliCompressSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { faultsOf } from '../support/faults.ts';
import { heldOffline, keptForOffline, Office, phoneOf, pressSend, typeFigure } from '../support/phone.ts';
import { DEMO, signIn } from '../support/sign-in.ts';

// Filing on a phone as a village head does it: in a real browser, against the real program.

const { url } = inject('app');
let browser: Browser;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

/** What somebody files in these tests: their first group and its running period, a count that anybody may change. */
async function taskOf(who: readonly [string, string]) {
  const office = await Office.of(url, who);
  const mine = await office.mine();
  const group = mine.groups[0]!.code;
  const period = mine.groups[0]!.periods[0]!.period;
  const sheet = await office.sheet(group, period);
  const count = sheet.indicators.find(({ kind }) => kind === 'count')!;
  const hash = `#/file/${group}/${period}/`;
  return { office, group, period, hash, count, before: await office.versions(group, period) };
}

const sent = (page: Page) => page.locator('[data-parcel="sent"]');

describe('without a network', () => {
  test('a report written and sent offline outlives the closing of the page and is stored once', async () => {
    const { office, group, period, hash, count, before } = await taskOf(DEMO.groupHaiChau1);
    const phone = await phoneOf(browser, url, DEMO.groupHaiChau1);
    const first = await phone.open();
    await keptForOffline(first);
    await heldOffline(first, group, period);

    await phone.context.setOffline(true);
    await first.evaluate((to) => (location.hash = to), `${hash}${count.pillar}`);
    await typeFigure(first, count.short.vi, '41');
    await first.getByText('Đã lưu trên máy này').waitFor();
    await first.close();

    const second = await phone.open(`${hash}${count.pillar}`);
    const field = second.locator('fieldset', { hasText: count.short.vi }).locator('input').first();
    await field.waitFor();
    expect(await field.inputValue(), 'the draft outlived the page').toBe('41');
    await pressSend(second, hash);
    await second.locator('[data-parcel="waiting"]').waitFor();
    expect(await second.getByText(/Đã gửi lúc/).count(), 'nothing says sent').toBe(0);
    await second.close();

    const third = await phone.open();
    await third.locator('[data-parcel="waiting"]').waitFor();
    expect(await office.versions(group, period)).toEqual(before);
    await phone.context.setOffline(false);
    await sent(third).waitFor();
    const after = await office.versions(group, period);
    expect(after.length).toBe(before.length + 1);
    await expect.poll(() => third.getByText(`mã ${after[0]}`).count()).toBeGreaterThan(0);
    await third.reload();
    await sent(third).waitFor();
    expect(await office.versions(group, period), 'coming back sends nothing again').toEqual(after);
    await phone.context.close();
  });

  test('the worker keeps the filing page and nothing of the map or the database', async () => {
    const phone = await phoneOf(browser, url, DEMO.groupHaiChau1);
    const page = await phone.open();
    await keptForOffline(page);
    const kept = await page.evaluate(async () => {
      const names = await caches.keys();
      const files = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return files.flat().map((request) => new URL(request.url).pathname);
    });
    expect(kept).toContain('/report');
    expect(kept.filter((path) => /duckdb|maplibre|\.wasm|worker/i.test(path))).toEqual([]);
    expect(kept.length).toBeLessThan(60);
    await page.goto(`${url}/explore`);
    // Beyond the filing page stands at most the worker that answers where there is no network, and nothing else.
    const controller = await page.evaluate(() => navigator.serviceWorker.controller?.scriptURL ?? null);
    expect(controller === null ? null : new URL(controller).pathname).toSatisfy(
      (path) => path === null || path === '/offline-worker.js'
    );
    await phone.context.close();
  });
});

describe('exactly once', () => {
  test('an answer that was lost on the way is asked for again and nothing is stored twice', async () => {
    const { office, group, period, hash, count, before } = await taskOf(DEMO.groupHaiChau2);
    const phone = await phoneOf(browser, url, DEMO.groupHaiChau2);
    let calls = 0;
    let look = () => undefined as void;
    const looked = new Promise<void>((done) => (look = done));
    const keys = new Set<string | undefined>();
    await phone.context.route('**/api/v1/reports', async (route) => {
      calls++;
      keys.add(route.request().headers()['idempotency-key']);
      if (calls > 1) {
        await looked;
        return route.continue();
      }
      // The server takes it; its answer never arrives.
      await route.fetch();
      return route.abort('connectionreset');
    });
    const page = await phone.open(`${hash}${count.pillar}`);
    await typeFigure(page, count.short.vi, '37');
    await pressSend(page, hash);
    await page.locator('[data-parcel="waiting"], [data-parcel="sending"]').waitFor();
    await expect.poll(() => calls).toBeGreaterThan(0);
    expect(await page.getByText(/Đã gửi lúc/).count(), 'nothing says sent').toBe(0);
    expect(await page.getByRole('button', { name: 'Lấy về sửa' }).count(), 'it may be there already').toBe(0);
    look();
    await sent(page).waitFor();
    expect(calls).toBeGreaterThan(1);
    expect(keys.size).toBe(1);
    expect((await office.versions(group, period)).length).toBe(before.length + 1);
    await phone.context.close();
  });

  test('two tabs send one report', async () => {
    const { office, group, period, hash, count, before } = await taskOf(DEMO.groupHaiChau2);
    const phone = await phoneOf(browser, url, DEMO.groupHaiChau2);
    const one = await phone.open(`${hash}${count.pillar}`);
    const other = await phone.open();
    await keptForOffline(other);
    let calls = 0;
    await phone.context.route('**/api/v1/reports', (route) => {
      calls++;
      return route.continue();
    });
    await phone.context.setOffline(true);
    await typeFigure(one, count.short.vi, '39');
    await pressSend(one, hash);
    await other.locator('[data-parcel="waiting"]').waitFor();
    await phone.context.setOffline(false);
    await Promise.all([sent(one).first().waitFor(), sent(other).first().waitFor()]);
    expect(calls).toBe(1);
    expect((await office.versions(group, period)).length).toBe(before.length + 1);
    await phone.context.close();
  });
});

describe('what the server says', () => {
  test('a refused figure comes back beside its field, and goes out once it is right', async () => {
    const { office, group, period, hash, count, before } = await taskOf(DEMO.groupHaiChau2);
    const phone = await phoneOf(browser, url, DEMO.groupHaiChau2);
    const page = await phone.open(`${hash}${count.pillar}`);
    // What a phone with older rules would send.
    await phone.context.route(
      '**/api/v1/reports',
      (route) => {
        const body = JSON.parse(route.request().postData() ?? '') as { values: { numerator: number }[] };
        body.values[0]!.numerator = -1;
        return route.continue({ postData: JSON.stringify(body) });
      },
      { times: 1 }
    );
    await typeFigure(page, count.short.vi, '33');
    await pressSend(page, hash);
    await page.locator('[data-parcel="refused"]').waitFor();
    expect(await office.versions(group, period)).toEqual(before);
    await page.getByRole('button', { name: 'Sửa', exact: true }).click();
    await page.goto(`${url}/report${hash}${count.pillar}`);
    const field = page.locator('fieldset', { hasText: count.short.vi }).first();
    await field.getByRole('alert').waitFor();
    expect(await field.locator('input').first().getAttribute('aria-invalid')).toBe('true');
    await typeFigure(page, count.short.vi, '34');
    await field.getByRole('alert').waitFor({ state: 'detached' });
    await pressSend(page, hash);
    await sent(page).first().waitFor();
    expect((await office.versions(group, period)).length).toBe(before.length + 1);
    await phone.context.close();
  });

  test('a photo goes out without its EXIF, and the clerk can open it', async () => {
    const { office, group, period, hash, count } = await taskOf(DEMO.groupHaiChau2);
    const phone = await phoneOf(browser, url, DEMO.groupHaiChau2);
    const page = await phone.open(`${hash}words`);
    const plain = await page.evaluate(() => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [2400, 1600];
      canvas.getContext('2d')?.fillRect(200, 200, 900, 900);
      return canvas.toDataURL('image/jpeg').split(',')[1] ?? '';
    });
    const jpeg = Buffer.from(plain, 'base64');
    const exif = Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\0GPS 16.06N 108.22E', 'latin1');
    const head = Buffer.from([0xff, 0xe1, 0, exif.length + 2]);
    const taken = Buffer.concat([jpeg.subarray(0, 2), head, exif, jpeg.subarray(2)]);
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: 'chup.jpg', mimeType: 'image/jpeg', buffer: taken });
    await page.getByRole('img', { name: 'Ảnh 1' }).waitFor();
    await page.goto(`${url}/report${hash}${count.pillar}`);
    await typeFigure(page, count.short.vi, '35');
    const report = page.waitForRequest('**/api/v1/reports');
    await pressSend(page, hash);
    const body = (await report).postDataJSON() as { photos: string[] };
    await sent(page).first().waitFor();
    expect(body.photos.length).toBe(1);

    const [id] = await office.versions(group, period);
    const address = `${url}/api/v1/photos/${body.photos[0]}?report=${id}`;
    const open = async (who: readonly [string, string]) =>
      fetch(address, { headers: { cookie: await signIn(url, who) } });
    const seen = await open(DEMO.clerkHaiChau);
    expect(seen.status).toBe(200);
    const bytes = Buffer.from(await seen.arrayBuffer());
    expect(bytes.byteLength).toBeLessThan(taken.byteLength);
    expect(bytes.includes('Exif')).toBe(false);
    expect(bytes.includes('GPS')).toBe(false);
    expect((await open(DEMO.clerkBaNa)).status, 'another commune').toBe(403);
    await phone.context.close();
  });
});

describe('people', () => {
  test('a session that is over keeps the report, and signing in again sends it', async () => {
    const { office, group, period, hash, count, before } = await taskOf(DEMO.groupBaNa1);
    const phone = await phoneOf(browser, url, DEMO.groupBaNa1);
    const page = await phone.open(`${hash}${count.pillar}`);
    await typeFigure(page, count.short.vi, '12');
    const cookies = await phone.context.cookies();
    await phone.context.clearCookies();
    await pressSend(page, hash);
    await page.getByText('Hết phiên đăng nhập').waitFor();
    expect(await office.versions(group, period)).toEqual(before);
    // Somebody else signs in on the same phone: they see and send nothing of it.
    const stranger = await phoneOf(browser, url, DEMO.groupBaNa2);
    await phone.context.addCookies(await stranger.context.cookies());
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Báo cáo phải nộp' }).waitFor();
    expect(await page.locator('[data-parcel]').count()).toBe(0);
    expect(await office.versions(group, period)).toEqual(before);
    await phone.context.clearCookies();
    await phone.context.addCookies(cookies);
    await page.reload();
    await sent(page).waitFor();
    expect((await office.versions(group, period)).length).toBe(before.length + 1);
    await stranger.context.close();
    await phone.context.close();
  });
});

describe('after review', () => {
  test('a returned report shows why, and its correction says why the figures change', async () => {
    const { office, group, period, hash, count } = await taskOf(DEMO.groupBaNa2);
    const phone = await phoneOf(browser, url, DEMO.groupBaNa2);
    const page = await phone.open(`${hash}${count.pillar}`);
    await typeFigure(page, count.short.vi, '9');
    await pressSend(page, hash);
    await sent(page).first().waitFor();
    const [version] = await office.versions(group, period);
    const clerk = await signIn(url, DEMO.clerkBaNa);
    const returned = await fetch(`${url}/api/v1/reviews`, {
      method: 'POST',
      headers: { cookie: clerk, origin: url, 'content-type': 'application/json' },
      body: JSON.stringify({ reports: [version], state: 'returned', reason: 'Thiếu lượt ở thôn trên' })
    });
    expect(returned.ok, await returned.text()).toBe(true);

    // The receipt goes: what is true of the report now is that it came back.
    await page.goto(`${url}/report`);
    await page.reload();
    await page.locator('[data-state="returned"]').waitFor();
    expect(await sent(page).count()).toBe(0);
    // The month that has just begun lies open, with its own last day, and not among those that are past.
    const [, next = ''] = await page.locator('.card > .period').allInnerTexts();
    expect(next).toMatch(/Hạn: hết ngày \d+\/\d+, còn \d+ (ngày|giờ)/);
    await page.goto(`${url}/report${hash}${count.pillar}`);
    await page.reload();
    await page.getByText('Thiếu lượt ở thôn trên').first().waitFor();
    await typeFigure(page, count.short.vi, '14');
    await page.goto(`${url}/report${hash}review`);
    await page.getByRole('button', { name: 'Gửi bản điều chỉnh' }).click();
    await page.getByText('Hãy nêu lý do điều chỉnh.').waitFor();
    await pressSend(page, hash, 'Bổ sung thôn trên');
    await expect
      .poll(async () => (await office.versions(group, period))[0], { timeout: 20_000 })
      .not.toBe(version);
    await phone.context.close();
  });
});

describe('the page itself', () => {
  test('loads at most 60 KB of compressed script, 72 KB with every step, and neither DuckDB nor MapLibre nor Socket.IO', async () => {
    const { hash } = await taskOf(DEMO.groupHaiChau1);
    const phone = await phoneOf(browser, url, DEMO.groupHaiChau1);
    const page = await phone.context.newPage();
    const scripts = new Map<string, number>();
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (!pathname.endsWith('.js') || /^\/(?:service|offline)-worker\.js$/.test(pathname)) return;
      void response.body().then((body) => scripts.set(pathname, brotliCompressSync(body).length));
    });
    await page.goto(`${url}/report`);
    await page.getByRole('heading', { level: 1, name: 'Báo cáo phải nộp' }).waitFor();
    await page.waitForLoadState('networkidle');
    const bytes = () => [...scripts.values()].reduce((sum, size) => sum + size, 0);
    const first = bytes();
    for (const [step, seen] of [
      ['words', 'Việc đã làm trong kỳ'],
      ['review', 'Nhập thay Tổ trưởng Tổ CNSCĐ']
    ] as const) {
      await page.evaluate((to) => (location.hash = to), `${hash}${step}`);
      await page.getByText(seen).waitFor();
    }
    await page.waitForLoadState('networkidle');
    const sources = await Promise.all(
      [...scripts.keys()].map((path) =>
        readFile(new URL(`../../build/client${path}`, import.meta.url), 'utf8')
      )
    );
    const all = sources.join('\n');
    for (const word of ['duckdb', 'maplibregl', 'engine.io', 'socket.io', 'ZodError'])
      expect(all).not.toContain(word);
    console.log(`${first} bytes at first, ${bytes()} with every step`);
    expect(first).toBeGreaterThan(10_000);
    expect(first).toBeLessThanOrEqual(60 * 1024);
    expect(bytes()).toBeGreaterThan(first);
    expect(bytes()).toBeLessThanOrEqual(72 * 1024);
    await phone.context.close();
  });

  test.each([
    ['320 px', 320, 'light', 100],
    ['320 px with text twice as large', 320, 'light', 200],
    ['dark', 390, 'dark', 100]
  ] as const)('%s: every screen fits and axe finds nothing', async (_, width, scheme, percent) => {
    const phone = await phoneOf(browser, url, DEMO.groupHaiChau1, { width, height: 720 });
    const { hash } = await taskOf(DEMO.groupHaiChau1);
    const group = hash.split('/')[2]!;
    const page = await phone.open();
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    await page.getByRole('heading', { level: 1, name: 'Báo cáo phải nộp' }).waitFor();
    await page.addStyleTag({ content: `html { font-size: ${percent}% !important }` });
    for (const screen of [
      '#/',
      hash,
      `${hash}words`,
      `${hash}review`,
      `#/note/${group}`,
      `#/answers/${group}`
    ]) {
      await page.evaluate((to) => (location.hash = to), screen);
      await page.locator('main h1').waitFor();
      await page.waitForTimeout(300);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide, `${screen} is too wide`).toBeLessThanOrEqual(0);
      expect(await faultsOf(page), screen).toEqual([]);
    }
    await phone.context.close();
  });
});
