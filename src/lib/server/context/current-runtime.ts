import type { Logger } from 'pino';
import type { Principal } from '../../domain/access.ts';
import type { FiredAlert } from '../../domain/attention.ts';
import type { Few } from '../../domain/few.ts';
import type { EntryBody } from '../../domain/entry.ts';
import type { Position } from '../../domain/position.ts';
import type { UnitKey } from '../../domain/unit.ts';
import type { World } from '../../domain/world.ts';
import type { FeedHealth } from '../../api/operations.ts';
import type { Scope } from '../../wire/scope.ts';
import type { Identity } from '../core/auth/identity.ts';
import type { Auth } from '../core/auth/open-auth.ts';
import type { BoundaryServer } from '../core/boundaries/serving.ts';
import type { AlertWatch } from '../features/alerts/watch.ts';
import type { Costs } from '../core/costs.ts';
import type { BackupState } from '../backup/nightly.ts';
import type { BackupPlan } from '../core/config.ts';
import type { Outbound } from '../features/chain/outbound.ts';
import type { AcceptContext, accept } from '../core/ingest/accept.ts';
import type { Submitted } from '../core/ingest/shape.ts';
import type { Desk } from './scope-desk.ts';
import type { Publisher } from '../core/snapshot/publish.ts';
import type { Store, StoreSettings } from '../core/store/store.ts';
import type { ReadTargets } from '../features/targets/read-workbook.ts';
import type { WorkbookDesk } from '../features/workbooks/desk.ts';

/** What routes reach of the running program. */
export interface CurrentRuntime {
  readonly store: Store;
  /** What kind of store it is: every page of a demo says so. */
  readonly settings: StoreSettings;
  /** The world as of the newest entry that was folded. */
  readonly world: World;
  /** `accept` over this store and world, at the server's own moment. */
  accept(submitted: Submitted, context: Omit<AcceptContext, 'now'>): ReturnType<typeof accept>;
  /** Snapshots, first pictures and readings at the fold's position. */
  readonly publisher: Publisher;
  /** Shapes of units. */
  readonly boundaries: BoundaryServer;
  /** The server's moment, milliseconds UTC; never goes backwards. */
  readonly clock: () => number;
  /** The address under which people reach the program; null where it is the one that they ask. */
  readonly origin: string | null;
  /** Where the program itself can ask it, `http://localhost:8080`; null where it does not listen. */
  readonly ownAddress: () => string | null;
  /** Origins that may show `/embed` in a frame. */
  readonly embedOrigins: readonly string[];
  /** Accounts, sessions, keys and screens. */
  readonly auth: Auth;
  /** Who asks, by what a request carries; the same as `auth.identity`. */
  readonly identity: Identity;
  /** Whether somebody may read a scope (RULES 20); the hub asks the same. */
  readonly mayRead: (principal: Principal, scope: Scope) => boolean;
  /** Whether somebody is told counts of a few persons in a unit's subtree (RULES 17); the hub asks the same. */
  readonly fewIn: (principal: Principal, unit: UnitKey) => Few;
  /** What answers of snapshots need, for somebody. */
  readonly deskFor: (principal: Principal) => Desk;
  /**
   * Appends entries that were judged already, in somebody's name and at the server's moment; resolves when they are
   * on disk and the fold has taken them in. Answers the position of the first.
   */
  append(principal: Principal, bodies: readonly EntryBody[]): Promise<Position>;
  /**
   * The same exactly once: under a key that was used for the same body before, what was answered then and nothing
   * new; under one that was used for another body, `conflict`.
   */
  appendOnce(principal: Principal, bodies: readonly EntryBody[], once: Once): Promise<Appended | 'conflict'>;
  /** How the feed from the log to the viewers is. */
  health(): Promise<FeedHealth>;
  /** Looks at alerts as figures and time go on. */
  readonly alerts: AlertWatch;
  /** The alerts that hold now: rows of the operations room. */
  readonly firedAlerts: () => readonly FiredAlert[];
  /** Webhooks, mail and reminders. */
  readonly outbound: Outbound;
  /** The nightly backup; null where none is set. */
  readonly backup: { readonly plan: BackupPlan; state(): Promise<BackupState> } | null;
  /** What a monitor is told, and its token; null where none is set. */
  readonly metrics: { readonly token: string | null; text(): Promise<string> };
  /** Templates, uploads and what becomes of them. */
  readonly workbooks: WorkbookDesk;
  /** Reads a table of targets in a process of its own. */
  readTargetWorkbook(bytes: Uint8Array, name: string, codes: ReadonlySet<string>): Promise<ReadTargets>;
  /** What is made for whoever is nobody in particular, by address. */
  readonly costs: Costs;
  readonly log: Pick<Logger, 'error' | 'warn' | 'info' | 'debug'>;
  /** False while starting and while stopping. */
  readonly ready: boolean;
}

/** The caller's key for one call, and the SHA-256 of its body, hexadecimal (RULES 19). */
export interface Once {
  readonly key: string;
  readonly bodyHash: string;
}

/** Where entries stand that were appended; `replayed` where they had been before this call. */
interface Appended {
  readonly first: Position;
  readonly replayed: boolean;
}

const KEY = Symbol.for('mangluoi.runtime');
const here = globalThis as { [KEY]?: CurrentRuntime };

/** The program has not started, or is another copy of it. */
export class NotRunning extends Error {
  constructor() {
    super('the program has not started');
    this.name = 'NotRunning';
  }
}

/**
 * The running program. The server and SvelteKit's bundle load separate copies of every module, so it is handed over
 * by the one thing they share.
 * @throws NotRunning
 */
export function currentRuntime(): CurrentRuntime {
  const runtime = here[KEY];
  if (!runtime) throw new NotRunning();
  return runtime;
}

/** The running program, or null before it has started and after it has stopped. */
export function currentRuntimeOrNull(): CurrentRuntime | null {
  return here[KEY] ?? null;
}

/** Hands the running program over; null when it has stopped. */
export function setCurrentRuntime(runtime: CurrentRuntime | null): void {
  if (runtime) here[KEY] = runtime;
  else delete here[KEY];
}
