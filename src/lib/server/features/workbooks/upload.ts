import type { OldLetters } from '../../../reading/letters.ts';
import type { CellFaultCode, Finding, WarningCode } from './findings.ts';
import type { ReadHead } from '../../core/workbook-files/reading/cell.ts';
import type { MappingView as Mapping } from '../../../api/workbooks.ts';

/**
 * Where an upload stands. `receiving`, `reading` and `checking` come by themselves; `letters` waits for somebody to say
 * in which encoding the text is; `mapping` for columns to be named; `ready` for a commit; `storing` ends in `stored`, or in `ready` again where something kept it. `refused`: the
 * file as a whole is not taken.
 */
export type Stage =
  | 'receiving'
  | 'reading'
  | 'letters'
  | 'mapping'
  | 'checking'
  | 'ready'
  | 'storing'
  | 'stored'
  | 'refused'
  | 'cancelled';

/** What an upload is for: our own tables, or a file of a sector whose columns are named by a mapping. */
export type Purpose = 'reports' | 'sector';

/** What was found in an upload, in figures. */
export interface UploadCounts {
  /** Rows with something to file, those that are right, wrong, and right with a warning. */
  readonly rows: number;
  readonly good: number;
  readonly bad: number;
  readonly warned: number;
  /** Reports that can go in. */
  readonly reports: number;
  /** Reports that wait for a choice: newer versions stand against them. Absent in uploads of before. */
  readonly conflicts?: number;
  readonly faults: number;
  readonly warnings: number;
  readonly byCode: Readonly<Partial<Record<CellFaultCode | WarningCode, number>>>;
  /** Rows by the month that they are of, `YYYY-MM`; uploads from before have none. */
  readonly months?: Readonly<Record<string, number>>;
}

/** What was stored of an upload. */
export interface UploadStored {
  readonly reports: number;
  readonly rows: number;
  /** Position of the newest entry. */
  readonly position: number;
}

/** All that is kept of an upload beside its file, its rows and its findings. */
export interface UploadState {
  readonly id: string;
  readonly actor: string;
  /** Id of the store that it was read for: another one where the store was put back (RULES 32). Absent where an earlier version of the program took it in. */
  readonly store?: string;
  readonly name: string;
  readonly size: number;
  readonly purpose: Purpose;
  /** The unit and period that were chosen with it; empty where none was. */
  readonly unit: string;
  readonly period: string;
  readonly createdAt: number;
  readonly touchedAt: number;
  readonly stage: Stage;
  /** 0–1 of the stage. */
  readonly progress: number;
  readonly refusal: { readonly code: string; readonly what: string } | null;
  readonly head: ReadHead | null;
  readonly mapping: Mapping | null;
  /** The old encoding that was chosen for a text that is in none of today's. */
  readonly letters?: OldLetters;
  readonly counts: UploadCounts | null;
  /** How many times conflicts were chosen: each has a file of reports of its own. Absent where none were. */
  readonly rounds?: number;
  readonly stored: UploadStored | null;
  /** Why storing stopped, in the words of its first fault; null where it did not. */
  readonly halted: { readonly vi: string; readonly en: string } | null;
  /** The most memory that its reader held, kilobytes. */
  readonly readerKilobytes: number;
  /** Milliseconds that reading, and checking with storing, took. */
  readonly readMs: number;
  readonly checkMs: number;
  readonly storeMs: number;
}

/** A page of an upload's findings. */
export interface FindingsPage {
  readonly total: number;
  readonly findings: readonly Finding[];
}
