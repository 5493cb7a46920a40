import { foldMarks, foldTone, seen } from '../i18n/names.ts';

/** A column that can be named: its place, its heading as it is seen, and the name under which it is saved. */
export interface HeadedColumn {
  readonly column: number;
  readonly heading: string;
  readonly ref: string;
}

/**
 * The columns of a row of headings. A column is saved under its whole heading, of whatever length; where several have
 * the same one, with its place among them (`#2 Nam`). A column without a heading has no name: never its letter, for
 * letters move (RULES 30).
 */
export function headedColumns(cells: Iterable<readonly [column: number, text: string]>): HeadedColumn[] {
  const places = new Map<string, number>();
  return [...cells].flatMap(([column, text]) => {
    const heading = seen(text);
    if (heading === '') return [];
    const place = (places.get(foldTone(heading)) ?? 0) + 1;
    places.set(foldTone(heading), place);
    const ref = place > 1 || /^#\d+ /.test(heading) ? `#${place} ${heading}` : heading;
    return [{ column, heading, ref }];
  });
}

/** The column that was saved under a name; undefined where the file has no such heading. */
export function columnOf(ref: string, columns: readonly HeadedColumn[]): number | undefined {
  const folded = foldTone(ref);
  return columns.find((one) => foldTone(one.ref) === folded)?.column;
}

/** What a saved column is called, without its place among equals. */
export function headingOf(ref: string): string {
  return ref.replace(/^#\d+ /, '');
}

/**
 * Whether a heading is one of the words by which a table of ours is known: letter for letter, or wholly without marks.
 * `Năm` is not `Nam`, and `Thắng` is not `Tháng`.
 */
export function isHeading(text: string, word: string): boolean {
  const folded = foldTone(text.replace(/[*:()]/g, ' '));
  return folded === foldTone(word) || (folded === foldMarks(folded) && folded === foldMarks(word));
}
