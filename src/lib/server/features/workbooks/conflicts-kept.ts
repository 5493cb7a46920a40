import { readFile, writeFile, appendFile, rename } from 'node:fs/promises';
import type { ConflictCell } from '../../../wire/filing.ts';
import type { NewerVersion } from '../../core/ingest/conflicts.ts';
import type { Submission } from '../../core/ingest/schema.ts';
import type { GoodReport } from './layout.ts';
import type { RowPlace } from './layout.ts';

/** A report of an upload that a newer version stands against, until its sender has chosen (RULES 9a). */
export interface KeptConflict extends GoodReport {
  /** The first row that it is made of; null where storing found the newer version. */
  readonly place: RowPlace | null;
  readonly newest: {
    /** Its name, to be based on next. */
    readonly id: string;
    /** Milliseconds UTC. */
    readonly at: number;
    readonly actor: string;
    readonly onBehalf: boolean;
  };
  readonly cells: readonly ConflictCell[];
}

/** What a sender chose; `all` is for the reports that are not named, null leaves them waiting. */
export interface Chosen {
  readonly choices: readonly Choice[];
  readonly all: 'mine' | 'theirs' | null;
}

/** What a sender chose for a report: the cells that stay as the newer version has them. */
interface Choice {
  readonly group: string;
  /** `YYYY-MM`. */
  readonly period: string;
  readonly theirs: readonly string[];
}

/** A report with the version that stands against it, as it is kept. */
export function keptConflict(
  { rows, report }: GoodReport,
  { newest, id, cells }: NewerVersion,
  place: RowPlace | null
): KeptConflict {
  const { body, at, actor } = newest;
  const onBehalf = body.kind === 'report' && (body.how?.onBehalf ?? false);
  return { rows, report, place, newest: { id, at, actor, onBehalf }, cells };
}

/** Lines of JSON of a file; none where it is not there. */
export async function readLines<T>(path: string): Promise<T[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

/** Puts lines in the place of a file: the old ones or the new ones are there, whatever happens. */
export async function writeLines(path: string, lines: readonly unknown[]): Promise<void> {
  await writeFile(`${path}.new`, textOf(lines));
  await rename(`${path}.new`, path);
}

export function addLines(path: string, lines: readonly unknown[]): Promise<void> {
  return appendFile(path, textOf(lines));
}

function textOf(lines: readonly unknown[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** Parts conflicts by what was chosen: those that still wait, and what is left to say of the others. */
export function settleAll(
  conflicts: readonly KeptConflict[],
  { choices, all }: Chosen
): { left: KeptConflict[]; settled: GoodReport[] } {
  const byReport = new Map(choices.map((choice) => [`${choice.period} ${choice.group}`, choice.theirs]));
  const [left, settled]: [KeptConflict[], GoodReport[]] = [[], []];
  for (const conflict of conflicts) {
    const { report, cells } = conflict;
    const rest = all === null ? null : all === 'mine' ? [] : cells.map(({ what }) => what);
    const theirs = byReport.get(`${report.period} ${report.group}`) ?? rest;
    const one = theirs && settle(conflict, theirs);
    if (theirs === null) left.push(conflict);
    else if (one) settled.push(one);
  }
  return { left, settled };
}

/** Takes reports out of a file that is being stored, to wait for a choice. */
export async function setAside(
  file: string,
  conflicts: string,
  against: readonly KeptConflict[]
): Promise<void> {
  const aside = new Set(against.map(({ report }) => `${report.period} ${report.group}`));
  const reports = await readLines<GoodReport>(file);
  await addLines(conflicts, against);
  await writeLines(
    file,
    reports.filter(({ report }) => !aside.has(`${report.period} ${report.group}`))
  );
}

/** A report over the newest version with what its sender chose; null where nothing is left to say. */
function settle({ rows, report, newest }: KeptConflict, theirs: readonly string[]): GoodReport | null {
  const dropped = new Set(theirs);
  const values = (report.values ?? []).filter(({ indicator }) => !dropped.has(indicator));
  const texts = TEXTS.flatMap((name) => {
    const text = report[name];
    return text === undefined || text.trim() === '' || dropped.has(name) ? [] : [[name, text] as const];
  });
  if (values.length + texts.length === 0) return null;
  const { group, period, reason } = report;
  const settled: Submission = {
    group,
    period,
    basedOn: newest.id,
    values,
    ...Object.fromEntries(texts),
    ...(reason === undefined ? {} : { reason })
  };
  return { rows, report: settled };
}

const TEXTS = ['tasks', 'difficulties', 'proposals', 'practices'] as const;
