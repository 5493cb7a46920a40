import type { Server } from 'node:http';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { ApiKeys } from './auth/api-keys.ts';
import { addressOf } from './auth/address.ts';
import { admitDemoPeople } from './auth/demo-accounts.ts';
import { demoKey } from './auth/demo-key.ts';
import { FIRST_ADMIN, makeFirstAdmin } from './auth/first-admin.ts';
import { openAuth, publicDepthOf } from './auth/open-auth.ts';
import { fewIn as fewOf, mayReadScope } from './auth/reading.ts';
import { BoundaryServer } from './boundaries/serving.ts';
import { NightlyBackup, runApart } from './backup/nightly.ts';
import { openMailer } from './chain/mailer.ts';
import { Outbound } from './chain/outbound.ts';
import type { Config } from './config.ts';
import { setCurrentRuntime, type CurrentRuntime } from './current-runtime.ts';
import { holdStore } from './hold-store.ts';
import { Costs } from './costs.ts';
import { dayAt } from '../domain/period.ts';
import { accept } from './ingest/accept.ts';
import { isBeyondBelief, steadyClock } from './ingest/steady-clock.ts';
import { AlertWatch } from './alerts/watch.ts';
import { metricsText } from './metrics/gather.ts';
import { LoopDelay } from './metrics/loop-delay.ts';
import { Tally } from './metrics/tally.ts';
import { patienceFrom } from './matters/patience.ts';
import { addressesOf } from './listen.ts';
import { attachHub, type Hub } from './live/hub.ts';
import { Pulse } from './live/pulse.ts';
import { appendJudged } from './register/append-judged.ts';
import { CheckpointKeeper } from './snapshot/checkpoint-keeper.ts';
import { CHECKPOINT, openFold } from './open-fold.ts';
import type { Change, Fold } from './snapshot/fold.ts';
import { Following, LogPutBack } from './snapshot/follow.ts';
import { Publisher } from './snapshot/publish.ts';
import { Reaching } from './snapshot/reaching.ts';
import { warmUp } from './snapshot/warm-up.ts';
import { Announced } from './store/announced.ts';
import { isUnavailable } from './store/outage.ts';
import type { StoreSettings } from './store/store.ts';
import { settled } from './settled-store.ts';
import { WorkbookDesk } from './workbooks/desk.ts';
import { readTargetWorkbook } from './targets/read-workbook.ts';

/** What the program stands on besides its settings. */
export interface Surroundings {
  /** The HTTP server that the live hub listens on. */
  readonly http: Server;
  readonly log: Logger;
  /** Says a line to whoever started the program. */
  readonly say: (line: string) => void;
  /** Hears that the program cannot go on, and has to be started anew. */
  readonly ended?: (error: Error) => void;
}

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
export async function startRuntime(
  config: Config,
  { http, log, say, ended = () => undefined }: Surroundings
): Promise<Runtime> {
  const { store, leave } = await holdStore(config, { log, say });
  try {
    await settled(store, say);
    const { fold, settings } = await openFold(store, config.dataDir, (why) => log.warn(why));
    const latest = await store.latestReceipt();
    if (isBeyondBelief(latest, Date.now()))
      log.warn({ latest: new Date(latest) }, 'the log holds a receipt of the future; it is not waited for');
    const clock = steadyClock(latest, {
      leapt: (by, believed) =>
        log.warn({ byMs: Math.round(by), believed }, 'the clock of this machine was set while we ran')
    });
    const pulse = new Pulse(clock);
    const tally = new Tally();
    const loop = new LoopDelay();
    store.onReach((isReachable) => {
      pulse.reached(isReachable);
      if (!isReachable) tally.outages += 1;
      if (isReachable) log.info('the store answers again');
      else log.error('the store does not answer; nothing is taken in until it does');
    });
    const fault = (where: string, say: string) => (error: unknown) => {
      pulse.failed(where, error);
      // An outage was said once; whatever it keeps from being done need not say it again.
      if (store.reachable || !isUnavailable(error)) log.error(error, say);
    };
    const checkpoint = join(config.dataDir, CHECKPOINT);
    const announced = Announced.open(config.dataDir, settings.id, (error) =>
      log.warn(error, 'what is announced cannot be kept')
    );
    const costs = new Costs();
    const publisher = new Publisher(settings.id, fold, { spent: costs.charge });
    const boundaries = new BoundaryServer({ tree: () => fold.world.tree, shapes: store.shapes });
    const { origin, oidc } = config;
    const publicDepth = publicDepthOf(config, settings.mode);
    const auth = await openAuth(
      store,
      { origin, oidc, publicDepth },
      {
        now: clock,
        failed: fault('accounts', 'accounts'),
        ground: () => ({ tree: fold.world.tree, day: dayAt(clock()) }),
        record: ({ actor }, body) => store.append([{ at: clock(), actor, body }])
      }
    );
    const firstKey = await admitKeys(auth.keys, settings, config);
    const mayRead: Runtime['mayRead'] = (principal, scope) =>
      mayReadScope(principal, scope, { tree: fold.world.tree, day: dayAt(clock()), publicDepth });
    const fewIn: Runtime['fewIn'] = (principal, unit) =>
      fewOf(principal, unit, { tree: fold.world.tree, day: dayAt(clock()) });
    const hub = attachHub(http, {
      publisher,
      log: store,
      passOf: (credentials) => auth.identity.passOf(credentials),
      holderOf: async (credentials) => (await auth.identity.visitOf(credentials)).holder,
      addressOf,
      mayRead,
      fewIn,
      origin: config.origin,
      now: clock,
      failed: fault('viewers', 'a viewer could not be served')
    });

    const outbound = new Outbound({
      store,
      fold,
      storeId: settings.id,
      demo: settings.mode === 'demo',
      clock,
      mail: openMailer(config.smtpUrl, config.mailFrom),
      hosts: config.webhookHosts,
      failed: fault('messages', 'messages could not be sent')
    });
    const alerts = new AlertWatch({
      store,
      publisher,
      outbound,
      patience: patienceFrom(process.env),
      clock,
      failed: fault('alerts', 'alerts could not be looked at')
    });
    const reaching = new Reaching(() => fold.position);
    let shapesSeen = 0;
    let keeper: CheckpointKeeper | null = null;
    let stuck = false;
    let closing = false;
    const hear = (change: Change) => {
      stuck = false;
      announced.note(fold);
      pulse.told(change.to - change.from, fold.last.at);
      publisher.note(change);
      shapesSeen = tellBoundaries(boundaries, fold, shapesSeen, change.structure);
      hub.tell(change);
      reaching.note();
      keeper?.note();
      outbound.note();
      alerts.note();
    };
    shapesSeen = tellBoundaries(boundaries, fold, 0, true);
    const lost = fault('following', 'the log could not be followed');
    const following = new Following(store, fold, hear, {
      failed(error) {
        stuck = true;
        lost(error);
        if (!(error instanceof LogPutBack)) return;
        // Nothing that is held here is of this log: reports would be judged by a world that is no more.
        closing = true;
        ended(error);
      },
      well() {
        stuck = false;
        pulse.well();
      }
    });
    const opened = fold.position;
    await following.catchUp();
    announced.note(fold);
    pulse.opened(Math.max(latest, fold.last.at));
    keeper = new CheckpointKeeper(
      checkpoint,
      settings.id,
      fold,
      (error) => log.warn(error, 'no checkpoint'),
      opened
    );
    void keeper.keep();
    following.wake();
    outbound.start();
    alerts.start();
    const nightly =
      config.backup &&
      new NightlyBackup(config.backup, {
        store,
        clock,
        run: runApart(config),
        failed: fault('backup', 'no backup could be made')
      });
    nightly?.start();
    const firstPassword = settings.mode === 'real' ? await makeFirstAdmin(store, auth.people) : null;
    if (firstPassword !== null) sayFirstPassword(firstPassword, say);
    if (settings.mode === 'demo') await admitDemoPeople(store, auth.people, fold.world.tree);

    const judge = {
      world: fold.world,
      position: () => fold.position,
      catchUp: () => following.catchUp()
    };
    const chain = {
      book: fold.book,
      links: fold.links,
      closing: fold.steps.closing,
      matters: fold.steps.matters,
      practices: fold.steps.practices
    };
    const acceptHere: Runtime['accept'] = (submitted, context) =>
      tally.count(
        submitted.reports.length,
        accept({ world: fold.world, store, chain, log: judge }, submitted, { ...context, now: clock() })
      );
    const workbooks = new WorkbookDesk({
      folder: join(config.dataDir, 'workbooks'),
      storeId: settings.id,
      earlierIds: settings.earlierIds,
      world: fold.world,
      cells: fold.cells,
      reports: fold.book,
      chain,
      store,
      accept: (reports, context) => acceptHere({ reports, paths: 'batch' }, context),
      clock,
      failed: fault('workbooks', 'a workbook could not be worked on')
    });

    const runtime: Runtime = {
      store,
      settings,
      world: fold.world,
      publisher,
      boundaries,
      hub,
      origin,
      ownAddress: () => addressesOf(http)[0] ?? null,
      embedOrigins: config.embedOrigins,
      auth,
      identity: auth.identity,
      mayRead,
      fewIn,
      deskFor: (principal) => ({
        publisher,
        mayRead: (scope) => mayRead(principal, scope),
        fewIn: (unit) => fewIn(principal, unit),
        log: store
      }),
      async append({ actor }, bodies) {
        const at = clock();
        const drafts = bodies.map((body) => ({ at, actor, body }));
        const outcome = await appendJudged(judge, store, drafts);
        if (!('last' in outcome)) throw new UnexpectedReceipt();
        await reaching.reached(outcome.last);
        return outcome.first;
      },
      readTargetWorkbook,
      async appendOnce({ actor }, bodies, { key, bodyHash }) {
        const at = clock();
        const drafts = bodies.map((body) => ({ at, actor, body }));
        const receipt = { actor, key, bodyHash, answer: String };
        const outcome = await appendJudged(judge, store, drafts, receipt);
        if ('conflict' in outcome) return 'conflict';
        if ('receipt' in outcome) return { first: Number(outcome.receipt), replayed: true };
        await reaching.reached(outcome.last);
        return { first: outcome.first, replayed: false };
      },
      firedAlerts: () => alerts.fired(),
      alerts,
      health: () => pulse.health({ position: () => fold.position, head: () => store.head(), hub: () => hub }),
      backup: nightly,
      metrics: {
        token: config.metricsToken,
        text: () =>
          metricsText({
            ...{ clock, tally, loop, store, hub, nightly },
            ready: () => runtime.ready,
            position: () => fold.position,
            queues: () => ({ workbooks: workbooks.waiting, sign_ins: auth.signIn.waiting }),
            faults: () => pulse.faultsSeen,
            folders: { data: config.dataDir, ...(config.backup ? { backup: config.backup.dir } : {}) }
          })
      },
      outbound,
      costs,
      log,
      clock,
      get ready() {
        return !closing && !stuck && store.reachable;
      },
      firstKey,
      accept: acceptHere,
      workbooks,
      refuse() {
        closing = true;
      },
      async close() {
        closing = true;
        await workbooks.close();
        await hub.close();
        loop.close();
        auth.close();
        await following.stop();
        reaching.close();
        await nightly?.stop();
        await alerts.stop();
        await outbound.stop();
        await keeper?.keep();
        announced.close();
        await leave();
        setCurrentRuntime(null);
      }
    };
    setCurrentRuntime(runtime);
    // Before anybody asks.
    await publisher.withheld.ready();
    warmUp(publisher, clock()).catch((error: unknown) => log.warn(error, 'could not warm up'));
    return runtime;
  } catch (error) {
    await leave();
    throw error;
  }
}

/** An append without a receipt was answered by one. */
class UnexpectedReceipt extends Error {
  constructor() {
    super('an append without a receipt was answered by one');
    this.name = 'UnexpectedReceipt';
  }
}

async function admitKeys(keys: ApiKeys, settings: StoreSettings, config: Config): Promise<string | null> {
  await keys.followEnvironment(config.apiKey);
  if (settings.mode !== 'demo') return null;
  const key = await demoKey(config.dataDir);
  await keys.admitDemo(key);
  return key;
}

/** Gives the shapes that came since to the server of boundaries; answers how many it has now seen. */
function tellBoundaries(boundaries: BoundaryServer, fold: Fold, seen: number, structure: boolean): number {
  if (structure) boundaries.apply({ position: fold.position, body: { kind: 'units', units: [] } });
  for (const entry of fold.boundaries.slice(seen)) boundaries.apply(entry);
  return fold.boundaries.length;
}

/** Says the first administrator's password, for the only time. */
function sayFirstPassword(password: string, say: (line: string) => void): void {
  say('');
  say('Tài khoản quản trị đầu tiên / the first administrator (chỉ hiện một lần / shown once):');
  say(`  ${FIRST_ADMIN}  ${password}`);
  say('  Đăng nhập tại / sign in at /sign-in; mất mật khẩu / password lost: mangluoi account reset admin');
}
