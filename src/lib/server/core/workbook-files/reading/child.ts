// A process of its own, so that a file which is worse than was thought takes nothing else with it. Arguments: the
// file, its name, where to write its rows, the old encoding that was chosen for it. Tells its parent `Told` messages and ends.
import { readFileSync } from 'node:fs';
import type { ReadHead } from './cell.ts';
import { readFile } from './read-file.ts';
import { FileRefused, type RefusalCode } from './refused.ts';
import { RowSink } from './row-sink.ts';

/** What the reader tells the program. */
export type Told =
  | { readonly progress: number }
  | { readonly head: ReadHead; readonly peakKilobytes: number }
  | { readonly refused: RefusalCode; readonly what: string; readonly peakKilobytes: number };

const [, , path = '', name = '', rows = '', letters = ''] = process.argv;
const tell = (told: Told, done?: () => void) => process.send?.(told, undefined, undefined, () => done?.());

let last = 0;
let share = 0;
const beat = () => {
  const now = performance.now();
  if (now - last < 100) return;
  last = now;
  tell({ progress: share });
};

// Without its parent nobody waits for the answer.
process.on('disconnect', () => process.exit(0));
let end: Told;
const sink = new RowSink(rows, beat);
try {
  const heard = (now: number) => {
    share = Math.min(now, 1);
    beat();
  };
  const head = await readFile(path, name, sink, heard, letters);
  sink.close();
  end = { head, peakKilobytes: peakKilobytes() };
} catch (error) {
  if (!(error instanceof FileRefused)) throw error;
  end = { refused: error.code, what: error.what, peakKilobytes: peakKilobytes() };
}
tell(end, () => process.exit(0));

/** The most memory that this process held; where the system does not say it apart from its parent's, what it holds now. */
function peakKilobytes(): number {
  try {
    return Number(/VmHWM:\s*(\d+)/.exec(readFileSync('/proc/self/status', 'latin1'))?.[1] ?? 0);
  } catch {
    return Math.round(process.memoryUsage.rss() / 1024);
  }
}
