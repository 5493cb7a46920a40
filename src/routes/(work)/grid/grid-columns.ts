import type { GridColumn } from '$lib/ui/cell-grid.ts';
import type { FilingGrid, GridGroup, GridIndicator } from '$lib/api/grid.ts';

/** A column: an indicator's numerator or filed denominator, or the row's reason. */
export interface DeskColumn {
  readonly id: string;
  readonly part: 'num' | 'den' | 'reason';
  /** Place of the indicator in the grid's list; −1 for the reason. */
  readonly indicator: number;
}

/** The columns of those groups: what at least one of them files; a denominator only where one has to be filed. */
export function columnsOf(grid: FilingGrid, rows: readonly GridGroup[]): DeskColumn[] {
  const columns = grid.indicators.flatMap(({ code, kind }: GridIndicator, indicator): DeskColumn[] => {
    const cells = rows.flatMap((group) => group.cells[indicator] ?? []);
    if (cells.length === 0) return [];
    const num: DeskColumn = { id: code, part: 'num', indicator };
    const isFiled = kind === 'quota' || (kind === 'share' && cells.some(({ base }) => base === null));
    return isFiled ? [num, { id: `${code}/den`, part: 'den', indicator }] : [num];
  });
  return [...columns, { id: 'reason', part: 'reason', indicator: -1 }];
}

/** Columns as the grid shows them. */
export function shownColumns(
  columns: readonly DeskColumn[],
  indicators: readonly GridIndicator[],
  language: 'vi' | 'en',
  words: { den: string; stock: string; flow: string; reason: string; reasonNote: string }
): GridColumn[] {
  return columns.map(({ id, part, indicator }): GridColumn => {
    const known = indicators[indicator];
    if (part === 'reason' || !known) return { id, title: words.reason, note: words.reasonNote, kind: 'text' };
    const hint = `${known.code} · ${known.name[language]}`;
    if (part === 'den') return { id, title: words.den, note: known.short[language], hint, kind: 'number' };
    return {
      id,
      title: known.short[language],
      note: known.time === 'stock' ? words.stock : words.flow,
      hint,
      kind: 'number'
    };
  });
}
