import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Principal } from '../../../domain/access.ts';
import type { Words } from '../../../domain/indicator.ts';
import type { accept, AcceptContext } from '../../core/ingest/accept.ts';
import type { Submission } from '../../core/ingest/schema.ts';
import { keptConflict, type KeptConflict } from './conflicts-kept.ts';
import type { GoodReport } from './layout.ts';
import type { UploadStored } from './upload.ts';

/** The only door, as the runtime opens it. */
export type Accept = (
  submitted: readonly Submission[],
  context: Omit<AcceptContext, 'now'>
) => ReturnType<typeof accept>;

/** What storing came to: all of it, or as far as it came before something was refused. */
export interface Committed {
  readonly stored: UploadStored;
  /** The first fault of the call that was refused; null where none was. */
  readonly halted: Words | null;
  /** Reports of a call that newer versions stand against: nothing of it and what follows is stored. */
  readonly against: readonly KeptConflict[];
  /** The file of that call. */
  readonly at: string;
}

/** Reports of one call. A call is atomic, and others wait no longer than one takes. */
const REPORTS_AT_ONCE = 2_000;

/**
 * Takes an upload's good reports through the only door, call by call in their order, each under a key of its own: begun
 * again after a crash, what was stored is not stored twice. `files`: the reports that were right when they were checked,
 * then those of each round of choices.
 */
export async function commit(
  id: string,
  files: readonly string[],
  principal: Principal,
  through: Accept,
  progress: (reports: number) => void
): Promise<Committed> {
  let stored = { reports: 0, rows: 0, position: 0 };
  const end = { halted: null, against: [], at: '' };
  for await (const { some, file, key } of calls(id, files)) {
    const submitted = some.map(({ report }) => report);
    const bodyHash = createHash('sha256').update(JSON.stringify(submitted)).digest('hex');
    const idempotency = { key, bodyHash };
    const answer = await through(submitted, { actor: principal.actor, principal, idempotency });
    if (answer.outcome === 'conflict') return { ...end, stored, halted: CHANGED };
    if (answer.outcome === 'newerVersion') {
      const against = answer.conflicts.map((conflict) =>
        keptConflict(some[Number(conflict.path.split('/')[2])]!, conflict, null)
      );
      return { ...end, stored, against, at: file };
    }
    if (answer.outcome === 'rejected')
      return { ...end, stored, halted: answer.faults[0]?.message ?? CHANGED };
    stored = {
      reports: stored.reports + some.length,
      rows: stored.rows + some.reduce((sum, { rows }) => sum + rows, 0),
      position: answer.first + answer.count - 1
    };
    progress(stored.reports);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { ...end, stored };
}

/** The calls that files of reports make, each with its key. */
async function* calls(
  id: string,
  files: readonly string[]
): AsyncGenerator<{ some: GoodReport[]; file: string; key: string }> {
  for (const [round, file] of files.entries()) {
    let number = 0;
    for await (const some of batches(file)) {
      const place = round === 0 ? String(number++) : `${round}.${number++}`;
      yield { some, file, key: `workbook ${id} ${place}` };
    }
  }
}

const CHANGED: Words = {
  vi: 'Nội dung tệp đã thay đổi từ lần lưu trước.',
  en: 'The file has changed since it was last saved.'
};

async function* batches(path: string): AsyncGenerator<GoodReport[]> {
  let some: GoodReport[] = [];
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    some.push(JSON.parse(line) as GoodReport);
    if (some.length < REPORTS_AT_ONCE) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
