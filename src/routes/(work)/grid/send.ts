import { askServer } from '$lib/client/ask-server.ts';
import { newKey } from '../new-key.ts';
import type { VersionConflict, VersionConflicts } from '$lib/wire/filing.ts';
import type { SentReport } from './grid-desk.svelte.ts';

/** A fault that the server found, beside its row. */
export interface SentFault {
  readonly group: string;
  /** Code of the indicator; null where the whole row is meant. */
  readonly indicator: string | null;
  readonly code: string;
  readonly message: { readonly vi: string; readonly en: string };
}

/** What kept some rows from going in: faults, or newer versions that say otherwise (RULES 9a). */
interface Kept {
  readonly faults: readonly SentFault[];
  readonly conflicts: readonly VersionConflict[];
}

/** What became of a sending. `unknown`: nobody answered; the same press may be repeated without filing twice. */
export type Sending =
  | ({ readonly fate: 'sent'; readonly groups: readonly string[] } & Kept)
  | { readonly fate: 'unknown' }
  | ({ readonly fate: 'refused'; readonly status: number } & Kept);

interface Refusal extends Partial<Pick<VersionConflicts, 'conflicts'>> {
  readonly faults?: readonly {
    readonly path: string;
    readonly code: string;
    readonly message: SentFault['message'];
  }[];
}

/** How often rows that are kept back are left out and the others sent. */
const TRIES = 4;

/**
 * Sends reports in one call, each press under a key of its own, so that a press whose answer was lost can be repeated.
 * Where the server finds faults in some rows, or newer versions, the others go in by themselves.
 */
export class Sender {
  #pressed: { readonly key: string; readonly body: string } | null = null;

  async send(reports: readonly SentReport[]): Promise<Sending> {
    let rest = reports;
    let kept: Kept = { faults: [], conflicts: [] };
    for (let tries = 1; ; tries++) {
      const answer = await this.#post(rest);
      if (answer === 'unknown') return { fate: 'unknown' };
      if (answer === 'taken') return { fate: 'sent', groups: rest.map(({ group }) => group), ...kept };
      const { status, refusal } = answer;
      const [faults, conflicts] = [faultsOf(refusal, rest), refusal.conflicts ?? []];
      kept = { faults: [...kept.faults, ...faults], conflicts: [...kept.conflicts, ...conflicts] };
      const back = new Set([...faults, ...conflicts].map(({ group }) => group));
      const others = rest.filter(({ group }) => !back.has(group));
      if (back.size === 0 || others.length === 0 || tries === TRIES)
        return { fate: 'refused', status, ...kept };
      rest = others;
    }
  }

  async #post(
    reports: readonly SentReport[]
  ): Promise<'taken' | 'unknown' | { status: number; refusal: Refusal }> {
    const body = JSON.stringify({ reports });
    if (this.#pressed?.body !== body) this.#pressed = { key: newKey(), body };
    try {
      const answer = await askServer('/api/v1/reports', {
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
  return faults.flatMap(({ path, code, message }) => {
    const [, row, value] = /^\/reports\/(\d+)(?:\/values\/(\d+))?/.exec(path) ?? [];
    const report = reports[Number(row)];
    if (!report) return [];
    const indicator = value === undefined ? null : (report.values[Number(value)]?.indicator ?? null);
    return [{ group: report.group, indicator, code, message }];
  });
}
