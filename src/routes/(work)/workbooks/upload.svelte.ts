import type { ConflictView, FindingView, MappingView, UploadView } from '$lib/api/workbooks.ts';
import { openedAs, tellOtherAccount } from '$lib/client/ask-server.ts';
import { call, hasFailed, type Failure } from '$lib/client/call.ts';
import type { OldLetters } from '$lib/reading/letters.ts';

/** What became of something that was asked of the server. */
export type Trouble = 'failed' | 'failedBusy' | 'forbidden' | 'gone' | 'tooLarge' | 'otherKind' | 'cancelled';

const MOST_BYTES = 256 * 1024 * 1024;
const PAGE = '100';
const LOOK_MS = 400;
const LOST_MS = 3_000;
const AT_WORK = ['receiving', 'reading', 'checking', 'storing'];

/** What a refused call means; anything else is `failed`. */
const TROUBLES: Readonly<Partial<Record<number, Trouble>>> = {
  403: 'forbidden',
  404: 'gone',
  409: 'failedBusy'
};

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
    if (view) this.#hasFailed(await call('DELETE /api/v1/workbooks/{id}', { id: view.id }, undefined));
    this.#settled();
  }

  async commit(): Promise<void> {
    if (!this.view) return;
    this.#begin();
    const rows = this.view.counts?.bad === 0 ? 'all' : 'good';
    this.#took(await call('POST /api/v1/workbooks/{id}/commit', { id: this.view.id }, { rows }));
  }

  /** Says in which old encoding the file is. */
  async letters(letters: OldLetters): Promise<void> {
    if (!this.view) return;
    this.#begin();
    this.#took(await call('POST /api/v1/workbooks/{id}/letters', { id: this.view.id }, { letters }));
  }

  /** The next reports that wait for a choice. */
  async moreConflicts(): Promise<void> {
    const { view } = this;
    if (!view) return;
    this.trouble = null;
    const query = { from: String(this.conflicts.length) };
    const page = await call('GET /api/v1/workbooks/{id}/conflicts', { id: view.id }, undefined, query);
    if (this.#hasFailed(page) || this.view?.id !== view.id) return;
    this.conflicts = [...this.conflicts, ...page.conflicts];
  }

  /** Chooses which cells of some reports stay as filed; `all` is for every other one. */
  async choose(
    choices: readonly { group: string; period: string; theirs: readonly string[] }[],
    all: 'mine' | 'theirs' | null
  ): Promise<void> {
    if (!this.view) return;
    this.#begin();
    const chosen = { choices, all };
    const view = await call('POST /api/v1/workbooks/{id}/conflicts', { id: this.view.id }, chosen);
    this.busy = false;
    if (this.#hasFailed(view)) return;
    this.view = view;
    this.conflicts = [];
    this.#settled();
    if (view.counts?.conflicts) await this.moreConflicts();
  }

  /** Names the columns of a sector's file. */
  async map(mapping: MappingView, period: string): Promise<void> {
    if (!this.view) return;
    this.#begin();
    const named = { mapping, period };
    this.#took(await call('POST /api/v1/workbooks/{id}/mapping', { id: this.view.id }, named));
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
    this.trouble = null;
    const query = { kind, from: String(this.findings.length), limit: PAGE };
    const page = await call('GET /api/v1/workbooks/{id}/findings', { id: view.id }, undefined, query);
    if (this.#hasFailed(page) || this.view?.id !== view.id || this.kind !== kind) return;
    this.total = page.total;
    this.findings = [...this.findings, ...page.findings];
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
    const view = await call('GET /api/v1/workbooks/{id}', { id }, undefined);
    if (hasFailed(view) && view.status === 0) {
      this.lost = true;
      return this.#again(LOST_MS);
    }
    if (this.view?.id !== id) return;
    this.lost = false;
    if (!hasFailed(view)) return this.#take(view);
    if (view.status !== 404) return this.#again(LOST_MS);
    this.reset();
    this.trouble = 'gone';
  }

  #again(after: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#look(), after);
  }

  #begin(): void {
    this.busy = true;
    this.trouble = null;
  }

  /** Ends a step: shows what became of the upload, or why it was not done. */
  #took(outcome: UploadView | Failure): void {
    this.busy = false;
    if (!this.#hasFailed(outcome)) this.#take(outcome);
  }

  /** Whether something was not done; says why. */
  #hasFailed(outcome: object | null): outcome is Failure {
    if (!hasFailed(outcome)) return false;
    this.trouble = TROUBLES[outcome.status] ?? 'failed';
    return true;
  }
}
