import type { Words } from '../domain/indicator.ts';
import type { RefusalKind } from './refusals.ts';

/** One thing that is wrong with what was sent. */
export interface FieldFault {
  /** Where, as a JSON Pointer into the body; `?name` for a name of the address; empty for the whole. */
  readonly path: string;
  readonly code: string;
  readonly message: Words;
}

/** Why a call was not done, as a value; nothing was written. */
export interface Refusal {
  readonly refused: RefusalKind;
  /** The first is the one that is said where there is room for one. */
  readonly faults: readonly [FieldFault, ...FieldFault[]];
  /** What else it says, as declared (`beside`). */
  readonly beside?: object;
}

/** What became of a call: its answer, or why not. */
export type Outcome<T> = T | Refusal;

/** What was answered before under the same key; nothing was done anew (RULES 19). */
export interface Replayed<T> {
  readonly replayed: T;
}

/** Whether an outcome is what was answered before. */
export function isReplayed<T>(outcome: T | Replayed<T>): outcome is Replayed<T> {
  return typeof outcome === 'object' && outcome !== null && 'replayed' in outcome;
}

/** Whether an outcome is a refusal. */
export function isRefusal(outcome: unknown): outcome is Refusal {
  return (
    typeof outcome === 'object' &&
    outcome !== null &&
    'refused' in outcome &&
    typeof outcome.refused === 'string'
  );
}

/** A refusal for one reason. `path` as in `FieldFault`. */
export function refuse(refused: RefusalKind, code: string, vi: string, en: string, path = ''): Refusal {
  return { refused, faults: [faultAt(path, code, vi, en)] };
}

/** One fault in both languages. `path` as in `FieldFault`. */
export function faultAt(path: string, code: string, vi: string, en: string): FieldFault {
  return { path, code, message: { vi, en } };
}

/** The refusal for one fault in what was sent. */
export function wrong(fault: FieldFault): Refusal {
  return { refused: 'wrong', faults: [fault] };
}

/** The refusal for some faults in what was sent; null where there are none. */
export function orWrong([first, ...rest]: readonly FieldFault[]): Refusal | null {
  return first ? { refused: 'wrong', faults: [first, ...rest] } : null;
}

/** The reason that is said where there is room for one. */
export function reasonOf({ faults }: Refusal): Words {
  return faults[0].message;
}

/** The account holds no right where it asked to change something. */
export const NOT_YOURS = refuse(
  'mayNotChange',
  'forbidden',
  'Tài khoản này không có quyền ở đơn vị đó.',
  'You do not have permission to do that at this unit.'
);
/** What was asked for is outside what the account may read. */
export const MAY_NOT_SEE = refuse(
  'mayNotSee',
  'forbidden',
  'Tài khoản này không có quyền xem ở đơn vị đó.',
  'You do not have permission to see this unit.'
);
/** The key was used before, for something else (RULES 19). */
export const KEY_USED = refuse(
  'keyUsed',
  'keyUsed',
  'Idempotency-Key đã dùng cho nội dung khác.',
  'The Idempotency-Key was used for another body.'
);
/** The program is starting or stopping, or could not write. */
export const UNAVAILABLE = refuse(
  'unavailable',
  'unavailable',
  'Máy chủ chưa sẵn sàng hoặc chưa ghi được. Chưa lưu gì; hãy thử lại.',
  'The server is not ready or could not save. Nothing was saved; try again.'
);
export const UNKNOWN = refuse('unknown', 'unknown', 'Không tìm thấy.', 'Not found.');
