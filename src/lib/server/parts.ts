import type { Server } from 'node:http';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { dayAt } from '../domain/period.ts';
import { NightlyBackup, runApart } from './backup/nightly.ts';
import type { CurrentRuntime } from './context/current-runtime.ts';
import { patienceFrom } from './context/matters/patience.ts';
import { addressOf } from './core/auth/address.ts';
import type { ApiKeys } from './core/auth/api-keys.ts';
import { admitDemoPeople } from './core/auth/demo-accounts.ts';
import { demoKey } from './core/auth/demo-key.ts';
import { FIRST_ADMIN, makeFirstAdmin } from './core/auth/first-admin.ts';
import { openAuth, publicDepthOf, type Auth } from './core/auth/open-auth.ts';
import { fewIn as fewOf, mayReadScope } from './core/auth/reading.ts';
import { BoundaryServer } from './core/boundaries/serving.ts';
import type { Config } from './core/config.ts';
import { Costs } from './core/costs.ts';
import { isBeyondBelief, steadyClock } from './core/ingest/steady-clock.ts';
import { attachHub, type Hub } from './core/live/hub.ts';
import { Pulse } from './core/live/pulse.ts';
import { openFold } from './core/open-fold.ts';
import type { Fold } from './core/snapshot/fold.ts';
import { Publisher } from './core/snapshot/publish.ts';
import { isUnavailable } from './core/store/outage.ts';
import type { Store, StoreSettings } from './core/store/store.ts';
import { settled } from './demo/settled-store.ts';
import { AlertWatch } from './features/alerts/watch.ts';
import { openMailer } from './features/chain/mailer.ts';
import { Outbound } from './features/chain/outbound.ts';
import { LoopDelay } from './metrics/loop-delay.ts';
import { Tally } from './metrics/tally.ts';

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

/** What every part stands on: the log, what it has made so far, the moment, and who hears of faults. */
export interface Ground {
  readonly config: Config;
  readonly store: Store;
  readonly settings: StoreSettings;
  readonly fold: Fold;
  /** The latest receipt of the log as it was opened, milliseconds UTC. */
  readonly latest: number;
  /** The server's moment, milliseconds UTC; never goes backwards. */
  readonly clock: () => number;
  readonly log: Logger;
  readonly say: Surroundings['say'];
  readonly pulse: Pulse;
  readonly tally: Tally;
  readonly loop: LoopDelay;
  readonly costs: Costs;
  readonly publisher: Publisher;
  readonly boundaries: BoundaryServer;
  /** Notes and says what went wrong somewhere. */
  readonly fault: (where: string, say: string) => (error: unknown) => void;
}

/** Opens what every part stands on: an empty store is filled with the demo first, and the log is folded. */
export async function openGround(
  config: Config,
  { log, say }: Pick<Surroundings, 'log' | 'say'>,
  store: Store
): Promise<Ground> {
  await settled(store, say);
  const { fold, settings } = await openFold(store, config.dataDir, (why) => log.warn(why));
  const latest = await store.latestReceipt();
  const clock = clockAfter(latest, log);
  const [pulse, tally, loop, costs] = [new Pulse(clock), new Tally(), new LoopDelay(), new Costs()];
  watchStore(store, { log, pulse, tally });
  return {
    ...{ config, store, settings, fold, latest, clock, log, say, pulse, tally, loop, costs },
    publisher: new Publisher(settings.id, fold, { spent: costs.charge }),
    boundaries: new BoundaryServer({ tree: () => fold.world.tree, shapes: store.shapes }),
    fault: (where, said) => (error) => {
      pulse.failed(where, error);
      // An outage was said once; whatever it keeps from being done need not say it again.
      if (store.reachable || !isUnavailable(error)) log.error(error, said);
    }
  };
}

function clockAfter(latest: number, log: Logger): () => number {
  if (isBeyondBelief(latest, Date.now()))
    log.warn({ latest: new Date(latest) }, 'the log holds a receipt of the future; it is not waited for');
  return steadyClock(latest, {
    leapt: (by, believed) =>
      log.warn({ byMs: Math.round(by), believed }, 'the clock of this machine was set while we ran')
  });
}

function watchStore(store: Store, { log, pulse, tally }: Pick<Ground, 'log' | 'pulse' | 'tally'>): void {
  store.onReach((isReachable) => {
    pulse.reached(isReachable);
    if (!isReachable) tally.outages += 1;
    if (isReachable) log.info('the store answers again');
    else log.error('the store does not answer; nothing is taken in until it does');
  });
}

/** Who may do and see what. */
export interface Rights {
  readonly auth: Auth;
  /** The demo's API key, to be printed; null in a real store. */
  readonly firstKey: string | null;
  readonly mayRead: CurrentRuntime['mayRead'];
  readonly fewIn: CurrentRuntime['fewIn'];
}

/** Opens accounts, sessions and keys. */
export async function openRights({ config, store, settings, fold, clock, fault }: Ground): Promise<Rights> {
  const { origin, oidc } = config;
  const publicDepth = publicDepthOf(config, settings.mode);
  const today = () => ({ tree: fold.world.tree, day: dayAt(clock()) });
  const auth = await openAuth(
    store,
    { origin, oidc, publicDepth },
    {
      now: clock,
      failed: fault('accounts', 'accounts'),
      ground: today,
      record: ({ actor }, body) => store.append([{ at: clock(), actor, body }])
    }
  );
  return {
    auth,
    firstKey: await admitKeys(auth.keys, settings, config),
    mayRead: (principal, scope) => mayReadScope(principal, scope, { ...today(), publicDepth }),
    fewIn: (principal, unit) => fewOf(principal, unit, today())
  };
}

async function admitKeys(keys: ApiKeys, settings: StoreSettings, config: Config): Promise<string | null> {
  await keys.followEnvironment(config.apiKey);
  if (settings.mode !== 'demo') return null;
  const key = await demoKey(config.dataDir);
  await keys.admitDemo(key);
  return key;
}

/** Makes the first accounts: the administrator of a real store, the demo's people of a demo. */
export async function admitPeople({ store, settings, fold, say }: Ground, { people }: Auth): Promise<void> {
  if (settings.mode === 'demo') return admitDemoPeople(store, people, fold.world.tree);
  const password = await makeFirstAdmin(store, people);
  if (password !== null) sayFirstPassword(password, say);
}

/** Says the first administrator's password, for the only time. */
function sayFirstPassword(password: string, say: (line: string) => void): void {
  say('');
  say('Tài khoản quản trị đầu tiên / the first administrator (chỉ hiện một lần / shown once):');
  say(`  ${FIRST_ADMIN}  ${password}`);
  say('  Đăng nhập tại / sign in at /sign-in; mất mật khẩu / password lost: mangluoi account reset admin');
}

/** Serves the live stream. */
export function openHub(
  http: Server,
  { config, store, publisher, clock, fault }: Ground,
  { auth, mayRead, fewIn }: Rights
): Hub {
  return attachHub(http, {
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
}

/** Opens webhooks, mail and reminders; they start once the log is followed. */
export function openOutbound({ config, store, fold, settings, clock, fault }: Ground): Outbound {
  return new Outbound({
    store,
    fold,
    storeId: settings.id,
    demo: settings.mode === 'demo',
    clock,
    mail: openMailer(config.smtpUrl, config.mailFrom),
    hosts: config.webhookHosts,
    failed: fault('messages', 'messages could not be sent')
  });
}

/** Opens the alerts; they start once the log is followed. */
export function openAlerts({ store, publisher, clock, fault }: Ground, outbound: Outbound): AlertWatch {
  return new AlertWatch({
    store,
    publisher,
    outbound,
    patience: patienceFrom(process.env),
    clock,
    failed: fault('alerts', 'alerts could not be looked at')
  });
}

/** Starts the nightly backup; null where none is set. */
export function startBackup({ config, store, clock, fault }: Ground): NightlyBackup | null {
  if (!config.backup) return null;
  const nightly = new NightlyBackup(config.backup, {
    store,
    clock,
    run: runApart(config),
    failed: fault('backup', 'no backup could be made')
  });
  nightly.start();
  return nightly;
}

/** The folder of workbooks that were sent. */
export function workbookFolder({ dataDir }: Config): string {
  return join(dataDir, 'workbooks');
}
