/** Gives a file to whoever sits there, under a name that every system takes. */
export function save(content: Blob, name: string): void {
  const href = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = href;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Some browsers begin to read only later.
  setTimeout(() => URL.revokeObjectURL(href), 60_000);
}

/** A file's name from words: no marks, no spaces, `mang-luoi_kts01_tp-da-nang_2026-10.csv`. */
export function fileName(parts: readonly string[], ending: string): string {
  const plain = parts
    .map((part) =>
      part
        .normalize('NFD')
        .replaceAll(/\p{M}/gu, '')
        .replaceAll(/[đĐ]/g, 'd')
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '-')
        .replaceAll(/^-|-$/g, '')
    )
    .filter((part) => part !== '');
  return `${['mang-luoi', ...plain].join('_').slice(0, 120)}.${ending}`;
}

/** The kinds of tables that leave the page; first the one that opens right on every machine. */
export const TABLE_FILES = ['xlsx', 'sheetCsv', 'csv', 'tableNotes', 'parquet', 'arrow'] as const;
export type TableFile = (typeof TABLE_FILES)[number];

/** A table's file name: the kinds that end alike say in their names which they are. */
export function tableName(parts: readonly string[], kind: TableFile): string {
  if (kind === 'sheetCsv') return fileName([...parts, 'bang-tinh'], 'csv');
  if (kind === 'tableNotes') return fileName([...parts, 'ghi-chu'], 'csv');
  return fileName(parts, kind);
}
