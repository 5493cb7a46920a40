import { closeSync, constants, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { NotedLink } from './audit-log.ts';

/** The furthest place of a store's log that anybody was told of, and the store's id. */
export interface AnnouncedPlace extends NotedLink {
  readonly store: string;
}

/** Characters of the record: each writing covers the one before it whole. */
const RECORD = 192;

/**
 * The furthest place that was ever announced, in a small file beside the store (`announced` in the data folder), never in
 * it: a store that is put back cannot put it back too. It is written before a position is told to anybody and is not
 * fsynced: it has to outlive the program and a file that was copied over, and where the machine itself goes down with
 * it, a place that is too old is merely one that the log still holds.
 */
export class Announced {
  readonly #file: number | null;
  readonly #store: string;

  private constructor(file: number | null, store: string) {
    this.#file = file;
    this.#store = store;
  }

  /** What was announced last by whoever used this folder; null where nothing was, or it cannot be read. */
  static read(dataDir: string): AnnouncedPlace | null {
    try {
      const text = readFileSync(fileIn(dataDir), 'utf8');
      const match = /^(\S{1,64}) (\d{1,15}) ([0-9a-f]{64}) *\n$/.exec(text);
      if (!match) return null;
      return { store: match[1] ?? '', position: Number(match[2]), link: match[3] ?? '' };
    } catch {
      return null;
    }
  }

  /** Takes over the folder's record for a store; `failed` hears where it cannot be kept. */
  static open(dataDir: string, store: string, failed: (error: unknown) => void): Announced {
    try {
      mkdirSync(dataDir, { recursive: true });
      return new Announced(openSync(fileIn(dataDir), constants.O_RDWR | constants.O_CREAT), store);
    } catch (error) {
      failed(error);
      return new Announced(null, store);
    }
  }

  /** A place that is about to be told; what cannot be written is not worth silence. */
  note({ position, link }: NotedLink): void {
    if (this.#file === null || link === '') return;
    const record = `${this.#store} ${position} ${link}`.padEnd(RECORD - 1) + '\n';
    try {
      writeSync(this.#file, record, 0);
    } catch {
      // A full disk: the record is older than it could be.
    }
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file);
  }
}

function fileIn(dataDir: string): string {
  return join(dataDir, 'announced');
}
