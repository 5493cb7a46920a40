import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { KEPT } from '../../core/workbook-files/limits.ts';
import type { UploadState } from './upload.ts';

/** The files of one upload. */
export interface UploadFiles {
  readonly folder: string;
  readonly source: string;
  readonly rows: string;
  readonly findings: string;
  /** Reports that can go in, one line of JSON each. */
  readonly reports: string;
  /** Reports that wait for a choice, one line of JSON each. */
  readonly conflicts: string;
  /** Reports of one round of choices. */
  readonly round: (number: number) => string;
  readonly copy: string;
}

/** Uploads between their coming and their commit, each in a folder of its own; what is too old or too much goes. */
export class Shelf {
  readonly #root: string;
  readonly #store: string;
  readonly #states = new Map<string, UploadState>();
  #loaded: Promise<void> | null = null;

  /** `store`: the id of the store that stands. */
  constructor(root: string, store: string) {
    this.#root = root;
    this.#store = store;
  }

  files(id: string): UploadFiles {
    const folder = join(this.#root, id);
    const file = (name: string) => join(folder, name);
    return {
      folder,
      source: file('source'),
      rows: file('rows.ndjson'),
      findings: file('findings.json'),
      reports: file('reports.ndjson'),
      conflicts: file('conflicts.ndjson'),
      round: (number) => file(`chosen-${number}.ndjson`),
      copy: file('copy.xlsx')
    };
  }

  /** Reads what an earlier run of the program left. */
  load(): Promise<void> {
    return (this.#loaded ??= this.#load());
  }

  get(id: string): UploadState | null {
    return this.#states.get(id) ?? null;
  }

  /** Uploads of somebody, newest first. */
  of(actor: string): UploadState[] {
    return [...this.#states.values()]
      .filter((state) => state.actor === actor)
      .sort((a, b) => b.createdAt - a.createdAt);
  }

  async add(state: UploadState): Promise<void> {
    await mkdir(this.files(state.id).folder, { recursive: true });
    await this.put(state, true);
  }

  /** Changes what is known; `keep` writes it down, so that another run of the program knows it too. */
  async put(state: UploadState, keep: boolean): Promise<void> {
    this.#states.set(state.id, state);
    if (!keep) return;
    const path = join(this.files(state.id).folder, 'state.json');
    await writeFile(`${path}.new`, JSON.stringify(state));
    await rename(`${path}.new`, path);
  }

  async remove(id: string): Promise<void> {
    this.#states.delete(id);
    await rm(this.files(id).folder, { recursive: true, force: true });
  }

  /** Throws away what is too old, and the oldest of what is too much, except what is at work. */
  async tidy(now: number): Promise<void> {
    const resting = [...this.#states.values()]
      .filter(({ stage }) =>
        ['letters', 'mapping', 'ready', 'stored', 'refused', 'cancelled'].includes(stage)
      )
      .sort((a, b) => b.touchedAt - a.touchedAt);
    const perPerson = new Map<string, number>();
    let bytes = 0;
    let kept = 0;
    for (const { id, actor, size, touchedAt } of resting) {
      const own = (perPerson.get(actor) ?? 0) + 1;
      perPerson.set(actor, own);
      bytes += size;
      kept++;
      const isTooMuch = own > KEPT.perPerson || kept > KEPT.all || bytes > KEPT.bytes;
      if (isTooMuch || now - touchedAt > KEPT.ageMs) await this.remove(id);
    }
  }

  /** What was checked against, or stored in, a store that is no more is read anew: nothing of it is known to be there. */
  #standing(state: UploadState): UploadState {
    if (state.store === undefined || state.store === this.#store || state.stage === 'cancelled') return state;
    const { rounds: _rounds, ...rest } = state;
    const anew = {
      stage: 'reading',
      progress: 0,
      refusal: null,
      counts: null,
      stored: null,
      halted: null
    } as const;
    return { ...rest, ...anew, store: this.#store };
  }

  async #load(): Promise<void> {
    await mkdir(this.#root, { recursive: true });
    for (const name of await readdir(this.#root)) {
      try {
        const state = JSON.parse(await readFile(join(this.#root, name, 'state.json'), 'utf8')) as UploadState;
        if (state.id === name && state.stage !== 'receiving') this.#states.set(name, this.#standing(state));
        else await this.remove(name);
      } catch {
        // A folder without a readable state is what a crash left.
        await rm(join(this.#root, name), { recursive: true, force: true });
      }
    }
  }
}
