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
 * The views of the desk, as the address names them: the map, small maps by period or indicator, ranking with change,
 * distribution, trends, why a figure changed, unit × indicator heat table, two indicators against one another, funnel plot, who makes the
 * gap, two units or periods side by side.
 */
export const VIEWS = [
  'map',
  'multiples',
  'ranking',
  'distribution',
  'trend',
  'why',
  'heat',
  'scatter',
  'funnel',
  'contribution',
  'compare'
] as const;
export type View = (typeof VIEWS)[number];

/** How the map shows its units: their own shapes, or circles by what is missing. */
type As = 'areas' | 'circles';

/** What each of the small maps is: a period of the indicator, or an indicator of the period. */
export type By = 'period' | 'indicator';

/** What a change is told of: the figure, or what is missing to the target. */
export type Split = 'figure' | 'gap';

/** What the choice is held against: another period of the same unit, or another unit in the same period. */
type Against =
  { readonly kind: 'period'; readonly period: Period } | { readonly kind: 'unit'; readonly unit: UnitKey };

/** What the axis of a chart measures: what each unit made of its own target, or the figure itself. */
export type Axis = 'attainment' | 'value';

/**
 * Figures of the chosen indicator from (included) to (excluded): thousandths of a rate, or the number itself of a count;
 * with `own`, thousandths of each unit's own target.
 */
type Range = readonly [from: number, to: number, of?: 'own'];

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
  readonly view: View;
  /** How the map shows its units. */
  readonly as: As;
  /** What each of the small maps is. */
  readonly by: By;
  /** What a change is told of. */
  readonly split: Split;
  /** Code of a second indicator, for views of two. */
  readonly second: string | null;
  readonly against: Against | null;
  readonly axis: Axis;
  /** Only units whose value lies here are kept; the others are faint. */
  readonly range: Range | null;
  /** Only units of these types (`phường`, `xã`, …) and terrains (`urban`, …) are kept; empty keeps all. */
  readonly types: readonly string[];
  /** A target tried out and stored nowhere: thousandths of a rate, or the number itself of a count. */
  readonly goal: number | null;
}

export const USUAL: Selection = {
  unit: null,
  level: null,
  indicator: null,
  period: null,
  basis: 'all',
  hidden: [],
  sort: null,
  focus: null,
  view: 'map',
  as: 'areas',
  by: 'period',
  split: 'figure',
  second: null,
  against: null,
  axis: 'attainment',
  range: null,
  types: [],
  goal: null
};

/** The types of units that an address may name, and how many at once. */
const TYPE = /^\p{L}[\p{L} ]{0,23}$/u;
const MOST_TYPES = 8;
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
    focus: code(params.get('focus')),
    view: VIEWS.find((view) => view === params.get('view')) ?? 'map',
    as: params.get('as') === 'circles' ? 'circles' : 'areas',
    by: params.get('by') === 'indicator' ? 'indicator' : 'period',
    split: params.get('split') === 'gap' ? 'gap' : 'figure',
    second: code(params.get('second')),
    against: readAgainst(params.get('against') ?? ''),
    axis: params.get('axis') === 'value' ? 'value' : 'attainment',
    range: readRange(params.get('range') ?? ''),
    types: readTypes(params.get('types') ?? ''),
    goal: whole(params.get('goal') ?? '')
  };
}

/** Writes a selection as the query of an address, `?unit=48@2025-07-01&indicator=KTS01`; empty where all is as usual. */
export function writeSelection(selection: Selection): string {
  const { unit, level, indicator, period, basis, hidden, sort, focus } = selection;
  const { view, as, by, split, second, against, axis, range, types, goal } = selection;
  const parts: [string, string | null][] = [
    ['unit', unit],
    ['level', level],
    ['indicator', indicator],
    ['period', period === null ? null : formatPeriod(period)],
    ['basis', basis === 'all' ? null : basis],
    ['hide', hidden.length === 0 ? null : hidden.join(',')],
    ['sort', sort && `${sort.descending ? '-' : ''}${sort.column}`],
    ['focus', focus],
    ['view', view === 'map' ? null : view],
    ['as', as === 'areas' ? null : as],
    ['by', by === 'period' ? null : by],
    ['split', split === 'figure' ? null : split],
    ['second', second],
    ['against', against && (against.kind === 'unit' ? against.unit : formatPeriod(against.period))],
    ['axis', axis === 'attainment' ? null : axis],
    ['range', range && range.join(',')],
    ['types', types.length === 0 ? null : types.join(',')],
    ['goal', goal === null ? null : String(goal)]
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

function readAgainst(text: string): Against | null {
  const period = parsePeriod(text);
  if (period !== null) return { kind: 'period', period };
  return parseUnitKey(text) ? { kind: 'unit', unit: text as UnitKey } : null;
}

function readRange(text: string): Range | null {
  const [low = '', high = '', of, ...rest] = text.split(',');
  const [from, to] = [whole(low), whole(high)];
  if (from === null || to === null || from >= to || rest.length > 0) return null;
  if (of === undefined) return [from, to];
  return of === 'own' ? [from, to, of] : null;
}

function readTypes(text: string): string[] {
  const types = new Set(text.split(',').filter((type) => TYPE.test(type)));
  return [...types].sort().slice(0, MOST_TYPES);
}

/** A whole number of at most nine digits; null for anything else. */
function whole(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function code(text: string | null): string | null {
  return text !== null && CODE.test(text) ? text : null;
}

/** Percent-encoded except for the signs that an address may hold as they are. */
function plainly(value: string): string {
  return encodeURIComponent(value).replace(/%40/g, '@').replace(/%2C/g, ',').replace(/%2F/g, '/');
}
