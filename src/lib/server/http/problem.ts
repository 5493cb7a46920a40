import type { FieldFault } from '../../api/outcome.ts';
import { REFUSALS, type RefusalKind } from '../../api/refusals.ts';
import type { VersionConflicts } from '../../wire/filing.ts';

/** The kind of refusal that a status alone means. */
const USUAL = {
  400: 'badRequest',
  401: 'signIn',
  403: 'mayNotSee',
  404: 'unknown',
  409: 'conflict',
  412: 'otherAccount',
  413: 'tooLarge',
  415: 'notJsonType',
  422: 'wrong',
  429: 'tooMany',
  503: 'unavailable'
} as const satisfies Record<number, RefusalKind>;

export type ProblemStatus = keyof typeof USUAL;

/** What a refusal says beside its status. */
export interface ProblemDetail {
  readonly detail?: string;
  /** Which of the refusals of its kind it is. */
  readonly code?: string;
  readonly faults?: readonly FieldFault[];
  /** What newer versions say against what was sent (RULES 9a). */
  readonly conflicts?: VersionConflicts['conflicts'];
  readonly more?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal as `application/problem+json` (RFC 9457), for calls that are not declared yet. */
export function problemAnswer(
  kind: ProblemStatus | RefusalKind,
  { headers, more, ...rest }: ProblemDetail = {}
): Response {
  const { status, type, title } = REFUSALS[typeof kind === 'number' ? USUAL[kind] : kind];
  const said = { type: `urn:mangluoi:problem:${type}`, title: `${title.vi} / ${title.en}`, status };
  return new Response(JSON.stringify({ ...said, ...rest, ...(more ? { more } : {}) }), {
    status,
    headers: {
      ...{ 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
      // Whoever is asked to come again hears when.
      ...(status === 429 || status === 503 ? { 'retry-after': '5' } : {}),
      ...headers
    }
  });
}
