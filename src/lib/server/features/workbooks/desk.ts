import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { mayAt, type Principal } from '../../../domain/access.ts';
import type { Cells } from '../../../domain/cells.ts';
import { dayAt, formatPeriod, type Period } from '../../../domain/period.ts';
import type { ReportBook } from '../../../domain/report-book.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import type { World } from '../../../domain/world.ts';
import type { OldLetters } from '../../../reading/letters.ts';
import type { ChainKnowledge } from '../../core/ingest/bar.ts';
import type { Store } from '../../core/store/store.ts';
import { check, mayFileFor, type CheckSource } from './checking.ts';
import { commit, type Accept } from './committing.ts';
import {
  readLines,
  setAside,
  settleAll,
  writeLines,
  type Chosen,
  type KeptConflict
} from './conflicts-kept.ts';
import type { Finding } from './findings.ts';
import { BOUNDS, KEPT } from '../../core/workbook-files/limits.ts';
import type { MappingView as Mapping } from '../../../api/workbooks.ts';
import { readApart } from '../../core/workbook-files/reading/read-apart.ts';
import { returnedCopy } from './returned-copy.ts';
import { samplesOf, type SheetSample } from './samples.ts';
import { Shelf } from './shelf.ts';
import { templateBook, templateCsv } from './template-book.ts';
import { templateOf } from './template.ts';
import { Turns } from './turns.ts';
import type { FindingsPage, Purpose, Stage, UploadCounts, UploadState } from './upload.ts';
import { writeApart } from '../../core/workbook-files/writing/write-apart.ts';

/** What the desk needs of the program. */
export interface DeskSource {
  /** Where uploads and what is made of them lie. */
  readonly folder: string;
  readonly storeId: string;
  /** The ids that the store had before it was put back (RULES 32). */
  readonly earlierIds: readonly string[];
  readonly world: World;
  readonly cells: Cells;
  readonly reports: Pick<ReportBook, 'versionsOf'>;
  readonly chain: ChainKnowledge;
  readonly store: Pick<Store, 'entriesAt'>;
  readonly accept: Accept;
  /** The server's moment, milliseconds UTC. */
  readonly clock: () => number;
  /** Hears what should not have failed. */
  readonly failed: (error: unknown) => void;
}

/** What somebody sends. */
export interface Sent {
  readonly name: string;
  readonly purpose: Purpose;
  readonly unit: string;
  /** `YYYY-MM`, or empty. */
  readonly period: string;
  readonly body: AsyncIterable<Uint8Array>;
}

/** Groups that a template holds at most. */
const TEMPLATE_GROUPS = 5_000;

/**
 * The desk of workbooks: gives templates out, takes files in, reads and checks them one after the other, and stores
 * what is right. Everybody sees their own uploads alone.
 */
export class WorkbookDesk {
  readonly #source: DeskSource;
  readonly #shelf: Shelf;
  readonly #turns = new Turns(KEPT.readers);
  readonly #atWork = new Map<string, AtWork>();

  constructor(source: DeskSource) {
    this.#source = source;
    this.#shelf = new Shelf(join(source.folder, 'uploads'), source.storeId);
  }

  /** How many files wait to be read or written. */
  get waiting(): number {
    return this.#turns.waiting;
  }

  /** A template for a unit and a period, as a file; why there is none where there is none. */
  async template(
    principal: Principal,
    {
      unit,
      period,
      format
    }: { readonly unit: UnitNode; readonly period: Period; readonly format: 'xlsx' | 'csv' }
  ): Promise<{ readonly bytes: Uint8Array; readonly groups: number } | 'noGroups' | 'tooManyGroups'> {
    const {
      world,
      cells,
      reports,
      chain: { links },
      storeId,
      folder
    } = this.#source;
    const now = this.#source.clock();
    const template = templateOf(
      { world, cells, reports, links, mayFile: mayFileFor({ world, now, principal }) },
      unit,
      period
    );
    const { groups } = template;
    if (groups === 0) return 'noGroups';
    if (groups > TEMPLATE_GROUPS) return 'tooManyGroups';
    if (format === 'csv') return { bytes: Buffer.from(templateCsv(template)), groups };
    const path = await this.#freshFile(folder);
    try {
      await this.#turns.take(() => writeApart(templateBook(template, storeId), path));
      return { bytes: await readFile(path), groups };
    } finally {
      await rm(path, { force: true });
    }
  }

  /** Takes a file in as it streams, and begins to read it. `tooLarge` where it is; nothing of it is kept then. */
  async receive(principal: Principal, sent: Sent): Promise<UploadState | 'tooLarge'> {
    await this.#shelf.load();
    const now = this.#source.clock();
    const state = freshUpload(principal, sent, this.#source.storeId, now);
    await this.#shelf.add(state);
    let size = 0;
    const counted = async function* () {
      for await (const chunk of sent.body) {
        size += chunk.byteLength;
        if (size > BOUNDS.fileBytes) throw new TooLarge();
        yield chunk;
      }
    };
    try {
      await pipeline(counted, createWriteStream(this.#shelf.files(state.id).source));
    } catch (error) {
      await this.#shelf.remove(state.id);
      if (error instanceof TooLarge) return 'tooLarge';
      throw error;
    }
    const received = await this.#change(state.id, { size, stage: 'reading', progress: 0 }, true);
    await this.#shelf.tidy(now);
    this.#work(state.id, (signal) => this.#read(state.id, principal, signal));
    return received ?? state;
  }

  /** Uploads of somebody, newest first. */
  async list(principal: Principal): Promise<UploadState[]> {
    await this.#shelf.load();
    return this.#shelf.of(principal.actor);
  }

  /** An upload of somebody's own; null where there is none. What a restart cut off goes on. */
  async find(principal: Principal, id: string): Promise<UploadState | null> {
    await this.#shelf.load();
    const state = this.#shelf.get(id);
    if (state?.actor !== principal.actor) return null;
    if (!this.#atWork.has(id)) {
      if (state.stage === 'reading') this.#work(id, (signal) => this.#read(id, principal, signal));
      if (state.stage === 'checking') this.#work(id, (signal) => this.#check(id, principal, signal));
      if (state.stage === 'storing') this.#work(id, () => this.#store(id, principal));
    }
    return state;
  }

  /** A page of what was found in an upload. */
  async findings(
    state: UploadState,
    {
      kind,
      from,
      limit
    }: { readonly kind: Finding['kind'] | null; readonly from: number; readonly limit: number }
  ): Promise<FindingsPage> {
    const all = (await this.#findingsOf(state.id)).filter(
      (finding) => kind === null || finding.kind === kind
    );
    return { total: all.length, findings: all.slice(from, from + limit) };
  }

  /** The first rows of an upload's sheets. */
  async samples(state: UploadState): Promise<SheetSample[]> {
    return state.head ? samplesOf(this.#shelf.files(state.id).rows, state.head) : [];
  }

  /** Says in which encoding a text is, and reads it again. */
  async letters(
    principal: Principal,
    given: UploadState,
    letters: OldLetters
  ): Promise<UploadState | 'notNow'> {
    const state = await this.#atRest(given);
    const isFixed = !state?.head?.offered || state.stored !== null || this.#atWork.has(state.id);
    if (isFixed || !RESTS.includes(state.stage)) return 'notNow';
    const change = { letters, stage: 'reading', progress: 0, refusal: null, counts: null } as const;
    const changed = await this.#change(state.id, change, true);
    this.#work(state.id, (signal) => this.#read(state.id, principal, signal));
    return changed ?? state;
  }

  /** Names the columns of a sector's file, and checks it by them. */
  async map(
    principal: Principal,
    given: UploadState,
    mapping: Mapping,
    period: string
  ): Promise<UploadState | 'notNow'> {
    const state = await this.#atRest(given);
    if (!state) return 'notNow';
    const waits = state.stage === 'mapping' || state.stage === 'ready' || state.stage === 'refused';
    if (state.purpose !== 'sector' || !state.head || !waits || state.stored || this.#atWork.has(state.id))
      return 'notNow';
    const change = { mapping, period, stage: 'checking', progress: 0, refusal: null, counts: null } as const;
    const changing = this.#change(state.id, change, true);
    this.#work(state.id, async (signal) => {
      // What could not be written down is only forgotten by a restart.
      await changing.catch(this.#source.failed);
      await this.#check(state.id, principal, signal);
    });
    return (await changing.catch(() => null)) ?? state;
  }

  /** Stores what is right; with `all` only where everything is. Answers at once: the state tells how far it is. */
  async commit(
    principal: Principal,
    given: UploadState,
    rows: 'good' | 'all'
  ): Promise<UploadState | 'notNow' | 'faulty'> {
    const state = await this.#atRest(given);
    if (!state) return 'notNow';
    if (state.stage === 'stored' || state.stage === 'storing') return state;
    const { counts } = state;
    if (state.stage !== 'ready' || !counts || this.#atWork.has(state.id)) return 'notNow';
    if (counts.reports === 0 || (rows === 'all' && counts.bad > 0)) return 'faulty';
    const changing = this.#change(state.id, { stage: 'storing', progress: 0, halted: null }, true);
    this.#work(state.id, async () => {
      // What could not be written down is only forgotten by a restart.
      await changing.catch(this.#source.failed);
      await this.#store(state.id, principal);
    });
    return (await changing.catch(() => null)) ?? state;
  }

  /** Reports of an upload that newer versions stand against, from a place on, and how many there are. */
  async conflicts(
    { id }: UploadState,
    from: number,
    limit: number
  ): Promise<{ total: number; conflicts: KeptConflict[] }> {
    const all = await readLines<KeptConflict>(this.#shelf.files(id).conflicts);
    return { total: all.length, conflicts: all.slice(from, from + limit) };
  }

  /**
   * Takes what the sender chose for reports that newer versions stand against (RULES 9a): what is left to say of them
   * waits to be stored.
   */
  async choose(given: UploadState, chosen: Chosen): Promise<UploadState | 'notNow'> {
    const state = await this.#atRest(given);
    if (!state?.counts || state.stage !== 'ready' || this.#atWork.has(state.id)) return 'notNow';
    const { counts } = state;
    // Nobody stores or chooses meanwhile; what could not be written down is asked again.
    this.#work(state.id, () => this.#settle(state, counts, chosen).catch(this.#source.failed));
    await this.#atWork.get(state.id)?.ended;
    return this.#shelf.get(state.id) ?? state;
  }

  async #settle(state: UploadState, before: UploadCounts, chosen: Chosen): Promise<void> {
    const files = this.#shelf.files(state.id);
    const kept = await readLines<KeptConflict>(files.conflicts);
    const { left, settled } = settleAll(kept, chosen);
    const rounds = (state.rounds ?? 0) + 1;
    await writeLines(files.round(rounds), settled);
    const counts = {
      ...before,
      reports: before.reports + settled.length,
      good: before.good + settled.reduce((sum, { rows }) => sum + rows, 0),
      conflicts: left.length
    };
    // The round is known before its conflicts are forgotten: a crash in between asks again and stores nothing twice.
    const isDone = left.length === 0 && counts.reports === (state.stored?.reports ?? 0);
    const stage: Stage = isDone ? 'stored' : 'ready';
    const stored = isDone ? (state.stored ?? { reports: 0, rows: 0, position: 0 }) : state.stored;
    await this.#change(state.id, { rounds, counts, stage, stored, halted: null }, true);
    await writeLines(files.conflicts, left);
  }

  /** Ends what is at work on an upload, or throws it away where nothing is. What is being stored is stored. */
  async drop(state: UploadState): Promise<void> {
    if (state.stage === 'storing') return;
    this.#atWork.get(state.id)?.controller.abort();
    await this.#shelf.remove(state.id);
  }

  /** An upload with what was found written into it. */
  async copy(state: UploadState): Promise<Uint8Array | null> {
    const { head } = state;
    if (!head || state.counts === null) return null;
    const files = this.#shelf.files(state.id);
    const book = await returnedCopy(files.rows, head, await this.#findingsOf(state.id));
    await this.#turns.take(() => writeApart(book, files.copy));
    return readFile(files.copy);
  }

  /** Ends whatever is being read. */
  async close(): Promise<void> {
    for (const { controller } of this.#atWork.values()) controller.abort();
    for (let waits = 0; this.#atWork.size > 0 && waits < 100; waits++)
      await new Promise((resolve) => setTimeout(resolve, 20));
  }

  async #read(id: string, principal: Principal, signal: AbortSignal): Promise<void> {
    const state = this.#shelf.get(id);
    if (!state) return;
    const files = this.#shelf.files(id);
    await this.#turns.take(async () => {
      if (signal.aborted) return;
      const began = performance.now();
      const outcome = await readApart({
        path: files.source,
        name: state.name,
        rows: files.rows,
        letters: state.letters ?? '',
        signal,
        progress: (share) => void this.#change(id, { progress: share }, false)
      });
      const figures = {
        readerKilobytes: outcome.peakKilobytes,
        readMs: Math.round(performance.now() - began)
      };
      if (signal.aborted) return;
      if ('refused' in outcome) {
        const refusal = { code: outcome.refused, what: outcome.what };
        await this.#change(id, { ...figures, stage: 'refused', refusal }, true);
        return;
      }
      const isAsked = outcome.head.offered !== undefined && state.letters === undefined;
      const stage = isAsked ? 'letters' : state.purpose === 'sector' ? 'mapping' : 'checking';
      await this.#change(id, { ...figures, head: outcome.head, stage, progress: 0 }, true);
    });
    if (this.#shelf.get(id)?.stage === 'checking') await this.#check(id, principal, signal);
  }

  async #check(id: string, principal: Principal, signal: AbortSignal): Promise<void> {
    const state = this.#shelf.get(id);
    if (!state?.head || signal.aborted) return;
    const began = performance.now();
    const { storeId, earlierIds, world, cells, reports, chain, store } = this.#source;
    const source: CheckSource = {
      storeId,
      earlierIds,
      world,
      cells,
      reports,
      chain,
      store,
      principal,
      now: this.#source.clock()
    };
    const checked = await check(state, state.head, this.#shelf.files(id), source, (share) => {
      signal.throwIfAborted();
      void this.#change(id, { progress: share }, false);
    });
    const checkMs = Math.round(performance.now() - began);
    if ('refused' in checked)
      await this.#change(id, { stage: 'refused', refusal: checked.refused, checkMs }, true);
    else await this.#change(id, { ...checked, rounds: 0, stage: 'ready', progress: 1, checkMs }, true);
  }

  async #store(id: string, principal: Principal): Promise<void> {
    const began = performance.now();
    const total = this.#shelf.get(id)?.counts?.reports ?? 1;
    const progress = (done: number) => void this.#change(id, { progress: done / total }, false);
    try {
      const files = this.#shelf.files(id);
      const rounds = Array.from({ length: this.#shelf.get(id)?.rounds ?? 0 }, (_, k) => files.round(k + 1));
      const all = [files.reports, ...rounds];
      let done = await commit(id, all, principal, this.#source.accept, progress);
      // What a newer version stands against since the check waits for a choice; the rest goes in without it.
      while (done.against.length > 0) {
        await this.#setAside(id, done.at, done.against);
        done = await commit(id, all, principal, this.#source.accept, progress);
      }
      const { stored, halted } = done;
      const storeMs = Math.round(performance.now() - began);
      const waits = halted !== null || (this.#shelf.get(id)?.counts?.conflicts ?? 0) > 0;
      await this.#change(
        id,
        { stage: waits ? 'ready' : 'stored', stored, halted, storeMs, progress: 1 },
        true
      );
    } catch (error) {
      this.#source.failed(error);
      await this.#change(id, { stage: 'ready', progress: 0, halted: NOT_STORED }, true);
    }
  }

  /** Takes reports out of a file that is being stored, to wait for a choice. */
  async #setAside(id: string, file: string, against: readonly KeptConflict[]): Promise<void> {
    const counts = this.#shelf.get(id)?.counts;
    await setAside(file, this.#shelf.files(id).conflicts, against);
    if (!counts) return;
    const rows = against.reduce((sum, one) => sum + one.rows, 0);
    const changed = {
      ...counts,
      reports: counts.reports - against.length,
      good: counts.good - rows,
      conflicts: (counts.conflicts ?? 0) + against.length
    };
    await this.#change(id, { counts: changed }, true);
  }

  /** Does something to an upload on the side; whoever asks for it meanwhile sees how far it is. */
  #work(id: string, work: (signal: AbortSignal) => Promise<void>): void {
    const controller = new AbortController();
    const ended = work(controller.signal)
      .catch(async (error: unknown) => {
        if (controller.signal.aborted) return;
        this.#source.failed(error);
        await this.#change(id, { stage: 'refused', refusal: { code: 'readerDied', what: '' } }, true);
      })
      .catch(this.#source.failed)
      .finally(() => this.#atWork.delete(id));
    this.#atWork.set(id, { controller, ended });
  }

  /** An upload as it stands now; null where it is gone. What is already said to rest may still be writing that down: that is waited for. */
  async #atRest(given: UploadState): Promise<UploadState | null> {
    const { stage } = this.#shelf.get(given.id) ?? given;
    if (RESTS.includes(stage)) await this.#atWork.get(given.id)?.ended;
    return this.#shelf.get(given.id);
  }

  async #change(id: string, change: Partial<UploadState>, keep: boolean): Promise<UploadState | null> {
    const state = this.#shelf.get(id);
    if (!state) return null;
    const changed = { ...state, ...change, touchedAt: this.#source.clock() };
    await this.#shelf.put(changed, keep);
    return changed;
  }

  async #findingsOf(id: string): Promise<Finding[]> {
    try {
      return JSON.parse(await readFile(this.#shelf.files(id).findings, 'utf8')) as Finding[];
    } catch {
      return [];
    }
  }

  async #freshFile(folder: string): Promise<string> {
    const made = join(folder, 'made');
    await mkdir(made, { recursive: true });
    return join(made, `${randomBytes(9).toString('base64url')}.xlsx`);
  }
}

/** Stages at which an upload waits for a person. */
const RESTS: readonly Stage[] = ['letters', 'mapping', 'ready', 'refused'];

/** What is being done to an upload on the side. */
interface AtWork {
  readonly controller: AbortController;
  readonly ended: Promise<unknown>;
}

const NOT_STORED = {
  vi: 'Máy chủ chưa lưu được. Phần đã lưu không bị lưu lại lần nữa; hãy thử lại.',
  en: 'Could not save. Nothing is saved twice; try again.'
};

class TooLarge extends Error {}

/** An upload before anything is known of it. */
function freshUpload(
  { actor }: Principal,
  { name, purpose, unit, period }: Sent,
  store: string,
  now: number
): UploadState {
  return {
    id: randomBytes(12).toString('base64url'),
    actor,
    store,
    name,
    size: 0,
    purpose,
    unit,
    period,
    createdAt: now,
    touchedAt: now,
    stage: 'receiving',
    progress: 0,
    refusal: null,
    head: null,
    mapping: null,
    counts: null,
    stored: null,
    halted: null,
    readerKilobytes: 0,
    readMs: 0,
    checkMs: 0,
    storeMs: 0
  };
}

/** Whether somebody may file for anything at or below a unit. */
export function filesWithin(principal: Principal, world: World, unit: UnitNode, now: number): boolean {
  const day = dayAt(now);
  for (const node of world.tree.downward(unit.ordinal)) {
    if (node.kind === 'group' && mayAt(principal, 'file', world.tree, node.ordinal, day)) return true;
  }
  return false;
}

/** The period as it stands in the name of a file. */
export function fileName(unit: UnitNode, period: Period, format: string): string {
  return `mangluoi-${unit.unit.code}-${formatPeriod(period)}.${format}`;
}
