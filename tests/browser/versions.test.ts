import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { UnitKey } from '../../src/lib/domain/unit.ts';
import type { FilingMine, FilingSheet } from '../../src/lib/api/filing.ts';
import type { FilingGrid } from '../../src/lib/api/grid.ts';
import { spokenVersion } from '../../src/lib/wire/version-id.ts';
import { freshFolder, type App } from '../support/app.ts';
import { launchChromium } from '../support/chromium.ts';
import { NOW, startClimb } from '../support/climb-country.ts';
import type { Desk } from '../support/identity-office.ts';
import { heldOffline, keptForOffline, typeFigure } from '../support/phone.ts';
import { signInContext } from '../support/sign-in.ts';

// Versions, returns and conflicts (RULES 9a) as a village head and a clerk meet them, in a real browser over a real
// store of their own: nobody retypes what was filed, and nobody's figure is written over in silence.

let folder: Awaited<ReturnType<typeof freshFolder>>;
let app: App;
let admin: Desk;
let browser: Browser;
let clerk: Seat;

const COMMUNE = `25270@${NOW}` as UnitKey;

beforeAll(async () => {
  folder = await freshFolder();
  ({ app, admin } = await startClimb(folder.path));
  browser = await launchChromium();
  clerk = await seatOf('van-thu', { role: 'clerk', unit: COMMUNE });
}, 300_000);
afterAll(async () => {
  await browser?.close();
  await app?.stop();
  await folder.remove();
});

/** Somebody with a desk of their own and the password that opens a browser. */
interface Seat {
  readonly desk: Desk;
  readonly login: string;
  readonly password: string;
}

type Grant = Parameters<Desk['hire']>[0]['grants'][number];

async function seatOf(login: string, grant: Grant): Promise<Seat> {
  const { desk, password } = await admin.hire({ login, name: `Trần ${login}`, grants: [grant] });
  return { desk, login, password };
}

/** A browser in which somebody is signed in. */
async function browserOf(seat: Seat, width = 360): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, locale: 'vi-VN' });
  await signInContext(context, app.url, [seat.login, seat.password]);
  return context;
}

/** A period's report of one of the village groups that nobody has filed for yet. */
class Task {
  readonly head: Seat;
  readonly group: string;
  readonly period: string;
  readonly codes: readonly string[];

  constructor(head: Seat, { group, period, indicators }: FilingSheet) {
    this.head = head;
    this.group = group;
    this.period = period;
    this.codes = indicators.map(({ code }) => code);
  }

  get hash(): string {
    return `#/file/${this.group}/${this.period}/`;
  }

  sheet(): Promise<FilingSheet> {
    return this.head.desk.done('GET', `/api/v1/filing/${this.group}/${this.period}`);
  }

  /** Figures as the newest version says them, by code. */
  async says(): Promise<Record<string, number>> {
    const { indicators } = await this.sheet();
    return Object.fromEntries(indicators.flatMap(({ code, filed }) => (filed ? [[code, filed.num]] : [])));
  }

  /** Files a figure for each indicator, as many as there are. */
  async fileAll(more: object = {}): Promise<{ id: string; figures: Record<string, number> }> {
    const { indicators } = await this.sheet();
    const figures = Object.fromEntries(indicators.map(({ code }, k) => [code, 20 + k]));
    const values = indicators.map(({ code, kind, base }, k) => ({
      indicator: code,
      numerator: 20 + k,
      ...(kind === 'count' || base !== null ? {} : { denominator: 90 })
    }));
    return { id: await this.file(this.head, { values, ...more }), figures };
  }

  async file(by: Seat, report: object): Promise<string> {
    const body = { group: this.group, period: this.period, ...report };
    const answer = await by.desk.done<{ reports: { id: string }[] }>('POST', '/api/v1/reports', body);
    return answer.reports[0]!.id;
  }

  async giveBack(id: string, reason: string): Promise<void> {
    await clerk.desk.done('POST', '/api/v1/reviews', { reports: [id], state: 'returned', reason });
  }

  /** The count that tests change: a number that anybody may change to anything. */
  async count(): Promise<{ code: string; pillar: string; short: string }> {
    const { code, pillar, short } = (await this.sheet()).indicators.find(({ kind }) => kind === 'count')!;
    return { code, pillar, short: short.vi };
  }

  async open(context: BrowserContext, step = ''): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${app.url}/report${this.hash}${step}`);
    return page;
  }

  async versions(): Promise<string[]> {
    return (await this.sheet()).versions.map(({ id }) => id);
  }
}

let heads: readonly Seat[] = [];
const taken = new Set<string>();

/** The next group and period that no test has used. */
async function nextTask(): Promise<Task> {
  if (heads.length === 0) {
    heads = [
      await seatOf('to-1', { role: 'group-head', unit: `25270.01@${NOW}`, groups: ['2025-25270.01'] }),
      await seatOf('to-2', { role: 'group-head', unit: `25270.02@${NOW}`, groups: ['2025-25270.02'] })
    ];
  }
  for (const head of heads) {
    const mine = await head.desk.done<FilingMine>('GET', '/api/v1/filing/mine');
    for (const { code, periods } of mine.groups) {
      for (const { period, filed, locked } of periods) {
        const key = `${code} ${period}`;
        if (filed || locked || taken.has(key) || period > mine.reported) continue;
        taken.add(key);
        return new Task(head, await head.desk.done('GET', `/api/v1/filing/${code}/${period}`));
      }
    }
  }
  throw new Error('no group is left without a report');
}

async function send(page: Page, { hash }: Task, reason?: string): Promise<void> {
  await page.evaluate((to) => (location.hash = to), `${hash}review`);
  if (reason !== undefined) await page.getByLabel('Lý do điều chỉnh').fill(reason);
  await page.getByRole('button', { name: /^Gửi (?:báo cáo|bản điều chỉnh)$/ }).click();
}

const inField = (page: Page, code: string) => page.locator(`[data-indicator="${code}"] input`).first();

describe('a returned report', () => {
  test('opens whole at the figure it was returned for; one is corrected and all of them stand', async () => {
    const task = await nextTask();
    const words = { tasks: 'Đến từng hộ', practices: 'Loa thôn đọc hướng dẫn' };
    const matters = [{ kind: 'network', text: 'Sóng yếu', wanted: 'commune' }];
    const { id, figures } = await task.fileAll({ ...words, matters });
    const wrong = task.codes.at(-1)!;
    await task.giveBack(id, `Xem lại ${wrong}: nhiều hơn số hộ`);

    const context = await browserOf(task.head);
    const page = await task.open(context);
    const field = inField(page, wrong);
    await field.waitFor();
    await expect.poll(() => field.evaluate((node) => node === document.activeElement)).toBe(true);
    expect(await field.inputValue()).toBe(String(figures[wrong]));
    await page.locator(`[data-indicator="${wrong}"]`).getByText('Bị trả lại vì số này').waitFor();
    await field.fill('31');
    await page.evaluate((to) => (location.hash = to), `${task.hash}words`);
    await expect.poll(() => page.getByLabel('Việc đã làm trong kỳ').inputValue()).toBe(words.tasks);
    expect(await page.getByLabel('Cách làm hay').inputValue()).toBe(words.practices);
    await page.getByText('Đã gửi trong kỳ này: Sóng yếu').waitFor();
    await page.evaluate((to) => (location.hash = to), `${task.hash}review`);
    await page.getByText(`Báo cáo có số của ${task.codes.length} chỉ tiêu`).waitFor();
    expect(await page.getByText('chỉ tiêu chưa có số').count()).toBe(0);
    const [linked] = await task.versions();
    const posted = page.waitForRequest('**/api/v1/reports');
    await send(page, task, 'Đếm lại');
    const body = (await posted).postDataJSON() as { values: { indicator: string }[]; basedOn: string };
    expect([body.values.map(({ indicator }) => indicator), body.basedOn]).toEqual([[wrong], linked]);
    await page.locator('[data-parcel="sent"]').waitFor();

    expect(await task.says(), 'all of them stand').toEqual({ ...figures, [wrong]: 31 });
    const { newest } = await task.sheet();
    expect(newest?.texts).toMatchObject(words);
    expect(newest?.lost).toEqual([]);
    await context.close();
  });

  test('a figure that is emptied is taken back only once that was confirmed', async () => {
    const task = await nextTask();
    const { id, figures } = await task.fileAll();
    const { code, pillar } = await task.count();
    const context = await browserOf(task.head);
    const page = await task.open(context, pillar);
    await inField(page, code).fill('');
    await page.getByText(/sẽ bị rút/).waitFor();
    await send(page, task);
    expect((await task.versions()).map(spokenVersion)).toEqual([id]);
    await page.getByText(`Thiếu 1 mục so với bản ${id}:`).waitFor();
    await page.getByLabel('Tôi rút các mục này').check();
    await send(page, task);
    await page.locator('[data-parcel="sent"]').waitFor();
    const { [code]: _, ...left } = figures;
    expect(await task.says()).toEqual(left);
    expect((await task.sheet()).newest?.lost).toEqual([code]);
    await context.close();
  });
});

/** A phone that was offline while the clerk corrected a figure; it stands at its conflict. */
async function latePhone(): Promise<{
  task: Task;
  page: Page;
  context: BrowserContext;
  two: string[];
  third: string;
}> {
  const task = await nextTask();
  await task.fileAll();
  const { indicators } = await task.sheet();
  const plain = indicators.filter(({ kind, base }) => kind === 'count' || base !== null);
  const [a, b, c] = plain.map(({ code }) => code) as [string, string, string];
  const context = await browserOf(task.head);
  const home = await context.newPage();
  await home.goto(`${app.url}/report`);
  await keptForOffline(home);
  await home.evaluate((to) => (location.hash = to), task.hash);
  await heldOffline(home, task.group, task.period);
  await context.setOffline(true);
  const page = await task.open(context);
  for (const [code, figure] of [
    [a, '41'],
    [b, '42']
  ] as const) {
    const { pillar } = indicators.find((one) => one.code === code)!;
    await page.evaluate((to) => (location.hash = to), `${task.hash}${pillar}`);
    await inField(page, code).fill(figure);
  }
  await send(page, task);
  await page.locator('[data-parcel="waiting"]').first().waitFor();
  await home.close();
  const values = [a, b, c].map((indicator, k) => ({ indicator, numerator: 51 + k }));
  await task.file(clerk, { values, onBehalf: true });
  await context.setOffline(false);
  await page.locator('[data-parcel="conflict"]').waitFor();
  return { task, page, context, two: [a, b], third: c };
}

async function choose(page: Page, code: string, side: 'Của tôi' | 'Đã nộp'): Promise<void> {
  await page.locator(`[data-conflict="${code}"] label`, { hasText: side }).click();
}

describe('a late phone', () => {
  test('writes nothing over in silence, outlives the closing of the page, and goes out as was chosen', async () => {
    const { task, page, context, two, third } = await latePhone();
    const [a, b] = two as [string, string];
    const before = await task.says();
    expect([before[a], before[b]]).toEqual([51, 52]);
    expect(await page.getByText(/Đã gửi lúc/).count()).toBe(0);
    await page.close();

    // Somebody else in the same browser sees nothing of it.
    const cookies = await context.cookies();
    await context.clearCookies();
    await signInContext(context, app.url, [clerk.login, clerk.password]);
    const other = await context.newPage();
    await other.goto(`${app.url}/report`);
    await other.locator('main h1').waitFor();
    expect(await other.locator('[data-parcel]').count()).toBe(0);
    await other.close();
    await context.clearCookies();
    await context.addCookies(cookies);

    const again = await context.newPage();
    await again.goto(`${app.url}/report`);
    await again.getByRole('button', { name: 'Chọn số', exact: true }).click();
    await again.getByText(/Trần van-thu đã gửi bản r\d+ lúc/).waitFor();
    const shown = await again.locator(`[data-conflict="${a}"]`).innerText();
    expect(shown).toContain('41');
    expect(shown).toContain('51');
    await choose(again, a, 'Của tôi');
    await again.getByRole('button', { name: 'Gửi theo lựa chọn này' }).click();
    await again.getByText('Còn 1 ô chưa chọn.').waitFor();
    await choose(again, b, 'Đã nộp');

    // Another version comes while it is being chosen: it is asked again, and again nothing is lost.
    await task.file(clerk, { values: [{ indicator: a, numerator: 61 }], onBehalf: true });
    await again.getByRole('button', { name: 'Gửi theo lựa chọn này' }).click();
    await again.locator('[data-parcel="conflict"]').waitFor();
    expect((await task.says())[a]).toBe(61);
    await again.getByRole('button', { name: 'Chọn số', exact: true }).click();
    await again.locator(`[data-conflict="${a}"]`, { hasText: '61' }).waitFor();
    expect(await again.locator('[data-conflict]').count()).toBe(1);
    await choose(again, a, 'Của tôi');
    await again.getByRole('button', { name: 'Gửi theo lựa chọn này' }).click();
    await again.locator('[data-parcel="sent"]').waitFor();
    expect(await task.says()).toMatchObject({ [a]: 41, [b]: 52, [third]: 53 });
    expect(Object.keys(await task.says()).length).toBe(task.codes.length);
    await context.close();
  });

  test('keeps what was filed where that is chosen, and sends nothing', async () => {
    const { task, page, context, two } = await latePhone();
    const before = await task.versions();
    await page.getByRole('button', { name: 'Chọn số', exact: true }).click();
    await page.getByRole('button', { name: 'Giữ tất cả như đã nộp' }).click();
    await page.getByRole('button', { name: 'Giữ như đã nộp', exact: true }).click();
    await page.locator('[data-parcel]').waitFor({ state: 'detached' });
    expect(await task.versions()).toEqual(before);
    expect(await task.says()).toMatchObject({ [two[0]!]: 51, [two[1]!]: 52 });
    await context.close();
  });

  test('takes all of its own where that is chosen', async () => {
    const { task, page, context, two } = await latePhone();
    await page.getByRole('button', { name: 'Chọn số', exact: true }).click();
    await page.getByRole('button', { name: 'Lấy tất cả của tôi' }).click();
    await page.getByRole('button', { name: 'Gửi theo lựa chọn này' }).click();
    await page.locator('[data-parcel="sent"]').waitFor();
    expect(await task.says()).toMatchObject({ [two[0]!]: 41, [two[1]!]: 42 });
    await context.close();
  });
});

describe('two at once', () => {
  test('a draft is told of a newer version as soon as it is known, and chosen before it is sent', async () => {
    const task = await nextTask();
    await task.fileAll();
    const { code, pillar, short } = await task.count();
    const context = await browserOf(task.head);
    const page = await task.open(context, pillar);
    await typeFigure(page, short, '71');
    await page.getByText('Đã lưu trên máy này').waitFor();
    await task.file(clerk, { values: [{ indicator: code, numerator: 72 }], onBehalf: true });
    await page.reload();
    await page.getByRole('alert').filter({ hasText: 'Đã có bản mới hơn' }).waitFor();
    expect(await inField(page, code).inputValue()).toBe('71');
    await page.getByRole('link', { name: 'Chọn số', exact: true }).click();
    await choose(page, code, 'Của tôi');
    await page.getByRole('button', { name: 'Dùng lựa chọn này' }).click();
    await send(page, task);
    await page.locator('[data-parcel="sent"]').waitFor();
    expect((await task.says())[code]).toBe(71);
    await context.close();
  });

  test('two phones of one account: the later is asked', async () => {
    const task = await nextTask();
    await task.fileAll();
    const { code, pillar, short } = await task.count();
    const [one, other] = [await browserOf(task.head), await browserOf(task.head)];
    const [first, second] = [await task.open(one, pillar), await task.open(other, pillar)];
    await typeFigure(first, short, '81');
    await typeFigure(second, short, '82');
    await send(first, task);
    await first.locator('[data-parcel="sent"]').waitFor();
    await send(second, task);
    await second.locator('[data-parcel="conflict"]').waitFor();
    expect((await task.says())[code]).toBe(81);
    await one.close();
    await other.close();
  });

  test('the grid against the phone: both values by the cell, chosen by the cell', async () => {
    const task = await nextTask();
    await task.fileAll();
    const { code } = await task.count();
    const beside = task.codes.find((one) => one !== code)!;
    const context = await browserOf(clerk, 1440);
    const page = await context.newPage();
    const query = new URLSearchParams({ unit: COMMUNE, period: task.period });
    await page.goto(`${app.url}/grid?${query.toString()}`);
    const row = page.locator(`tr[data-row="${task.group}"]`);
    const cellOf = (one: string) => row.locator(`td[data-column="${one}"]`);
    await cellOf(code).waitFor();
    await page.getByText('trực tiếp').waitFor();
    await cellOf(code).focus();
    await page.keyboard.type('91');
    await page.keyboard.press('Enter');
    await task.file(task.head, {
      values: [
        { indicator: code, numerator: 92 },
        { indicator: beside, numerator: 93 }
      ]
    });
    const state = row.locator('[data-stand]');
    await expect.poll(() => state.getAttribute('data-stand')).toBe('conflict');
    expect(await cellOf(beside).innerText(), 'what was not typed follows').toContain('93');
    await state.getByRole('button', { name: 'Đã nộp: 92' }).waitFor();
    await state.getByRole('button', { name: 'Của tôi: 91' }).click();
    await expect.poll(() => state.getAttribute('data-stand')).toBe('ready');
    await state.getByRole('button', { name: 'Gửi', exact: false }).first().click();
    await page.getByText('Máy chủ đã nhận báo cáo của 1 tổ.').waitFor();
    expect(await task.says()).toMatchObject({ [code]: 91, [beside]: 93 });
    const grid = await clerk.desk.done<FilingGrid>('GET', `/api/v1/grid/${COMMUNE}/${task.period}`);
    expect(grid.groups.find((one) => one.code === task.group)?.state).toBe('submitted');
    await context.close();
  });
});
