import { readFile } from 'node:fs/promises';
import { dayAt, isDay } from '../../domain/period.ts';
import { appendJudged } from '../register/append-judged.ts';
import { planImport, type ImportKind, type ImportPlan } from '../register/import.ts';
import { ReadWorld } from '../register/read-world.ts';
import { openStore } from '../store/store.ts';
import { CommandRefused, type Command } from './command.ts';

const LISTED = 50;

/** `mangluoi import-units`, `import-groups`: shows what a file changes, and takes it in. @throws CommandRefused */
export function registerCommand(kind: Exclude<ImportKind, 'catalogue'>): Command {
  return async ({ config, args, say, complain }) => {
    const { file, validFrom, renames, dryRun } = readArgs(kind, args);
    const bytes = await readFile(file).catch(() => {
      throw new CommandRefused(`Không đọc được tệp / the file cannot be read: ${file}`);
    });
    const store = await openStore(config);
    try {
      const { mode, complete } = await store.settings.read();
      if (mode === null || !complete)
        throw new CommandRefused('Chưa có kho dữ liệu / no store yet: mangluoi init');
      const judge = await ReadWorld.of(store);
      const now = Math.max(Date.now(), await store.latestReceipt());
      const asked = { kind, bytes, validFrom, renames, principal: null, day: dayAt(now) };
      const plan = planImport(judge.world, asked);
      tell(plan, say, complain);
      if (plan.faults.length > 0) return 1;
      if (dryRun) say('Chạy thử: chưa ghi gì / dry run: nothing was written');
      else if (plan.bodies.length > 0) {
        const drafts = plan.bodies.map((body) => ({ at: now, actor: 'cli', body }));
        await appendJudged(judge, store, drafts);
        say('Đã ghi vào sổ / written to the log');
      }
      return 0;
    } finally {
      await store.close();
    }
  };
}

function tell(plan: ImportPlan, say: (line: string) => void, complain: (line: string) => void): void {
  const { rows, added, changed, unchanged, changes, faults, more } = plan;
  for (const { row, column, message } of faults.slice(0, LISTED)) {
    const place = row === 0 ? '' : `dòng / row ${row}${column === '' ? '' : `, ${column}`}: `;
    complain(`${place}${message.vi} / ${message.en}`);
  }
  const hidden = Math.max(faults.length - LISTED, 0) + more;
  if (hidden > 0) complain(`… và ${hidden} lỗi khác / and ${hidden} more`);
  say(
    `${rows} dòng / rows: ${added} mới / new, ${changed} thay đổi / changed, ${unchanged} giữ nguyên / unchanged`
  );
  for (const { code, name, fields } of changes.filter(({ isNew }) => !isNew).slice(0, LISTED))
    say(`  ${code} ${name}: ${fields.join(', ')}`);
}

interface Args {
  readonly file: string;
  readonly validFrom: string | null;
  readonly renames: boolean;
  readonly dryRun: boolean;
}

function readArgs(kind: string, args: readonly string[]): Args {
  const usage = `import-${kind} <tệp / file.csv|json> [--valid-from 2025-07-01] [--renames] [--dry-run]`;
  let file: string | null = null;
  let validFrom: string | null = null;
  let renames = false;
  let dryRun = false;
  const words = args.flatMap((word) => (word.startsWith('--') ? word.split('=') : [word]));
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '--renames') renames = true;
    else if (word === '--dry-run') dryRun = true;
    else if (word === '--valid-from') validFrom = words[++at] ?? '';
    else if (word.startsWith('--') || file !== null) throw new CommandRefused(usage);
    else file = word;
  }
  if (file === null || (validFrom !== null && !isDay(validFrom))) throw new CommandRefused(usage);
  return { file, validFrom, renames, dryRun };
}
