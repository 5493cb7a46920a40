import { refuse, type Outcome, type Refusal } from '../../api/outcome.ts';
import type { AccountFault } from './account-rules.ts';

/** Why something about an account, a key or a screen was not done, in words. */
const REFUSALS: Readonly<Record<AccountFault, Refusal>> = {
  forbidden: refuse(
    'mayNotChange',
    'forbidden',
    'Chỉ giao được vai trò thấp hơn, trong phạm vi của mình.',
    'Only lesser roles may be given, within your own subtree.'
  ),
  notFound: refuse('unknown', 'notFound', 'Không có trong hệ thống.', 'There is no such thing here.'),
  badLogin: refuse(
    'wrong',
    'badLogin',
    'Tên đăng nhập cần 2–64 chữ, số hoặc . _ @ -',
    'A login name has 2–64 letters, digits or . _ @ -',
    '/login'
  ),
  loginTaken: refuse(
    'conflict',
    'loginTaken',
    'Tên đăng nhập đã có người dùng.',
    'The login name is taken.',
    '/login'
  ),
  badName: refuse(
    'wrong',
    'badName',
    'Tên trống, quá dài hoặc có ký tự lạ.',
    'The name is empty, too long or strange.',
    '/name'
  ),
  nameTaken: refuse('conflict', 'nameTaken', 'Tên đã được dùng.', 'The name is taken.', '/name'),
  badEmail: refuse(
    'wrong',
    'badEmail',
    'Địa chỉ e-mail không hợp lệ.',
    'This is no e-mail address.',
    '/email'
  ),
  emailTaken: refuse(
    'conflict',
    'emailTaken',
    'E-mail đã thuộc tài khoản khác.',
    'Another account has this e-mail address.',
    '/email'
  ),
  badGrant: refuse(
    'wrong',
    'badGrant',
    'Vai trò không hợp lệ: cần đơn vị có thật, ngày theo thứ tự, và tổ (chỉ) cho tổ trưởng, tổ phó, ngành.',
    'Not a role that can be given: a real unit, days in order, and groups for heads, deputies and sectors alone.'
  ),
  badScope: refuse(
    'wrong',
    'badScope',
    'Phạm vi hoặc thời hạn không hợp lệ (tối đa 400 ngày).',
    'The scope or the time is not right (at most 400 days).'
  ),
  notACard: refuse(
    'wrong',
    'notACard',
    'Việc này dành cho thẻ của tổ, hoặc không dành cho thẻ.',
    "This is for a group's card alone, or not for one."
  ),
  self: refuse(
    'conflict',
    'self',
    'Không thể tự khóa tài khoản của mình.',
    'You cannot disable your own account.'
  ),
  lastAdministrator: refuse(
    'conflict',
    'lastAdministrator',
    'Đây là quản trị cuối cùng: hãy giao vai trò cho người khác trước.',
    'This is the last administrator: give the role to somebody else first.'
  )
};

/** What became of something: a fault as its refusal, all else as it is. */
export function orRefusal<T extends object>(outcome: T | AccountFault): Outcome<T> {
  return typeof outcome === 'string' ? REFUSALS[outcome] : outcome;
}

const DONE = { done: true } as const;

/** What became of something that answers nothing. */
export function doneOrRefusal(fault: AccountFault | null): Outcome<typeof DONE> {
  return fault === null ? DONE : REFUSALS[fault];
}
