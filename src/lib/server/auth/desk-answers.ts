import { z } from 'zod';
import { ROLES } from '../../domain/access.ts';
import type { Words } from '../../domain/indicator.ts';
import { LEVELS, parseUnitKey, type UnitKey } from '../../domain/unit.ts';
import { parseJson, readBody } from '../ingest/body.ts';
import { problemAnswer } from '../ingest/problem.ts';
import type { AccountFault } from './account-rules.ts';

const STATUS: Readonly<Record<AccountFault, 403 | 404 | 409 | 422>> = {
  forbidden: 403,
  notFound: 404,
  badLogin: 422,
  loginTaken: 409,
  badName: 422,
  nameTaken: 409,
  badEmail: 422,
  emailTaken: 409,
  badGrant: 422,
  badScope: 422,
  notACard: 422,
  self: 409,
  lastAdministrator: 409
};

/** Why something about an account was not done, in words. */
export const ACCOUNT_FAULTS: Readonly<Record<AccountFault, Words>> = {
  forbidden: {
    vi: 'Chỉ giao được vai trò thấp hơn, trong phạm vi của mình.',
    en: 'Only lesser roles may be given, within your own subtree.'
  },
  notFound: { vi: 'Không có trong hệ thống.', en: 'There is no such thing here.' },
  badLogin: {
    vi: 'Tên đăng nhập cần 2–64 chữ, số hoặc . _ @ -',
    en: 'A login name has 2–64 letters, digits or . _ @ -'
  },
  loginTaken: { vi: 'Tên đăng nhập đã có người dùng.', en: 'The login name is taken.' },
  badName: { vi: 'Tên trống, quá dài hoặc có ký tự lạ.', en: 'The name is empty, too long or strange.' },
  nameTaken: { vi: 'Tên đã được dùng.', en: 'The name is taken.' },
  badEmail: { vi: 'Địa chỉ e-mail không hợp lệ.', en: 'This is no e-mail address.' },
  emailTaken: { vi: 'E-mail đã thuộc tài khoản khác.', en: 'Another account has this e-mail address.' },
  badGrant: {
    vi: 'Vai trò không hợp lệ: cần đơn vị có thật, ngày theo thứ tự, và tổ (chỉ) cho tổ trưởng, tổ phó, ngành.',
    en: 'Not a role that can be given: a real unit, days in order, and groups for heads, deputies and sectors alone.'
  },
  badScope: {
    vi: 'Phạm vi hoặc thời hạn không hợp lệ (tối đa 400 ngày).',
    en: 'The scope or the time is not right (at most 400 days).'
  },
  notACard: {
    vi: 'Việc này dành cho thẻ của tổ, hoặc không dành cho thẻ.',
    en: "This is for a group's card alone, or not for one."
  },
  self: { vi: 'Không thể tự khóa tài khoản của mình.', en: 'You cannot disable your own account.' },
  lastAdministrator: {
    vi: 'Đây là quản trị cuối cùng: hãy giao vai trò cho người khác trước.',
    en: 'This is the last administrator: give the role to somebody else first.'
  }
};

/** A refusal as an answer. */
export function faultAnswer(code: AccountFault): Response {
  const { vi, en } = ACCOUNT_FAULTS[code];
  return problemAnswer(STATUS[code], { detail: `${vi} / ${en}`, code });
}

/** What was done, never kept by anybody on the way: there may be a secret in it. */
export function doneAnswer(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}

/** An outcome as an answer: a fault, or what was done. */
export function outcomeAnswer(outcome: object | AccountFault | null, status = 200): Response {
  if (typeof outcome === 'string') return faultAnswer(outcome);
  return doneAnswer(outcome ?? { done: true }, status);
}

/** Bytes of a call about accounts. */
const BODY = 64 * 1024;

/** A call's body as what it should be, or the refusal. */
export async function readCall<T>(request: Request, shape: z.ZodType<T>): Promise<T | Response> {
  if (!/^application\/json *(;|$)/i.test(request.headers.get('content-type') ?? ''))
    return problemAnswer(415);
  const body = await readBody(request, BODY);
  if (body === 'tooLarge') return problemAnswer(413);
  const read = shape.safeParse(parseJson(body.bytes));
  if (read.success) return read.data;
  const detail = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  return problemAnswer(400, { detail: detail.slice(0, 1_000) });
}

const unit = z
  .string()
  .max(64)
  .transform((text, ctx): UnitKey => {
    const key = parseUnitKey(text);
    if (key) return `${key.code}@${key.validFrom}`;
    ctx.addIssue({ code: 'custom', message: 'not a unit' });
    return z.NEVER;
  });
const day = z.iso.date();

/** A role that somebody is to be given. */
export const grantShape = z.strictObject({
  role: z.enum(ROLES),
  unit,
  groups: z.array(z.string().max(64)).max(50).nullish(),
  validFrom: day.optional(),
  validTo: day.nullish(),
  decision: z.string().max(300).optional()
});

export const accountShape = z.strictObject({
  login: z.string().max(64),
  name: z.string().max(100),
  email: z.string().max(254).nullish(),
  grants: z.array(grantShape).min(1).max(20)
});

export const cardShape = z.strictObject({
  group: z.string().max(64),
  name: z.string().max(100),
  role: z.enum(['group-head', 'group-deputy']).default('group-head'),
  validTo: day.nullish()
});

export const keyShape = z.strictObject({
  name: z.string().max(64),
  grants: z.array(grantShape).min(1).max(20)
});

export const screenShape = z.strictObject({
  name: z.string().max(64),
  scope: z.strictObject({ root: unit, depth: z.enum(LEVELS) }),
  /** Days for which it is good. */
  days: z.number().positive().max(400)
});

export const screenTitleShape = z.strictObject({ title: z.string().max(64) });

export const disabledShape = z.strictObject({ disabled: z.boolean() });
