import { newKey } from '../new-key.ts';
import type { SentReport } from './grid-desk.svelte.ts';

/** A fault that the server found, beside its row. */
export interface SentFault {
  readonly group: string;
  /** Code of the indicator; null where the whole row is meant. */
  readonly indicator: string | null;
  readonly message: { readonly vi: string; readonly en: string };
}

/** What became of a sending. `unknown`: nobody answered; the same press may be repeated without filing twice. */
export type Sending =
  | { readonly fate: 'sent'; readonly groups: readonly string[]; readonly faults: readonly SentFault[] }
  | { readonly fate: 'unknown' }
  | { readonly fate: 'refused'; readonly status: number; readonly faults: readonly SentFault[] };

interface Refusal {
  readonly faults?: readonly { readonly path: string; readonly message: SentFault['message'] }[];
}

/**
 * Sends reports in one call, each press under a key of its own, so that a press whose answer was lost can be repeated.
 * Where the server finds faults in some rows, the others go in by themselves.
 */
export class Sender {
  #pressed: { readonly key: string; readonly body: string } | null = null;

  async send(reports: readonly SentReport[]): Promise<Sending> {
    const first = await this.#post(reports);
    if (first === 'unknown') return { fate: 'unknown' };
    if (first === 'taken') return { fate: 'sent', groups: reports.map(({ group }) => group), faults: [] };
    const faults = faultsOf(first.refusal, reports);
    const wrong = new Set(faults.map(({ group }) => group));
    const rest = reports.filter(({ group }) => !wrong.has(group));
    if (wrong.size === 0 || rest.length === 0) return { fate: 'refused', status: first.status, faults };
    const second = await this.#post(rest);
    if (second === 'taken') return { fate: 'sent', groups: rest.map(({ group }) => group), faults };
    if (second === 'unknown') return { fate: 'unknown' };
    return { fate: 'refused', status: second.status, faults: [...faults, ...faultsOf(second.refusal, rest)] };
  }

  async #post(
    reports: readonly SentReport[]
  ): Promise<'taken' | 'unknown' | { status: number; refusal: Refusal }> {
    const body = JSON.stringify({ reports });
    if (this.#pressed?.body !== body) this.#pressed = { key: newKey(), body };
    try {
      const answer = await fetch('/api/v1/reports', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': this.#pressed.key },
        body
      });
      if (answer.status >= 500 || answer.status === 429) return 'unknown';
      this.#pressed = null;
      if (answer.ok) return 'taken';
      return { status: answer.status, refusal: (await answer.json().catch(() => ({}))) as Refusal };
    } catch {
      return 'unknown';
    }
  }
}

function faultsOf({ faults = [] }: Refusal, reports: readonly SentReport[]): SentFault[] {
  return faults.flatMap(({ path, message }) => {
    const [, row, value] = /^\/reports\/(\d+)(?:\/values\/(\d+))?/.exec(path) ?? [];
    const report = reports[Number(row)];
    if (!report) return [];
    const indicator = value === undefined ? null : (report.values[Number(value)]?.indicator ?? null);
    return [{ group: report.group, indicator, message }];
  });
}
