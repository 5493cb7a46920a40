import type { EntryBody, EntryDraft, EntryHead, LogEntry } from '../../../domain/entry.ts';
import type { Position } from '../../../domain/position.ts';
import type { Period } from '../../../domain/period.ts';
import {
  saidWords,
  TEXT_NAMES,
  wordIds,
  type HowFiled,
  type ReportBase,
  type ReportTexts
} from '../../../domain/report.ts';
import type { Ordinals } from './ordinals.ts';
import { packValues, unpackColumns, unpackValues, type PackedValues } from './pack.ts';
import type { LinkedRow } from './link.ts';
import { indexedName, wholeInt4, wholeMoment } from './parameters.ts';
import type { LogRow } from './tables.ts';

/** A report as the fold takes it: columns of figures and no texts. `body` is null, which tells it from a `LogEntry`. */
export interface PackedReport extends EntryHead {
  readonly link: string;
  readonly body: null;
  readonly group: string;
  readonly period: Period;
  readonly values: PackedValues;
  /** What it was made from, where its author said so. */
  readonly base?: ReportBase;
  /** Numbers of its texts and photos (`wordIds`); absent where it has neither. */
  readonly words?: readonly number[];
}

/** A row that no version of this program wrote. */
export class DamagedEntry extends Error {
  constructor(position: Position, cause?: unknown) {
    super(`entry ${position} of the log cannot be read`, { cause });
    this.name = 'DamagedEntry';
  }
}

const NO_TEXTS: ReportTexts = { tasks: '', difficulties: '', proposals: '', practices: '' };

/**
 * Writes an entry as a row of the log. The only door: what passes here, every kind of database keeps as it is.
 * @throws UnknownIndicator, UnpackableValue, UnstorableValue
 */
export function toRow(position: Position, draft: EntryDraft, ordinals: Ordinals): LinkedRow {
  const { body } = draft;
  const head = { position, at: wholeMoment(draft.at), actor: indexedName(draft.actor), kind: body.kind };
  if (body.kind !== 'report') {
    return { ...head, subject_group: null, subject_period: null, body: JSON.stringify(body), packed: null };
  }
  return {
    ...head,
    subject_group: indexedName(body.group),
    subject_period: wholeInt4(body.period),
    body: writeWords(body.texts, body.how),
    packed: packValues(body.values, ordinals)
  };
}

/**
 * Reads a row back as the entry that it was.
 * @throws DamagedEntry; UnknownIndicator where `ordinals` is older than the row
 */
export function toEntry(row: LinkedRow, ordinals: Ordinals): LogEntry {
  const head = { position: row.position, at: row.at, actor: row.actor };
  if (row.kind !== 'report') return { ...head, body: parseBody(row) };
  const { group, period, packed } = reportParts(row);
  const body = {
    kind: 'report' as const,
    group,
    period,
    values: unpackValues(packed, ordinals),
    ...readWords(row)
  };
  return { ...head, body };
}

/**
 * Reads a row for the fold: reports as columns, all else as entries, each with its link.
 * @throws DamagedEntry
 */
export function toFoldEntry(row: LogRow): (LogEntry & { readonly link: string }) | PackedReport {
  const head = { position: row.position, at: row.at, actor: row.actor, link: row.link };
  if (row.kind !== 'report') return { ...head, body: parseBody(row) };
  const { group, period, packed } = reportParts(row);
  return { ...head, body: null, group, period, values: unpackColumns(packed), ...besidesFigures(row) };
}

/**
 * What a report was made from, and which texts and photos it has; most rows have texts alone and need not be parsed: a
 * quotation mark within a text stands behind a backslash, so `"tasks":` is a name.
 */
function besidesFigures(row: LinkedRow): Pick<PackedReport, 'base' | 'words'> {
  if (row.body === null) return {};
  if (row.body.includes('"how":')) {
    const said = readWords(row);
    return { ...(said.how ? { base: said.how } : {}), words: saidWords(said) };
  }
  const { body } = row;
  return { words: wordIds(TEXT_NAMES.filter((name) => body.includes(`"${name}":`))) };
}

function reportParts(row: LinkedRow): { group: string; period: Period; packed: Uint8Array } {
  const { subject_group: group, subject_period: period, packed } = row;
  if (group === null || period === null || packed === null) throw new DamagedEntry(row.position);
  return { group, period, packed };
}

/** The body of a row that is no report. @throws DamagedEntry */
export function parseBody(row: Pick<LinkedRow, 'position' | 'kind' | 'body'>): EntryBody {
  const body = parse(row) as EntryBody;
  if (body.kind !== row.kind) throw new DamagedEntry(row.position);
  return body;
}

function readWords(row: LinkedRow): { texts: ReportTexts; how?: HowFiled } {
  if (row.body === null) return { texts: NO_TEXTS };
  const { how, ...texts } = parse(row) as Partial<ReportTexts> & { how?: HowFiled };
  return { texts: { ...NO_TEXTS, ...texts }, ...(how ? { how } : {}) };
}

function parse(row: Pick<LinkedRow, 'position' | 'body'>): unknown {
  try {
    return JSON.parse(row.body ?? '');
  } catch (cause) {
    throw new DamagedEntry(row.position, cause);
  }
}

/** Texts that are not empty, and how the report was filed; null where there is nothing of either. */
function writeWords(texts: ReportTexts, how: HowFiled | undefined): string | null {
  const filled: [string, unknown][] = Object.entries(texts).filter(([, text]) => text !== '');
  if (how) filled.push(['how', how]);
  return filled.length === 0 ? null : JSON.stringify(Object.fromEntries(filled));
}
