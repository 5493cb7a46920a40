import type { Words } from '../domain/indicator.ts';
import type { VersionConflict } from '../wire/filing.ts';
import type { Draft } from './draft.ts';
import type { ReportToSend } from './submission.ts';

/** A fault that the server named, by the place in what was sent. */
export interface ParcelFault {
  /** A JSON Pointer: `/values/2/numerator`. */
  readonly path: string;
  readonly code: string;
  readonly message: Words;
}

/**
 * Where a parcel stands. `waiting`: it will be sent by itself, not before `notBefore`; `tried` where a call went out
 * whose answer nobody knows. `signIn`: the session is over. `refused`: the server took nothing and says why.
 * `conflict`: it took nothing because a newer version says otherwise, and the person has to choose (RULES 9a). Only
 * `sent` means that the server has it: the store of that id, and no other (RULES 32).
 */
type ParcelState =
  | { readonly is: 'waiting'; readonly notBefore: number; readonly tries: number; readonly tried: boolean }
  | { readonly is: 'sending'; readonly since: number; readonly tries: number; readonly tried: boolean }
  | { readonly is: 'signIn'; readonly tries: number; readonly tried: boolean }
  | { readonly is: 'sent'; readonly id: string; readonly at: number; readonly store?: string }
  | { readonly is: 'refused'; readonly status: number; readonly faults: readonly ParcelFault[] }
  | { readonly is: 'conflict'; readonly conflict: VersionConflict };

/** A photo on its way: its bytes in the vault until it has arrived, then the name that the server gave it. */
interface ParcelPhoto {
  readonly id: string;
  readonly sha256: string | null;
}

export type ParcelContent =
  | {
      readonly kind: 'report';
      readonly report: ReportToSend;
      readonly photos: readonly ParcelPhoto[];
      /** What it was made of, to be changed again where the server refuses it. */
      readonly draft: Draft;
    }
  | { readonly kind: 'note'; readonly group: string; readonly text: string };

/** Something that a person pressed send for. */
export interface Parcel {
  /** The Idempotency-Key, made when send was pressed: it never changes. */
  readonly key: string;
  /** Who pressed send: nobody else sends it or sees it. */
  readonly account: string;
  readonly madeAt: number;
  readonly content: ParcelContent;
  readonly state: ParcelState;
}

/** What came of one call. `lost`: no answer, or one that is not ours; the server may have it all the same. */
export type CallResult =
  | { readonly was: 'sent'; readonly id: string; readonly at: number }
  | { readonly was: 'lost' }
  | { readonly was: 'later'; readonly after: number | null }
  | { readonly was: 'signIn' }
  | { readonly was: 'refused'; readonly status: number; readonly faults: readonly ParcelFault[] }
  | { readonly was: 'conflict'; readonly conflict: VersionConflict };

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 5 * 60_000;
/** A server may ask for more, and for no more than this. */
const MOST_WAIT_MS = 3_600_000;

export function newParcel(key: string, account: string, content: ParcelContent, now: number): Parcel {
  return {
    key,
    account,
    madeAt: now,
    content,
    state: { is: 'waiting', notBefore: 0, tries: 0, tried: false }
  };
}

/** Whether it still has to be sent. */
export function isUnsent({ state }: Parcel): boolean {
  return state.is === 'waiting' || state.is === 'sending' || state.is === 'signIn';
}

/**
 * Whether it was taken in by another store than the one that is asked now: one that was put back may have lost it. It
 * goes out again under its key, which answers as before where it did not.
 */
export function isElsewhere({ state }: Parcel, store: string): boolean {
  return state.is === 'sent' && state.store !== undefined && state.store !== store;
}

/**
 * When what waits may be sent next. What a closed page left as `sending` is sent again at once, and so is what would wait
 * longer than anything ever does: the phone's calendar was set back.
 */
export function dueAt({ state }: Parcel, now: number): number {
  return state.is === 'waiting' && state.notBefore - now <= MOST_WAIT_MS ? state.notBefore : 0;
}

/** Whether it may be taken back to be changed: surely nothing of it has arrived. */
export function canTakeBack({ state }: Parcel): boolean {
  return (
    state.is === 'refused' ||
    state.is === 'conflict' ||
    ((state.is === 'waiting' || state.is === 'signIn') && !state.tried)
  );
}

/** The parcel as its call goes out. */
export function departing(parcel: Parcel, now: number): Parcel {
  const { tries, tried } = attempts(parcel);
  return { ...parcel, state: { is: 'sending', since: now, tries, tried } };
}

/** The parcel after a call to a store; `spread` is from 0 to 1 and keeps many phones from calling at one moment. */
export function after(
  parcel: Parcel,
  result: CallResult,
  store: string,
  now: number,
  spread: number
): Parcel {
  const before = attempts(parcel);
  const tries = before.tries + 1;
  // What went out once and was not answered stays in doubt until the server has answered for it.
  const { tried } = before;
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(tries - 1, 10)) * (0.75 + spread / 2);
  switch (result.was) {
    case 'sent':
      return { ...parcel, state: { is: 'sent', id: result.id, at: result.at, store } };
    case 'refused':
      return { ...parcel, state: { is: 'refused', status: result.status, faults: result.faults } };
    case 'conflict':
      return { ...parcel, state: { is: 'conflict', conflict: result.conflict } };
    case 'signIn':
      return { ...parcel, state: { is: 'signIn', tries, tried } };
    case 'later':
      return {
        ...parcel,
        state: {
          is: 'waiting',
          notBefore: now + Math.min(MOST_WAIT_MS, Math.max(wait, result.after ?? 0)),
          tries,
          tried
        }
      };
    case 'lost':
      return { ...parcel, state: { is: 'waiting', notBefore: now + wait, tries, tried: true } };
  }
}

function attempts({ state }: Parcel): { tries: number; tried: boolean } {
  return 'tries' in state ? state : { tries: 0, tried: state.is === 'sent' };
}

/** The body of the call, the same at every try. */
export function bodyOf(content: ParcelContent): string {
  if (content.kind === 'note') return JSON.stringify({ group: content.group, text: content.text });
  const photos = content.photos.flatMap(({ sha256 }) => sha256 ?? []);
  return JSON.stringify({ ...content.report, ...(photos.length > 0 ? { photos } : {}) });
}
