import type { Transaction } from 'kysely';
import type { EntryBody, EntryDraft } from '../../../domain/entry.ts';
import type { Position } from '../../../domain/position.ts';
import type { Backend } from './backend.ts';
import { readCatalogue, type KnownCatalogue } from './known-catalogue.ts';
import { toRow } from './entry-row.ts';
import { Refused } from './group-commit.ts';
import { insertRows } from './insert-rows.ts';
import { linkOf, type LinkedRow } from './link.ts';
import { objectsOf } from './objects-of.ts';
import { indexedName, refuseUnstorable } from './parameters.ts';
import type { HeadRow, LogRow, ObjectRow, ReceiptRow, Tables } from './tables.ts';

/** A promise of the same answer to the same request, kept with the entries it answers for (RULES 19). */
export interface ReceiptDraft {
  readonly actor: string;
  /** The caller's idempotency key. */
  readonly key: string;
  /** SHA-256 of the request's body, hexadecimal: the same key with another body is a conflict. */
  readonly bodyHash: string;
  /** Makes what will be answered again, from the position of the first entry. */
  answer(first: Position): string;
}

/** What became of a batch: appended; or answered before, with the earlier answer; or the key was used for another body. */
export type AppendOutcome =
  | { readonly first: Position; readonly last: Position }
  | { readonly receipt: string }
  | { readonly conflict: true };

/** One caller's batch, with the receipt that it asks for. */
export interface AppendRequest {
  readonly batch: readonly EntryDraft[];
  readonly receipt: ReceiptDraft | undefined;
  readonly judgedAt?: JudgedAt | undefined;
}

/** Up to which position the log was judged by; absent where that does not matter. */
export interface JudgedAt {
  /** Units, groups, indicators and targets. */
  readonly structure?: Position;
  /** The versions of the groups and periods that the batch reports for. */
  readonly versions?: Position;
}

/** Another version of a group and period came since a report was judged: it has to be judged again (RULES 9a). */
export class VersionsMoved extends Error {
  constructor() {
    super('a newer version has come since the batch was judged');
    this.name = 'VersionsMoved';
  }
}

/** Units, groups, indicators or targets were named since a batch was judged: it has to be judged again. */
export class StructureMoved extends Error {
  constructor() {
    super('the structure has changed since the batch was judged');
    this.name = 'StructureMoved';
  }
}

/** Kinds of entries by which later ones are judged. */
export const structureKinds: ReadonlySet<string> = new Set(['catalogue', 'units', 'groups', 'targets']);

/** What one transaction did. */
export interface Appended {
  /** One for each request, in their order. */
  readonly outcomes: readonly (AppendOutcome | Refused)[];
  readonly known: KnownCatalogue;
  /** Whether any entry was appended. */
  readonly grew: boolean;
}

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
      head,
      head.catalogue === known.catalogue ? known : await readCatalogue(transaction, known),
      await earlierReceipts(transaction, requests),
      await newerVersions(transaction, requests)
    );
    const outcomes = requests.map((request) => writing.take(request));
    const { rows, receipts, objects } = writing;
    await insertRows(transaction, 'log', rows);
    await insertRows(transaction, 'log_object', objects);
    await insertRows(transaction, 'receipt', receipts);
    if (rows.length > 0) {
      const { position, catalogue, structure, link } = writing;
      await transaction.updateTable('log_head').set({ position, catalogue, structure, link }).execute();
      await backend.announce(transaction, position);
    }
    return { outcomes, known: writing.known, grew: rows.length > 0 };
  });
}

/** The rows that a transaction will insert, collected request by request; a refused request adds none. */
class Writing {
  readonly rows: LogRow[] = [];
  readonly receipts: ReceiptRow[] = [];
  readonly objects: ObjectRow[] = [];
  position: Position;
  structure: Position;
  link: string;
  known: KnownCatalogue;
  readonly #earlier: Map<string, Pick<ReceiptRow, 'body_hash' | 'answer'>>;
  /** The newest version of each group and period since the oldest judgement; null where nobody asks. */
  readonly #versions: Map<string, Position> | null;

  constructor(
    head: Head,
    known: KnownCatalogue,
    earlier: readonly ReceiptRow[],
    versions: Map<string, Position> | null
  ) {
    this.#versions = versions;
    this.position = head.position;
    this.structure = head.structure;
    this.link = head.link;
    this.known = known;
    this.#earlier = new Map(earlier.map((row) => [receiptKey(row.actor, row.key), row]));
  }

  get catalogue(): Position {
    return this.known.catalogue;
  }

  take({ batch, receipt, judgedAt }: AppendRequest): AppendOutcome | Refused {
    const earlier = receipt && this.#earlier.get(receiptKey(receipt.actor, receipt.key));
    if (earlier)
      return earlier.body_hash === receipt.bodyHash ? { receipt: earlier.answer } : { conflict: true };
    if (judgedAt?.structure !== undefined && this.structure > judgedAt.structure)
      return new Refused(new StructureMoved());
    if (judgedAt?.versions !== undefined && this.#isOutrun(batch, judgedAt.versions))
      return new Refused(new VersionsMoved());
    const first = this.position + 1;
    try {
      const { rows, known } = toRows(first, batch, this.known);
      const objects = batch.flatMap(({ body }, index) => objectsIn(body, first + index));
      const written = receipt && this.#write(receipt, first, batch[0]?.at ?? 0);
      for (const row of rows) this.#link(row);
      for (const [index, { body }] of batch.entries()) this.#note(first + index, body);
      for (const object of objects) this.objects.push(object);
      if (written) this.receipts.push(written);
      this.known = known;
      this.position += rows.length;
      return { first, last: this.position };
    } catch (error) {
      return new Refused(error);
    }
  }

  #link(row: LinkedRow): void {
    this.link = linkOf(this.link, row);
    this.rows.push({ ...row, link: this.link });
  }

  #isOutrun(batch: readonly EntryDraft[], judgedAt: Position): boolean {
    return batch.some(
      ({ body }) =>
        body.kind === 'report' && (this.#versions?.get(versionKey(body.group, body.period)) ?? 0) > judgedAt
    );
  }

  #note(position: Position, body: EntryBody): void {
    if (body.kind === 'report') this.#versions?.set(versionKey(body.group, body.period), position);
    else if (structureKinds.has(body.kind)) this.structure = position;
  }

  #write(receipt: ReceiptDraft, first: Position, at: number): ReceiptRow {
    const { actor, key, bodyHash } = receipt;
    const row = { actor, key, body_hash: bodyHash, answer: receipt.answer(first), at };
    for (const name of [actor, key]) indexedName(name);
    refuseUnstorable([row.body_hash, row.answer]);
    this.#earlier.set(receiptKey(actor, key), row);
    return row;
  }
}

function objectsIn(body: EntryBody, position: Position): ObjectRow[] {
  return objectsOf(body).map((object) => ({ object: indexedName(object), position }));
}

function toRows(
  first: Position,
  batch: readonly EntryDraft[],
  known: KnownCatalogue
): { rows: LinkedRow[]; known: KnownCatalogue } {
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

type Head = Pick<HeadRow, 'position' | 'catalogue' | 'structure' | 'link'>;

function lockHead(transaction: Transaction<Tables>): Promise<Head> {
  return transaction
    .updateTable('log_head')
    .set((head) => ({ commits: head('commits', '+', 1) }))
    .returning(['position', 'catalogue', 'structure', 'link'])
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

/** The reports that came after the oldest judgement of versions; null where no request has judged any. */
async function newerVersions(
  transaction: Transaction<Tables>,
  requests: readonly AppendRequest[]
): Promise<Map<string, Position> | null> {
  const judged = requests.flatMap(({ judgedAt }) => judgedAt?.versions ?? []);
  if (judged.length === 0) return null;
  const rows = await transaction
    .selectFrom('log')
    .select(['subject_group', 'subject_period', 'position'])
    .where('position', '>', Math.min(...judged))
    .where('kind', '=', 'report')
    .orderBy('position')
    .execute();
  return new Map(rows.map((row) => [versionKey(row.subject_group, row.subject_period), row.position]));
}

function versionKey(group: string | null, period: number | null): string {
  return `${period}\n${group}`;
}

function receiptKey(actor: string, key: string): string {
  return `${actor}\n${key}`;
}
