import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openStore } from '../core/store/store.ts';
import { makeBackup, verifyBackup } from './backup-file.ts';
import { lastDue, newestBackup, NightlyBackup } from './nightly.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

test('the hour is that of Viet Nam, and the last one that has begun', () => {
  const due = (now: string) => new Date(lastDue({ hour: 2 }, Date.parse(now))).toISOString();
  expect(due('2026-12-01T18:59:59Z')).toBe('2026-11-30T19:00:00.000Z');
  expect(due('2026-12-01T19:00:00Z')).toBe('2026-12-01T19:00:00.000Z');
  expect(due('2026-12-02T03:00:00Z')).toBe('2026-12-01T19:00:00.000Z');
});

test(
  'one backup a night is made and verified, the newest are kept, and a failure is heard',
  { timeout: 60_000 },
  async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'mangluoi-nightly-'));
    closing.push(() => rm(dataDir, { recursive: true }));
    const store = await openStore({ dataDir });
    closing.push(() => store.close());
    let now = Date.parse('2026-12-01T20:00:00Z');
    let disk = true;
    const faults: unknown[] = [];
    const dir = join(dataDir, 'backups');
    const nightly = () =>
      new NightlyBackup(
        { dir, hour: 2, keep: 2 },
        {
          store,
          clock: () => now,
          async run(file) {
            if (!disk) throw new Error('no space');
            await makeBackup({ dataDir }, file, now);
            await verifyBackup(file, now);
          },
          failed: (error) => faults.push(error)
        }
      );
    expect(await newestBackup(dir)).toBeNull();
    for (let night = 0; night < 4; night++) {
      // Two programs look, and the first looks twice.
      const one = nightly();
      await Promise.all([one.look(), nightly().look()]);
      await one.look();
      now += 86_400_000;
    }
    const names = (await readdir(dir)).filter((name) => name.endsWith('.sqlite'));
    expect(names).toEqual(['mangluoi-2026-12-04T0300.sqlite', 'mangluoi-2026-12-05T0300.sqlite']);
    expect(await newestBackup(dir)).toMatchObject({ at: now - 86_400_000, verifiedAt: now - 86_400_000 });
    disk = false;
    await nightly().look();
    expect(faults).toEqual([new Error('no space')]);
    // One that fails leaves nothing that could pass for the newest, is told of, and is tried again after a while.
    const names_ = await readdir(dir);
    const one = nightly();
    await one.look();
    expect(await one.state()).toMatchObject({
      newest: { at: now - 86_400_000 },
      failure: { at: now, said: 'Error: no space' }
    });
    await one.look();
    expect(one.failures).toBe(1);
    expect(await readdir(dir)).toEqual(names_);
    now += 15 * 60_000;
    await one.look();
    expect(one.failures).toBe(2);
    disk = true;
    now += 15 * 60_000;
    await writeFile(join(dir, 'mangluoi-2026-12-01T0300.sqlite.7.tmp'), 'half of one');
    await one.look();
    expect(await one.state()).toMatchObject({ newest: { at: now, verifiedAt: now }, failure: null });
    expect((await readdir(dir)).filter((name) => name.includes('tmp'))).toEqual([]);
  }
);
