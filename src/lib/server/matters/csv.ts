import type { MatterView } from '../../wire/matters.ts';

/** Rows of an export, no more. */
const MOST_ROWS = 20_000;

/** How the columns and the words of a table are called, in the reader's language. */
export interface CsvWords {
  readonly columns: readonly string[];
  readonly kind: (matter: MatterView) => string;
  readonly state: (matter: MatterView) => string;
  readonly moment: (at: number) => string;
}

/**
 * Matters as CSV (RFC 4180, with a byte order mark so that spreadsheets read Vietnamese). A cell that a spreadsheet
 * would take for a formula begins with an apostrophe.
 */
export function mattersCsv(matters: readonly MatterView[], words: CsvWords): string {
  const rows = matters
    .slice(0, MOST_ROWS)
    .map((matter) => [
      matter.id,
      matter.period,
      matter.from.fullName,
      matter.group.name,
      words.kind(matter),
      matter.text,
      matter.proposal,
      words.state(matter),
      matter.place.fullName,
      matter.taker ?? '',
      words.moment(matter.steps[0]?.at ?? 0),
      words.moment(matter.since),
      matter.awaitedBy === null ? '' : words.moment(matter.awaitedBy - 1),
      matter.answer?.note ?? '',
      matter.answer ? words.moment(matter.answer.at) : ''
    ]);
  return `\uFEFF${[words.columns, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
