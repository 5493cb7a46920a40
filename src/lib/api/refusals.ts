import type { Words } from '../domain/indicator.ts';

interface Kind {
  readonly status: 400 | 401 | 403 | 404 | 409 | 412 | 413 | 415 | 422 | 429 | 503;
  /** Last part of the problem's type, `urn:mangluoi:problem:…` (RFC 9457). */
  readonly type: string;
  readonly title: Words;
}

/** Every kind of refusal: its status, its type and what it is called. No call is refused in another way. */
export const REFUSALS = {
  notJson: {
    status: 400,
    type: 'bad-request',
    title: { vi: 'Nội dung không phải là JSON hợp lệ', en: 'The body is not valid JSON' }
  },
  badRequest: {
    status: 400,
    type: 'bad-request',
    title: { vi: 'Yêu cầu không hợp lệ', en: 'Bad request' }
  },
  signIn: {
    status: 401,
    type: 'unauthorized',
    title: { vi: 'Cần đăng nhập hoặc khóa API hợp lệ', en: 'Sign in, or send a valid API key' }
  },
  mayNotSee: {
    status: 403,
    type: 'forbidden',
    title: { vi: 'Không có quyền xem', en: 'You may not see this' }
  },
  mayNotChange: {
    status: 403,
    type: 'forbidden',
    title: { vi: 'Không có quyền thay đổi', en: 'You may not change this' }
  },
  unknown: {
    status: 404,
    type: 'not-found',
    title: { vi: 'Không có trong hệ thống', en: 'There is no such thing here' }
  },
  conflict: {
    status: 409,
    type: 'conflict',
    title: { vi: 'Trái với điều đang có', en: 'It stands against what is there' }
  },
  keyUsed: {
    status: 409,
    type: 'conflict',
    title: {
      vi: 'Idempotency-Key đã dùng cho nội dung khác',
      en: 'Idempotency-Key was used for another body'
    }
  },
  newerVersion: {
    status: 409,
    type: 'newer-version',
    title: {
      vi: 'Đã có bản mới hơn bản đã xem, không có gì được lưu',
      en: 'There is a newer version, nothing was stored'
    }
  },
  otherAccount: {
    status: 412,
    type: 'other-account',
    title: { vi: 'Phiên đăng nhập là của người khác', en: 'Somebody else is signed in' }
  },
  tooLarge: {
    status: 413,
    type: 'too-large',
    title: { vi: 'Nội dung gửi quá lớn', en: 'The body is too large' }
  },
  notJsonType: {
    status: 415,
    type: 'unsupported',
    title: { vi: 'Chỉ nhận application/json', en: 'Only application/json is taken' }
  },
  wrong: {
    status: 422,
    type: 'rejected',
    title: { vi: 'Nội dung không được nhận, không có gì được lưu', en: 'Rejected, nothing was stored' }
  },
  tooMany: { status: 429, type: 'too-many', title: { vi: 'Quá nhiều yêu cầu', en: 'Too many requests' } },
  unavailable: {
    status: 503,
    type: 'unavailable',
    title: {
      vi: 'Chưa sẵn sàng hoặc không ghi được, không có gì được nhận',
      en: 'Not ready or not able to write, nothing was accepted'
    }
  }
} as const satisfies Record<string, Kind>;

export type RefusalKind = keyof typeof REFUSALS;

/** The status of a refusal. */
export function statusOf({ refused }: { readonly refused: RefusalKind }): Kind['status'] {
  return REFUSALS[refused].status;
}
