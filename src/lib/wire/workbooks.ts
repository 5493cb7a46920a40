import type { ReporterKind } from '../domain/group.ts';
import type { IndicatorKind, Words } from '../domain/indicator.ts';
import type { ConflictCell, VersionConflict } from './filing.ts';

/** How far an upload is; see the server's `upload.ts`. */
type UploadStage =
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

/** An upload as whoever sent it sees it. */
export interface UploadView {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly purpose: 'reports' | 'sector';
  /** Key and full name of the unit of its template, or of the one that was chosen; empty where there is none. */
  readonly unit: string;
  readonly unitName: string;
  /** `YYYY-MM`, or empty. */
  readonly period: string;
  /** Milliseconds UTC. */
  readonly createdAt: number;
  readonly stage: UploadStage;
  /** 0–1 of the stage. */
  readonly progress: number;
  /** Why the whole file is not taken. */
  readonly refusal: Words | null;
  readonly refusalCode: string;
  readonly rowsRead: number;
  /** Of a text in an old encoding: how some of its lines read in each, which it reads most like, which was chosen. */
  readonly letters: {
    readonly chosen: string;
    readonly guess: string;
    readonly offered: readonly { readonly letters: string; readonly sample: string }[];
  } | null;
  readonly counts: {
    readonly rows: number;
    readonly good: number;
    readonly bad: number;
    readonly warned: number;
    readonly reports: number;
    /** Reports that wait for a choice: newer versions stand against them (RULES 9a). */
    readonly conflicts: number;
    readonly faults: number;
    readonly warnings: number;
    /** Months that rows of the file are of, and how many. */
    readonly months: readonly { readonly period: string; readonly rows: number }[];
  } | null;
  readonly stored: { readonly reports: number; readonly rows: number; readonly position: number } | null;
  readonly halted: Words | null;
  readonly measures: {
    readonly readerKilobytes: number;
    readonly readMs: number;
    readonly checkMs: number;
    readonly storeMs: number;
  };
}

/** A report of an upload that a newer version stands against. */
export interface ConflictView {
  readonly group: string;
  readonly name: string;
  /** `YYYY-MM`. */
  readonly period: string;
  /** Where it stands in the file; the row is 0 where storing found the newer version. */
  readonly sheet: string;
  readonly row: number;
  readonly newest: VersionConflict['newest'];
  /** `name` is null for texts. */
  readonly cells: readonly (ConflictCell & { readonly name: Words | null })[];
}

/** A page of the reports of an upload that wait for a choice. */
export interface ConflictsView {
  readonly total: number;
  readonly conflicts: readonly ConflictView[];
}

/** Something that was found in an upload. */
export interface FindingView {
  readonly kind: 'fault' | 'warning';
  readonly code: string;
  readonly sheet: string;
  /** From 1; 0 for the whole sheet. */
  readonly row: number;
  /** `B7`; empty for a whole row. */
  readonly cell: string;
  readonly value: string;
  /** The group or unit that the row is about; empty where it is not known. */
  readonly about: string;
  readonly message: Words;
}

/** A page of findings. */
export interface FindingsView {
  readonly total: number;
  readonly findings: readonly FindingView[];
}

/** The first rows of a sheet. */
export interface SampleView {
  readonly name: string;
  readonly headerRow: number;
  readonly rows: readonly {
    readonly row: number;
    readonly cells: readonly { readonly column: number; readonly letter: string; readonly text: string }[];
  }[];
}

/** Which columns of a sector's file are what; a column is its whole heading, with its place among equals. */
export interface MappingView {
  readonly sheet: string;
  readonly headerRow: number;
  readonly kind: ReporterKind;
  readonly unitCode: string | null;
  readonly unitName: string | null;
  readonly parentName: string | null;
  readonly period: string | null;
  readonly numberStyle: 'auto' | 'vi' | 'en';
  readonly values: readonly {
    readonly indicator: string;
    readonly numerator: string;
    readonly denominator: string | null;
  }[];
}

/** A mapping that was saved. */
export interface SavedMappingView {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly mapping: MappingView;
}

/** Who may file what by a sector's file: the indicators of a kind of reporter. */
export interface SectorKindView {
  readonly kind: ReporterKind;
  readonly indicators: readonly {
    readonly code: string;
    readonly name: Words;
    readonly kind: IndicatorKind;
  }[];
}
