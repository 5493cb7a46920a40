import { deviceNow } from '../device/device-now.ts';
import type { FilingHere } from '../api/filing.ts';
import type { VersionConflict } from '../wire/filing.ts';
import { bodyOf, type CallResult, type Parcel, type ParcelFault } from './parcel.ts';
import type { KeptPhoto } from './vault.ts';

/** How long a call may take before its answer counts as lost, milliseconds: old phones upload slowly. */
const CALL_MS = 60_000;
const ASK_MS = 15_000;

/** What was heard to a question. `lost`: nothing, or nothing of ours (the page of a public Wi-Fi). */
export type Heard<T> = { readonly got: T } | 'lost' | 'signIn' | 'forbidden' | 'missing';

/** The calls that a phone makes. `fetch` is passed in. */
export class ServerCalls {
  readonly #fetch: typeof fetch;

  constructor(fetcher: typeof fetch) {
    this.#fetch = fetcher;
  }

  /** Asks for JSON. */
  async ask<T>(path: string): Promise<Heard<T>> {
    const answer = await this.#call(path, { headers: { accept: 'application/json' } }, ASK_MS);
    if (!answer) return 'lost';
    if (answer.status === 401) return 'signIn';
    if (answer.status === 403) return 'forbidden';
    if (answer.status === 404) return 'missing';
    const json = answer.ok ? await readJson(answer) : undefined;
    // A shape of ours: every answer of the server is an object.
    return isObject(json) ? { got: json as T } : 'lost';
  }

  /** Who is signed in now, whatever the page believes. */
  me(): Promise<Heard<FilingHere>> {
    return this.ask<FilingHere>('/api/v1/filing/me');
  }

  /** Sends a report or a note with its key; the same key and body may go out any number of times. */
  async send(parcel: Parcel): Promise<CallResult> {
    const isNote = parcel.content.kind === 'note';
    const answer = await this.#call(
      isNote ? '/api/v1/notes' : '/api/v1/reports',
      {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'idempotency-key': parcel.key,
          'x-filed-as': encodeURIComponent(parcel.account)
        },
        body: bodyOf(parcel.content)
      },
      CALL_MS
    );
    return resultOf(answer, (json) => {
      const id: unknown = isNote ? json['id'] : firstId(json);
      return typeof id === 'string' && /^[rn]\d+$/.test(id)
        ? { was: 'sent', id, at: receivedAt(answer) }
        : null;
    });
  }

  /** Sends a photo; answers the name that the server gave it. */
  async sendPhoto(
    { type, bytes, account }: KeptPhoto,
    { group, period }: { group: string; period: string }
  ): Promise<{ was: 'kept'; sha256: string } | Exclude<CallResult, { was: 'sent' }>> {
    const place = new URLSearchParams({ group, period }).toString();
    const answer = await this.#call(
      `/api/v1/photos?${place}`,
      {
        method: 'POST',
        headers: { 'content-type': type, 'x-filed-as': encodeURIComponent(account) },
        body: bytes
      },
      CALL_MS
    );
    return resultOf(answer, (json) => {
      const sha256: unknown = json['sha256'];
      return typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) ? { was: 'kept', sha256 } : null;
    });
  }

  /** A call; null where no answer came. */
  async #call(path: string, init: RequestInit, patience: number): Promise<Response | null> {
    try {
      return await this.#fetch(path, {
        ...init,
        credentials: 'same-origin',
        // An answer from elsewhere is none of ours.
        redirect: 'error',
        cache: 'no-store',
        signal: AbortSignal.timeout(patience)
      });
    } catch {
      return null;
    }
  }
}

async function resultOf<T extends { readonly was: string }>(
  answer: Response | null,
  read: (json: Record<string, unknown>) => T | null
): Promise<T | Exclude<CallResult, { was: 'sent' }>> {
  if (!answer) return { was: 'lost' };
  const { status } = answer;
  const json = await readJson(answer);
  if (answer.ok) return (isObject(json) && read(json)) || { was: 'lost' };
  // Somebody else has signed in on this phone: 412 is for the same hold as no session.
  if (status === 401 || status === 412) return { was: 'signIn' };
  if (status === 429 || status >= 500) return { was: 'later', after: retryAfter(answer) };
  if (!isObject(json)) return { was: 'lost' };
  const conflict = json['code'] === 'newerVersion' && firstConflict(json);
  if (conflict) return { was: 'conflict', conflict };
  return { was: 'refused', status, faults: faultsOf(json) };
}

/** The conflict of the one report that was sent; null where the answer has another shape. */
function firstConflict({ conflicts }: Record<string, unknown>): VersionConflict | null {
  const first: unknown = Array.isArray(conflicts) ? conflicts[0] : null;
  return isConflict(first) ? first : null;
}

function isConflict(value: unknown): value is VersionConflict {
  return isObject(value) && isObject(value['newest']) && Array.isArray(value['cells']);
}

function faultsOf(json: Record<string, unknown>): ParcelFault[] {
  const faults: unknown = json['faults'];
  if (!Array.isArray(faults)) return [];
  return faults.filter(isFault);
}

function isFault(value: unknown): value is ParcelFault {
  if (!isObject(value) || !isObject(value['message'])) return false;
  return typeof value['path'] === 'string' && typeof value['message']['vi'] === 'string';
}

function firstId(json: Record<string, unknown>): unknown {
  const reports: unknown = json['reports'];
  const first: unknown = Array.isArray(reports) ? reports[0] : null;
  return isObject(first) ? first['id'] : null;
}

/** When the server answered, by its own clock where it says so. */
function receivedAt(answer: Response | null): number {
  const said = Date.parse(answer?.headers.get('date') ?? '');
  return Number.isNaN(said) ? deviceNow() : said;
}

function retryAfter(answer: Response): number | null {
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 3600) * 1000 : null;
}

async function readJson(answer: Response): Promise<unknown> {
  try {
    return (await answer.json()) as unknown;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
