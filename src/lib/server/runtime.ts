import { setCurrentRuntime, type CurrentRuntime } from './context/current-runtime.ts';
import type { Config } from './core/config.ts';
import { holdStore } from './core/hold-store.ts';
import { accept } from './core/ingest/accept.ts';
import type { ChainKnowledge } from './core/ingest/bar.ts';
import type { Hub } from './core/live/hub.ts';
import { warmUp } from './core/snapshot/warm-up.ts';
import { appendJudged, type Judge } from './core/structure/append-judged.ts';
import { readTargetWorkbook } from './features/targets/read-workbook.ts';
import { WorkbookDesk } from './features/workbooks/desk.ts';
import { openFeed, type Feed } from './feed.ts';
import { addressesOf } from './listen.ts';
import { metricsText } from './metrics/gather.ts';
import {
  admitPeople,
  openAlerts,
  openGround,
  openHub,
  openOutbound,
  openRights,
  startBackup,
  workbookFolder,
  type Ground,
  type Surroundings
} from './parts.ts';

/** The running program. */
export interface Runtime extends CurrentRuntime {
  readonly hub: Hub;
  /** The demo's API key, to be printed; null in a real store. */
  readonly firstKey: string | null;
  /** From now on no report is taken in and `ready` is false. */
  refuse(): void;
  /** Stops taking things in, tells the viewers, writes the checkpoint, closes the store. */
  close(): Promise<void>;
}

/**
 * Opens the store (fills an empty one with the demo), folds its log and joins the parts: log → fold → publisher,
 * boundaries and hub. The one place where they meet.
 */
export async function startRuntime(config: Config, around: Surroundings): Promise<Runtime> {
  const { store, leave } = await holdStore(config, around);
  try {
    const parts = await joinParts(await openGround(config, around, store), around);
    const runtime = runtimeOf(parts, leave);
    setCurrentRuntime(runtime);
    const { publisher, clock, log } = parts.ground;
    // Before anybody asks.
    await publisher.withheld.ready();
    warmUp(publisher, clock()).catch((error: unknown) => log.warn(error, 'could not warm up'));
    return runtime;
  } catch (error) {
    await leave();
    throw error;
  }
}

/** Every part of the running program. */
type Parts = Awaited<ReturnType<typeof joinParts>>;

async function joinParts(ground: Ground, { http, ended = () => undefined }: Surroundings) {
  const rights = await openRights(ground);
  const hub = openHub(http, ground, rights);
  const outbound = openOutbound(ground);
  const alerts = openAlerts(ground, outbound);
  const feed = await openFeed(ground, { hub, outbound, alerts }, ended);
  outbound.start();
  alerts.start();
  const nightly = startBackup(ground);
  await admitPeople(ground, rights.auth);
  const writing = writingOf(ground, feed);
  const workbooks = openWorkbooks(ground, writing);
  const ownAddress = () => addressesOf(http)[0] ?? null;
  return { ground, rights, hub, outbound, alerts, feed, nightly, writing, workbooks, ownAddress };
}

/** What enters the log, and how. */
type Writing = Pick<CurrentRuntime, 'accept' | 'append' | 'appendOnce'> & { readonly chain: ChainKnowledge };

/** The ways into the log: reports by the only door, and what verbs have judged already. */
function writingOf({ store, fold, clock, tally }: Ground, { following, reaching }: Feed): Writing {
  const judge: Judge = {
    world: fold.world,
    position: () => fold.position,
    catchUp: () => following.catchUp()
  };
  const chain: ChainKnowledge = {
    book: fold.book,
    links: fold.links,
    closing: fold.steps.closing,
    matters: fold.steps.matters,
    practices: fold.steps.practices
  };
  const draftsOf = (actor: string, bodies: Parameters<Writing['append']>[1]) => {
    const at = clock();
    return bodies.map((body) => ({ at, actor, body }));
  };
  return {
    chain,
    accept: (submitted, context) =>
      tally.count(
        submitted.reports.length,
        accept({ world: fold.world, store, chain, log: judge }, submitted, { ...context, now: clock() })
      ),
    async append({ actor }, bodies) {
      const outcome = await appendJudged(judge, store, draftsOf(actor, bodies));
      if (!('last' in outcome)) throw new UnexpectedReceipt();
      await reaching.reached(outcome.last);
      return outcome.first;
    },
    async appendOnce({ actor }, bodies, { key, bodyHash }) {
      const receipt = { actor, key, bodyHash, answer: String };
      const outcome = await appendJudged(judge, store, draftsOf(actor, bodies), receipt);
      if ('conflict' in outcome) return 'conflict';
      if ('receipt' in outcome) return { first: Number(outcome.receipt), replayed: true };
      await reaching.reached(outcome.last);
      return { first: outcome.first, replayed: false };
    }
  };
}

/** An append without a receipt was answered by one. */
class UnexpectedReceipt extends Error {
  constructor() {
    super('an append without a receipt was answered by one');
    this.name = 'UnexpectedReceipt';
  }
}

function openWorkbooks(
  { config, settings, store, fold, clock, fault }: Ground,
  writing: Writing
): WorkbookDesk {
  return new WorkbookDesk({
    folder: workbookFolder(config),
    storeId: settings.id,
    earlierIds: settings.earlierIds,
    world: fold.world,
    cells: fold.cells,
    reports: fold.book,
    chain: writing.chain,
    store,
    accept: (reports, context) => writing.accept({ reports, paths: 'batch' }, context),
    clock,
    failed: fault('workbooks', 'a workbook could not be worked on')
  });
}

/** The program as routes reach it, and the ways to end it. */
function runtimeOf(parts: Parts, leave: () => Promise<void>): Runtime {
  const { ground, rights, hub, outbound, alerts, feed, nightly, writing, workbooks, ownAddress } = parts;
  const { config, store, settings, fold, clock, log, pulse, publisher, boundaries, costs } = ground;
  const { auth, mayRead, fewIn, firstKey } = rights;
  const { accept: acceptHere, append, appendOnce } = writing;
  return {
    ...{ store, settings, publisher, boundaries, hub, mayRead, fewIn, auth, firstKey, costs, log, clock },
    ...{ append, appendOnce, readTargetWorkbook, alerts, outbound, workbooks, accept: acceptHere },
    ownAddress,
    world: fold.world,
    origin: config.origin,
    embedOrigins: config.embedOrigins,
    identity: auth.identity,
    deskFor: (principal) => ({
      publisher,
      mayRead: (scope) => mayRead(principal, scope),
      fewIn: (unit) => fewIn(principal, unit),
      log: store
    }),
    firedAlerts: () => alerts.fired(),
    health: () => pulse.health({ position: () => fold.position, head: () => store.head(), hub: () => hub }),
    backup: nightly,
    metrics: metricsOf(parts),
    get ready() {
      return isReady(parts);
    },
    refuse: () => feed.refuse(),
    close: () => closeParts(parts, leave)
  };
}

function isReady({ feed, ground }: Pick<Parts, 'feed' | 'ground'>): boolean {
  return feed.isWell && ground.store.reachable;
}

function metricsOf(parts: Parts): CurrentRuntime['metrics'] {
  const { ground, hub, nightly, workbooks, rights } = parts;
  const { config, clock, tally, loop, store, fold, pulse } = ground;
  const text = () =>
    metricsText({
      ...{ clock, tally, loop, store, hub, nightly },
      ready: () => isReady(parts),
      position: () => fold.position,
      queues: () => ({ workbooks: workbooks.waiting, sign_ins: rights.auth.signIn.waiting }),
      faults: () => pulse.faultsSeen,
      folders: { data: config.dataDir, ...(config.backup ? { backup: config.backup.dir } : {}) }
    });
  return { token: config.metricsToken, text };
}

/** Ends the parts in the order in which they need one another. */
async function closeParts(
  { ground, rights, hub, outbound, alerts, feed, nightly, workbooks }: Parts,
  leave: () => Promise<void>
): Promise<void> {
  feed.refuse();
  await workbooks.close();
  await hub.close();
  ground.loop.close();
  rights.auth.close();
  await feed.stop();
  await nightly?.stop();
  await alerts.stop();
  await outbound.stop();
  await feed.keep();
  await leave();
  setCurrentRuntime(null);
}
