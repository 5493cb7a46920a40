import { fork, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { BOUNDS } from './limits.ts';

/** How a helping process ended without saying what it was asked for. */
export type Ended = 'tookTooLong' | 'tookTooMuch' | 'readerDied' | 'cancelled';

/** Bounds of a helping process. */
export interface ChildBounds {
  readonly heapMegabytes: number;
  readonly processMegabytes: number;
  readonly wallMs: number;
  readonly stillMs: number;
}

export const READER_BOUNDS: ChildBounds = BOUNDS;

const LOOK_MS = 25;

/**
 * Runs a file of ours in a process of its own that may die alone: its heap is bounded, its memory is watched, and it
 * is ended after too long a time or too long a silence. `heard` takes each message and answers true for the last one.
 * Resolves to null after the last message.
 */
export async function runChild(
  file: URL,
  words: readonly string[],
  bounds: ChildBounds,
  heard: (message: unknown) => boolean,
  signal?: AbortSignal
): Promise<Ended | null> {
  if (signal?.aborted) return 'cancelled';
  const child = fork(fileURLToPath(file), [...words], {
    execArgv: [
      `--max-old-space-size=${bounds.heapMegabytes}`,
      '--max-semi-space-size=8',
      '--disable-warning=ExperimentalWarning'
    ],
    // Nothing of the program's settings and secrets is its business.
    env: { PATH: process.env['PATH'] ?? '', UV_THREADPOOL_SIZE: '2' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced'
  });
  return watched(child, bounds, heard, signal);
}

function watched(
  child: ChildProcess,
  bounds: ChildBounds,
  heard: (message: unknown) => boolean,
  signal: AbortSignal | undefined
): Promise<Ended | null> {
  return new Promise((resolve) => {
    const started = performance.now();
    let last = started;
    let ended: Ended | null = 'readerDied';
    const stop = (why: Ended) => {
      if (ended !== 'readerDied') return;
      ended = why;
      child.kill('SIGKILL');
    };
    const abort = () => stop('cancelled');
    signal?.addEventListener('abort', abort, { once: true });
    child.on('message', (message) => {
      last = performance.now();
      if (ended === 'readerDied' && heard(message)) ended = null;
    });
    const watch = setInterval(() => {
      const now = performance.now();
      if (now - started > bounds.wallMs || now - last > bounds.stillMs) stop('tookTooLong');
      else void tooLarge(child.pid, bounds.processMegabytes).then((large) => large && stop('tookTooMuch'));
    }, LOOK_MS);
    const over = () => {
      clearInterval(watch);
      signal?.removeEventListener('abort', abort);
      resolve(ended);
    };
    child.once('error', over);
    child.once('exit', over);
  });
}

/** Whether a process holds more memory than it may; where the system does not say, the bound of its heap must do. */
async function tooLarge(pid: number | undefined, megabytes: number): Promise<boolean> {
  if (pid === undefined || process.platform !== 'linux') return false;
  try {
    const pages = Number((await readFile(`/proc/${pid}/statm`, 'latin1')).split(' ')[1]);
    return pages * 4096 > megabytes * 1024 * 1024;
  } catch {
    return false;
  }
}
