import { z } from 'zod';
import { ROLES } from '../domain/access.ts';
import { LEVELS } from '../domain/unit.ts';
import { declare, type Door } from './declare.ts';
import { askedUnit, day, done, moment, unitKey } from './shapes.ts';

const MANAGE = { may: 'manageAccounts' } as const satisfies Door;

const id = z.string();
const ONCE = { description: 'Chỉ trả lời một lần / answered for the only time' };

/** A role that somebody is to be given. */
const grantDraft = z.strictObject({
  role: z.enum(ROLES),
  unit: askedUnit,
  groups: z.array(z.string().max(64)).max(50).nullish(),
  validFrom: day.optional(),
  validTo: day.nullish(),
  decision: z.string().max(300).optional()
});

/** A role that somebody holds. */
const heldGrant = z.strictObject({
  id,
  holder: z.string(),
  role: z.enum(ROLES),
  unit: unitKey,
  groups: z.array(z.string()).nullable(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  decision: z.string()
});

const account = z
  .strictObject({
    id,
    login: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    createdAt: moment,
    disabledAt: moment.nullable(),
    oneTime: z
      .boolean()
      .meta({ description: 'Còn mật khẩu một lần / its password is one that was made for it' }),
    cardGroup: z.string().nullable().meta({ description: 'Tổ của thẻ / the group whose card this is' }),
    grants: z.array(heldGrant),
    mayManage: z.boolean()
  })
  .meta({ id: 'Account' });

const foreignGrant = ({ unit, group }: { unit: string; group: string }) => ({
  role: 'group-head',
  unit,
  groups: [group]
});
const foreignName = ({ unit, group }: { unit: string; group: string }) =>
  `${unit}.${group}`.replace(/[^a-z0-9.]/gi, '.');

/** The accounts that one may see. */
export const listAccounts = declare({
  method: 'GET',
  path: '/api/v1/accounts',
  may: MANAGE,
  summary: { vi: 'Tài khoản', en: 'accounts' },
  answer: z.strictObject({ accounts: z.array(account) })
});

/** Makes an account. */
export const createAccount = declare({
  method: 'POST',
  path: '/api/v1/accounts',
  may: MANAGE,
  summary: { vi: 'Thêm tài khoản', en: 'make an account' },
  body: z.strictObject({
    login: z.string().max(64),
    name: z.string().max(100),
    email: z.string().max(254).nullish(),
    grants: z.array(grantDraft).min(1).max(20)
  }),
  answer: z.strictObject({ id, password: z.string().meta(ONCE) }),
  status: 201,
  refuses: ['mayNotChange', 'conflict', 'wrong'],
  foreign: (place) => ({ login: foreignName(place), name: 'X', grants: [foreignGrant(place)] })
});

/** One account. */
export const readAccount = declare({
  method: 'GET',
  path: '/api/v1/accounts/{id}',
  may: MANAGE,
  summary: { vi: 'Một tài khoản', en: 'one account' },
  answer: account,
  refuses: ['unknown']
});

/** Disables an account or enables it again. */
export const setAccountDisabled = declare({
  method: 'PATCH',
  path: '/api/v1/accounts/{id}',
  may: MANAGE,
  summary: { vi: 'Khóa, mở tài khoản', en: 'disable or enable' },
  body: z.strictObject({ disabled: z.boolean() }),
  answer: done,
  refuses: ['mayNotChange', 'unknown', 'conflict'],
  foreign: () => ({ disabled: true })
});

/** Gives an account another role. */
export const giveGrant = declare({
  method: 'POST',
  path: '/api/v1/accounts/{id}/grants',
  may: MANAGE,
  summary: { vi: 'Cấp quyền', en: 'grant' },
  body: grantDraft,
  answer: z.strictObject({ grant: z.string() }),
  status: 201,
  refuses: ['mayNotChange', 'unknown', 'wrong'],
  foreign: foreignGrant
});

/** Takes a role back, at once. */
export const takeGrant = declare({
  method: 'DELETE',
  path: '/api/v1/accounts/{id}/grants',
  may: MANAGE,
  summary: { vi: 'Rút quyền', en: 'revoke' },
  query: z.strictObject({ grant: z.string().max(64).meta({ description: 'Quyền cần thu hồi / the grant' }) }),
  answer: done,
  refuses: ['mayNotChange', 'unknown', 'conflict'],
  foreign: () => ({})
});

/** Gives an account a new one-time password and ends its sessions. */
export const resetPassword = declare({
  method: 'POST',
  path: '/api/v1/accounts/{id}/password',
  may: MANAGE,
  summary: { vi: 'Đặt lại mật khẩu', en: 'reset the password' },
  answer: z.strictObject({ password: z.string().meta(ONCE) }),
  refuses: ['mayNotChange', 'unknown', 'wrong'],
  foreign: () => ({})
});

/** Where an account is signed in. */
export const listSessions = declare({
  method: 'GET',
  path: '/api/v1/accounts/{id}/sessions',
  may: MANAGE,
  summary: { vi: 'Phiên đang mở', en: 'where it is signed in' },
  answer: z.strictObject({
    sessions: z.array(
      z.strictObject({
        id,
        since: moment,
        until: moment,
        address: z.string().nullable(),
        agent: z.string().nullable()
      })
    )
  }),
  refuses: ['mayNotChange', 'unknown']
});

/** Ends one session of an account, or all where none is named. */
export const endSessions = declare({
  method: 'DELETE',
  path: '/api/v1/accounts/{id}/sessions',
  may: MANAGE,
  summary: { vi: 'Kết thúc phiên', en: 'end sessions' },
  query: z.strictObject({
    session: z.string().max(128).optional().meta({ description: 'Phiên cần kết thúc / the session' })
  }),
  answer: done,
  refuses: ['mayNotChange', 'unknown'],
  foreign: () => ({})
});

const issuedCard = z.strictObject({
  account: z.string(),
  login: z.string(),
  pin: z.string().meta(ONCE),
  path: z.string().meta(ONCE)
});

/** Makes a card for a group. */
export const issueCard = declare({
  method: 'POST',
  path: '/api/v1/cards',
  may: MANAGE,
  summary: { vi: 'Phát thẻ của tổ', en: 'hand out a card' },
  body: z.strictObject({
    group: z.string().max(64),
    name: z.string().max(100),
    role: z.enum(['group-head', 'group-deputy']).default('group-head'),
    validTo: day.nullish()
  }),
  answer: issuedCard,
  status: 201,
  refuses: ['mayNotChange', 'unknown', 'conflict', 'wrong'],
  foreign: ({ group }) => ({ group, name: 'X' })
});

/** Gives a card a new PIN and QR code; the old ones end. */
export const resetCard = declare({
  method: 'POST',
  path: '/api/v1/cards/{id}',
  may: MANAGE,
  summary: { vi: 'Cấp lại thẻ', en: 'renew a card' },
  answer: issuedCard,
  refuses: ['mayNotChange', 'unknown', 'wrong'],
  foreign: () => ({})
});

/** Takes a card back, at once. */
export const revokeCard = declare({
  method: 'DELETE',
  path: '/api/v1/cards/{id}',
  may: MANAGE,
  summary: { vi: 'Thu hồi thẻ', en: 'take a card back' },
  answer: done,
  refuses: ['mayNotChange', 'unknown', 'wrong'],
  foreign: () => ({})
});

/** The API keys that one may see. */
export const listKeys = declare({
  method: 'GET',
  path: '/api/v1/keys',
  may: MANAGE,
  summary: { vi: 'Khóa API', en: 'API keys' },
  answer: z.strictObject({
    keys: z.array(
      z.strictObject({
        name: z.string(),
        createdAt: moment,
        revokedAt: moment.nullable(),
        grants: z.array(heldGrant),
        mayManage: z.boolean()
      })
    )
  })
});

/** Makes a key bound to subtrees. */
export const createKey = declare({
  method: 'POST',
  path: '/api/v1/keys',
  may: MANAGE,
  summary: { vi: 'Tạo khóa', en: 'make a key' },
  body: z.strictObject({ name: z.string().max(64), grants: z.array(grantDraft).min(1).max(20) }),
  answer: z.strictObject({ secret: z.string().meta(ONCE) }),
  status: 201,
  refuses: ['mayNotChange', 'conflict', 'wrong'],
  foreign: (place) => ({ name: foreignName(place), grants: [foreignGrant(place)] })
});

/** Ends a key, at once. */
export const revokeKey = declare({
  method: 'DELETE',
  path: '/api/v1/keys/{name}',
  may: MANAGE,
  summary: { vi: 'Thu hồi khóa', en: 'end a key' },
  answer: done,
  refuses: ['mayNotChange', 'unknown'],
  foreign: () => ({})
});

const askedScope = z.strictObject({ root: askedUnit, depth: z.enum(LEVELS) });

/** The screens' links that one may see. */
export const listScreens = declare({
  method: 'GET',
  path: '/api/v1/screens',
  may: MANAGE,
  summary: { vi: 'Liên kết màn hình', en: 'links of screens' },
  answer: z.strictObject({
    screens: z.array(
      z.strictObject({
        name: z.string().meta({ description: 'Tên trong địa chỉ / its name in addresses, for ever' }),
        title: z.string(),
        scope: z.strictObject({ root: unitKey, depth: z.enum(LEVELS) }),
        createdAt: moment,
        createdBy: z.string(),
        expiresAt: moment,
        revokedAt: moment.nullable(),
        playlist: z.string().nullable(),
        codeUntil: moment.nullable()
      })
    )
  })
});

/** Makes a link for a screen. */
export const createScreen = declare({
  method: 'POST',
  path: '/api/v1/screens',
  may: MANAGE,
  summary: { vi: 'Tạo liên kết màn hình', en: 'make a link' },
  body: z.strictObject({
    name: z.string().max(64),
    scope: askedScope,
    days: z.number().positive().max(400).meta({ description: 'Số ngày / days for which it is good' })
  }),
  answer: z.strictObject({ path: z.string().meta(ONCE), expiresAt: moment }),
  status: 201,
  refuses: ['mayNotChange', 'conflict', 'wrong'],
  foreign: (place) => ({ name: foreignName(place), scope: { root: place.unit, depth: 'group' }, days: 1 })
});

/** Gives a screen another title. */
export const renameScreen = declare({
  method: 'PATCH',
  path: '/api/v1/screens/{name}',
  may: MANAGE,
  summary: { vi: 'Đổi tên màn hình', en: 'rename a screen' },
  body: z.strictObject({ title: z.string().max(64) }),
  answer: done,
  refuses: ['unknown', 'conflict', 'wrong'],
  foreign: () => ({ title: 'X' })
});

/** Ends a screen's link, at once. */
export const revokeScreen = declare({
  method: 'DELETE',
  path: '/api/v1/screens/{name}',
  may: MANAGE,
  summary: { vi: 'Thu hồi liên kết', en: 'end a link' },
  answer: done,
  refuses: ['unknown'],
  foreign: () => ({})
});

/** Makes a short code that opens a screen's link once. */
export const makeScreenCode = declare({
  method: 'POST',
  path: '/api/v1/screens/{name}/code',
  may: MANAGE,
  summary: { vi: 'Mã ngắn cho ti vi', en: 'a short code for a TV' },
  answer: z.strictObject({ code: z.string().meta(ONCE), until: moment }),
  status: 201,
  refuses: ['unknown'],
  foreign: () => ({})
});

/** Ends the code of a screen before its time. */
export const endScreenCode = declare({
  method: 'DELETE',
  path: '/api/v1/screens/{name}/code',
  may: MANAGE,
  summary: { vi: 'Bỏ mã ngắn', en: 'end its short code' },
  answer: done,
  refuses: ['unknown'],
  foreign: () => ({})
});

/** Gives a screen another playlist, or what is usual for its scope. */
export const showOnScreen = declare({
  method: 'PUT',
  path: '/api/v1/screens/{name}/playlist',
  may: MANAGE,
  summary: { vi: 'Chọn chương trình cho màn hình', en: 'what a screen shows' },
  body: z.strictObject({ playlist: z.string().max(64).nullable() }),
  answer: done,
  refuses: ['unknown', 'wrong'],
  foreign: () => ({ playlist: null })
});
