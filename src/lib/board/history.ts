import { formatPeriod, type Period } from '../domain/period.ts';
import { decodeRows } from '../wire/rows.ts';
import { scopePath, type Scope } from '../wire/scope.ts';
import type { RowRef, RowSource } from './lines.ts';

/** A slice of the history as it came. */
export interface HistorySlice {
  readonly indicator: number;
  readonly period: Period;
  readonly bytes: Uint8Array;
  readonly length: number;
}

/** Requests at a time: the browser has six lines to a host, and the view's own parts need some. */
const AT_ONCE = 4;

/** A unit's own rows over the months: one small slice for each indicator and period that was asked for. */
export class History implements RowSource {
  readonly #path: string;
  readonly #came: (slice: HistorySlice) => void;
  readonly #slices = new Map<string, HistorySlice & { readonly ref: RowRef | null }>();
  readonly #asked = new Set<string>();
  readonly #waiting: { indicator: number; code: string; period: Period }[] = [];
  readonly #aborter = new AbortController();
  #running = 0;

  /** `scope` is the unit at its own level; `came` hears of every slice. */
  constructor(scope: Scope, came: (slice: HistorySlice) => void) {
    this.#path = `/api/v1/snapshots/${scopePath(scope)}`;
    this.#came = came;
  }

  get slices(): HistorySlice[] {
    return [...this.#slices.values()];
  }

  find(_node: number, indicator: number, period: Period): RowRef | null {
    return this.#slices.get(`${indicator}/${period}`)?.ref ?? null;
  }

  holds(indicator: number, period: Period): boolean {
    return this.#slices.has(`${indicator}/${period}`);
  }

  /** Asks for an indicator in some periods, the first of them first. */
  want(indicator: { ordinal: number; code: string }, periods: readonly Period[]): void {
    const fresh = periods.filter((period) => !this.#asked.has(`${indicator.ordinal}/${period}`));
    for (const period of fresh) {
      this.#asked.add(`${indicator.ordinal}/${period}`);
      this.#waiting.push({ indicator: indicator.ordinal, code: indicator.code, period });
    }
    this.#next();
  }

  /** These periods have changed since: what is held of them is asked for again. */
  renew(periods: readonly Period[], codeOf: (indicator: number) => string): void {
    for (const { indicator, period } of this.slices) {
      if (!periods.includes(period)) continue;
      this.#asked.delete(`${indicator}/${period}`);
      this.want({ ordinal: indicator, code: codeOf(indicator) }, [period]);
    }
  }

  close(): void {
    this.#waiting.length = 0;
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

  async #fetch({
    indicator,
    code,
    period
  }: {
    indicator: number;
    code: string;
    period: Period;
  }): Promise<void> {
    const key = `${indicator}/${period}`;
    try {
      const href = `${this.#path}/${formatPeriod(period)}/${encodeURIComponent(code)}`;
      const answer = await fetch(href, { signal: this.#aborter.signal });
      if (!answer.ok) throw new Error(`${href}: ${answer.status}`);
      const bytes = new Uint8Array(await answer.arrayBuffer());
      const { rows } = decodeRows(bytes);
      const slice = { indicator, period, bytes, length: rows.length };
      this.#slices.set(key, { ...slice, ref: rows.length > 0 ? { rows, at: 0 } : null });
      this.#came(slice);
    } catch {
      // Asked for again with the next choice; what is there stays.
      this.#asked.delete(key);
    }
  }
}
