import type { Position } from '../domain/position.ts';
import { formatPeriod, parsePeriod, type Period } from '../domain/period.ts';

/** The version of the rows' format; a reader refuses any other. */
const ROWS_VERSION = '2';

/** The rows of a scope for one period, as they are since a position. */
export interface PartHead {
  readonly kind: 'part';
  readonly store: string;
  readonly scope: string;
  readonly period: Period;
  /** The last position that touched it when it was built. */
  readonly position: Position;
  /** The link that stands there (`log-place.ts`). */
  readonly link: string;
}

/** The rows of a scope for one indicator and one period. */
export interface SliceHead {
  readonly kind: 'slice';
  readonly store: string;
  readonly scope: string;
  readonly period: Period;
  readonly indicator: number;
  readonly position: Position;
  readonly link: string;
}

/** A report that arrived, for pulses and tickers: never who sent it or what it says. */
export interface Arrival {
  /** Ordinal of the group, or of the nearest node above it that the scope shows. */
  readonly node: number;
  readonly period: Period;
  readonly position: Position;
  /** When the server received it, milliseconds UTC. */
  readonly at: number;
}

/** Whole replacement rows for every row of a scope that changed in (from, to]. */
export interface DeltaHead {
  readonly kind: 'delta';
  readonly store: string;
  readonly scope: string;
  readonly from: Position;
  readonly to: Position;
  /** The link that stands at `to` (`log-place.ts`). */
  readonly link: string;
  /** The server's clock when it was made, milliseconds UTC. */
  readonly at: number;
  /** For each period with rows in it the last position that touched the scope's part, which lies in (from, to]. */
  readonly touched: readonly (readonly [Period, Position])[];
  /** The newest arrivals in (from, to], oldest first, at most `MAX_ARRIVALS`. */
  readonly arrivals: readonly Arrival[];
}

export const MAX_ARRIVALS = 20;

export type RowsHead = PartHead | SliceHead | DeltaHead;

/** Bytes that are not rows as this version of the program writes them. */
export class WireMismatch extends Error {
  constructor(what: string, cause?: unknown) {
    super(`rows cannot be read: ${what}`, { cause });
    this.name = 'WireMismatch';
  }
}

/** A head as schema metadata. */
export function headToMetadata(head: RowsHead): Map<string, string> {
  const common: [string, string][] = [
    ['version', ROWS_VERSION],
    ['kind', head.kind],
    ['store', head.store],
    ['scope', head.scope],
    ['link', head.link]
  ];
  return new Map([...common, ...particulars(head)]);
}

function particulars(head: RowsHead): [string, string][] {
  if (head.kind === 'delta') {
    return [
      ['from', String(head.from)],
      ['to', String(head.to)],
      ['at', String(head.at)],
      ['touched', JSON.stringify(head.touched)],
      ['arrivals', JSON.stringify(head.arrivals.map((a) => [a.node, a.period, a.position, a.at]))]
    ];
  }
  const rest: [string, string][] = [
    ['period', formatPeriod(head.period)],
    ['position', String(head.position)]
  ];
  return head.kind === 'slice' ? [...rest, ['indicator', String(head.indicator)]] : rest;
}

/** @throws WireMismatch */
export function metadataToHead(metadata: ReadonlyMap<string, string>): RowsHead {
  const text = (key: string) => {
    const value = metadata.get(key);
    if (value === undefined) throw new WireMismatch(`no ${key}`);
    return value;
  };
  const whole = (key: string) => wholeNumber(Number(text(key)), key);
  if (text('version') !== ROWS_VERSION) throw new WireMismatch(`version ${text('version')}`);
  const base = { store: text('store'), scope: text('scope'), link: text('link') };
  const kind = text('kind');
  if (kind === 'delta') {
    return {
      ...base,
      kind,
      from: whole('from'),
      to: whole('to'),
      at: whole('at'),
      touched: tuples(text('touched'), 2).map(([period, position]) => [period!, position!] as const),
      arrivals: tuples(text('arrivals'), 4).map(([node, period, position, at]) => ({
        node: node!,
        period: period!,
        position: position!,
        at: at!
      }))
    };
  }
  const period = parsePeriod(text('period'));
  if (period === null) throw new WireMismatch('period');
  const position = whole('position');
  if (kind === 'part') return { ...base, kind, period, position };
  if (kind === 'slice') return { ...base, kind, period, position, indicator: whole('indicator') };
  throw new WireMismatch(`kind ${kind}`);
}

function tuples(json: string, width: number): number[][] {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new WireMismatch('metadata', cause);
  }
  if (!Array.isArray(value)) throw new WireMismatch('metadata');
  return value.map((row: unknown) => {
    if (!Array.isArray(row) || row.length !== width) throw new WireMismatch('metadata');
    return row.map((item: unknown) => wholeNumber(item, 'metadata'));
  });
}

function wholeNumber(value: unknown, what: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw new WireMismatch(what);
  return value;
}
