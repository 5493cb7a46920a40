import { STATES, type State } from '../domain/attainment.ts';
import { formatPeriod, parsePeriod, type Period } from '../domain/period.ts';
import type { Basis } from '../domain/rows.ts';
import { LEVELS, parseUnitKey, type LevelName, type UnitKey } from '../domain/unit.ts';

/** What a table of units is sorted by. */
export const SORT_COLUMNS = ['name', 'value', 'gap', 'coverage', 'state'] as const;
export type SortColumn = (typeof SORT_COLUMNS)[number];
export interface Sort {
  readonly column: SortColumn;
  readonly descending: boolean;
}

/**
 * What the person has chosen, all of it in the address so that a link restores it. Null is "as usual" (the root, the
 * usual level, indicator and period of the store) and is left out of the address.
 */
export interface Selection {
  readonly unit: UnitKey | null;
  /** The level whose units are listed and drawn. */
  readonly level: LevelName | null;
  readonly indicator: string | null;
  readonly period: Period | null;
  readonly basis: Basis;
  /** States whose units are faint on the map and left out of the table, in the order of `STATES`. */
  readonly hidden: readonly State[];
  readonly sort: Sort | null;
  /** The row that is marked: a unit's key or a group's code. */
  readonly focus: string | null;
}

export const USUAL: Selection = {
  unit: null,
  level: null,
  indicator: null,
  period: null,
  basis: 'all',
  hidden: [],
  sort: null,
  focus: null
};

const CODE = /^[\p{L}\d][\p{L}\d@._/-]{0,63}$/u;

/** Reads a selection from an address; whatever makes no sense is as if it were not there. */
export function readSelection(params: Pick<URLSearchParams, 'get'>): Selection {
  const unit = params.get('unit') ?? '';
  const level = params.get('level');
  const hidden = new Set((params.get('hide') ?? '').split(','));
  return {
    unit: parseUnitKey(unit) ? (unit as UnitKey) : null,
    level: LEVELS.find((name) => name === level) ?? null,
    indicator: code(params.get('indicator')),
    period: parsePeriod(params.get('period') ?? ''),
    basis: params.get('basis') === 'approved' ? 'approved' : 'all',
    hidden: STATES.filter((state) => hidden.has(state)),
    sort: readSort(params.get('sort') ?? ''),
    focus: code(params.get('focus'))
  };
}

/** Writes a selection as the query of an address, `?unit=48@2025-07-01&indicator=KTS01`; empty where all is as usual. */
export function writeSelection(selection: Selection): string {
  const { unit, level, indicator, period, basis, hidden, sort, focus } = selection;
  const parts: [string, string | null][] = [
    ['unit', unit],
    ['level', level],
    ['indicator', indicator],
    ['period', period === null ? null : formatPeriod(period)],
    ['basis', basis === 'all' ? null : basis],
    ['hide', hidden.length === 0 ? null : hidden.join(',')],
    ['sort', sort && `${sort.descending ? '-' : ''}${sort.column}`],
    ['focus', focus]
  ];
  const written = parts.flatMap(([name, value]) => (value === null ? [] : [`${name}=${plainly(value)}`]));
  return written.length === 0 ? '' : `?${written.join('&')}`;
}

function readSort(text: string): Sort | null {
  const descending = text.startsWith('-');
  const name = descending ? text.slice(1) : text;
  const column = SORT_COLUMNS.find((known) => known === name);
  return column ? { column, descending } : null;
}

function code(text: string | null): string | null {
  return text !== null && CODE.test(text) ? text : null;
}

/** Percent-encoded except for the signs that an address may hold as they are. */
function plainly(value: string): string {
  return encodeURIComponent(value).replace(/%40/g, '@').replace(/%2C/g, ',').replace(/%2F/g, '/');
}
