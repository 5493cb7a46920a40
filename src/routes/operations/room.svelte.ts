import type { CaseVerb } from '$lib/domain/case.ts';
import type { Words } from '$lib/domain/indicator.ts';
import { call, hasFailed } from '$lib/client/call.ts';
import { PageClock } from '$lib/device/page-clock.ts';
import { followNews } from '$lib/sync/news.ts';
import type { Sent } from '$lib/api/declare.ts';
import type { ArrivalView, OperationsAnswer, RowDetail, RowView, stepOnRows } from '$lib/api/operations.ts';
import { MOST_ROWS, readFilter, ROWS_OF_A_PAGE } from '$lib/domain/row-filter.ts';

/** How the page stands with the server. */
export type RoomConnection = 'connecting' | 'live' | 'lost' | 'offline' | 'refused';

/** What was just done, and how it is undone. */
export interface Toast {
  readonly id: number;
  readonly verb: CaseVerb | 'undone' | 'failed';
  readonly name: string;
  /** Why it failed. */
  readonly why: Words | null;
  readonly undo: (() => Promise<void>) | null;
}

/** News is gathered for so long before the list is asked for anew; a marked row's detail is fetched when it has rested. */
const HEAR_MS = 300;
const REST_MS = 160;
const TOAST_MS = 8_000;
const ARRIVALS = 60;
/** The least and the most that is waited where the server says by when to ask again. */
const SOONEST_MS = 500;
const LATEST_MS = 60_000;

/** A step that needs no more than its name; any step about a row that the page knows. */
type PlainVerb = Exclude<CaseVerb, 'assigned' | 'snoozed'>;
type Without<Ask, Name extends string> = Ask extends unknown ? Omit<Ask, Name> : never;
export type RowStep = Without<Sent<typeof stepOnRows>, 'keys'>;

/** What undoes a step. */
const INVERSE: Readonly<Partial<Record<CaseVerb, PlainVerb>>> = {
  taken: 'released',
  snoozed: 'woken',
  resolved: 'reopened'
};

/** The board as the page holds it: asked for anew when something happens, and kept with its age where it cannot be. */
export class OperationsRoom {
  answer = $state.raw() as OperationsAnswer;
  arrivals = $state.raw<readonly ArrivalView[]>([]);
  /** Position up to which the page was loaded: what came after it just came. */
  readonly opened: number;
  marked = $state<string | null>(null);
  detail = $state.raw<RowDetail | null>(null);
  connection = $state<RoomConnection>('connecting');
  /** The last question failed: what is shown is as of `heardAt`. */
  isStale = $state(false);
  isAsking = $state(false);
  /** When the answer that is shown was given, by the server's clock; the same clock now. */
  heardAt = $state(0);
  now = $state(0);
  toast = $state.raw<Toast | null>(null);
  #query = '';
  #limit = ROWS_OF_A_PAGE;
  readonly #clock: PageClock;
  #asked: AbortController | null = null;
  #soon: ReturnType<typeof setTimeout> | undefined;
  #until: ReturnType<typeof setTimeout> | undefined;
  #rest: ReturnType<typeof setTimeout> | undefined;
  #fading: ReturnType<typeof setTimeout> | undefined;
  #toasts = 0;
  /** How often the news were followed anew, and at which of these the arrivals that are held were asked for: another line may be of another store, and theirs are not added to. */
  #line = 0;
  #lineOfHeld = 0;

  constructor(answer: OperationsAnswer, query: string) {
    this.opened = answer.position;
    this.#query = query;
    this.#clock = new PageClock(answer.now);
    this.#take(answer);
  }

  readonly rows: readonly RowView[] = $derived.by(() => this.answer.rows);
  /** The place of the marked row; −1 where none is. */
  readonly index: number = $derived.by(() => this.rows.findIndex(({ key }) => key === this.marked));
  readonly row: RowView | null = $derived.by(() => this.rows[this.index] ?? null);

  /** Follows the news of a unit and the clock; ends both when called again. */
  follow(unit: string): () => void {
    const tick = setInterval(() => {
      const sure = this.#clock.unsure === null;
      this.now = this.#clock.now();
      if (sure && this.#clock.unsure !== null) this.soon();
    }, 1000);
    const network = () => {
      if (!navigator.onLine) this.connection = 'offline';
      else if (this.connection === 'offline') this.connection = 'connecting';
    };
    network();
    window.addEventListener('online', network);
    window.addEventListener('offline', network);
    const stop = followNews([`${unit}/group`], {
      heard: () => this.soon(),
      connected: () => {
        this.connection = 'live';
        // What happened between the page and this was told to nobody.
        this.#line += 1;
        this.soon();
      },
      lost: () => {
        if (this.connection !== 'refused') this.connection = navigator.onLine ? 'lost' : 'offline';
      },
      refused: () => (this.connection = 'refused')
    });
    return () => {
      stop();
      clearInterval(tick);
      for (const timer of [this.#soon, this.#until, this.#rest, this.#fading]) clearTimeout(timer);
      this.#asked?.abort();
      window.removeEventListener('online', network);
      window.removeEventListener('offline', network);
    };
  }

  /** Another filter, as the address says it. */
  choose(query: string): void {
    if (query === this.#query) return;
    this.#query = query;
    this.#limit = ROWS_OF_A_PAGE;
    void this.ask();
  }

  /** Takes what the page was loaded with, where that is another area. */
  renew(answer: OperationsAnswer, query: string): void {
    if (answer.unit.key === this.answer.unit.key) return;
    this.#query = query;
    this.#limit = ROWS_OF_A_PAGE;
    this.arrivals = [];
    this.#take(answer);
  }

  /** Asks anew when nothing more has been heard for a moment. */
  soon(): void {
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.ask(), HEAR_MS);
  }

  /** More rows of the chosen kind. */
  more(): void {
    const { kind } = this.#filter;
    if (kind === null || this.isAsking || this.rows.length < this.#limit || this.#limit >= MOST_ROWS) return;
    this.#limit = Math.min(MOST_ROWS, this.#limit + 2 * ROWS_OF_A_PAGE);
    void this.ask();
  }

  /** Asks for the board anew; the last one stays where the server does not answer. */
  async ask(): Promise<void> {
    clearTimeout(this.#soon);
    this.#asked?.abort();
    const asked = new AbortController();
    this.#asked = asked;
    this.isAsking = true;
    const line = this.#line;
    const since = line === this.#lineOfHeld ? this.arrivals[0]?.position : undefined;
    const { unit, kind, pillar, state } = readFilter(new URLSearchParams(this.#query));
    const answered = await call(
      'GET /api/v1/operations',
      {},
      undefined,
      {
        ...{ state, limit: String(this.#limit) },
        ...(unit && { unit }),
        ...(kind && { kind }),
        ...(pillar && { pillar }),
        ...(since ? { since: String(since) } : {})
      },
      { signal: asked.signal }
    );
    // A later question took its place.
    if (asked.signal.aborted) return;
    if (!hasFailed(answered)) {
      if (line !== this.#lineOfHeld) this.arrivals = [];
      this.#lineOfHeld = line;
      this.#take(answered);
    } else {
      this.isStale = true;
      if (answered.status === 401 || answered.status === 403) this.connection = 'refused';
      else this.#wake(10 * SOONEST_MS);
    }
    this.isAsking = false;
    this.#look();
  }

  /** Marks a row; its detail follows when the mark rests. */
  mark(key: string | null): void {
    if (key === this.marked) return;
    this.marked = key;
    this.#look();
  }

  /** Takes a step about a row, says so, and how it is undone. `done` hears it as soon as the server has taken it. */
  async step(row: RowView, name: string, step: RowStep, done?: () => void): Promise<boolean> {
    const body = { ...step, keys: [row.key] };
    const sent = await call('POST /api/v1/operations/steps', {}, body);
    const refusal = hasFailed(sent) ? sent.why : sent.refused[0]?.message;
    const isDone = refusal === undefined;
    const verb = step.step;
    if (isDone) done?.();
    const inverse = row.kind === 'matter' && verb === 'resolved' ? undefined : INVERSE[verb];
    const undo = inverse && (() => this.#undo(row, name, inverse));
    this.#say(
      isDone
        ? { verb, name, why: null, undo: undo ?? null }
        : { verb: 'failed', name, why: refusal ?? null, undo: null }
    );
    await this.ask();
    return isDone;
  }

  async #undo(row: RowView, name: string, verb: PlainVerb): Promise<void> {
    if (await this.step(row, name, { step: verb })) {
      this.#say({ verb: 'undone', name, why: null, undo: null });
      this.mark(row.key);
    }
  }

  #say(toast: Omit<Toast, 'id'>): void {
    clearTimeout(this.#fading);
    const id = ++this.#toasts;
    this.toast = { ...toast, id };
    this.#fading = setTimeout(() => {
      if (this.toast?.id === id) this.toast = null;
    }, TOAST_MS);
  }

  get #filter(): { readonly kind: string | null } {
    return { kind: new URLSearchParams(this.#query).get('kind') };
  }

  #take(answer: OperationsAnswer): void {
    const [index, key] = this.answer ? [this.index, this.marked] : [-1, null];
    this.#clock.hear(answer.now);
    this.now = answer.now;
    this.heardAt = answer.now;
    this.isStale = false;
    this.answer = answer;
    this.arrivals = [...answer.arrivals, ...this.arrivals].slice(0, ARRIVALS);
    // Where the marked row has gone, the one that came into its place is marked.
    if (key !== null && !answer.rows.some((row) => row.key === key))
      this.marked = (answer.rows[Math.min(index, answer.rows.length - 1)] ?? null)?.key ?? null;
    if (answer.until !== null) this.#wake(answer.until - answer.now);
  }

  #wake(wait: number): void {
    clearTimeout(this.#until);
    this.#until = setTimeout(() => void this.ask(), Math.min(LATEST_MS, Math.max(SOONEST_MS, wait)));
  }

  #look(): void {
    clearTimeout(this.#rest);
    const key = this.marked;
    if (key === null) {
      this.detail = null;
      return;
    }
    this.#rest = setTimeout(() => void this.#fetchDetail(key), REST_MS);
  }

  async #fetchDetail(key: string): Promise<void> {
    const answered = await call('GET /api/v1/operations/row', {}, undefined, { key });
    if (key !== this.marked) return;
    if (!hasFailed(answered)) this.detail = answered;
    else if (answered.status === 404) this.detail = null;
  }
}
