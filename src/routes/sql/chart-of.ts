import { extent, scaleBand, scaleLinear, scalePoint } from 'd3';
import type { Cell } from '$lib/engine/answer.ts';
import type { Result } from '$lib/engine/workbench.ts';
import { STATES, type State } from '$lib/domain/attainment.ts';

/** How an answer is drawn. */
export type ChartKind = 'bar' | 'line' | 'scatter';

/** Which columns are drawn, by their places; `colour` −1 for one group. */
export interface ChartChoice {
  readonly kind: ChartKind;
  readonly x: number;
  readonly y: number;
  readonly colour: number;
}

/** Bars and points that a drawing holds at most. */
const MOST_BARS = 40;
const MOST_POINTS = 2000;
/** Groups that are told apart; the rest are one. */
const MOST_GROUPS = 6;

/** One mark of the drawing, pixels. */
interface Mark {
  readonly x: number;
  readonly y: number;
  /** Of a bar. */
  readonly width: number;
  readonly height: number;
  readonly label: string;
  readonly value: number;
  readonly group: number;
}

/** A drawing of an answer. */
export interface Drawing {
  readonly marks: readonly Mark[];
  /** One a group; empty but for lines. */
  readonly lines: readonly { readonly group: number; readonly path: string }[];
  readonly groups: readonly string[];
  readonly xTicks: readonly { readonly at: number; readonly text: string }[];
  readonly yTicks: readonly { readonly at: number; readonly text: string }[];
  /** Rows that were drawn. */
  readonly drawn: number;
  readonly height: number;
}

/** Columns of numbers, by place. */
export function numberColumns({ columns }: Pick<Result, 'columns'>): number[] {
  return columns.flatMap(({ kind }, k) => (kind === 'number' || kind === 'whole' ? [k] : []));
}

/** A first choice: names across and the last number up; lines where the names are months. */
export function usualChoice(result: Result): ChartChoice | null {
  const numbers = numberColumns(result);
  const y = numbers.at(-1);
  if (y === undefined) return null;
  const names = result.columns.flatMap((_, k) => (numbers.includes(k) ? [] : [k]));
  const x = names[0] ?? numbers[0] ?? y;
  const isMonths = result.rows.every((row) => /^\d{4}-\d{2}(?:-\d{2})?$/.test(String(row[x])));
  return { kind: isMonths && result.rows.length > 1 ? 'line' : 'bar', x, y, colour: -1 };
}

const EDGE = { top: 8, right: 16, bottom: 36, left: 56 };
const BAR = 26;

/** The geometry of an answer in a room of some width and height, pixels. */
export function drawingOf(
  { rows, columns }: Pick<Result, 'rows' | 'columns'>,
  { kind, x, y, colour }: ChartChoice,
  { width, height }: { readonly width: number; readonly height: number },
  words: (value: number) => string
): Drawing {
  const most = kind === 'bar' ? MOST_BARS : MOST_POINTS;
  const usable = rows.filter((row) => isNumber(row[y]) && row[x] !== null).slice(0, most);
  const groups = groupsOf(usable.map((row) => (colour < 0 ? '' : String(row[colour] ?? '–'))));
  const points = usable.map((row) => ({
    name: String(row[x]),
    across: isNumber(row[x]) ? Number(row[x]) : NaN,
    value: Number(row[y]),
    group: colour < 0 ? 0 : Math.min(groups.indexOf(String(row[colour] ?? '–')), MOST_GROUPS - 1)
  }));
  for (const point of points) if (point.group < 0) (point as { group: number }).group = MOST_GROUPS - 1;
  const common = { groups, drawn: points.length };
  if (kind === 'bar') return { ...common, ...barsOf(points, width, words) };
  const isAmount = ['number', 'whole'].includes(columns[x]?.kind ?? '');
  return { ...common, ...plotOf(points, { kind, isAmount, width, height }, words) };
}

interface Point {
  readonly name: string;
  readonly across: number;
  readonly value: number;
  readonly group: number;
}
type Plot = Omit<Drawing, 'groups' | 'drawn'>;

function barsOf(points: readonly Point[], width: number, words: (value: number) => string): Plot {
  const left = Math.min(220, Math.max(96, width * 0.3));
  const [low = 0, high = 1] = extent(points, ({ value }) => value);
  const scale = scaleLinear([Math.min(0, low), Math.max(0, high)], [left, width - 72]);
  const band = scaleBand(
    points.map((_, i) => i),
    [EDGE.top, EDGE.top + points.length * BAR]
  ).padding(0.25);
  return {
    height: EDGE.top + points.length * BAR + 8,
    lines: [],
    xTicks: [],
    yTicks: points.map(({ name }, i) => ({ at: (band(i) ?? 0) + band.bandwidth() / 2, text: name })),
    marks: points.map(({ name, value, group }, i) => ({
      x: Math.min(scale(0), scale(value)),
      y: band(i) ?? 0,
      width: Math.max(1, Math.abs(scale(value) - scale(0))),
      height: band.bandwidth(),
      label: `${name}: ${words(value)}`,
      value,
      group
    }))
  };
}

function plotOf(
  points: readonly Point[],
  of: { kind: ChartKind; isAmount: boolean; width: number; height: number },
  words: (value: number) => string
): Plot {
  const { kind, isAmount, width, height } = of;
  const [low = 0, high = 1] = extent(points, ({ value }) => value);
  const up = scaleLinear(
    [Math.min(low, low > 0 && low < high / 2 ? 0 : low), high],
    [height - EDGE.bottom, EDGE.top]
  ).nice();
  const across: readonly [number, number] = [EDGE.left, width - EDGE.right];
  const names = [...new Set(points.map(({ name }) => name))];
  const places = scalePoint(names, across).padding(0.5);
  const [first = 0, last = 1] = extent(points, (point) => point.across);
  const amounts = scaleLinear([first, last], across).nice();
  const xOf = (point: Point) => (isAmount ? amounts(point.across) : (places(point.name) ?? EDGE.left));
  const marks = points.map((point) => ({
    ...{ x: xOf(point), y: up(point.value), width: 0, height: 0, value: point.value, group: point.group },
    label: `${isAmount ? words(point.across) : point.name}: ${words(point.value)}`
  }));
  const step = Math.max(1, Math.ceil(names.length / Math.max(2, Math.floor(width / 84))));
  return {
    height,
    marks,
    lines: kind === 'line' ? linesOf(marks) : [],
    xTicks: isAmount
      ? amounts.ticks(6).map((value) => ({ at: amounts(value), text: words(value) }))
      : names.filter((_, i) => i % step === 0).map((name) => ({ at: places(name) ?? 0, text: name })),
    yTicks: up.ticks(5).map((value) => ({ at: up(value), text: words(value) }))
  };
}

function linesOf(marks: readonly Mark[]): { group: number; path: string }[] {
  const groups = [...new Set(marks.map(({ group }) => group))];
  return groups.map((group) => {
    const own = marks.filter((mark) => mark.group === group).sort((a, b) => a.x - b.x);
    return {
      group,
      path: own.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(1)},${y.toFixed(1)}`).join('')
    };
  });
}

/** The largest groups by name, in the order in which they come; what is beyond the last is the last. */
function groupsOf(names: readonly string[]): string[] {
  const all = [...new Set(names)];
  return all.length <= MOST_GROUPS ? all : [...all.slice(0, MOST_GROUPS - 1), '…'];
}

function isNumber(cell: Cell | undefined): boolean {
  return (typeof cell === 'number' && Number.isFinite(cell)) || typeof cell === 'bigint';
}

/** The state that a group's name is, where it is one: attainment alone is coloured by attainment. */
export function stateOf(name: string): State | null {
  return STATES.find((state) => state === name) ?? null;
}
