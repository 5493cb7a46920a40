import { parseVersion } from '../../../wire/version-id.ts';
import type { Submission, SubmittedValue } from '../../core/ingest/schema.ts';

/** Where a row of an upload stands. */
export interface RowPlace {
  readonly sheet: number;
  readonly row: number;
}

/** Where a figure of a report comes from, and what stood there. */
interface ValuePlace extends RowPlace {
  readonly numerator: number;
  /** −1 where there is no such column. */
  readonly denominator: number;
  /** Column of the indicator's code in a long table, else −1. */
  readonly indicator: number;
}

/** A report as a file has it, before it is judged, with the place of each part. */
export interface Draft {
  readonly group: string;
  readonly period: string;
  /** The version that its row was made from; null where there was none, absent where the file does not say. */
  basedOn?: string | null;
  readonly values: SubmittedValue[];
  readonly places: ValuePlace[];
  /** Texts by their name in a report, and the column of each. */
  readonly texts: Partial<Record<TextName, string>>;
  readonly textColumns: Partial<Record<TextName, number>>;
  /** Rows that it is made of; the first is named where the report as a whole is wrong. */
  readonly rows: RowPlace[];
  readonly groupColumn: number;
}

/** What a group may write besides its figures. */
export type TextName = 'tasks' | 'difficulties' | 'proposals' | 'practices' | 'reason';

/** A draft as the only door takes it. */
export function submissionOf({ group, period, basedOn, values, texts }: Draft): Submission {
  return { group, period, ...(basedOn === undefined ? {} : { basedOn }), values, ...texts };
}

/** The versions of our template that are read, the newest first; another one is refused by name. Those of 1 name versions by position alone. */
export const TEMPLATE_VERSIONS = ['2', '1'] as const;
/** What the machine's row of a template begins with. */
export const CODE_ROW = '#to';
export const CODE_SHEET = 'Mã';
export const CODE_MARK = 'mangluoi';
/** Sheets and columns that a returned copy adds; they are passed over when it comes back. */
export const FAULT_SHEET = 'Lỗi';
export const FAULT_COLUMN = '#loi';
/** Codes of the columns of texts. */
export const TEXT_CODES: Readonly<Record<string, TextName>> = {
  '#nhiem-vu': 'tasks',
  '#kho-khan': 'difficulties',
  '#de-xuat': 'proposals',
  '#cach-lam-hay': 'practices',
  '#ly-do': 'reason'
};
/** Code of the column that says which version a row was made from: `r120-9f3ac01b77e2`, `0` where there was none. */
export const VERSION_CODE = '#ban';

/** Which version a cell names; null for none, undefined where it says nothing; `fault` for anything else. */
export function readVersion(text: string): { readonly is: string | null | undefined } | 'fault' {
  const said = text.trim().toLowerCase();
  if (said === '') return { is: undefined };
  if (said === '0' || said === 'r0') return { is: null };
  return parseVersion(said) ? { is: said } : 'fault';
}

/** Codes of columns that are there to be read by people. */
export const NAME_CODE = '#ten';
export const HELPING_CODES: ReadonlySet<string> = new Set([NAME_CODE, '#don-vi', FAULT_COLUMN, VERSION_CODE]);

/** A report that can go in, and how many rows of the file it is made of. */
export interface GoodReport {
  readonly rows: number;
  readonly report: Submission;
}
