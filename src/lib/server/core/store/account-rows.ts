/** Tables of accounts, rights and screens. Moments are milliseconds since 1970, UTC, except in the library's own. */
export interface AccountTables {
  auth_user: AuthUserRow;
  auth_session: AuthSessionRow;
  account_state: AccountStateRow;
  rights_grant: GrantRow;
  screen: ScreenRow;
  screen_key: ScreenKeyRow;
  rights_head: RightsHeadRow;
}

/** The library's row of a person, as far as we read it. */
interface AuthUserRow {
  id: string;
  /** As people are shown it. */
  name: string;
  /** Unique; ends in `.invalid` where the person has none. */
  email: string;
  /** The login name, lower case. */
  username: string | null;
}

/** The library's row of a session, as far as we read it. */
interface AuthSessionRow {
  id: string;
  token: string;
  userId: string;
}

/** What we keep of an account beside the library's row. */
interface AccountStateRow {
  id: string;
  created_at: number;
  disabled_at: number | null;
  /** 1 while the password is one that somebody else made and that must be changed. */
  one_time: number;
  /** Code of the group whose card this is; null for an account that is no card. */
  card_group: string | null;
  /** SHA-256 of the secret in the card's QR code, hexadecimal; null where it was revoked. */
  card_hash: string | null;
}

/** A role that somebody holds. */
export interface GrantRow {
  id: string;
  /** `account:` and an account's id, or `key:` and a key's hash. */
  holder: string;
  role: string;
  unit: string;
  /** JSON array of group codes; null for every group below the unit. */
  groups: string | null;
  valid_from: string;
  valid_to: string | null;
  decision: string;
  made_at: number;
  made_by: string;
  /** When somebody took it back; it then no longer holds, whatever its days. */
  ended_at: number | null;
}

/** A link for a screen on a wall. */
export interface ScreenRow {
  /** SHA-256 of the link's token, hexadecimal. */
  hash: string;
  name: string;
  root: string;
  depth: string;
  created_at: number;
  created_by: string;
  expires_at: number;
  revoked_at: number | null;
  /** Id of the playlist that it shows; null for the usual one of its scope. */
  playlist: string | null;
  /** What people call it; null while that is its name. */
  title: string | null;
}

/** What opens a screen besides its link. */
interface ScreenKeyRow {
  /** SHA-256 of a short code or of the token that one was exchanged for, hexadecimal. */
  hash: string;
  /** The screen's name. */
  screen: string;
  made_at: number;
  made_by: string;
  /** Until when a code may be exchanged; null of a token, which is good as long as its screen. */
  code_until: number | null;
}

/** The one row that counts changes of anybody's rights. */
interface RightsHeadRow {
  id: number;
  changes: number;
}
