import { formatPeriod, type Period } from '../domain/period.ts';
import { copyRow, makeRows, type Rows } from '../domain/rows.ts';
import type { Position } from '../domain/position.ts';
import { RowTable } from '../sync/row-table.ts';
import { decodeRows } from '../wire/rows.ts';
import { scopePath, type Scope } from '../wire/scope.ts';
import type { RowRef, RowSource } from './lines.ts';

/** What is asked for: an indicator with its code. */
export interface Coded {
  readonly ordinal: number;
  readonly code: string;
}

/** Who hears of rows that came, or that a delta wrote: the indicator, the period, and the nodes; null is all of them. */
export type SliceListener = (indicator: number, period: Period, nodes: Int32Array | null) => void;

/** Requests at a time: the browser has six lines to a host, and the view's own parts need some. */
const AT_ONCE = 4;

/** What did not come is asked for again after so long, twice as long after each of its failures, milliseconds. */
const AGAIN_MS = 1_000;
const AGAIN_MOST_MS = 60_000;

interface Order extends Coded {
  readonly period: Period;
  /** How often it has failed before. */
  readonly tries: number;
  /** It did not come; asking again may help. */
  hasFailed: boolean;
}

/** A slice that is refused, which asking again does not change: it is not there, or not for whoever asks. */
class Refused extends Error {}

/**
 * Rows of a scope by single slices, one for each indicator and period that was asked for: a year of one indicator
 * without the other forty. Deltas of the scope are written over them, whenever they come.
 */
export class SliceShelf implements RowSource {
  readonly #path: string;
  readonly #came: SliceListener;
  /** One node alone is kept; null keeps all. */
  readonly #only: number | null;
  readonly #tables = new Map<number, RowTable>();
  readonly #asked = new Map<string, Order>();
  readonly #touched = new Map<Period, Position>();
  readonly #waiting: Order[] = [];
  readonly #aborter = new AbortController();
  #running = 0;
  readonly #timers = new Set<ReturnType<typeof setTimeout>>();

  constructor(scope: Scope, came: SliceListener, only: number | null = null) {
    this.#path = `/api/v1/snapshots/${scopePath(scope)}`;
    this.#came = came;
    this.#only = only;
  }

  /** What is held. */
  get held(): { indicator: number; period: Period; rows: Rows }[] {
    return [...this.#tables].flatMap(([indicator, table]) =>
      table.periods.map((period) => ({
        indicator,
        period,
        rows: table.block(indicator, period) ?? makeRows(0)
      }))
    );
  }

  find(node: number, indicator: number, period: Period): RowRef | null {
    return this.#tables.get(indicator)?.find(node, indicator, period) ?? null;
  }

  holds(indicator: number, period: Period): boolean {
    return this.#tables.get(indicator)?.holds(indicator, period) ?? false;
  }

  block(indicator: number, period: Period): Rows | null {
    return this.#tables.get(indicator)?.block(indicator, period) ?? null;
  }

  /** Asks for an indicator in some periods, the first of them first; what is held or on its way is not asked again. */
  want({ ordinal, code }: Coded, periods: readonly Period[]): void {
    for (const period of periods) {
      const key = `${ordinal}/${period}`;
      const known = this.#asked.get(key);
      if (known && !known.hasFailed) continue;
      const order = { ordinal, code, period, tries: known ? known.tries + 1 : 0, hasFailed: false };
      this.#asked.set(key, order);
      this.#waiting.push(order);
    }
    this.#next();
  }

  /** Writes a delta's rows over what is held, or on its way. */
  takeDelta(rows: Rows, to: Position, touched: readonly (readonly [Period, Position])[]): void {
    for (const [period, at] of touched) this.#touched.set(period, at);
    const mine = this.#only === null ? rows : rowsOfNode(rows, this.#only);
    if (mine.length === 0) return;
    for (const [indicator, table] of this.#tables) {
      for (const { period, nodes } of table.applyDelta(mine, to, indicator))
        this.#came(indicator, period, nodes);
    }
  }

  /** What is held is worth nothing: it goes at once, and is asked for again. */
  forget(): void {
    this.#tables.clear();
    this.#touched.clear();
    this.renew();
  }

  /** Nobody knows what was missed: everything is asked for again, and stays until it comes. */
  renew(): void {
    const orders = [...this.#asked.values()];
    this.#asked.clear();
    this.#waiting.length = 0;
    for (const order of orders) this.want(order, [order.period]);
  }

  close(): void {
    this.#waiting.length = 0;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#aborter.abort();
  }

  #next(): void {
    while (this.#running < AT_ONCE) {
      const order = this.#waiting.shift();
      if (!order) return;
      this.#running++;
      void this.#fetch(order).finally(() => {
        this.#running--;
        this.#next();
      });
    }
  }

  async #fetch(order: Order): Promise<void> {
    const { ordinal, code, period } = order;
    const table = this.#tables.get(ordinal) ?? new RowTable();
    this.#tables.set(ordinal, table);
    table.expect(period);
    try {
      const href = `${this.#path}/${formatPeriod(period)}/${encodeURIComponent(code)}`;
      let slice = await this.#slice(href, 'default');
      // A cache on the way gave something older than what we know to exist.
      if (slice.position < (this.#touched.get(period) ?? 0)) slice = await this.#slice(href, 'reload');
      table.applyPart(slice.rows, period, slice.position);
      this.#came(ordinal, period, null);
    } catch (error) {
      // It was asked for anew meanwhile, and that is on its way.
      if (this.#asked.get(`${ordinal}/${period}`) !== order) return;
      // What is there stays. It is asked for with the next choice, with all else (`renew`), and by itself where that may help.
      order.hasFailed = true;
      if (!(error instanceof Refused) && !this.#aborter.signal.aborted) this.#again(order);
    }
  }

  /** A server that begins anew, or a line that broke, answers a little later. */
  #again(order: Order): void {
    const after = Math.min(AGAIN_MOST_MS, AGAIN_MS * 2 ** order.tries);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.want(order, [order.period]);
    }, after);
    this.#timers.add(timer);
  }

  async #slice(href: string, cache: RequestCache): Promise<{ rows: Rows; position: Position }> {
    const answer = await fetch(href, { signal: this.#aborter.signal, cache });
    const isFinal = answer.status >= 400 && answer.status < 500 && answer.status !== 429;
    if (!answer.ok) throw new (isFinal ? Refused : Error)(`${href}: ${answer.status}`);
    const { head, rows } = decodeRows(new Uint8Array(await answer.arrayBuffer()));
    if (head.kind !== 'slice') throw new Error(`${href}: ${head.kind}`);
    const mine = this.#only === null ? rows : rowsOfNode(rows, this.#only);
    return { rows: mine, position: head.position };
  }
}

/** The rows of one node. */
function rowsOfNode(rows: Rows, node: number): Rows {
  const found: number[] = [];
  for (let i = 0; i < rows.length; i++) if (rows.node[i] === node) found.push(i);
  const picked = makeRows(found.length);
  found.forEach((from, i) => copyRow(rows, from, picked, i));
  return picked;
}
