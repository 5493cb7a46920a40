import { createWriteStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { mayAt, placesOf, type Principal } from '../../../domain/access.ts';
import type { Cells } from '../../../domain/cells.ts';
import { dayAt } from '../../../domain/period.ts';
import type { ReportBook } from '../../../domain/report-book.ts';
import type { GroupNode } from '../../../domain/tree.ts';
import type { World } from '../../../domain/world.ts';
import { GroupReader } from '../../../reading/group-reader.ts';
import { unitReaderOver } from '../../core/structure/unit-reader-over.ts';
import { barOf, type ChainKnowledge } from '../../core/ingest/bar.ts';
import type { Store } from '../../core/store/store.ts';
import { readCodeSheet } from './code-sheet.ts';
import { addLines, writeLines } from './conflicts-kept.ts';
import { DraftBook } from './draft-book.ts';
import { Findings } from './findings.ts';
import { judge } from './judge.ts';
import type { GoodReport } from './layout.ts';
import { TEMPLATE_VERSIONS } from './layout.ts';
import type { ReadHead } from '../../core/workbook-files/reading/cell.ts';
import { readRows } from '../../core/workbook-files/rows.ts';
import { SectorTable } from './sector-table.ts';
import type { UploadFiles } from './shelf.ts';
import { Tables } from './tables.ts';
import { shortPeriod } from './template-book.ts';
import type { UploadCounts, UploadState } from './upload.ts';
import { parsePeriod } from '../../../domain/period.ts';

/** What uploads are checked against. */
export interface CheckSource {
  readonly storeId: string;
  /** The ids that the store had before it was put back (RULES 32). */
  readonly earlierIds: readonly string[];
  readonly world: World;
  readonly cells: Cells;
  readonly reports: Pick<ReportBook, 'versionsOf'>;
  readonly chain: ChainKnowledge;
  readonly store: Pick<Store, 'entriesAt'>;
  /** The server's moment, milliseconds UTC. */
  readonly now: number;
  readonly principal: Principal;
}

/** What a check came to. */
export type Checked =
  | { readonly counts: UploadCounts; readonly period: string; readonly unit: string }
  | { readonly refused: { readonly code: string; readonly what: string } };

/** Whether somebody may file for a group on the server's day. */
export function mayFileFor({ world, now, principal }: Pick<CheckSource, 'world' | 'now' | 'principal'>) {
  const day = dayAt(now);
  return (group: GroupNode) => mayAt(principal, 'file', world.tree, group.ordinal, day);
}

/**
 * Checks what was read of an upload: writes its findings, and the reports that can go in, to their files. `progress`
 * hears 0–1. Stops where `stopped` says so.
 */
export async function check(
  state: UploadState,
  head: ReadHead,
  files: UploadFiles,
  source: CheckSource,
  progress: (share: number) => void
): Promise<Checked> {
  const own = await readCodeSheet(files.rows, head);
  const wrong = own && state.purpose === 'reports' ? wrongTemplate(own, state, source) : null;
  if (wrong) return { refused: wrong };
  const period = own?.period ?? state.period;
  const findings = new Findings();
  const book = new DraftBook(head, findings);
  if (head.externalLinks) findings.add('warning', 'externalLinks', { sheet: 0, row: 0, column: -1 });
  const table = tableOf(state, head, book, period, source);
  if (table instanceof SectorTable) {
    for await (const rows of readRows(files.rows)) for (const row of rows) table.survey(row);
    table.surveyed();
  }
  let seen = 0;
  for await (const rows of readRows(files.rows)) {
    for (const row of rows) table.take(row);
    seen += rows.length;
    progress((0.4 * seen) / Math.max(head.rows, 1));
  }
  if (table instanceof SectorTable && table.misfit) return { refused: table.misfit };
  if (table instanceof Tables && table.twice !== '')
    return { refused: { code: 'twoColumns', what: table.twice } };
  if (!table.found) return { refused: { code: 'noTable', what: '' } };
  if (book.drafts.some((draft) => draft.period === '')) return { refused: { code: 'noPeriod', what: '' } };
  const reports = await judgeAll(book, files, source, (share) => progress(0.4 + 0.6 * share));
  const told = findings.list.map((finding) => ({ ...finding, about: book.aboutOf(finding) }));
  await writeFile(files.findings, JSON.stringify(told));
  return { counts: countsOf(book, findings, reports), period, unit: own?.unit ?? state.unit };
}

function tableOf(
  state: UploadState,
  head: ReadHead,
  book: DraftBook,
  period: string,
  source: CheckSource
): Tables | SectorTable {
  const { world, principal, now } = source;
  const { profile, tree } = world;
  if (state.mapping === null) {
    const groups = new GroupReader({
      group: (code) => tree.group(code)?.group,
      groups: () => tree.nodes.flatMap((node) => (node.kind === 'group' ? [node.group] : []))
    });
    return new Tables(head, book, period, { groups, profile });
  }
  const [place, other] = placesOf(principal, 'file', tree, dayAt(now)).map((ordinal) => tree.nodes[ordinal]);
  const own = place?.kind === 'unit' && other === undefined && place.parent >= 0 ? place.key : null;
  return new SectorTable(head, book, state.mapping, period, {
    world,
    units: unitReaderOver(world),
    mayFile: mayFileFor(source),
    within: state.unit === '' ? own : state.unit
  });
}

function wrongTemplate(
  own: { readonly version: string; readonly store: string; readonly unit: string; readonly period: string },
  { unit, period }: Pick<UploadState, 'unit' | 'period'>,
  { storeId, earlierIds, world }: Pick<CheckSource, 'storeId' | 'earlierIds' | 'world'>
): { code: string; what: string } | null {
  if (!TEMPLATE_VERSIONS.some((version) => version === own.version))
    return { code: 'otherVersion', what: own.version.slice(0, 20) };
  // Of before a put-back: its versions are known apart by their links, which the first templates did not name (RULES 32).
  const isEarlier = earlierIds.includes(own.store);
  if (isEarlier && own.version === '1') return { code: 'beforePutBack', what: '' };
  if (own.store !== storeId && !isEarlier) return { code: 'otherStore', what: '' };
  if (unit !== '' && own.unit !== unit) {
    const node = world.tree.nodes.find((one) => one.kind === 'unit' && one.key === own.unit);
    return { code: 'otherUnit', what: node?.kind === 'unit' ? node.unit.fullName : own.unit.slice(0, 40) };
  }
  if (period !== '' && own.period !== period) {
    const parsed = parsePeriod(own.period);
    return { code: 'otherPeriod', what: parsed === null ? own.period.slice(0, 10) : shortPeriod(parsed) };
  }
  return null;
}

/** Reports that can go in, rows of them, and reports that a newer version stands against. */
interface GoodCounts {
  readonly reports: number;
  readonly rows: number;
  readonly conflicts: number;
}

async function judgeAll(
  book: DraftBook,
  files: UploadFiles,
  source: CheckSource,
  progress: (share: number) => void
): Promise<GoodCounts> {
  const { world, cells, reports, chain, store, now, principal } = source;
  const bar = barOf({ world, chain }, { principal, now });
  const out = createWriteStream(files.reports);
  let [count, rows, conflicts] = [0, 0, 0];
  await writeLines(files.conflicts, []);
  for await (const { done, good, against } of judge(book, {
    world,
    cells,
    reports,
    bar,
    chain,
    store,
    now
  })) {
    count += good.length;
    conflicts += against.length;
    for (const report of good) rows += report.rows;
    if (against.length > 0) await addLines(files.conflicts, against);
    if (good.length > 0) out.write(good.map((report: GoodReport) => `${JSON.stringify(report)}\n`).join(''));
    progress(done);
  }
  out.end();
  await finished(out);
  return { reports: count, rows, conflicts };
}

function countsOf(book: DraftBook, findings: Findings, good: GoodCounts): UploadCounts {
  return {
    rows: book.rows,
    good: good.rows,
    bad: book.badRows,
    warned: book.warnedRows,
    reports: good.reports,
    conflicts: good.conflicts,
    faults: findings.faults,
    warnings: findings.warnings,
    byCode: findings.counts,
    months: book.months
  };
}
