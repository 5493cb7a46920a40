import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntryDraft } from '../../src/lib/domain/entry.ts';
import { MAX_FILED, type FiledValue } from '../../src/lib/domain/report.ts';
import { AlreadyEstablished, NotAHalfDemo } from '../../src/lib/server/core/store/settings.ts';
import type { Store } from '../../src/lib/server/core/store/store.ts';
import type { ReceiptDraft } from '../../src/lib/server/core/store/append.ts';
import { catalogue, everyKind, readAll, report } from './entries.ts';

/** A place that stores can be opened at, again and again. */
export interface StorePlaceUnderTest {
  open(): Promise<Store>;
  /** How many transactions have appended so far, as the database itself counts. */
  commits(): Promise<number>;
  remove(): Promise<void>;
}

/** What every store promises, whatever it is kept in. */
export function storeContract(name: string, makePlace: () => Promise<StorePlaceUnderTest>): void {
  describe(`a store in ${name}`, () => {
    let place: StorePlaceUnderTest;
    let store: Store;
    beforeEach(async () => {
      place = await makePlace();
      store = await place.open();
    });
    afterEach(async () => {
      await store.close();
      await place.remove();
    });

    it('reads back every kind of entry as it was appended, diacritics and all', async () => {
      const drafts = everyKind();
      await expect(store.append(drafts)).resolves.toEqual({ first: 1, last: drafts.length });
      expect(await store.read(0, 100)).toEqual(
        drafts.map((draft, index) => ({ position: index + 1, ...draft }))
      );
    });

    it('reads a page at a time, and a report of a group and period alone', async () => {
      await store.append([
        catalogue('A'),
        report('g1', 24_312, 'A'),
        report('g2', 24_312, 'A'),
        report('g1', 24_312, 'A')
      ]);
      expect((await store.read(1, 2)).map((entry) => entry.position)).toEqual([2, 3]);
      expect(await store.read(4, 10)).toEqual([]);
      expect((await store.reportsOf('g1', 24_312)).map((entry) => entry.position)).toEqual([2, 4]);
      expect(await store.reportsOf('g1', 24_313)).toEqual([]);
      expect(await store.head()).toBe(4);
    });

    it('gives concurrent writers dense positions, each batch together', async () => {
      await store.append([catalogue('A')]);
      const writers = Array.from({ length: 16 }, async (_, writer) => {
        for (let turn = 0; turn < 8; turn++) {
          const batch = Array.from({ length: 1 + ((writer + turn) % 3) }, () =>
            report(`g${writer}-${turn}`, 24_312, 'A')
          );
          const outcome = await store.append(batch);
          const entries = await store.reportsOf(`g${writer}-${turn}`, 24_312);
          const positions = entries.map((entry) => entry.position);
          expect(outcome).toEqual({ first: positions[0], last: positions.at(-1) });
          expect(positions).toEqual(batch.map((_, index) => (positions[0] ?? 0) + index));
        }
      });
      await Promise.all(writers);
      const all = await readAll(store);
      expect(all.map((entry) => entry.position)).toEqual(all.map((_, index) => index + 1));
    });

    it('lets concurrent appends share commits', async () => {
      await store.append([catalogue('A')]);
      const before = await place.commits();
      await Promise.all(Array.from({ length: 200 }, () => store.append([report('g', 24_312, 'A')])));
      expect(await store.head()).toBe(201);
      expect((await place.commits()) - before).toBeLessThan(50);
    });

    it('leaves nothing of a batch that fails, and does not harm its neighbours', async () => {
      await store.append([catalogue('A')]);
      const outcomes = await Promise.allSettled([
        store.append([report('g1', 24_312, 'A')]),
        store.append([report('g2', 24_312, 'A'), report('g2', 24_312, 'UNKNOWN')]),
        store.append([catalogue('B'), report('g3', 24_312, 'B', { numerator: MAX_FILED + 1 })]),
        store.append([report('g4', 24_312, 'B')]),
        store.append([report('g5', 24_312, 'A')])
      ]);
      expect(outcomes.map(({ status }) => status)).toEqual([
        'fulfilled',
        'rejected',
        'rejected',
        'rejected',
        'fulfilled'
      ]);
      expect(
        (await store.read(0, 100)).map(({ body }) => (body.kind === 'report' ? body.group : body.kind))
      ).toEqual(['catalogue', 'g1', 'g5']);
      await expect(store.append([])).rejects.toThrow('at least one');
    });

    it('answers an idempotency key as before, and refuses it for another body', async () => {
      await store.append([catalogue('A')]);
      const receipt = (bodyHash: string, actor = 'key:a'): ReceiptDraft => ({
        actor,
        key: 'once',
        bodyHash,
        answer: (first) => `from ${first}`
      });
      const batch = [report('g', 24_312, 'A')];
      const outcomes = await Promise.all([1, 2, 3].map(() => store.append(batch, receipt('same'))));
      expect(outcomes).toContainEqual({ first: 2, last: 2 });
      expect(outcomes.filter((outcome) => 'receipt' in outcome)).toEqual([
        { receipt: 'from 2' },
        { receipt: 'from 2' }
      ]);
      expect(await store.append(batch, receipt('same'))).toEqual({ receipt: 'from 2' });
      expect(await store.append(batch, receipt('other'))).toEqual({ conflict: true });
      expect(await store.append(batch, receipt('other', 'key:b'))).toEqual({ first: 3, last: 3 });
      expect(await store.receipt('key:a', 'once')).toEqual({ bodyHash: 'same', answer: 'from 2' });
      expect(await store.receipt('key:c', 'once')).toBeNull();
      expect(await store.head()).toBe(3);
    });

    it('wakes after an append, here and in a second process', async () => {
      const other = await place.open();
      const woken = Promise.all([wakeOf(store), wakeOf(other)]);
      await store.append([catalogue('A')]);
      await woken;
      expect(await other.head()).toBe(1);
      await other.close();
    });

    it('takes appends of two processes, each learning the other’s catalogue', async () => {
      const other = await place.open();
      await store.append([catalogue('A')]);
      await other.append([catalogue('B'), report('g', 24_312, 'B')]);
      await store.append([catalogue('C'), report('g', 24_313, 'C')]);
      await store.append([report('g', 24_314, 'B'), report('g', 24_314, 'A')]);
      const expected = await store.read(0, 100);
      expect(await other.read(0, 100)).toEqual(expected);
      expect(
        expected.flatMap(({ body }) => (body.kind === 'report' ? body.values.map((v) => v.indicator) : []))
      ).toEqual(['B', 'C', 'B', 'A']);
      await other.close();
    });

    it('keeps everything when it is closed and opened again', async () => {
      const drafts = everyKind();
      await store.append(drafts);
      const before = await store.read(0, 100);
      const { id } = await store.settings.read();
      await store.close();
      await expect(store.append(drafts)).rejects.toThrow('closed');
      store = await place.open();
      expect(await store.read(0, 100)).toEqual(before);
      expect((await store.settings.read()).id).toBe(id);
      expect(await store.append([report('g', 24_312, 'CQS01')])).toEqual({
        first: drafts.length + 1,
        last: drafts.length + 1
      });
      expect(await store.latestReceipt()).toBe(Math.max(...(await readAll(store)).map(({ at }) => at)));
    });

    it('gives back any figures, as filed and as columns', async () => {
      const codes = Array.from({ length: 40 }, (_, index) => `I${index}`);
      await store.append([catalogue(...codes)]);
      const figure = fc.integer({ min: 0, max: MAX_FILED });
      const value = fc.record({
        indicator: fc.constantFrom(...codes),
        numerator: figure,
        denominator: fc.option(figure),
        over: fc.boolean()
      });
      await fc.assert(
        fc.asyncProperty(
          fc.array(value, { maxLength: 60 }),
          fc.string({ unit: 'binary' }),
          async (figures, text) => {
            const values = figures.map(({ over, ...filed }): FiledValue =>
              over ? { ...filed, overBase: true } : filed
            );
            const from = await store.head();
            await store.append([report('g', 24_312, 'I0', { values, tasks: text })]);
            expect((await store.read(from, 1))[0]?.body).toMatchObject({ values, texts: { tasks: text } });
            const [packed] = await store.readPacked(from, 1);
            expect(packed).toMatchObject({ position: from + 1, body: null, group: 'g', period: 24_312 });
            if (packed?.body !== null) throw new Error('a report must be packed');
            expect([...packed.values.indicators]).toEqual(
              values.map(({ indicator }) => codes.indexOf(indicator))
            );
            expect([...packed.values.nums]).toEqual(values.map(({ numerator }) => numerator));
            expect([...packed.values.dens]).toEqual(values.map(({ denominator }) => denominator ?? -1));
          }
        ),
        { numRuns: 60 }
      );
    });

    it('keeps shapes by their hash', async () => {
      const content = Uint8Array.from({ length: 70_000 }, (_, index) => index % 251);
      const sha256 = await store.shapes.put(content);
      expect(await store.shapes.put(content)).toBe(sha256);
      expect(await store.shapes.get(sha256)).toEqual(content);
      expect(await store.shapes.get('0'.repeat(64))).toBeNull();
    });

    it('is made a demo or a real one once, and only a half-made demo can be thrown away', async () => {
      expect(await store.settings.read()).toMatchObject({ mode: null, profile: null, complete: false });
      await store.settings.establish('demo', 'window');
      await expect(store.settings.establish('real', 'calendar')).rejects.toThrow(AlreadyEstablished);
      await store.append([catalogue('OLD'), report('g', 24_312, 'OLD')]);
      const { id } = await store.settings.read();
      await store.clearHalfDemo();
      expect(await store.head()).toBe(0);
      const empty = await store.settings.read();
      expect(empty).toMatchObject({ mode: null, complete: false });
      expect(empty.id).not.toBe(id);
      await store.append([catalogue('NEW'), report('g', 24_312, 'NEW')]);
      expect((await store.reportsOf('g', 24_312))[0]?.body).toMatchObject({ values: [{ indicator: 'NEW' }] });
      await store.settings.establish('real', 'calendar');
      await store.settings.complete();
      await expect(store.clearHalfDemo()).rejects.toThrow(NotAHalfDemo);
      expect(await store.settings.read()).toMatchObject({
        mode: 'real',
        profile: 'calendar',
        complete: true
      });
    });

    it('keeps API keys by hash, names unique for ever', async () => {
      expect(await store.keys.add('h1', 'sở', 1)).toBe(true);
      expect(await store.keys.add('h2', 'sở', 2)).toBe(false);
      expect(await store.keys.add('h1', 'khác', 2)).toBe(false);
      expect(await store.keys.revoke('sở', 5)).toBe(true);
      expect(await store.keys.revoke('sở', 6)).toBe(false);
      expect(await store.keys.byHash('h1')).toEqual({ hash: 'h1', name: 'sở', createdAt: 1, revokedAt: 5 });
      expect(await store.keys.add('h3', 'sở', 7)).toBe(false);
      expect(await store.keys.list()).toHaveLength(1);
    });

    it('takes any sequence of batches, good and bad, as a list would', async () => {
      const batch = fc.array(fc.constantFrom<'A' | 'B' | 'BAD'>('A', 'B', 'BAD'), {
        minLength: 1,
        maxLength: 4
      });
      await fc.assert(
        fc.asyncProperty(fc.array(batch, { maxLength: 8 }), async (batches) => {
          const bare = await place.open();
          const kept: EntryDraft[] = [catalogue('A', 'B')];
          await bare.append(kept);
          const from = await bare.head();
          const drafts = batches.map((codes) => codes.map((code, k) => report(`g${k}`, 24_312, code)));
          await Promise.allSettled(drafts.map((some) => bare.append(some)));
          const good = drafts.filter((_, index) => !batches[index]?.includes('BAD')).flat();
          expect((await bare.read(from, 100)).map(({ body }) => body)).toEqual(good.map(({ body }) => body));
          await bare.close();
        }),
        { numRuns: 15 }
      );
    });
  });
}

function wakeOf(store: Store): Promise<void> {
  return new Promise((resolve) => {
    const stop = store.onWake(() => {
      stop();
      resolve();
    });
  });
}
