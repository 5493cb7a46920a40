import { open, rm } from 'node:fs/promises';
import { runChild } from '../child-process.ts';
import type { WrittenBook } from './book.ts';

const CHILD = new URL('./child.ts', import.meta.url);

/** A template or a copy is as large as our own limits of it let it be: the bounds are wide. */
const WRITER_BOUNDS = {
  heapMegabytes: 900,
  processMegabytes: 1_400,
  wallMs: 60_000,
  stillMs: 60_000
} as const;

/** A workbook could not be written. */
class NotWritten extends Error {
  constructor(why: string) {
    super(`the workbook could not be written: ${why}`);
    this.name = 'NotWritten';
  }
}

/** Writes a workbook of ours to a file, in a process of its own. @throws NotWritten */
export async function writeApart(book: WrittenBook, path: string): Promise<void> {
  const spec = `${path}.json`;
  try {
    await writeSpec(book, spec);
    const ended = await runChild(CHILD, [spec, path], WRITER_BOUNDS, (message) => message === true);
    if (ended) throw new NotWritten(ended);
  } finally {
    await rm(spec, { force: true });
  }
}

/** Rows that are written down in one go: others wait no longer than that takes. */
const ROWS_AT_ONCE = 200;

async function writeSpec({ sheets }: WrittenBook, path: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.write('{"sheets":[');
    for (const [index, { rows, ...sheet }] of sheets.entries()) {
      await file.write(`${index > 0 ? ',' : ''}${JSON.stringify(sheet).slice(0, -1)},"rows":[`);
      let waiting: string[] = [];
      let first = true;
      const flush = async () => {
        if (waiting.length > 0) await file.write((first ? '' : ',') + waiting.join(','));
        first &&= waiting.length === 0;
        waiting = [];
      };
      for (const row of rows) {
        waiting.push(JSON.stringify(row));
        if (waiting.length >= ROWS_AT_ONCE) await flush();
      }
      await flush();
      await file.write(']}');
    }
    await file.write(']}');
  } finally {
    await file.close();
  }
}
