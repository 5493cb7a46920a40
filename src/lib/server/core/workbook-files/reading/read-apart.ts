import { READER_BOUNDS, runChild, type ChildBounds } from '../child-process.ts';
import type { ReadHead } from './cell.ts';
import type { Told } from './child.ts';
import type { RefusalCode } from './refused.ts';

/** A file as read, or why it was not taken. */
export type ReadOutcome =
  | { readonly head: ReadHead; readonly peakKilobytes: number }
  | { readonly refused: RefusalCode | 'cancelled'; readonly what: string; readonly peakKilobytes: number };

/** How a file is to be read. */
export interface ReadOrder {
  readonly path: string;
  /** As whoever sent it calls it. */
  readonly name: string;
  /** Where its rows are written, one line of JSON each. */
  readonly rows: string;
  /** The old encoding that somebody chose for a text that is in none of today's. */
  readonly letters?: string;
  /** Hears 0–1. */
  readonly progress?: (share: number) => void;
  readonly signal?: AbortSignal;
  readonly bounds?: ChildBounds;
}

const CHILD = new URL('./child.ts', import.meta.url);

/** Reads a workbook or a CSV file in a process of its own. */
export async function readApart(order: ReadOrder): Promise<ReadOutcome> {
  let outcome: ReadOutcome | null = null;
  const heard = (message: unknown) => {
    const told = message as Told;
    if ('progress' in told) order.progress?.(told.progress);
    else outcome = told;
    return outcome !== null;
  };
  const words = [order.path, order.name, order.rows, order.letters ?? ''];
  const ended = await runChild(CHILD, words, order.bounds ?? READER_BOUNDS, heard, order.signal);
  return outcome ?? { refused: ended ?? 'readerDied', what: '', peakKilobytes: 0 };
}
