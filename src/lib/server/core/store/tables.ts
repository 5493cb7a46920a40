import type { Kysely } from 'kysely';
import type { AccountTables } from './account-rows.ts';

/** The tables of a store, the same in SQLite and PostgreSQL. Moments are milliseconds since 1970, UTC. */
export interface Tables extends AccountTables {
  log: LogRow;
  log_head: HeadRow;
  log_object: ObjectRow;
  receipt: ReceiptRow;
  setting: SettingRow;
  api_key: ApiKeyRow;
  shape: ShapeRow;
  endpoint: EndpointRow;
  reminder_schedule: ScheduleRow;
  outgoing: OutgoingRow;
  photo: PhotoRow;
  photo_place: PhotoPlaceRow;
  mapping: MappingRow;
  playlist: PlaylistRow;
  saved_filter: FilterRow;
  saved_query: SavedQueryRow;
  alert: AlertRow;
  public_page: PublicPageRow;
}

/** One entry. A report's figures are packed (`pack.ts`) and its body holds its texts alone; all else is JSON in the body. */
export interface LogRow {
  position: number;
  at: number;
  actor: string;
  kind: string;
  subject_group: string | null;
  subject_period: number | null;
  body: string | null;
  packed: Uint8Array | null;
  /** Vouches for this row and every row before it (`link.ts`). */
  link: string;
}

/** Which entries speak of an object of the audit (`objects-of.ts`). */
export interface ObjectRow {
  object: string;
  position: number;
}

/** The one row whose lock serialises appends, so that positions are dense and are seen in their order. */
export interface HeadRow {
  id: number;
  /** Position of the newest entry; 0 in an empty log. */
  position: number;
  /** Position of the newest catalogue entry: whoever knows an older one must read on before packing. */
  catalogue: number;
  /** Position of the newest entry that named units, groups, indicators or targets. */
  structure: number;
  /** How many transactions have appended. */
  commits: number;
  /** The newest entry's link. */
  link: string;
}

/** What was answered to an actor's idempotency key. */
export interface ReceiptRow {
  actor: string;
  key: string;
  body_hash: string;
  answer: string;
  at: number;
}

interface SettingRow {
  name: string;
  value: string;
}

interface ApiKeyRow {
  /** SHA-256 of the key, hexadecimal; the key itself is kept nowhere. */
  hash: string;
  name: string;
  created_at: number;
  revoked_at: number | null;
}

interface ShapeRow {
  sha256: string;
  content: Uint8Array;
}

interface PhotoRow {
  sha256: string;
  type: string;
  content: Uint8Array;
  width: number;
  height: number;
}

/** A photo was sent for a group's report of a period. */
interface PhotoPlaceRow {
  sha256: string;
  subject_group: string;
  subject_period: number;
  actor: string;
  at: number;
}

/** Where webhooks go. */
interface EndpointRow {
  id: string;
  unit: string;
  url: string;
  /** What its messages are signed with. */
  secret: string;
  /** JSON: names of events. */
  events: string;
  /** The log's position when it was added: what is older is not told. */
  since: number;
  /** Messages that its full queue did not take. */
  dropped: number;
  created_at: number;
  created_by: string;
  revoked_at: number | null;
}

interface ScheduleRow {
  id: string;
  unit: string;
  /** JSON: days, hour, addresses. */
  plan: string;
  created_at: number;
  created_by: string;
  revoked_at: number | null;
}

/** A message to somebody outside, and what became of it. */
export interface OutgoingRow {
  /** What it is about and whom it is for: the same message is never written twice. */
  id: string;
  channel: string;
  endpoint: string | null;
  target: string;
  unit: string;
  event: string;
  body: string;
  state: string;
  attempts: number;
  next_at: number;
  created_at: number;
  done_at: number | null;
  said: string;
}

/** A way of reading a sector's files, under the unit for which it was saved. */
interface MappingRow {
  id: string;
  /** Key of the unit. */
  unit: string;
  name: string;
  /** JSON. */
  body: string;
  actor: string;
  at: number;
}

/** The slides of a wall, arranged by a unit's office. */
interface PlaylistRow {
  id: string;
  /** Key of the unit. */
  unit: string;
  name: string;
  /** JSON: slides and theme. */
  body: string;
  actor: string;
  at: number;
}

/** A filter that somebody keeps for a page. */
interface FilterRow {
  id: string;
  holder: string;
  page: string;
  name: string;
  query: string;
  /** 1 for the one that the page opens with. */
  is_default: number;
  at: number;
}

/** A query that somebody keeps for themselves. */
interface SavedQueryRow {
  id: string;
  owner: string;
  name: string;
  sql: string;
  at: number;
}

/** An alert and how its units stand. */
interface AlertRow {
  id: string;
  /** Key of the unit. */
  unit: string;
  /** JSON. */
  rule: string;
  /** JSON, by the key of the unit. */
  states: string;
  snoozed_until: number;
  actor: string;
  at: number;
}

/** What the public page shows; one row, `page`. */
interface PublicPageRow {
  id: string;
  /** JSON. */
  body: string;
  actor: string;
  at: number;
}

export type Database = Kysely<Tables>;
