import { mkdtemp, rm } from 'node:fs/promises';
import { resolve, join } from 'node:path';
import { BadBackup, makeBackup, verifyBackup, type BackupNote } from '../backup/backup-file.ts';
import { putInPlace, type PutInPlace, type RefusedBecause } from '../backup/put-in-place.ts';
import { BrokenChain } from '../core/store/copy-store.ts';
import type { StorePlace } from '../core/store/store.ts';
import { CommandRefused, type Command, type CommandInput } from './command.ts';

const USAGE = {
  backup: 'backup <tệp / file.sqlite>',
  verify: 'verify <tệp / file.sqlite>',
  restore: 'restore <tệp / file.sqlite> [--force]',
  copy: 'copy --to <postgres://… | thư mục / folder> [--force]'
};

/** `mangluoi backup`: a copy of the store of one moment, while the program runs. @throws CommandRefused */
export const runBackup: Command = (input) =>
  guarded(input, async () => {
    const file = oneFile(input.args, USAGE.backup);
    const note = await makeBackup(placeOf(input), file, Date.now());
    input.say(`Đã sao lưu / backed up: ${file}`);
    tell(note, input.say);
    input.say(`Nên kiểm tra ngay / check it: mangluoi verify ${file}`);
    return 0;
  });

/** `mangluoi verify`: restores a backup aside and compares hashes; exit code 1 where it is not sound. @throws CommandRefused */
export const runVerify: Command = (input) =>
  guarded(input, async () => {
    const note = await verifyBackup(oneFile(input.args, USAGE.verify), Date.now());
    input.say('Bản sao lưu nguyên vẹn / the backup is sound');
    tell(note, input.say);
    return 0;
  });

/** `mangluoi restore`: puts a backup in the place of the store, under a new id. @throws CommandRefused */
export const runRestore: Command = (input) =>
  guarded(input, async () => {
    const { words, force } = withForce(input.args);
    const file = oneFile(words, USAGE.restore);
    const done = await putInPlace(file, placeOf(input), { force, why: 'restored', now: Date.now() });
    return tellPlaced(done, input, 'Đã khôi phục / restored');
  });

/** `mangluoi copy --to`: a store of the other kind (or another folder) with the same log, entry by entry. @throws CommandRefused */
export const runCopy: Command = (input) =>
  guarded(input, async () => {
    const { words, force } = withForce(input.args.flatMap((word) => word.split(/^(--to)=/).filter(Boolean)));
    const [option, to, ...more] = words;
    if (option !== '--to' || to === undefined || more.length > 0) throw new CommandRefused(USAGE.copy);
    const from = placeOf(input);
    const isDatabase = /^postgres(?:ql)?:\/\//.test(to);
    const target: StorePlace = isDatabase
      ? { dataDir: from.dataDir, databaseUrl: to }
      : { dataDir: resolve(to), databaseUrl: null };
    // Between them lies a file of one moment: whoever files meanwhile is not held up.
    const folder = await mkdtemp(join(input.config.dataDir, '.copy-'));
    try {
      const file = join(folder, 'store.sqlite');
      await makeBackup(from, file, Date.now());
      const done = await putInPlace(file, target, { force, why: 'copied', now: Date.now() });
      return tellPlaced(done, input, 'Đã chép / copied');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

function tellPlaced(
  done: PutInPlace | RefusedBecause,
  { say, complain }: CommandInput,
  what: string
): number {
  if ('why' in done) {
    complain(REFUSED[done.why]);
    if (done.why === 'newer')
      complain(
        `  giống nhau đến vị trí ${done.shared}; sẽ mất ${done.lost} bản ghi / alike up to ${done.shared}; ${done.lost} entries would be lost`
      );
    return 1;
  }
  say(`${what}: ${done.note.position} bản ghi / entries, id ${done.id}`);
  if (done.replaced !== null) say(`Kho cũ được giữ tại / the store of before is kept at: ${done.replaced}`);
  return 0;
}

const REFUSED = {
  inUse: 'Chương trình đang chạy trên kho này: hãy dừng trước. / A program serves this store: stop it first.',
  unreadable:
    'Kho hiện có không đọc được; thêm --force để giữ riêng và thay thế. / The store there cannot be read; --force keeps it aside and replaces it.',
  newer:
    'Kho hiện có chứa bản ghi mà bản sao lưu không có; thêm --force nếu vẫn muốn thay. / The store there holds entries that the backup does not; --force replaces it all the same.'
};

function tell({ at, position, link, bytes }: BackupNote, say: (line: string) => void): void {
  say(
    `  ${position.toLocaleString('vi-VN')} bản ghi / entries, ${(bytes / 1e6).toFixed(1)} MB, ${new Date(at).toISOString()}`
  );
  say(`  ${position}:${link}`);
}

function placeOf({ config }: CommandInput): StorePlace {
  return { dataDir: config.dataDir, databaseUrl: config.databaseUrl };
}

function oneFile(words: readonly string[], usage: string): string {
  const [file, ...more] = words;
  if (file === undefined || file.startsWith('--') || more.length > 0) throw new CommandRefused(usage);
  return resolve(file);
}

function withForce(args: readonly string[]): { words: string[]; force: boolean } {
  return { words: args.filter((word) => word !== '--force'), force: args.includes('--force') };
}

/** Says what is known to go wrong in words, and lets the rest through. */
async function guarded({ complain }: CommandInput, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (isDiskFull(error)) complain('Ổ đĩa đã đầy. / The disk is full.');
    else if (error instanceof BadBackup || error instanceof BrokenChain) complain(error.message);
    else throw error;
    return 1;
  }
}

/** Node's ENOSPC and SQLite's SQLITE_FULL (13). */
function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && error.code === 'ENOSPC') || ('errcode' in error && error.errcode === 13);
}
