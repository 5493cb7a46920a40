import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { goldenLog } from '../../../../../tests/support/golden-log.ts';
import { rowsAsText } from '../../../../../tests/support/same-rows.ts';
import { rollUp } from '../../../domain/roll-up.ts';
import { readCheckpoint, writeCheckpoint, type CheckpointOwner } from './checkpoint.ts';
import { Fold } from './fold.ts';

const log = goldenLog().map((entry, i) => ({ ...entry, link: linkOfEntry(i + 1) }));
const half = Math.floor(log.length / 2);
const owner: CheckpointOwner = {
  store: 'a-store',
  profile: 'calendar',
  linkAt: async (position) => log[position - 1]?.link ?? null
};
/** A link for the n-th entry. */
function linkOfEntry(n: number): string {
  return (n * 7_919).toString(16).padStart(64, '0');
}
let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mangluoi-checkpoint-'));
  file = join(folder, 'fold.checkpoint');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function foldOf(entries: typeof log): Fold {
  const fold = new Fold('calendar');
  fold.apply(entries);
  return fold;
}

function everything(fold: Fold): unknown {
  const { world, cells, touches } = fold;
  const periods = [...touches.periods, (touches.periods.at(-1) ?? 0) + 2];
  return [
    fold.position,
    fold.link,
    log.map(({ position }) => fold.links.at(position)),
    fold.structure,
    touches.openedAt,
    periods.map((period) => world.tree.nodes.map(({ ordinal }) => fold.touched(ordinal, period))),
    periods.map((period) =>
      world.indicators.map(({ ordinal }) => rowsAsText(rollUp(world, cells, ordinal, period)))
    ),
    world.condensed(),
    log.map(({ position }) => [...fold.book.reviewsOf(position)])
  ];
}

test('a fold that goes on from a checkpoint at any position equals one that read the whole log', async () => {
  const whole = everything(foldOf(log));
  for (let at = 2; at <= log.length; at += 3) {
    await writeCheckpoint(file, 'a-store', foldOf(log.slice(0, at)));
    const state = await readCheckpoint(file, owner);
    if (!state || state === 'putBack') throw new Error(`no checkpoint at ${at}`);
    const fold = new Fold(state);
    expect(everything(fold)).toEqual(everything(foldOf(log.slice(0, at))));
    fold.apply(log.slice(at));
    expect(everything(fold)).toEqual(whole);
  }
  expect(await readdir(folder)).toEqual(['fold.checkpoint']);
});

test('a checkpoint of another store, profile or log is thrown away', async () => {
  await writeCheckpoint(file, 'a-store', foldOf(log.slice(0, half)));
  expect(await readCheckpoint(file, owner)).not.toBeNull();
  expect(await readCheckpoint(file, { ...owner, store: 'another' })).toBeNull();
  expect(await readCheckpoint(file, { ...owner, profile: 'window' })).toBeNull();
  expect(await readCheckpoint(join(folder, 'none'), owner)).toBeNull();
});

test('a checkpoint that is ahead of its log, or of another history of it, says that a log was put back', async () => {
  await writeCheckpoint(file, 'a-store', foldOf(log.slice(0, half)));
  expect(await readCheckpoint(file, { ...owner, linkAt: async () => null })).toBe('putBack');
  const other = async () => linkOfEntry(half + 1);
  expect(await readCheckpoint(file, { ...owner, linkAt: other })).toBe('putBack');
});

test('any damaged byte and any cut makes it worthless', async () => {
  await writeCheckpoint(file, 'a-store', foldOf(log));
  const good = await readFile(file);
  for (let at = 0; at < good.length; at += 97) {
    const bad = Buffer.from(good);
    bad[at]! ^= 0x10;
    await writeFile(file, bad);
    expect(await readCheckpoint(file, owner), `byte ${at}`).toBeNull();
  }
  for (const length of [0, 7, 15, 16, 400, good.length >> 1, good.length - 1]) {
    await writeFile(file, good.subarray(0, length));
    expect(await readCheckpoint(file, owner), `cut at ${length}`).toBeNull();
  }
});
