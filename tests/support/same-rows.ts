import type { Rows } from '../../src/lib/domain/rows.ts';

/** Rows as text, one a line, in the order of period, indicator, node: equal texts are equal rows. */
export function rowsAsText(rows: Rows): string[] {
  const lines: [number, number, number, string][] = [];
  for (let i = 0; i < rows.length; i++) {
    const measures = (['all', 'approved'] as const).flatMap((basis) => {
      const { num, den, fresh, carried, oldestAge, freshBase } = rows[basis];
      return [num, den, fresh, carried, oldestAge, freshBase].map((column) => column[i]);
    });
    const { expected, expectedBase, targetNum, targetDen } = rows;
    const rest = [expected, expectedBase, targetNum, targetDen].map((column) => column[i]);
    lines.push([rows.period[i]!, rows.indicator[i]!, rows.node[i]!, [...rest, ...measures].join(' ')]);
  }
  lines.sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2]);
  return lines.map((line) => line.join(' '));
}
