import type { EntryKind, LogEntry } from '../../../domain/entry.ts';
import type { Position } from '../../../domain/position.ts';
import { FIRST_LINK, linkOf } from './link.ts';
import type { Database, LogRow } from './tables.ts';

/** A link of the audit with its place, so that it can be written down elsewhere: `1204:9f3a…`. */
export interface NotedLink {
  readonly position: Position;
  readonly link: string;
}

/**
 * Why the chain does not hold. `changed`: the row's content is not what its link vouches for. `missing`: there is no row
 * at this position, and later ones are. `cut`: the log ends before its own head. `noted`: the row is not the one whose
 * link was noted down.
 */
export type BreakReason = 'changed' | 'missing' | 'cut' | 'noted';

/** What a walk along the chain found. */
export type Verdict =
  | { readonly sound: true; readonly entries: number; readonly last: NotedLink }
  | {
      readonly sound: false;
      /** The first position whose link does not hold; those before it do. */
      readonly position: Position;
      readonly why: BreakReason;
      /** What stands there now: when it says it was received, and what it says it is; null where nothing does. */
      readonly found: { readonly at: number; readonly kind: string } | null;
    };

/** An entry with its link, as the audit shows it. */
export type LinkedEntry = LogEntry & { readonly link: string };

/** Which entries are asked for: at most `limit`, newest first, before a position. */
export interface AuditPage {
  readonly before?: Position | undefined;
  readonly limit: number;
}

const BATCH = 2_000;

/** The log as an audit: its chain of links, and what it says of one object. */
export class AuditLog {
  readonly #db: Database;
  readonly #read: (rows: readonly LogRow[]) => Promise<LogEntry[]>;

  constructor(db: Database, read: (rows: readonly LogRow[]) => Promise<LogEntry[]>) {
    this.#db = db;
    this.#read = read;
  }

  /** The newest link. */
  async last(): Promise<NotedLink> {
    return this.#db.selectFrom('log_head').select(['position', 'link']).executeTakeFirstOrThrow();
  }

  /** Walks the whole chain, some entries at a time, up to the head as it was at the start; `heard` is told how far it is. */
  async verify(
    noted: NotedLink | null = null,
    heard: (entries: number) => void = () => undefined
  ): Promise<Verdict> {
    const head = await this.last();
    let last: NotedLink = { position: 0, link: FIRST_LINK };
    if (noted?.position === 0 && noted.link !== FIRST_LINK) return broken(0, 'noted', null);
    while (last.position < head.position) {
      const rows = await this.#rows(last.position, head.position);
      if (rows.length === 0) return broken(last.position + 1, 'cut', null);
      for (const row of rows) {
        const position = last.position + 1;
        if (row.position !== position) return broken(position, 'missing', null);
        if (linkOf(last.link, row) !== row.link) return broken(position, 'changed', row);
        if (noted?.position === position && noted.link !== row.link) return broken(position, 'noted', row);
        last = { position, link: row.link };
      }
      heard(last.position);
    }
    const beyond = await this.#beyond(head);
    if (last.link !== head.link || beyond) return broken(head.position + 1, 'changed', beyond);
    if (noted && noted.position > last.position) return broken(last.position + 1, 'cut', null);
    return { sound: true, entries: last.position, last };
  }

  /**
   * What the log says of an object (`objects-of.ts`). A report, `report:r12`, has its own entry and its reviews; a group
   * has what registered it and the reports that it filed.
   */
  async historyOf(object: string, { before, limit }: AuditPage): Promise<LinkedEntry[]> {
    const end = before ?? Number.MAX_SAFE_INTEGER;
    const named = await this.#db
      .selectFrom('log_object')
      .select('position')
      .where('object', '=', object)
      .where('position', '<', end)
      .orderBy('position', 'desc')
      .limit(limit)
      .execute();
    const own = Number(/^report:r(\d{1,15})$/.exec(object)?.[1] ?? NaN);
    const group = /^group:(.+)$/s.exec(object)?.[1];
    const filed = group === undefined ? [] : await this.#filedBy(group, end, limit);
    const positions = [...named, ...filed].map(({ position }) => position);
    if (own < end) positions.push(own);
    positions.sort((a, b) => b - a);
    return this.#entries(positions.slice(0, limit));
  }

  /** The last entry of a kind that speaks of an object before a position; null where none does. */
  async olderOf(object: string, kind: EntryKind, before: Position): Promise<LinkedEntry | null> {
    const row = await this.#db
      .selectFrom('log_object')
      .innerJoin('log', 'log.position', 'log_object.position')
      .select('log.position')
      .where('log_object.object', '=', object)
      .where('log_object.position', '<', before)
      .where('log.kind', '=', kind)
      .orderBy('log_object.position', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row ? ((await this.#entries([row.position]))[0] ?? null) : null;
  }

  /** The newest entries that are no reports, of some kinds where any are named. */
  async recent(kinds: readonly string[], { before, limit }: AuditPage): Promise<LinkedEntry[]> {
    let query = this.#db
      .selectFrom('log')
      .select('position')
      .where('kind', '<>', 'report')
      .where('position', '<', before ?? Number.MAX_SAFE_INTEGER);
    if (kinds.length > 0) query = query.where('kind', 'in', kinds);
    const rows = await query.orderBy('position', 'desc').limit(limit).execute();
    return this.#entries(rows.map(({ position }) => position));
  }

  #filedBy(group: string, end: Position, limit: number): Promise<{ position: Position }[]> {
    return this.#db
      .selectFrom('log')
      .select('position')
      .where('kind', '=', 'report')
      .where('subject_group', '=', group)
      .where('position', '<', end)
      .orderBy('position', 'desc')
      .limit(limit)
      .execute();
  }

  /** Entries at positions, newest first. */
  async #entries(positions: readonly Position[]): Promise<LinkedEntry[]> {
    if (positions.length === 0) return [];
    const rows = await this.#db
      .selectFrom('log')
      .selectAll()
      .where('position', 'in', positions)
      .orderBy('position', 'desc')
      .execute();
    const entries = await this.#read(rows);
    return entries.map((entry, index) => ({ ...entry, link: rows[index]?.link ?? '' }));
  }

  /** A row after the head that no append wrote: one that did has moved the head. */
  async #beyond(head: NotedLink): Promise<LogRow | null> {
    const [row] = await this.#rows(head.position, Number.MAX_SAFE_INTEGER, 1);
    return row && (await this.last()).position === head.position ? row : null;
  }

  /** Rows after a position, up to another. */
  #rows(from: Position, to: Position, limit = BATCH): Promise<LogRow[]> {
    return this.#db
      .selectFrom('log')
      .selectAll()
      .where('position', '>', from)
      .where('position', '<=', to)
      .orderBy('position')
      .limit(limit)
      .execute();
  }
}

function broken(position: Position, why: BreakReason, row: LogRow | null): Verdict {
  return { sound: false, position, why, found: row && { at: row.at, kind: row.kind } };
}

/** Reads `position:link`; null where it is none. */
export function parseNotedLink(text: string): NotedLink | null {
  const match = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text.trim());
  return match ? { position: Number(match[1]), link: match[2] ?? '' } : null;
}
