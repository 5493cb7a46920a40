import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import type { EntryDraft, Position } from '../../domain/entry.ts';
import type { Backend } from './backend.ts';
import { readCatalogue, type KnownCatalogue } from './known-catalogue.ts';
import { toRow } from './entry-row.ts';
import { Refused } from './group-commit.ts';
import type { AppendOutcome, ReceiptDraft } from './store.ts';
import type { LogRow, ReceiptRow, Tables } from './tables.ts';

/** One caller's batch, with the receipt that it asks for. */
export interface AppendRequest {
  readonly batch: readonly EntryDraft[];
  readonly receipt: ReceiptDraft | undefined;
}

/** What one transaction did. */
export interface Appended {
  /** One for each request, in their order. */
  readonly outcomes: readonly (AppendOutcome | Refused)[];
  readonly known: KnownCatalogue;
  /** Whether any entry was appended. */
  readonly grew: boolean;
}

const ROWS_A_STATEMENT = 250;

/**
 * Appends the batches of several callers in one transaction. The head row is written first: its lock makes every
 * other appender wait, in this process or another, so that positions are dense and become visible in their order.
 */
export function appendAll(
  backend: Backend,
  known: KnownCatalogue,
  requests: readonly AppendRequest[]
): Promise<Appended> {
  return backend.db.transaction().execute(async (transaction) => {
    const head = await lockHead(transaction);
    const writing = new Writing(
      head.position,
      head.catalogue === known.catalogue ? known : await readCatalogue(transaction, known),
      await earlierReceipts(transaction, requests)
    );
    const outcomes = requests.map((request) => writing.take(request));
    const { rows, receipts } = writing;
    await insert(rows, (some) => transaction.insertInto('log').values(some).execute());
    await insert(receipts, (some) => transaction.insertInto('receipt').values(some).execute());
    if (rows.length > 0) {
      const { position, catalogue } = writing;
      await transaction.updateTable('log_head').set({ position, catalogue }).execute();
      await backend.announce(transaction, position);
    }
    return { outcomes, known: writing.known, grew: rows.length > 0 };
  });
}

/** The rows that a transaction will insert, collected request by request; a refused request adds none. */
class Writing {
  readonly rows: LogRow[] = [];
  readonly receipts: ReceiptRow[] = [];
  position: Position;
  known: KnownCatalogue;
  readonly #earlier: Map<string, Pick<ReceiptRow, 'body_hash' | 'answer'>>;

  constructor(position: Position, known: KnownCatalogue, earlier: readonly ReceiptRow[]) {
    this.position = position;
    this.known = known;
    this.#earlier = new Map(earlier.map((row) => [receiptKey(row.actor, row.key), row]));
  }

  get catalogue(): Position {
    return this.known.catalogue;
  }

  take({ batch, receipt }: AppendRequest): AppendOutcome | Refused {
    const earlier = receipt && this.#earlier.get(receiptKey(receipt.actor, receipt.key));
    if (earlier)
      return earlier.body_hash === receipt.bodyHash ? { receipt: earlier.answer } : { conflict: true };
    const first = this.position + 1;
    try {
      const { rows, known } = toRows(first, batch, this.known);
      const written = receipt && this.#write(receipt, first, batch[0]?.at ?? 0);
      for (const row of rows) this.rows.push(row);
      if (written) this.receipts.push(written);
      this.known = known;
      this.position += rows.length;
      return { first, last: this.position };
    } catch (error) {
      return new Refused(error);
    }
  }

  #write(receipt: ReceiptDraft, first: Position, at: number): ReceiptRow {
    const { actor, key, bodyHash } = receipt;
    const row = { actor, key, body_hash: bodyHash, answer: receipt.answer(first), at };
    this.#earlier.set(receiptKey(actor, key), row);
    return row;
  }
}

function toRows(
  first: Position,
  batch: readonly EntryDraft[],
  known: KnownCatalogue
): { rows: LogRow[]; known: KnownCatalogue } {
  let { ordinals, catalogue } = known;
  const rows = batch.map((draft, index) => {
    const position = first + index;
    if (draft.body.kind === 'catalogue') {
      ordinals = ordinals.with(draft.body.indicators);
      catalogue = position;
    }
    return toRow(position, draft, ordinals);
  });
  return { rows, known: { ordinals, catalogue } };
}

function lockHead(transaction: Transaction<Tables>): Promise<{ position: Position; catalogue: Position }> {
  return transaction
    .updateTable('log_head')
    .set((head) => ({ commits: head('commits', '+', 1) }))
    .returning(['position', 'catalogue'])
    .executeTakeFirstOrThrow();
}

async function earlierReceipts(
  transaction: Transaction<Tables>,
  requests: readonly AppendRequest[]
): Promise<ReceiptRow[]> {
  const wanted = requests.flatMap(({ receipt }) => (receipt ? [receipt] : []));
  if (wanted.length === 0) return [];
  const rows = await transaction
    .selectFrom('receipt')
    .selectAll()
    .where('key', 'in', [...new Set(wanted.map(({ key }) => key))])
    .execute();
  return rows;
}

/** Inserts rows some at a time; between them others are served, for SQLite works in this very thread. */
async function insert<Row>(
  rows: readonly Row[],
  write: (some: readonly Row[]) => Promise<unknown>
): Promise<void> {
  for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT) {
    if (at > 0) await nextTurn();
    await write(rows.slice(at, at + ROWS_A_STATEMENT));
  }
}

function receiptKey(actor: string, key: string): string {
  return `${actor}\n${key}`;
}
