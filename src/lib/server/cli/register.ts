import { readFile } from 'node:fs/promises';
import { REPORTER_KINDS } from '../../domain/group.ts';
import { dayAt, isDay } from '../../domain/period.ts';
import { LEVELS, TERRAINS } from '../../domain/unit.ts';
import { appendJudged } from '../core/structure/append-judged.ts';
import { planImport, type ImportKind, type ImportPlan } from '../features/register/import.ts';
import { ReadWorld } from '../features/register/read-world.ts';
import { GROUP_HEADINGS, headingLines, UNIT_HEADINGS } from '../features/register/headings.ts';
import { openStore } from '../core/store/store.ts';
import { CommandRefused, type Command } from './command.ts';

const LISTED = 50;

/** `mangluoi import-units`, `import-groups`: shows what a file changes, and takes it in. @throws CommandRefused */
export function registerCommand(kind: Exclude<ImportKind, 'catalogue'>): Command {
  return async ({ config, args, say, complain }) => {
    const wish = readArgs(kind, args);
    if (wish === 'help') {
      say(helpOf(kind));
      return 0;
    }
    const { file, validFrom, renames, dryRun } = wish;
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
  const { rows, added, changed, unchanged, changes, faults, remarks, more } = plan;
  for (const { row, column, message } of faults.slice(0, LISTED)) {
    complain(`${placeOf(row, column)}${message.vi} / ${message.en}`);
  }
  const hidden = Math.max(faults.length - LISTED, 0) + more;
  if (hidden > 0) complain(`… và ${hidden} lỗi khác / and ${hidden} more`);
  for (const { row, column, message } of remarks.slice(0, LISTED))
    say(`${placeOf(row, column)}${message.vi} / ${message.en}`);
  if (remarks.length > LISTED)
    say(`… và ${remarks.length - LISTED} lưu ý khác / and ${remarks.length - LISTED} more remarks`);
  say(
    `${rows} dòng / rows: ${added} mới / new, ${changed} thay đổi / changed, ${unchanged} giữ nguyên / unchanged`
  );
  for (const { code, name, fields } of changes.filter(({ isNew }) => !isNew).slice(0, LISTED))
    say(`  ${code} ${name}: ${fields.join(', ')}`);
}

function placeOf(row: number, column: string): string {
  return row === 0 ? '' : `dòng / row ${row}${column === '' ? '' : `, ${column}`}: `;
}

function usageOf(kind: string): string {
  return `import-${kind} <tệp / file.csv|json> [--valid-from 2025-07-01]${kind === 'units' ? ' [--renames]' : ''} [--dry-run]`;
}

/** What a file may hold, column by column. */
function helpOf(kind: 'units' | 'groups'): string {
  const levels = LEVELS.slice(0, 5).join(', ');
  const notes =
    kind === 'units'
      ? [
          `level: ${levels}, hoặc / or 0–4; để trống nếu có loại / may be left out where type says it.`,
          'parent: mã, hoặc mã@ngày (48@2025-07-01) / a code, or code@first day.',
          `terrain: ${TERRAINS.join(', ')}. point: "kinh độ, vĩ độ" / "longitude, latitude".`,
          '--renames: tên khác trong tệp là đổi tên / other names in the file are new names.'
        ]
      : [
          'unit: mã, hoặc mã@ngày / a code, or code@first day.',
          `kind: ${REPORTER_KINDS.join(', ')}.`,
          'base.<tên / name>: số nền / a base fact (base.households, base.adults, …).'
        ];
  return [
    usageOf(kind),
    '',
    'Dòng đầu của tệp là tên cột, mỗi cột một trong các cách viết / the first line names the columns, in one of these ways:',
    ...headingLines(kind === 'units' ? UNIT_HEADINGS : GROUP_HEADINGS),
    '',
    ...notes
  ].join('\n');
}

interface Args {
  readonly file: string;
  readonly validFrom: string | null;
  readonly renames: boolean;
  readonly dryRun: boolean;
}

function readArgs(kind: string, args: readonly string[]): Args | 'help' {
  if (args.some((word) => word === '--help' || word === '-h')) return 'help';
  const usage = usageOf(kind);
  let file: string | null = null;
  let validFrom: string | null = null;
  let renames = false;
  let dryRun = false;
  const words = args.flatMap((word) => (word.startsWith('--') ? word.split('=') : [word]));
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '--renames' && kind === 'units') renames = true;
    else if (word === '--dry-run') dryRun = true;
    else if (word === '--valid-from') validFrom = words[++at] ?? '';
    else if (word.startsWith('--') || file !== null) throw new CommandRefused(usage);
    else file = word;
  }
  if (file === null || (validFrom !== null && !isDay(validFrom))) throw new CommandRefused(usage);
  return { file, validFrom, renames, dryRun };
}
