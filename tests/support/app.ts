import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The real program, started as `npm start` starts it. */
export interface App {
  /** Where it serves: `http://127.0.0.1:41234`. */
  readonly url: string;
  /** The demo's API key. */
  readonly key: string;
  readonly dataDir: string;
  /** Everything that it has printed. */
  readonly said: () => string;
  /** Ends it by a signal (SIGTERM unless told otherwise); answers its exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
}

/** How long building, filling and starting may take, milliseconds. */
const PATIENCE_MS = 240_000;

/** Starts the program over a data folder: a fresh one is filled with the demo. `env` adds settings. */
export async function startApp(dataDir: string, env: Readonly<Record<string, string>> = {}): Promise<App> {
  const child = spawn(process.execPath, ['src/lib/server/start.ts'], {
    cwd: root,
    env: { ...process.env, PORT: '0', LOG_LEVEL: 'warn', CHECK_ANSWERS: '1', DATA_DIR: dataDir, ...env },
    stdio: ['ignore', 'pipe', 'pipe']
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const url = await new Promise<string>((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`the program did not start in time:\n${said}`));
    }, PATIENCE_MS);
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const found = /(http:\/\/127\.0\.0\.1:\d+)[\s\S]*\n\n/.exec(said)?.[1];
      if (found) {
        clearTimeout(late);
        resolve(found);
      }
    });
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`the program ended with ${code}:\n${said}`));
    });
  });
  const key = /API key: (\S+)/.exec(said)?.[1] ?? '';
  return { url, key, dataDir, said: () => said, stop: (signal = 'SIGTERM') => end(child, signal) };
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.kill(signal);
  });
}

/** A fresh folder for data, and how to remove it. */
export async function freshFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'mangluoi-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}
