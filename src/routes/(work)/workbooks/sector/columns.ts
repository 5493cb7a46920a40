import { foldMarks } from '$lib/i18n/names.ts';
import { headedColumns } from '$lib/reading/headings.ts';
import type { MappingView, SampleView } from '$lib/api/workbooks.ts';
import type { SectorKindView } from '$lib/wire/workbooks.ts';

/** A column of a sheet, to be chosen by its heading. */
export interface ColumnChoice {
  /** Under which it is saved; null where it has no heading, and so cannot be chosen. */
  readonly ref: string | null;
  readonly letter: string;
  readonly text: string;
}

/** The columns of a sheet by their headings. */
export function columnsOf({ rows }: SampleView, headerRow: number): ColumnChoice[] {
  const letters = new Map<number, string>();
  for (const { cells } of rows) for (const { column, letter } of cells) letters.set(column, letter);
  const headings = rows.find(({ row }) => row === headerRow)?.cells ?? [];
  const headed = new Map(
    headedColumns(headings.map(({ column, text }) => [column, text] as const)).map((one) => [one.column, one])
  );
  return [...letters]
    .sort(([a], [b]) => a - b)
    .map(([column, letter]) => {
      const own = headed.get(column);
      return { ref: own?.ref ?? null, letter, text: own?.heading ?? '' };
    });
}

/** A mapping to begin with: what headings suggest is filled in, to be looked at; figures are named by whoever sends them. */
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
