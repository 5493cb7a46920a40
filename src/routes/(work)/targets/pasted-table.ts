import { readBlock } from '$lib/ui/cell-sheet.svelte.ts';

const hasLetters = (text: string | undefined) => text !== undefined && /\p{L}/u.test(text);

/**
 * What was pasted, as a table with a head that the reader of tables understands, where its rows begin with whom they are
 * of: codes, names, or both; null where it holds figures alone, which go into the cells as they lie. `codes`: the
 * indicators from the cursor's column on, for a block without a head.
 */
export function pastedTable(text: string, codes: readonly string[]): string | null {
  const rows = readBlock(text).filter((row) => row.some((cell) => cell.trim() !== ''));
  const [first] = rows;
  if (!first || first.length < 2) return null;
  const isHead =
    hasLetters(first[0]) && first.slice(1).some((cell) => codes.includes(cell.trim().split(' ')[0] ?? ''));
  if (!isHead && !rows.every((row) => hasLetters(row[0]))) return null;
  const isNamed = rows.every((row) => hasLetters(row[1]));
  const head = ['Mã', ...(isNamed ? ['Tên'] : []), ...codes];
  const table = isHead ? rows : [head, ...rows];
  return table.map((row) => row.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t')).join('\n');
}
