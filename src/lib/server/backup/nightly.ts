import { spawn } from 'node:child_process';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BackupPlan } from '../core/config.ts';
import type { Store } from '../core/store/store.ts';
import { readNote, type BackupNote } from './backup-file.ts';

/** Makes one backup and verifies it; ends early where the signal is given. @throws what went wrong */
export type BackupRun = (file: string, stopping: AbortSignal) => Promise<void>;

/** The last try, where it failed: since then there is no newer backup. */
export interface BackupFailure {
  /** Milliseconds UTC. */
  readonly at: number;
  /** The last line that was said of it, for whoever looks after the store. */
  readonly said: string;
}

/** How the nightly backups are. */
export interface BackupState {
  /** The newest one that was written down; null where there is none. */
  readonly newest: BackupNote | null;
  readonly failure: BackupFailure | null;
}

const DAY_MS = 86_400_000;
const VIETNAM_MS = 7 * 3_600_000;
const LOOK_MS = 60_000;
/** How long after one that failed the next is tried, milliseconds. */
const AGAIN_MS = 15 * 60_000;
const NAME = /^mangluoi-\d{4}-\d\d-\d\dT\d{4}\.sqlite$/;
const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url));

/** A nightly backup ended badly; the last lines that it said. */
class BackupFailed extends Error {
  readonly said: string;
  constructor(said: string) {
    super(`the nightly backup failed: ${said}`);
    this.name = 'BackupFailed';
    this.said = said.trim().split('\n').at(-1) ?? '';
  }
}

/** The last moment at or before `now` at which a plan's hour began, milliseconds UTC. */
export function lastDue({ hour }: Pick<BackupPlan, 'hour'>, now: number): number {
  const local = now + VIETNAM_MS;
  const today = local - (local % DAY_MS) + hour * 3_600_000;
  return (today <= local ? today : today - DAY_MS) - VIETNAM_MS;
}

/** What is written down of the newest backup in a folder; null where there is none. */
export async function newestBackup(dir: string): Promise<BackupNote | null> {
  for (const name of (await backupsIn(dir)).reverse()) {
    const note = await readNote(join(dir, name));
    if (note) return note;
  }
  return null;
}

/** Backups of every night, made and verified by a process of their own, so that whoever files or looks does not wait. */
export class NightlyBackup {
  readonly plan: BackupPlan;
  readonly #store: Pick<Store, 'lock'>;
  readonly #clock: () => number;
  readonly #run: BackupRun;
  readonly #failed: (error: unknown) => void;
  readonly #stopping = new AbortController();
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | null = null;
  #failure: BackupFailure | null = null;
  #failures = 0;

  constructor(
    plan: BackupPlan,
    parts: {
      readonly store: Pick<Store, 'lock'>;
      readonly clock: () => number;
      readonly run: BackupRun;
      readonly failed: (error: unknown) => void;
    }
  ) {
    this.plan = plan;
    this.#store = parts.store;
    this.#clock = parts.clock;
    this.#run = parts.run;
    this.#failed = parts.failed;
  }

  start(): void {
    this.#timer = setInterval(() => void this.look(), LOOK_MS);
    this.#timer.unref();
    void this.look();
  }

  /** Makes the backup whose hour has come, unless there is one; of several programs at one store one does. */
  look(): Promise<void> {
    this.#looking ??= this.#make()
      .catch((error: unknown) => this.#note(error))
      .finally(() => (this.#looking = null));
    return this.#looking;
  }

  /** How many tries have failed since the program started. */
  get failures(): number {
    return this.#failures;
  }

  async state(): Promise<BackupState> {
    return { newest: await newestBackup(this.plan.dir), failure: this.#failure };
  }

  /** One that is being made is given up: it would be made anew at the next start. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopping.abort();
    await this.#looking;
  }

  #note(error: unknown): void {
    if (this.#stopping.signal.aborted) return;
    const said = error instanceof BackupFailed ? error.said : String(error);
    this.#failure = { at: this.#clock(), said };
    this.#failures += 1;
    this.#failed(error);
  }

  async #isDue(): Promise<boolean> {
    const now = this.#clock();
    if (this.#failure && now - this.#failure.at < AGAIN_MS) return false;
    const newest = await newestBackup(this.plan.dir);
    return newest === null || newest.verifiedAt === null || newest.at < lastDue(this.plan, now);
  }

  async #make(): Promise<void> {
    const { dir, keep } = this.plan;
    if (!(await this.#isDue())) return;
    const free = await this.#store.lock('backup');
    if (!free) return;
    try {
      if (!(await this.#isDue())) return;
      await mkdir(dir, { recursive: true });
      await removeRemains(dir, this.#clock());
      const local = new Date(this.#clock() + VIETNAM_MS).toISOString();
      const name = `mangluoi-${local.slice(0, 13)}${local.slice(14, 16)}.sqlite`;
      try {
        await this.#run(join(dir, name), this.#stopping.signal);
      } catch (error) {
        // What could not be verified is no backup, and must not pass for the newest.
        await removeBackup(dir, name);
        throw error;
      }
      this.#failure = null;
      for (const old of (await backupsIn(dir)).slice(0, -keep)) await removeBackup(dir, old);
    } finally {
      await free();
    }
  }
}

/** Runs `mangluoi backup` and `verify` in a process of their own over the same store. */
export function runApart(place: {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
}): BackupRun {
  const env = {
    ...process.env,
    DATA_DIR: place.dataDir,
    ...(place.databaseUrl ? { DATABASE_URL: place.databaseUrl } : {})
  };
  const once = (command: string, file: string, signal: AbortSignal) =>
    new Promise<void>((resolve, reject) => {
      const child = spawn(process.execPath, [CLI, command, file], {
        env,
        signal,
        stdio: ['ignore', 'pipe', 'pipe']
      });
      let said = '';
      const hear = (chunk: Buffer) => (said = (said + chunk.toString()).slice(-500));
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('error', reject);
      child.once('exit', (code) => (code === 0 ? resolve() : reject(new BackupFailed(said))));
    });
  return async (file, stopping) => {
    await once('backup', file, stopping);
    await once('verify', file, stopping);
  };
}

async function removeBackup(dir: string, name: string): Promise<void> {
  for (const end of ['', '.json']) await rm(join(dir, `${name}${end}`), { force: true });
}

/** What a backup left that was killed: its draft, and the folder in which it was restored aside. */
async function removeRemains(dir: string, now: number): Promise<void> {
  for (const name of await readdir(dir)) {
    const path = join(dir, name);
    const isDraft = /^mangluoi-[-\dT]+\.sqlite\.\d+\.tmp/.test(name);
    // Somebody may be verifying a backup by hand in the same folder.
    const isAside = name.startsWith('.verify-') && now - (await stat(path)).mtimeMs > DAY_MS;
    if (isDraft || isAside) await rm(path, { recursive: true, force: true });
  }
}

/** Names of the nightly backups in a folder, oldest first. */
async function backupsIn(dir: string): Promise<string[]> {
  const names = await readdir(dir).catch(() => []);
  return names.filter((name) => NAME.test(name)).sort();
}
