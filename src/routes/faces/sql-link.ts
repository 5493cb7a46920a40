import { USUAL, writeSelection } from '$lib/board/selection.ts';
import type { Period } from '$lib/domain/period.ts';
import type { LevelName, UnitKey } from '$lib/domain/unit.ts';
import { inlined } from '$lib/engine/inlined.ts';
import type { Param } from '$lib/queries/query.ts';
import { toHash } from '../sql/share.ts';

/** A question, and what the workbench's tables are to hold for it. */
export interface SqlQuestion {
  readonly sql: string;
  readonly params: readonly Param[];
  readonly unit: UnitKey;
  readonly level: LevelName;
  /** The newest period, and how many up to it. */
  readonly period: Period;
  readonly months: number;
}

/** The address at which the workbench shows a question, with the tables that it is about. */
export async function sqlAddress({ sql, params, unit, level, period, months }: SqlQuestion): Promise<string> {
  const query = writeSelection({ ...USUAL, unit, level, period });
  return `/sql${query}&months=${months}#${await toHash(plainly(inlined(sql, params)))}`;
}

/** Without the blanks before each line that all lines have. */
function plainly(sql: string): string {
  const lines = sql.split('\n').filter((line) => line.trim() !== '');
  const least = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(least).trimEnd()).join('\n');
}
