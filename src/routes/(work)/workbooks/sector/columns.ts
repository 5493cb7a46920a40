import type { MappingView, SampleView, SectorKindView } from '$lib/wire/workbooks.ts';
import { foldMarks } from '$lib/i18n/names.ts';

/** A column that can be chosen. */
export interface ColumnChoice {
  /** Under which it is saved: its heading, or `@C` where it has none of its own. */
  readonly ref: string;
  readonly letter: string;
  readonly text: string;
}

/** The columns of a sheet by their headings. */
export function columnsOf({ rows }: SampleView, headerRow: number): ColumnChoice[] {
  const letters = new Map<number, string>();
  for (const { cells } of rows) for (const { column, letter } of cells) letters.set(column, letter);
  const headings = new Map(
    rows.find(({ row }) => row === headerRow)?.cells.map(({ column, text }) => [column, text])
  );
  const taken = new Set<string>();
  return [...letters]
    .sort(([a], [b]) => a - b)
    .map(([column, letter]) => {
      const text = (headings.get(column) ?? '').replace(/\s+/g, ' ').trim();
      const isOwn = text !== '' && !text.startsWith('@') && !taken.has(foldMarks(text));
      taken.add(foldMarks(text));
      return { ref: isOwn ? text : `@${letter}`, letter, text };
    });
}

/** A mapping to begin with: headings that speak for themselves are chosen. */
export function firstGuess(samples: readonly SampleView[], kinds: readonly SectorKindView[]): MappingView {
  const sample = samples[0];
  const headerRow = sample?.headerRow ?? 1;
  const columns = sample ? columnsOf(sample, headerRow) : [];
  const find = (pattern: RegExp) => columns.find(({ text }) => pattern.test(foldMarks(text)))?.ref ?? null;
  return {
    sheet: sample?.name ?? '',
    headerRow,
    kind:
      kinds.find(({ kind }) => kind !== 'village-group' && kind !== 'commune-group')?.kind ??
      kinds[0]?.kind ??
      'department',
    unitCode: find(/^ma (?:xa|phuong|don vi|dvhc|dia ban)/),
    unitName: find(/^(?:ten )?(?:xa|phuong|don vi|dia ban|dia phuong)/),
    parentName: find(/^(?:ten )?(?:tinh|thanh pho)/),
    period: find(/^(?:ky|thang)/),
    numberStyle: 'auto',
    values: []
  };
}
