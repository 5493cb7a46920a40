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
    title: { vi: 'Không có quyền xem', en: 'You do not have access to this' }
  },
  mayNotChange: {
    status: 403,
    type: 'forbidden',
    title: { vi: 'Không có quyền thay đổi', en: 'You do not have permission to change this' }
  },
  unknown: {
    status: 404,
    type: 'not-found',
    title: { vi: 'Không tìm thấy', en: 'Not found' }
  },
  conflict: {
    status: 409,
    type: 'conflict',
    title: { vi: 'Xung đột với dữ liệu hiện có', en: 'Conflicts with existing data' }
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
      vi: 'Đã có bản mới hơn bản đã xem, chưa lưu gì',
      en: 'There is a newer version; nothing was saved'
    }
  },
  otherAccount: {
    status: 412,
    type: 'other-account',
    title: { vi: 'Phiên đăng nhập là của người khác', en: 'Someone else is signed in' }
  },
  tooLarge: {
    status: 413,
    type: 'too-large',
    title: { vi: 'Nội dung gửi quá lớn', en: 'The body is too large' }
  },
  notJsonType: {
    status: 415,
    type: 'unsupported',
    title: { vi: 'Chỉ nhận application/json', en: 'Only application/json is accepted' }
  },
  wrong: {
    status: 422,
    type: 'rejected',
    title: { vi: 'Không nhận nội dung này, chưa lưu gì', en: 'Rejected; nothing was saved' }
  },
  tooMany: { status: 429, type: 'too-many', title: { vi: 'Quá nhiều yêu cầu', en: 'Too many requests' } },
  unavailable: {
    status: 503,
    type: 'unavailable',
    title: {
      vi: 'Chưa sẵn sàng hoặc không lưu được; chưa nhận gì',
      en: 'Not ready or unable to save; nothing was accepted'
    }
  }
} as const satisfies Record<string, Kind>;

export type RefusalKind = keyof typeof REFUSALS;

/** The status of a refusal. */
export function statusOf({ refused }: { readonly refused: RefusalKind }): Kind['status'] {
  return REFUSALS[refused].status;
}
