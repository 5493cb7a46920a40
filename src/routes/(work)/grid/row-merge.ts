/** A row that was typed over what is no longer the newest version (RULES 9a). */
export interface MergedRow {
  readonly texts: readonly string[];
  /** Columns that both sides changed, each in its own way. */
  readonly apart: readonly number[];
}

/**
 * Brings a row that was typed over `before` to what the server holds `now`: cells that were not typed follow it, typed
 * ones stay; those that both changed differently are apart.
 */
export function mergeRow(
  typed: readonly string[],
  before: readonly string[],
  now: readonly string[]
): MergedRow {
  const texts = typed.map((text, col) => (text === before[col] ? (now[col] ?? '') : text));
  const apart = texts.flatMap((text, col) => (text !== now[col] && now[col] !== before[col] ? [col] : []));
  return { texts, apart };
}
