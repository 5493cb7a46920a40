import type { Position } from '../../../domain/position.ts';
import type { UnitKey } from '../../../domain/unit.ts';
import type { Database, OutgoingRow } from './tables.ts';

/** Where webhooks go. */
export interface Endpoint {
  readonly id: string;
  /** Only what happens in this unit's subtree is told. */
  readonly unit: UnitKey;
  readonly url: string;
  readonly secret: string;
  readonly events: readonly string[];
  /** What the log held already when it was added is not told. */
  readonly since: Position;
  /** How many messages its full queue did not take. */
  readonly dropped: number;
  readonly createdAt: number;
  readonly createdBy: string;
}

/** When a unit's groups are reminded, and whom by mail. */
interface ReminderPlan {
  /** Days from a hop's last day: −2 is two days before it, 1 the day after. */
  readonly days: readonly number[];
  /** From which hour of the day on, 0–23, Viet Nam. */
  readonly hour: number;
  readonly mails: readonly string[];
}

export interface Schedule {
  readonly id: string;
  readonly unit: UnitKey;
  readonly plan: ReminderPlan;
  readonly createdAt: number;
  readonly createdBy: string;
}

/** `held`: nothing is sent (a demo, or no mail server). `failed`: given up after the last attempt. */
type OutgoingState = 'waiting' | 'sent' | 'failed' | 'held';

/** A message to somebody outside. */
export interface OutgoingDraft {
  /** What it is about and whom it is for: the same message is never written twice. */
  readonly id: string;
  readonly channel: 'webhook' | 'mail';
  readonly endpoint: string | null;
  readonly target: string;
  readonly unit: UnitKey;
  readonly event: string;
  readonly body: string;
  readonly state: 'waiting' | 'held';
  readonly at: number;
  readonly said: string;
}

/** A message and what became of it. */
export interface Outgoing extends Omit<OutgoingDraft, 'state' | 'at'> {
  readonly state: OutgoingState;
  readonly attempts: number;
  readonly nextAt: number;
  readonly createdAt: number;
  readonly doneAt: number | null;
}

/** How many rows one statement writes. */
const ROWS = 200;
const MARK = 'outbound.position';

/** Webhooks, schedules of reminders and what was sent by them: beside the log, since they change no figure. */
export class SentTable {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async endpoints(): Promise<Endpoint[]> {
    const query = this.#db.selectFrom('endpoint').selectAll().where('revoked_at', 'is', null);
    const rows = await query.orderBy('created_at').execute();
    return rows.map(({ id, unit, url, secret, events, since, dropped, created_at, created_by }) => ({
      ...{ id, unit: unit as UnitKey, url, secret, since, dropped },
      events: JSON.parse(events) as string[],
      createdAt: created_at,
      createdBy: created_by
    }));
  }

  async addEndpoint({ createdAt, createdBy, events, ...rest }: Omit<Endpoint, 'dropped'>): Promise<void> {
    const row = { ...rest, events: JSON.stringify(events), dropped: 0, revoked_at: null };
    await this.#db
      .insertInto('endpoint')
      .values({ ...row, created_at: createdAt, created_by: createdBy })
      .execute();
  }

  /** Ends an endpoint's life and what still waits for it. */
  async revokeEndpoint(id: string, at: number): Promise<void> {
    await this.#db.updateTable('endpoint').set({ revoked_at: at, secret: '' }).where('id', '=', id).execute();
    await this.#db
      .updateTable('outgoing')
      .set({ state: 'failed', done_at: at, said: 'revoked' })
      .where('endpoint', '=', id)
      .where('state', '=', 'waiting')
      .execute();
  }

  async schedules(): Promise<Schedule[]> {
    const query = this.#db.selectFrom('reminder_schedule').selectAll().where('revoked_at', 'is', null);
    const rows = await query.orderBy('created_at').execute();
    return rows.map(({ id, unit, plan, created_at, created_by }) => ({
      ...{ id, unit: unit as UnitKey, plan: JSON.parse(plan) as ReminderPlan },
      createdAt: created_at,
      createdBy: created_by
    }));
  }

  async addSchedule({ id, unit, plan, createdAt, createdBy }: Schedule): Promise<void> {
    const row = { id, unit, plan: JSON.stringify(plan), revoked_at: null };
    await this.#db
      .insertInto('reminder_schedule')
      .values({ ...row, created_at: createdAt, created_by: createdBy })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  async revokeSchedule(id: string, at: number): Promise<void> {
    await this.#db.updateTable('reminder_schedule').set({ revoked_at: at }).where('id', '=', id).execute();
  }

  /** Writes messages that were not written before; what is over an endpoint's `limit` of waiting ones is counted and dropped. */
  async put(drafts: readonly OutgoingDraft[], limit: number): Promise<void> {
    const room = new Map<string, number>();
    for (const id of new Set(drafts.flatMap(({ endpoint }) => endpoint ?? [])))
      room.set(id, limit - (await this.#waitingFor(id)));
    const taken: OutgoingDraft[] = [];
    for (const draft of drafts) {
      const left = draft.endpoint === null ? 1 : (room.get(draft.endpoint) ?? 0);
      if (left > 0) taken.push(draft);
      if (draft.endpoint !== null) room.set(draft.endpoint, left - 1);
    }
    for (let i = 0; i < taken.length; i += ROWS) {
      const rows = taken.slice(i, i + ROWS).map(({ at, ...rest }): OutgoingRow => ({
        ...rest,
        attempts: 0,
        next_at: at,
        created_at: at,
        done_at: null
      }));
      await this.#db
        .insertInto('outgoing')
        .values(rows)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    }
    for (const [id, left] of room) if (left < 0) await this.#drop(id, -left);
  }

  /** Messages whose time has come, oldest first. */
  async due(now: number, limit: number): Promise<Outgoing[]> {
    const query = this.#db.selectFrom('outgoing').selectAll().where('state', '=', 'waiting');
    const rows = await query.where('next_at', '<=', now).orderBy('next_at').limit(limit).execute();
    return rows.map(asOutgoing);
  }

  /** How many messages wait to be sent. */
  async waiting(): Promise<number> {
    const { n } = await this.#db
      .selectFrom('outgoing')
      .select(({ fn }) => fn.countAll<number | string>().as('n'))
      .where('state', '=', 'waiting')
      .executeTakeFirstOrThrow();
    return Number(n);
  }

  /** Takes a message for one attempt; false where another process was faster. It comes back at `until` if nothing is said of it. */
  async claim({ id, nextAt, attempts }: Outgoing, until: number): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable('outgoing')
      .set({ next_at: until, attempts: attempts + 1 })
      .where('id', '=', id)
      .where('state', '=', 'waiting')
      .where('next_at', '=', nextAt)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  async settle(id: string, state: 'sent' | 'failed', at: number, said: string): Promise<void> {
    await this.#db
      .updateTable('outgoing')
      .set({ state, done_at: at, said: said.slice(0, 300) })
      .where('id', '=', id)
      .execute();
  }

  async postpone(id: string, until: number, said: string): Promise<void> {
    const query = this.#db.updateTable('outgoing').set({ next_at: until, said: said.slice(0, 300) });
    await query.where('id', '=', id).where('state', '=', 'waiting').execute();
  }

  /** The newest messages, newest first. */
  async newest(limit: number): Promise<Outgoing[]> {
    const query = this.#db.selectFrom('outgoing').selectAll().orderBy('created_at', 'desc');
    return (await query.orderBy('id').limit(limit).execute()).map(asOutgoing);
  }

  /** Forgets what was done with before a moment. */
  async forget(before: number): Promise<void> {
    const query = this.#db.deleteFrom('outgoing').where('state', '<>', 'waiting');
    await query.where('created_at', '<', before).execute();
  }

  /** Up to which position the log has been told outside; null where nothing was ever to be told. */
  async mark(): Promise<Position | null> {
    const row = await this.#db
      .selectFrom('setting')
      .select('value')
      .where('name', '=', MARK)
      .executeTakeFirst();
    return row ? Number(row.value) : null;
  }

  async setMark(position: Position): Promise<void> {
    const value = String(position);
    await this.#db
      .insertInto('setting')
      .values({ name: MARK, value })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
      .execute();
  }

  async #waitingFor(endpoint: string): Promise<number> {
    const { n } = await this.#db
      .selectFrom('outgoing')
      .select(({ fn }) => fn.countAll<number | string>().as('n'))
      .where('endpoint', '=', endpoint)
      .where('state', 'in', ['waiting', 'held'])
      .executeTakeFirstOrThrow();
    return Number(n);
  }

  async #drop(endpoint: string, count: number): Promise<void> {
    await this.#db
      .updateTable('endpoint')
      .set(({ eb }) => ({ dropped: eb('dropped', '+', count) }))
      .where('id', '=', endpoint)
      .execute();
  }
}

function asOutgoing(row: OutgoingRow): Outgoing {
  const { id, endpoint, target, event, body, attempts, said } = row;
  return {
    ...{ id, endpoint, target, event, body, attempts, said },
    channel: row.channel === 'mail' ? 'mail' : 'webhook',
    unit: row.unit as UnitKey,
    state: row.state as OutgoingState,
    nextAt: row.next_at,
    createdAt: row.created_at,
    doneAt: row.done_at
  };
}
