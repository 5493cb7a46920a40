import { refuse, type Outcome, type Refusal } from '../../../api/outcome.ts';
import type { AccountFault } from '../../core/auth/account-rules.ts';

/** Why something about an account, a key or a screen was not done, in words. */
const REFUSALS: Readonly<Record<AccountFault, Refusal>> = {
  forbidden: refuse(
    'mayNotChange',
    'forbidden',
    'Chỉ giao được vai trò thấp hơn, trong phạm vi của tài khoản.',
    'You can only assign lower roles, within your own unit.'
  ),
  notFound: refuse('unknown', 'notFound', 'Không tìm thấy.', 'Not found.'),
  badLogin: refuse(
    'wrong',
    'badLogin',
    'Tên đăng nhập cần 2–64 chữ, số hoặc . _ @ -',
    'A username has 2–64 letters, digits or . _ @ -',
    '/login'
  ),
  loginTaken: refuse(
    'conflict',
    'loginTaken',
    'Tên đăng nhập đã có người dùng.',
    'This username is taken.',
    '/login'
  ),
  badName: refuse(
    'wrong',
    'badName',
    'Tên trống, quá dài hoặc có ký tự không hợp lệ.',
    'The name is empty, too long or has invalid characters.',
    '/name'
  ),
  nameTaken: refuse('conflict', 'nameTaken', 'Tên đã được dùng.', 'The name is taken.', '/name'),
  badEmail: refuse(
    'wrong',
    'badEmail',
    'Địa chỉ thư điện tử không hợp lệ.',
    'Invalid e-mail address.',
    '/email'
  ),
  emailTaken: refuse(
    'conflict',
    'emailTaken',
    'Địa chỉ thư điện tử đã thuộc tài khoản khác.',
    'Another account has this e-mail address.',
    '/email'
  ),
  badGrant: refuse(
    'wrong',
    'badGrant',
    'Vai trò không hợp lệ. Hãy kiểm tra đơn vị và thời hạn; chỉ tổ trưởng, tổ phó, đầu mối ngành mới chọn tổ.',
    'Invalid role. Check the unit and the dates; only group heads, deputies and sector offices have groups.'
  ),
  badScope: refuse(
    'wrong',
    'badScope',
    'Phạm vi hoặc thời hạn không hợp lệ (tối đa 400 ngày).',
    'Invalid unit or duration (at most 400 days).'
  ),
  notACard: refuse(
    'wrong',
    'notACard',
    'Chỉ thẻ của tổ mới dùng được chức năng này.',
    'Only a group card can do this.'
  ),
  isACard: refuse(
    'wrong',
    'isACard',
    'Chức năng này không dùng cho thẻ của tổ.',
    'This is not available for group cards.'
  ),
  self: refuse(
    'conflict',
    'self',
    'Không thể tự khóa tài khoản đang dùng.',
    'You cannot disable your own account.'
  ),
  lastAdministrator: refuse(
    'conflict',
    'lastAdministrator',
    'Đây là quản trị viên duy nhất. Hãy giao vai trò cho người khác trước.',
    'This is the only administrator. Assign the role to someone else first.'
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
