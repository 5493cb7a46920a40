import { askServer, openedAs, tellOtherAccount } from '$lib/client/ask-server.ts';
import type {
  ConflictsView,
  ConflictView,
  FindingView,
  FindingsView,
  UploadView
} from '$lib/wire/workbooks.ts';

/** What became of something that was asked of the server. */
export type Trouble = 'failed' | 'failedBusy' | 'forbidden' | 'gone' | 'tooLarge' | 'otherKind' | 'cancelled';

const MOST_BYTES = 256 * 1024 * 1024;
const PAGE = 100;
const LOOK_MS = 400;
const LOST_MS = 3_000;
const AT_WORK = ['receiving', 'reading', 'checking', 'storing'];

/** How an upload is sent. */
export interface Sending {
  readonly purpose: 'reports' | 'sector';
  readonly unit: string;
  readonly period: string;
}

/** One upload on its way: sent, followed while the server works on it, its findings page by page. */
export class Upload {
  /** The file that is being sent, and how much of it has gone, 0–1. */
  sending = $state.raw<{ readonly name: string; readonly share: number } | null>(null);
  view = $state.raw<UploadView | null>(null);
  trouble = $state.raw<Trouble | null>(null);
  /** The server cannot be reached at the moment. */
  lost = $state(false);
  findings = $state.raw<readonly FindingView[]>([]);
  total = $state(0);
  /** Reports that wait for a choice, as far as they were fetched. */
  conflicts = $state.raw<readonly ConflictView[]>([]);
  kind = $state<'all' | 'fault' | 'warning'>('all');
  /** Something was asked and the answer is awaited. */
  busy = $state(false);
  /** Hears that an upload has reached an end of the server's work. */
  readonly #settled: () => void;
  #request: XMLHttpRequest | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(settled: () => void) {
    this.#settled = settled;
  }

  get isAtWork(): boolean {
    return this.sending !== null || (this.view !== null && AT_WORK.includes(this.view.stage));
  }

  send(file: File, { purpose, unit, period }: Sending): void {
    this.reset();
    if (!/\.(?:xlsx|xltx|csv|txt|tsv|xlsm|xls)$/i.test(file.name)) return this.#fail('otherKind');
    if (file.size > MOST_BYTES) return this.#fail('tooLarge');
    const request = new XMLHttpRequest();
    this.#request = request;
    this.sending = { name: file.name, share: 0 };
    const query = Object.entries({ name: file.name, purpose, unit, period })
      .map(([key, text]) => `${key}=${encodeURIComponent(text)}`)
      .join('&');
    request.open('POST', `/api/v1/workbooks?${query}`);
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('x-filed-as', openedAs());
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => {
      this.sending = { name: file.name, share: total > 0 ? loaded / total : 0 };
    };
    request.onload = () => this.#sent(request);
    request.onerror = () => this.#fail('failed');
    request.onabort = () => this.#fail('cancelled');
    request.send(file);
  }

  /** Shows an upload of before. */
  open(view: UploadView): void {
    this.reset();
    this.#take(view);
  }

  /** Stops what is being sent or read. */
  async cancel(): Promise<void> {
    if (this.sending) return this.#request?.abort();
    await this.drop();
    this.trouble = 'cancelled';
  }

  async drop(): Promise<void> {
    const { view } = this;
    this.reset();
    if (view) await this.#ask(`/${view.id}`, { method: 'DELETE' });
    this.#settled();
  }

  async commit(): Promise<void> {
    if (!this.view) return;
    this.busy = true;
    const rows = this.view.counts?.bad === 0 ? 'all' : 'good';
    const answer = await this.#ask(`/${this.view.id}/commit`, {
      method: 'POST',
      body: JSON.stringify({ rows })
    });
    this.busy = false;
    if (answer) this.#take((await answer.json()) as UploadView);
  }

  /** Says in which old encoding the file is. */
  async letters(letters: string): Promise<void> {
    if (!this.view) return;
    this.busy = true;
    const body = JSON.stringify({ letters });
    const answer = await this.#ask(`/${this.view.id}/letters`, { method: 'POST', body });
    this.busy = false;
    if (answer) this.#take((await answer.json()) as UploadView);
  }

  /** The next reports that wait for a choice. */
  async moreConflicts(): Promise<void> {
    const { view } = this;
    if (!view) return;
    const answer = await this.#ask(`/${view.id}/conflicts?from=${this.conflicts.length}`);
    if (!answer || this.view?.id !== view.id) return;
    const { conflicts } = (await answer.json()) as ConflictsView;
    this.conflicts = [...this.conflicts, ...conflicts];
  }

  /** Chooses which cells of some reports stay as filed; `all` is for every other one. */
  async choose(
    choices: readonly { group: string; period: string; theirs: readonly string[] }[],
    all: 'mine' | 'theirs' | null
  ): Promise<void> {
    if (!this.view) return;
    this.busy = true;
    const body = JSON.stringify({ choices, all });
    const answer = await this.#ask(`/${this.view.id}/conflicts`, { method: 'POST', body });
    this.busy = false;
    if (!answer) return;
    this.view = (await answer.json()) as UploadView;
    this.conflicts = [];
    this.#settled();
    if (this.view.counts?.conflicts) await this.moreConflicts();
  }

  /** Names the columns of a sector's file. */
  async map(mapping: unknown, period: string): Promise<void> {
    if (!this.view) return;
    this.busy = true;
    const body = JSON.stringify({ mapping, period });
    const answer = await this.#ask(`/${this.view.id}/mapping`, { method: 'POST', body });
    this.busy = false;
    if (answer) this.#take((await answer.json()) as UploadView);
  }

  async show(kind: 'all' | 'fault' | 'warning'): Promise<void> {
    this.kind = kind;
    this.findings = [];
    await this.more();
  }

  /** The next page of findings. */
  async more(): Promise<void> {
    const { view, kind } = this;
    if (!view) return;
    const query = `kind=${kind}&from=${this.findings.length}&limit=${PAGE}`;
    const answer = await this.#ask(`/${view.id}/findings?${query}`);
    if (!answer || this.view?.id !== view.id || this.kind !== kind) return;
    const { total, findings } = (await answer.json()) as FindingsView;
    this.total = total;
    this.findings = [...this.findings, ...findings];
  }

  reset(): void {
    clearTimeout(this.#timer);
    this.sending = null;
    this.view = null;
    this.trouble = null;
    this.lost = false;
    this.findings = [];
    this.total = 0;
    this.conflicts = [];
    this.kind = 'all';
  }

  /** Ends following; for when the page goes. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#request?.abort();
  }

  #sent(request: XMLHttpRequest): void {
    if (request.status === 412) void tellOtherAccount();
    this.sending = null;
    this.#request = null;
    if (request.status === 202) return this.#take(request.response as UploadView);
    this.#fail(request.status === 403 ? 'forbidden' : request.status === 413 ? 'tooLarge' : 'failed');
  }

  #fail(trouble: Trouble): void {
    this.sending = null;
    this.#request = null;
    this.trouble = trouble;
  }

  #take(view: UploadView): void {
    const before = this.view?.stage;
    this.view = view;
    if (AT_WORK.includes(view.stage)) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => void this.#look(), LOOK_MS);
      return;
    }
    if (before === view.stage) return;
    this.#settled();
    this.conflicts = [];
    if (view.counts?.conflicts) void this.moreConflicts();
    if (view.counts && view.counts.faults + view.counts.warnings > 0) void this.show('all');
  }

  async #look(): Promise<void> {
    const id = this.view?.id;
    if (id === undefined) return;
    try {
      const answer = await askServer(`/api/v1/workbooks/${id}`);
      if (this.view?.id !== id) return;
      this.lost = false;
      if (answer.status === 404) {
        this.reset();
        this.trouble = 'gone';
      } else if (answer.ok) this.#take((await answer.json()) as UploadView);
      else this.#again(LOST_MS);
    } catch {
      this.lost = true;
      this.#again(LOST_MS);
    }
  }

  #again(after: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), after);
  }

  async #ask(path: string, init: RequestInit = {}): Promise<Response | null> {
    this.trouble = null;
    try {
      const headers = init.body === undefined ? {} : { 'content-type': 'application/json' };
      const answer = await askServer(`/api/v1/workbooks${path}`, { ...init, headers });
      if (answer.ok) return answer;
      this.trouble =
        answer.status === 404
          ? 'gone'
          : answer.status === 409
            ? 'failedBusy'
            : answer.status === 403
              ? 'forbidden'
              : 'failed';
    } catch {
      this.trouble = 'failed';
    }
    return null;
  }
}
