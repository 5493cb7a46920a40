/** A question that failed; the engine goes on. On a page the last picture stays, with its age. */
export class QuestionFailed extends Error {
  /** Null where the question itself was wrong; else why the engine had to be begun anew. */
  readonly broke: Breakage | null;

  constructor(cause: unknown) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.name = 'QuestionFailed';
    this.broke = breakageOf(cause);
  }
}

/** Why an engine is begun anew: its memory ran out, its WebAssembly broke, or it did not let itself be stopped. */
export type Breakage = 'memory' | 'trap' | 'stalled';

/** What an error says of the engine; null where it goes on. */
export function breakageOf(error: unknown): Breakage | null {
  if (error instanceof Stalled) return 'stalled';
  if (isOutOfMemory(error)) return 'memory';
  return isTrap(error) ? 'trap' : null;
}

/** The engine was asked to stop and went on. */
export class Stalled extends Error {
  constructor() {
    super('the engine did not stop when it was asked to');
    this.name = 'Stalled';
  }
}

/** Whether memory ran out, DuckDB's own or the WebAssembly's: what was taken is given back only by a new beginning. */
function isOutOfMemory(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return /out of memory|bad_alloc|enlarge memory|could not allocate|allocation failed|Aborted\(OOM/i.test(
    error.message
  );
}

/** A question that nobody waits for any more: a later one of the same purpose came, or the caller gave it up. */
export class Superseded extends Error {
  constructor() {
    super('a later question took the place of this one');
    this.name = 'Superseded';
  }
}

/** The engine could not be started, or was closed. What does not need it goes on without it. */
export class EngineDown extends Error {
  constructor(cause?: unknown) {
    super('the query engine is not running', { cause });
    this.name = 'EngineDown';
  }
}

/** An answer of more bytes than a page takes (`MachineBounds`); the engine goes on. */
export class AnswerTooLarge extends Error {
  constructor() {
    super('the answer is larger than a page takes');
    this.name = 'AnswerTooLarge';
  }
}

/** Fewer or more rows arrived in a table than were sent: the table cannot be trusted. */
export class RowsLost extends Error {
  constructor(table: string, sent: number, arrived: number) {
    super(`${table}: ${sent} rows sent, ${arrived} arrived`);
    this.name = 'RowsLost';
  }
}

/** Whether an error says that the WebAssembly itself broke: nothing it answers afterwards can be trusted. */
function isTrap(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof WebAssembly.RuntimeError || error.name === 'RuntimeError') return true;
  return (
    error instanceof WorkerBroken ||
    /memory access out of bounds|null function|unreachable/.test(error.message)
  );
}

/** The worker itself reported an error outside any question. */
export class WorkerBroken extends Error {
  constructor(detail: string) {
    super(`the engine's worker broke: ${detail}`);
    this.name = 'WorkerBroken';
  }
}
