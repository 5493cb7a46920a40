// Loaded before the program (`--import`): measures for how long its loop is held, what it works in all, and how quick
// the machine is at that moment; tells it at an address of its own.
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the loop has done since it was last asked, and how long a known piece of work took, milliseconds. */
export interface LoopAnswer {
  /** For how long it was held at most, in the thread's own time: other programs of the machine hold nobody up in it. */
  readonly held: number;
  /** What all threads of the program have worked. */
  readonly worked: number;
  /** What the piece of work took, in the thread's own time; only where it was asked for (`/pace`). */
  readonly pace: number;
}

const file = process.env['LOOP_WATCH'];
if (file !== undefined && process.argv[1]?.endsWith('start.ts')) {
  const msOf = ({ user, system }: NodeJS.CpuUsage) => (user + system) / 1000;
  let [held, thread, program] = [0, process.threadCpuUsage(), process.cpuUsage()];
  setInterval(() => {
    const now = process.threadCpuUsage();
    held = Math.max(held, msOf(now) - msOf(thread));
    thread = now;
  }, 5).unref();
  const server = createServer(({ url }, response) => {
    const worked = msOf(process.cpuUsage(program));
    const pace = url === '/pace' ? paceOf(() => msOf(process.threadCpuUsage())) : 0;
    response.end(JSON.stringify({ held, worked, pace } satisfies LoopAnswer));
    [held, thread, program] = [0, process.threadCpuUsage(), process.cpuUsage()];
  });
  server.listen(0, '127.0.0.1', () => {
    writeFileSync(file, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    server.unref();
  });
}

/**
 * The best of three goes at work of the kind that pages are made of: texts, objects, maps, sorting. Long enough for a
 * clock that counts a thread's time in steps of four milliseconds.
 */
function paceOf(now: () => number): number {
  let best = Infinity;
  for (let go = 0; go < 3; go++) {
    const from = now();
    for (let k = 0; k < 12; k++) work(k);
    best = Math.min(best, now() - from);
  }
  return best;
}

function work(seed: number): unknown {
  const rows = Array.from({ length: 4_000 }, (_, i) => ({ name: `Phường ${(i * 7_919 + seed) % 4_001}`, i }));
  const known = new Map(rows.map((row) => [row.name, row]));
  rows.sort((a, b) => (a.name < b.name ? -1 : 1));
  const text = rows.map(({ name }) => `<td>${name}</td><td>${known.get(name)?.i ?? ''}</td>`).join('');
  return JSON.parse(JSON.stringify({ rows, text }));
}
