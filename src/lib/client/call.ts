import type { Calls } from '../api/api.ts';
import type { Answer, Beside, Declaration, Params, Sent, Written } from '../api/declare.ts';
import type { FieldFault } from '../api/outcome.ts';
import type { Words } from '../domain/indicator.ts';
import type { Language } from '../i18n/language.ts';
import { askServer } from './ask-server.ts';

type NameOf<C> = C extends Declaration ? `${C['method']} ${C['path']}` : never;
/** Every declared call by its method and path: `POST /api/v1/matters/{id}/steps`. */
export type CallName = NameOf<Calls>;
type Called<Name extends CallName, C = Calls> = C extends Declaration
  ? NameOf<C> extends Name
    ? C
    : never
  : never;

/** Why a call was not done: what the server said, or that no answer came. */
export interface Failure<Said = unknown> {
  readonly failed: true;
  /** The status of the answer; 0 where none came. */
  readonly status: number;
  readonly why: Words;
  /** What is wrong with what was sent, field by field; empty where the server said no more than why. */
  readonly faults: readonly FieldFault[];
  /** What else was said, as declared (`beside`). */
  readonly beside: Partial<Said>;
}

/** The one thing that is said where no answer came: nobody knows whether the call did. */
export const NO_ANSWER = {
  failed: true,
  status: 0,
  beside: {},
  faults: [],
  why: {
    vi: 'Máy chủ chưa trả lời, chưa rõ đã lưu hay chưa. Hãy xem lại rồi thử lại.',
    en: 'The server did not answer, so this may not have been saved. Check, then try again.'
  }
} as const satisfies Failure;

/** How a call is made, besides what it asks. */
interface CallOptions {
  /** Ends the waiting, as if no answer had come. */
  readonly signal?: AbortSignal;
  /** Under which it is done once, however often it is sent (RULES 19). */
  readonly key?: string;
}

/**
 * Calls the server by the name of a declaration, with the parts of its path, its body and the names of its address.
 * Never throws: what went wrong is a value, with words in both languages. Declarations are types here: none of their schemas comes along.
 */
export async function call<Name extends CallName>(
  name: Name,
  params: Params<Called<Name>>,
  body: Sent<Called<Name>>,
  query?: Written<Called<Name>>,
  { signal, key }: CallOptions = {}
): Promise<Answer<Called<Name>> | Failure<Beside<Called<Name>>>> {
  const [method = 'GET', path = ''] = name.split(' ');
  const parts = new Map<string, unknown>(Object.entries(params));
  const href = path.replace(/\{(\w+)\}/g, (_, part: string) => encodeURIComponent(String(parts.get(part))));
  const names = new URLSearchParams(Object.entries<string>(query ?? {})).toString();
  const headers = {
    ...(body !== undefined && {
      'content-type': isBlob(body) ? 'application/octet-stream' : 'application/json'
    }),
    ...(key !== undefined && { 'idempotency-key': key })
  };
  const sent = body === undefined ? {} : { body: isBlob(body) ? body : JSON.stringify(body) };
  try {
    const answer = await askServer(names === '' ? href : `${href}?${names}`, {
      method,
      headers,
      ...sent,
      ...(signal && { signal })
    });
    if (!answer.ok) return failureOf<Beside<Called<Name>>>(answer);
    // Development and tests compare every answer with its declaration (`serve`).
    return (answer.status === 204 ? null : await answer.json()) as Answer<Called<Name>>;
  } catch {
    return { ...NO_ANSWER, beside: {} };
  }
}

function isBlob(body: unknown): body is Blob {
  return body instanceof Blob;
}

/** Whether a call was not done. */
export function hasFailed(outcome: object | null): outcome is Failure {
  return outcome !== null && 'failed' in outcome && outcome.failed === true;
}

/** Why a call was not done, in the language of the page; null where it was. */
export function whyNot(outcome: object | null, language: Language): string | null {
  return hasFailed(outcome) ? outcome.why[language] : null;
}

interface Problem {
  readonly title?: string;
  readonly faults?: readonly FieldFault[];
}

/** Why an answer that is none of success was given. */
export async function failureOf<Said>(answer: Response): Promise<Failure<Said>> {
  const said = (await answer.json().catch(() => ({}))) as Problem & Partial<Said>;
  const { title, faults = [] } = said;
  const [vi, en = vi] = (title ?? String(answer.status)).split(' / ');
  return {
    failed: true,
    status: answer.status,
    faults,
    beside: said,
    why: faults[0]?.message ?? { vi: vi ?? '', en: en ?? '' }
  };
}
