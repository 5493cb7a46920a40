import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { accept } from '../../src/lib/server/core/ingest/accept.ts';
import type { Submission } from '../../src/lib/server/core/ingest/schema.ts';
import { Fold } from '../../src/lib/server/core/snapshot/fold.ts';
import { Following } from '../../src/lib/server/core/snapshot/follow.ts';
import { openStore, type Store } from '../../src/lib/server/core/store/store.ts';
import { WorkbookDesk } from '../../src/lib/server/features/workbooks/desk.ts';
import { parsePeriod } from '../../src/lib/domain/period.ts';
import type { Stage, UploadState } from '../../src/lib/server/features/workbooks/upload.ts';
import { keyPrincipal } from '../support/principals.ts';
import { COUNTRY, countryStructure } from '../support/small-country.ts';
import { openXlsx, saveXlsx } from '../support/xlsx-edit.ts';

// A workbook made yesterday and stored today is judged like a late phone (RULES 9a), row by row.

const NOW = Date.UTC(2027, 5, 20);
const MONTH = '2027-04';
const clerk = keyPrincipal('clerk', 'clerk', COUNTRY);
const [A, B, C] = ['20194-1', '20194-2', '20195-1'] as const;

let folder = '';
let office: Office;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mangluoi-versions-'));
  office = await Office.open();
});
afterEach(async () => {
  await office.end();
  await rm(folder, { recursive: true, force: true });
});

/** A program as far as workbooks need it. */
class Office {
  readonly desk: WorkbookDesk;
  readonly #store: Store;
  readonly #fold: Fold;
  readonly #following: Following;

  private constructor(store: Store, fold: Fold, following: Following) {
    this.#store = store;
    this.#fold = fold;
    this.#following = following;
    this.desk = new WorkbookDesk({
      folder: join(folder, 'workbooks'),
      storeId: 'test',
      earlierIds: [],
      world: fold.world,
      cells: fold.cells,
      reports: fold.book,
      chain: this.#chain,
      store,
      accept: (reports, context) => accept(this.#door, reports, { ...context, now: NOW }),
      clock: () => NOW,
      failed: fail
    });
  }

  static async open(): Promise<Office> {
    const store = await openStore({ dataDir: folder });
    await store.append(countryStructure());
    const fold = new Fold('window');
    const following = new Following(store, fold, () => undefined, { failed: fail, well: () => undefined });
    await following.catchUp();
    return new Office(store, fold, following);
  }

  get #chain() {
    const { book, links, steps } = this.#fold;
    return { book, links, closing: steps.closing, matters: steps.matters, practices: steps.practices };
  }

  get #door() {
    const log = { position: () => this.#fold.position, catchUp: () => this.#following.catchUp() };
    return { world: this.#fold.world, store: this.#store, chain: this.#chain, log };
  }

  /** Files as a phone does; answers the version. */
  async file(group: string, values: Record<string, number>, more: Partial<Submission> = {}): Promise<string> {
    const figures = Object.entries(values).map(([indicator, numerator]) => ({ indicator, numerator }));
    const report = { group, period: MONTH, values: figures, ...more };
    const answer = await accept(this.#door, [report], { actor: 'phone', principal: clerk, now: NOW });
    if (answer.outcome !== 'accepted') throw new Error(JSON.stringify(answer));
    await this.#following.catchUp();
    await this.#following.catchUp();
    return this.#fold.links.version(answer.first);
  }

  /** What the newest version of a group says, by indicator. */
  async says(group: string): Promise<Record<string, number>> {
    await this.#following.catchUp();
    const { world, book } = this.#fold;
    const [newest] = book.versionsOf(world.tree.group(group)!.ordinal, parsePeriod(MONTH)!);
    const values = newest && book.valuesOf(newest.position);
    const pairs = Array.from(values?.indicators ?? [], (ordinal, k) => {
      return [world.indicators[ordinal]!.indicator.code, values!.nums[k]!] as const;
    });
    return Object.fromEntries(pairs);
  }

  /** The template of the country; answers the file with numerators of XHS01 by group. */
  async template(format: 'xlsx' | 'csv'): Promise<(figures: Record<string, number>) => Promise<Buffer>> {
    const unit = this.#fold.world.tree.unit(COUNTRY)!;
    const made = await this.desk.template(clerk, { unit, period: parsePeriod(MONTH)!, format });
    if (typeof made === 'string') throw new Error(made);
    return async (figures) =>
      format === 'xlsx' ? filledBook(made.bytes, figures) : filledList(Buffer.from(made.bytes), figures);
  }

  async upload(name: string, bytes: Buffer): Promise<UploadState> {
    const body = Readable.from([bytes]);
    const sent = await this.desk.receive(clerk, { name, purpose: 'reports', unit: '', period: '', body });
    if (sent === 'tooLarge') throw new Error('too large');
    return this.until(sent.id, 'ready', 'refused');
  }

  async until(id: string, ...stages: readonly Stage[]): Promise<UploadState> {
    for (;;) {
      const state = await this.desk.find(clerk, id);
      if (!state) throw new Error('the upload is gone');
      if (stages.includes(state.stage)) return state;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Stores what is right, and waits until that is done. */
  async commit(state: UploadState): Promise<UploadState> {
    const storing = await this.desk.commit(clerk, state, 'good');
    if (typeof storing === 'string') throw new Error(storing);
    return this.until(state.id, 'ready', 'stored');
  }

  async choose(state: UploadState, choices: Record<string, string[]>, all: 'mine' | 'theirs' | null = null) {
    const named = Object.entries(choices).map(([group, theirs]) => ({ group, period: MONTH, theirs }));
    const chosen = await this.desk.choose(state, { choices: named, all });
    if (chosen === 'notNow') throw new Error(chosen);
    return chosen;
  }

  async end(): Promise<void> {
    await this.desk.close();
    await this.#following.stop();
    await this.#store.close();
  }
}

async function filledBook(bytes: Uint8Array, figures: Record<string, number>): Promise<Buffer> {
  const sheets = await openXlsx(bytes);
  const table = sheets.find(({ name }) => name === 'Tổ CNSCĐ')!;
  const codes = [...table.rows].find(([, cells]) => cells.get(0) === '#to')![1];
  const column = [...codes].find(([, code]) => code === '#XHS01/tu')![0];
  for (const cells of table.rows.values()) {
    const code = cells.get(0);
    const figure = typeof code === 'string' ? figures[code] : undefined;
    if (figure !== undefined) cells.set(column, figure);
  }
  return saveXlsx(sheets);
}

function filledList(bytes: Buffer, figures: Record<string, number>): Buffer {
  const lines = bytes.toString('utf8').split('\r\n');
  const filled = lines.map((line) => {
    const cells = line.split(';');
    const figure = cells[2] === 'XHS01' ? figures[cells[0] ?? ''] : undefined;
    if (figure !== undefined) cells[7] = String(figure);
    return cells.join(';');
  });
  return Buffer.from(filled.join('\r\n'), 'utf8');
}

function fail(error: unknown): void {
  console.error(error);
}

describe('a template', () => {
  test('of yesterday writes nothing over in silence: the rest is stored, and the row is chosen', async () => {
    await office.file(A, { XHS01: 20, KTS01: 7 });
    const fill = await office.template('xlsx');
    const newer = await office.file(A, { XHS01: 25 });
    const checked = await office.upload('mau.xlsx', await fill({ [A]: 30, [B]: 40, [C]: 50 }));
    expect(checked.counts).toMatchObject({ reports: 2, conflicts: 1, bad: 0 });
    const { conflicts } = await office.desk.conflicts(checked, 0, 10);
    expect(conflicts).toMatchObject([
      {
        report: { group: A },
        newest: { id: newer, actor: 'phone' },
        cells: [{ what: 'XHS01', yours: { num: 30 }, theirs: { num: 25 } }]
      }
    ]);
    const first = await office.commit(checked);
    expect([first.stage, first.stored?.reports]).toEqual(['ready', 2]);
    expect([await office.says(A), await office.says(B)]).toEqual([{ XHS01: 25, KTS01: 7 }, { XHS01: 40 }]);

    const chosen = await office.choose(first, { [A]: [] });
    expect(chosen.counts).toMatchObject({ reports: 3, conflicts: 0 });
    const last = await office.commit(chosen);
    expect([last.stage, last.stored?.reports]).toEqual(['stored', 3]);
    expect(await office.says(A), 'empty cells take nothing back').toEqual({ XHS01: 30, KTS01: 7 });
  });

  test('whose rows nobody filed since is stored without a question, over returned versions too', async () => {
    await office.file(A, { XHS01: 20, KTS01: 7 });
    const fill = await office.template('csv');
    await office.file(A, { KTS01: 8 });
    const checked = await office.upload('mau.csv', await fill({ [A]: 30 }));
    expect(checked.counts).toMatchObject({ reports: 1, conflicts: 0 });
    expect((await office.commit(checked)).stage).toBe('stored');
    expect(await office.says(A)).toEqual({ XHS01: 30, KTS01: 8 });
  });

  test('that was checked before somebody filed: storing finds it, stores the rest, and asks', async () => {
    const fill = await office.template('csv');
    const checked = await office.upload('mau.csv', await fill({ [A]: 30, [B]: 40 }));
    expect(checked.counts).toMatchObject({ reports: 2, conflicts: 0 });
    await office.file(A, { XHS01: 25 });
    const first = await office.commit(checked);
    expect(first).toMatchObject({
      stage: 'ready',
      counts: { reports: 1, conflicts: 1 },
      stored: { reports: 1 }
    });
    expect(await office.says(B)).toEqual({ XHS01: 40 });
    const chosen = await office.choose(first, {}, 'theirs');
    expect(chosen).toMatchObject({ stage: 'stored', counts: { reports: 1, conflicts: 0 } });
    expect(await office.says(A)).toEqual({ XHS01: 25 });
  });
});

describe('a list', () => {
  const csv = (...lines: string[]) =>
    Buffer.from(['Mã tổ;Mã chỉ số;Tử số;Kỳ;Phiên bản', ...lines].join('\n'), 'utf8');

  test('may name versions; without one it goes as before', async () => {
    const seen = await office.file(A, { XHS01: 20 });
    await office.file(A, { XHS01: 25 });
    await office.file(B, { XHS01: 20 });
    const lines = [`${A};XHS01;30;${MONTH};${seen}`, `${B};XHS01;40;${MONTH};`, `${C};XHS01;50;${MONTH};0`];
    const checked = await office.upload('so-lieu.csv', csv(...lines));
    expect(checked.counts).toMatchObject({ reports: 2, conflicts: 1, bad: 0 });
    await office.commit(checked);
    expect([await office.says(A), await office.says(B)]).toEqual([{ XHS01: 25 }, { XHS01: 40 }]);
  });

  const uploaded = async (...lines: string[]) =>
    (await office.upload('so-lieu.csv', Buffer.from(lines.join('\n'), 'utf8'))).counts;

  test('whose rows fill one of two columns that mean the number loses none of them', async () => {
    const heads = 'Mã tổ;Mã chỉ số;Tử số;Số lượng;Kỳ;Tháng';
    const lines = [
      `${A};XHS01;30;;${MONTH};`,
      `${B};XHS01;;40;;11/2026`,
      `${C};XHS01;50;50;${MONTH};${MONTH}`
    ];
    expect(await uploaded(heads, ...lines)).toMatchObject({ reports: 3, bad: 0 });
    const apart = [
      `${A};XHS01;30;31;${MONTH};`,
      `${B};XHS01;40;;${MONTH};10/2026`,
      `${C};XHS01;50;;${MONTH};`
    ];
    expect(await uploaded(heads, ...apart)).toMatchObject({ reports: 1, bad: 2, byCode: { saidTwice: 2 } });
  });

  test('with one month that cannot be read loses that row alone, and says which', async () => {
    const lines = [`${A};XHS01;30;${MONTH}`, `${B};XHS01;40;tháng sau`];
    expect(await uploaded('Mã tổ;Mã chỉ số;Tử số;Kỳ', ...lines)).toMatchObject({
      reports: 1,
      bad: 1,
      byCode: { monthUnread: 1 }
    });
  });

  test('a version of another group, or none at all, is a fault of its row', async () => {
    const other = await office.file(B, { XHS01: 20 });
    const lines = [`${A};XHS01;30;${MONTH};${other}`, `${C};XHS01;50;${MONTH};bản mới`];
    const checked = await office.upload('so-lieu.csv', csv(...lines));
    expect(checked.counts).toMatchObject({
      reports: 0,
      bad: 2,
      byCode: { unknownBase: 1, versionUnread: 1 }
    });
  });
});
