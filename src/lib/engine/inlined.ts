import type { Param } from './machine.ts';

/** A parameter that no SQL can be written with, or a place without a parameter. */
export class WrongParam extends Error {
  constructor(what: string) {
    super(`${what} cannot be asked with`);
    this.name = 'WrongParam';
  }
}

/**
 * A question's SQL with `$1`, `$2`, … written out. A prepared statement would be planned twice for each answer, which
 * is most of what a question costs (10 of 14 ms), takes three messages to the worker, and cannot be interrupted.
 */
export function inlined(sql: string, params: readonly Param[]): string {
  return sql.replaceAll(/\$(\d+)/g, (place, digits: string) => {
    const param = params[Number(digits) - 1];
    if (param === undefined) throw new WrongParam(place);
    return literal(param);
  });
}

/** A number or a text as SQL. In a text only the quote means anything to DuckDB; it is doubled. */
function literal(param: Param): string {
  if (typeof param === 'string') {
    if (param.includes('\0')) throw new WrongParam('a text with a NUL');
    return `'${param.replaceAll("'", "''")}'`;
  }
  if (!Number.isFinite(param)) throw new WrongParam(String(param));
  return param < 0 ? `(${param})` : String(param);
}
