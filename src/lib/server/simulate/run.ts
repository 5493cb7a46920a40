import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { DueGroup, DueList } from '../../api/filing.ts';
import { afterReport, nextReport } from './next-report.ts';

/** What a run was told. */
export interface Wish {
  readonly rate: number;
  readonly minutes: number;
  readonly province: string;
  readonly url: string;
  readonly key: string;
}

/** Reports on their way at once; more wait for the next beat. */
const MAX_UNDERWAY = 64;

/** One run: a report on every beat from a group picked at random, each a little further than its last. */
export class Run {
  readonly #wish: Wish;
  readonly #period: string;
  readonly #groups: DueGroup[];
  readonly #underway = new Set<Promise<void>>();
  #accepted = 0;
  #refused = 0;
  #failed = 0;
  #milliseconds = 0;
  #pauseUntil = 0;

  constructor(wish: Wish, due: DueList) {
    this.#wish = wish;
    this.#period = due.period;
    this.#groups = [...due.groups];
  }

  async until(stop: AbortSignal): Promise<void> {
    const { rate, minutes } = this.#wish;
    const started = performance.now();
    const beats = Math.round(rate * minutes * 60);
    let said = started;
    for (let beat = 0; beat < beats && !stop.aborted; beat++) {
      const due = Math.max(started + (beat * 1000) / rate, this.#pauseUntil);
      await delay(Math.max(0, due - performance.now()), undefined, { signal: stop }).catch(() => undefined);
      if (stop.aborted) break;
      if (this.#underway.size >= MAX_UNDERWAY) await Promise.race(this.#underway);
      this.#send();
      if (performance.now() - said >= 1000) {
        said = performance.now();
        this.#say(Math.round((said - started) / 1000));
      }
    }
    await Promise.all(this.#underway);
  }

  line(): string {
    const mean = this.#accepted > 0 ? (this.#milliseconds / this.#accepted).toFixed(1) : '–';
    return `${this.#accepted} được nhận / accepted · ${this.#refused} bị từ chối / refused · ${this.#failed} lỗi / failed · ${mean} ms`;
  }

  #send(): void {
    const at = Math.floor(Math.random() * this.#groups.length);
    const group = this.#groups[at]!;
    const report = nextReport(group, this.#period, Math.random);
    // What is on its way counts as filed, so that two reports of a group never go backwards.
    this.#groups[at] = afterReport(group, report);
    const sending = this.#post(JSON.stringify(report)).finally(() => this.#underway.delete(sending));
    this.#underway.add(sending);
  }

  async #post(body: string): Promise<void> {
    const begun = performance.now();
    try {
      const answer = await call(this.#wish, '/api/v1/reports', {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() }
      });
      await answer.arrayBuffer();
      if (answer.status === 429)
        this.#pauseUntil = begun + 1000 * Number(answer.headers.get('retry-after') ?? 1);
      if (answer.ok) {
        this.#accepted++;
        this.#milliseconds += performance.now() - begun;
      } else this.#refused++;
    } catch {
      this.#failed++;
    }
  }

  #say(seconds: number): void {
    const line = `${seconds} s · ${this.line()}`;
    if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${line}`);
    else if (seconds % 10 === 0) console.log(line);
  }
}

/** Asks the server, with the key. */
export function call(wish: Wish, path: string, request: RequestInit = {}): Promise<Response> {
  const headers = { ...request.headers, authorization: `Bearer ${wish.key}` };
  return fetch(new URL(path, wish.url), { ...request, headers, signal: AbortSignal.timeout(30_000) });
}
