import type { AttentionKey } from './attention-key.ts';
import type { UnitKey } from './unit.ts';

/** Characters of a note or a comment. */
export const CASE_NOTE = 500;

/** The longest that a row may be snoozed, milliseconds: 31 days. */
export const LONGEST_SNOOZE_MS = 31 * 86_400_000;

/** What people do about a row of the operations room. `woken` ends a snooze before its time. */
export const CASE_VERBS = [
  'taken',
  'assigned',
  'released',
  'snoozed',
  'woken',
  'resolved',
  'reopened',
  'commented'
] as const;
export type CaseVerb = (typeof CASE_VERBS)[number];

/** Who has a row: a person as the log names them (`account:…`, `key:…`), or the office of a unit (`unit:` and its key). */
export type Holder = string;

/** The office of a unit as a holder. */
export function bodyOf(unit: UnitKey): Holder {
  return `unit:${unit}`;
}

/** The unit whose office a holder is; null where it is a person. */
export function unitOfHolder(holder: Holder): UnitKey | null {
  return holder.startsWith('unit:') ? (holder.slice(5) as UnitKey) : null;
}

/**
 * One step about one row. `from` is who was seen to have it when it was assigned: where that has changed meanwhile,
 * the step changes nothing. `until` is a moment, milliseconds UTC.
 */
export type CaseStep =
  | {
      readonly step: Exclude<CaseVerb, 'assigned' | 'snoozed'>;
      readonly key: AttentionKey;
      readonly note: string;
    }
  | {
      readonly step: 'assigned';
      readonly key: AttentionKey;
      readonly to: Holder;
      readonly from: Holder | null;
      readonly note: string;
    }
  | {
      readonly step: 'snoozed';
      readonly key: AttentionKey;
      readonly until: number;
      readonly note: string;
    };
