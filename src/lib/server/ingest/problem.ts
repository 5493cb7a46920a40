import type { Words } from '../../domain/indicator.ts';
import type { VersionConflicts } from '../../wire/filing.ts';

const TITLES = {
  400: ['bad-request', 'Yêu cầu không hợp lệ / Bad request'],
  401: ['unauthorized', 'Cần khóa API hợp lệ / A valid API key is needed'],
  403: ['forbidden', 'Không có quyền xem / Not allowed'],
  404: ['not-found', 'Không có trong hệ thống / There is no such thing here'],
  409: ['conflict', 'Idempotency-Key đã dùng cho nội dung khác / Idempotency-Key was used for another body'],
  412: ['other-account', 'Phiên đăng nhập là của người khác / Somebody else is signed in'],
  413: ['too-large', 'Nội dung gửi quá lớn / The body is too large'],
  415: ['unsupported', 'Chỉ nhận application/json / Only application/json is taken'],
  422: ['rejected', 'Báo cáo không được nhận, không có gì được lưu / Rejected, nothing was stored'],
  429: ['too-many', 'Quá nhiều yêu cầu / Too many requests'],
  503: [
    'unavailable',
    'Chưa sẵn sàng hoặc không ghi được, không có gì được nhận / Not ready or not able to write, nothing was accepted'
  ]
} as const;

export type ProblemStatus = keyof typeof TITLES;

/** One thing that is wrong with what was sent. */
export interface ProblemFault {
  /** Where, as a JSON Pointer; empty for the whole. */
  readonly path: string;
  readonly code: string;
  readonly message: Words;
}

/** A refusal of a status that has more than one. */
const SPECIAL = {
  newerVersion: [
    409,
    'newer-version',
    'Đã có bản mới hơn bản đã xem, không có gì được lưu / There is a newer version, nothing was stored'
  ]
} as const;

/** What a refusal says beside its status. */
export interface ProblemDetail {
  readonly detail?: string;
  /** Which of the refusals of its kind it is. */
  readonly code?: string;
  readonly faults?: readonly ProblemFault[];
  /** What newer versions say against what was sent (RULES 9a). */
  readonly conflicts?: VersionConflicts['conflicts'];
  readonly more?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A refusal as `application/problem+json` (RFC 9457). */
export function problemAnswer(
  kind: ProblemStatus | keyof typeof SPECIAL,
  { headers, more, ...rest }: ProblemDetail = {}
): Response {
  const [status, type, title] = typeof kind === 'number' ? ([kind, ...TITLES[kind]] as const) : SPECIAL[kind];
  const body = { type: `urn:mangluoi:problem:${type}`, title, status, ...rest, ...(more ? { more } : {}) };
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers }
  });
}
