import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { EntryDraft } from '../../src/lib/domain/entry.ts';
import { accept } from '../../src/lib/server/core/ingest/accept.ts';
import { openStore, type Store } from '../../src/lib/server/core/store/store.ts';
import { World } from '../../src/lib/domain/world.ts';
import { goldenStructure } from '../../tests/support/golden-world.ts';
import { freshFolder } from '../../tests/support/app.ts';
import { median, type Topic } from '../line.ts';

const REPORTS = 3_000;
const AT_ONCE = 128;
const ROUNDS = 3;
const NOW = Date.parse('2026-03-20T09:00:00+07:00');

/** Reports a second that are on disk when they are answered: ours, with many writers sharing a commit, against one commit each. */
export const durableIngest: Topic = {
  name: 'Durable ingest',
  async run() {
    const ours: number[] = [];
    const alone: number[] = [];
    const peer: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(await withStore((store, world) => rate(AT_ONCE, () => file(store, world))));
      alone.push(await withStore((store, world) => rate(1, () => file(store, world), REPORTS / 10)));
      peer.push(await onePerRequest());
    }
    const theirs = median(peer);
    const peerName = 'one commit and fsync a request (node:sqlite, WAL, synchronous=FULL)';
    return [
      {
        what: `accept(), ${AT_ONCE} writers at once`,
        peer: peerName,
        ours: median(ours),
        theirs,
        unit: '/s'
      },
      { what: 'accept(), one writer after another', peer: peerName, ours: median(alone), theirs, unit: '/s' }
    ];
  }
};

async function withStore(work: (store: Store, world: World) => Promise<number>): Promise<number> {
  const folder = await freshFolder();
  const store = await openStore({ dataDir: folder.path });
  try {
    const world = new World('calendar');
    const structure: EntryDraft[] = goldenStructure();
    await store.append(structure);
    for (const draft of structure) world.apply(draft);
    return await work(store, world);
  } finally {
    await store.close();
    await folder.remove();
  }
}

async function file(store: Store, world: World): Promise<void> {
  const report = { group: 'G1', period: '2026-02', values: [{ indicator: 'ACC', numerator: 150 }] };
  const outcome = await accept({ world, store }, [report], { actor: 'bench', now: NOW });
  if (outcome.outcome !== 'accepted') throw new Error(JSON.stringify(outcome));
}

/** Calls a second with so many under way at once. */
async function rate(atOnce: number, call: () => Promise<void>, calls = REPORTS): Promise<number> {
  let left = calls;
  const started = performance.now();
  const writer = async () => {
    while (left-- > 0) await call();
  };
  await Promise.all(Array.from({ length: atOnce }, writer));
  return (calls * 1000) / (performance.now() - started);
}

async function onePerRequest(): Promise<number> {
  const folder = await freshFolder();
  const db = new DatabaseSync(join(folder.path, 'peer.sqlite'));
  db.exec(
    'PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE report (id INTEGER PRIMARY KEY, body TEXT)'
  );
  const insert = db.prepare('INSERT INTO report (body) VALUES (?)');
  const body = JSON.stringify({
    group: 'G1',
    period: '2026-02',
    values: [{ indicator: 'ACC', numerator: 150 }]
  });
  const calls = REPORTS / 3;
  const started = performance.now();
  for (let i = 0; i < calls; i++) insert.run(body);
  const perSecond = (calls * 1000) / (performance.now() - started);
  db.close();
  await rm(folder.path, { recursive: true, force: true });
  return perSecond;
}
