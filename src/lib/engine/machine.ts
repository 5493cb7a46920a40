import type { Table } from 'apache-arrow';

/** What a question may be asked with: `$1`, `$2`, … in its SQL. */
export type Param = number | string;

/** A connection to a running DuckDB. After any failure it is poisoned: close it and open another. */
export interface Connection {
  /** Runs one statement. Aborting interrupts it at work. */
  run(sql: string, signal?: AbortSignal): Promise<Table>;
  /** Makes a new table of one complete Arrow IPC stream. The bytes are gone afterwards. */
  takeStream(table: string, bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** One running DuckDB: a worker in the browser, the same WASM in Node for the tests. */
export interface Machine {
  connect(): Promise<Connection>;
  /** Rejects when it breaks, also where no question is being answered; never resolves. */
  readonly broken?: Promise<never>;
  /** Ends it at once, whatever it is doing; its memory is free only then. */
  terminate(): void;
}

/** What an engine is held to from outside, which is asked what somebody wrote. */
export interface MachineBounds {
  /** Bytes that its WebAssembly may grow to. */
  readonly mostMemory: number;
  /** Bytes of an answer. */
  readonly mostAnswer: number;
}

/**
 * The workbench's: what its own limit counts, and half as much for what it does not count (texts and lists within an
 * aggregate); and an answer that a page takes.
 */
export const WORKBENCH_BOUNDS: MachineBounds = { mostMemory: 1_536 * 2 ** 20, mostAnswer: 48 * 2 ** 20 };

/**
 * What a machine is started with, in this order: no extension, no file and no network is within reach of any SQL,
 * and no SQL can change that.
 */
export const SETTINGS = [
  "memory_limit = '1GB'",
  'autoinstall_known_extensions = false',
  'autoload_known_extensions = false',
  'enable_external_access = false',
  'lock_configuration = true'
] as const;
