import type { EntryDraft } from '../../domain/entry.ts';
import { currentPeriod, formatPeriod, reportedPeriod, type Period } from '../../domain/period.ts';
import { World } from '../../domain/world.ts';
import { schematicSets } from '../core/boundaries/schematic.ts';
import { DemoClosings, isOver } from './closings.ts';
import { demoReports, demoReviews, demoStructure, type DemoReport, type TakenReport } from './demo.ts';
import { raisedIn } from './matter-texts.ts';
import { DemoMatters } from './matters.ts';
import { CLOSED_PERIODS, closingsOf } from './timing.ts';
import { accept } from '../core/ingest/accept.ts';
import type { Submission } from '../core/ingest/schema.ts';
import type { Store } from '../core/store/store.ts';

/** A report of the demo that the ordinary door refused: the demo and the rules disagree. */
class DemoRefused extends Error {
  constructor(faults: unknown) {
    super(`the demo was refused: ${JSON.stringify(faults).slice(0, 500)}`);
    this.name = 'DemoRefused';
  }
}

/** Reviews of a month are in the log before the first report that is received this long after its period ended. */
const REVIEWED_AFTER_PERIODS = 2;

/**
 * Fills an empty store with the demo through the ordinary doors: structure into the log, reports through `accept`,
 * each month's reviews after its last report. A fill that was cut off is thrown away and begun again.
 */
export async function fillDemo(store: Store, now: number, say: (line: string) => void): Promise<void> {
  const { mode, complete } = await store.settings.read();
  if (mode === 'demo' && !complete) await store.clearHalfDemo();
  await store.settings.establish('demo', 'window');
  const world = new World('window');
  const structure = demoStructure(now);
  await store.append(structure);
  for (const draft of structure) world.apply(draft);
  for (const { body, bytes } of schematicSets(world.tree)) {
    const shapes = await store.shapes.put(bytes);
    await store.append([{ at: structure.at(-1)?.at ?? now, actor: 'demo', body: { ...body, shapes } }]);
  }

  const started = performance.now();
  const waiting = new Map<Period, TakenReport[]>();
  const matters = new DemoMatters(world.tree);
  const reported = reportedPeriod(now, 'window');
  const closings = new DemoClosings(world, reported);
  const days = Array.from({ length: CLOSED_PERIODS }, (_, i) => reported - CLOSED_PERIODS + 1 + i)
    .flatMap((period) => closingsOf(period, reported))
    .sort((a, b) => a.at - b.at);
  const closeUntil = async (moment: number) => {
    for (let day = days[0]; day && isOver(day, moment); day = days[0]) {
      days.shift();
      const drafts = closings.on(day, await store.head());
      for (const { body } of drafts) if (body.kind === 'review') forget(waiting, day.period, body.reports);
      await append(store, drafts);
    }
  };
  let taken = 0;
  for (const batch of demoReports(now)) {
    await closeUntil(batch[0]?.at ?? now);
    await append(store, matters.until(batch[0]?.at ?? now));
    const oldest = currentPeriod(batch[0]?.at ?? now, 'window') - REVIEWED_AFTER_PERIODS;
    for (const period of [...waiting.keys()].sort((a, b) => a - b)) {
      if (period <= oldest) await review(store, period, waiting, now, closings);
    }
    const outcome = await accept({ world, store }, batch.map(asSent), {
      actor: 'demo',
      now,
      receivedAt: (index) => batch[index]?.at ?? now
    });
    if (outcome.outcome !== 'accepted') throw new DemoRefused(outcome);
    batch.forEach((report, i) => {
      const { group, period, at } = report;
      const list = waiting.get(period) ?? [];
      list.push({ position: outcome.first + i, group, period, at });
      waiting.set(period, list);
      closings.take(report, outcome.first + i);
    });
    // What the reports raised and told lies right behind them.
    matters.take(await store.read(outcome.first + outcome.count - 1, 2));
    taken += batch.length;
    const seconds = (performance.now() - started) / 1000;
    say(`  ${taken.toLocaleString('vi-VN')} báo cáo minh họa / demo reports · ${seconds.toFixed(1)} s`);
  }
  await closeUntil(now);
  for (const period of [...waiting.keys()].sort((a, b) => a - b))
    await review(store, period, waiting, now, closings);
  await append(store, closings.checked(now));
  await append(store, matters.until(now));
  // Nothing is sent in a demo: the page shows what would have been.
  await store.sent.addSchedule({
    id: 'demo',
    unit: '48@2025-07-01',
    plan: { days: [-2, 0, 1, 3], hour: 8, mails: ['chuyen-vien@mangluoi.example'] },
    createdAt: now,
    createdBy: 'demo'
  });
  await store.settings.complete();
}

async function append(store: Store, drafts: readonly EntryDraft[]): Promise<void> {
  if (drafts.length > 0) await store.append(drafts);
}

async function review(
  store: Store,
  period: Period,
  waiting: Map<Period, TakenReport[]>,
  now: number,
  closings: DemoClosings
): Promise<void> {
  const drafts = demoReviews(period, waiting.get(period) ?? [], now);
  waiting.delete(period);
  if (drafts.length === 0) return;
  closings.reviewed(drafts, await store.head());
  await store.append(drafts);
}

/** Takes reports that were decided of already out of those that wait for the month's reviews. */
function forget(waiting: Map<Period, TakenReport[]>, period: Period, done: readonly number[]): void {
  const decided = new Set(done);
  waiting.set(
    period,
    (waiting.get(period) ?? []).filter(({ position }) => !decided.has(position))
  );
}

/** A demo report as a client would send it. */
function asSent({ group, period, values, texts }: DemoReport): Submission {
  return { group, period: formatPeriod(period), values: [...values], ...texts, matters: raisedIn(texts) };
}
