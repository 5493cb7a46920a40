import type * as api from '../../../api/identity.ts';
import type { Verb } from '../../http/serve.ts';
import { doneOrRefusal, orRefusal } from './refusals.ts';

// What the calls of accounts, cards, keys and screens do: each asks the part that knows, in the caller's name.

export const listAccounts: Verb<typeof api.listAccounts> = async ({ runtime, principal }) => ({
  accounts: await runtime.auth.accounts.list(principal)
});

export const createAccount: Verb<typeof api.createAccount> = async ({ runtime, principal }, { body }) =>
  orRefusal(await runtime.auth.accounts.create(principal, body));

export const readAccount: Verb<typeof api.readAccount> = async ({ runtime, principal }, { params }) =>
  orRefusal((await runtime.auth.accounts.one(principal, params.id)) ?? 'notFound');

export const setAccountDisabled: Verb<typeof api.setAccountDisabled> = async (
  { runtime, principal },
  { params, body }
) => doneOrRefusal(await runtime.auth.accounts.setDisabled(principal, params.id, body.disabled));

export const giveGrant: Verb<typeof api.giveGrant> = async ({ runtime, principal }, { params, body }) =>
  orRefusal(await runtime.auth.accounts.give(principal, params.id, body));

export const takeGrant: Verb<typeof api.takeGrant> = async ({ runtime, principal }, { params, query }) =>
  doneOrRefusal(await runtime.auth.accounts.take(principal, params.id, query.grant));

export const resetPassword: Verb<typeof api.resetPassword> = async ({ runtime, principal }, { params }) =>
  orRefusal(await runtime.auth.accounts.resetPassword(principal, params.id));

export const listSessions: Verb<typeof api.listSessions> = async ({ runtime, principal }, { params }) => {
  const sessions = await runtime.auth.accounts.sessions(principal, params.id);
  return typeof sessions === 'string' ? orRefusal<{ sessions: [] }>(sessions) : { sessions };
};

export const endSessions: Verb<typeof api.endSessions> = async ({ runtime, principal }, { params, query }) =>
  doneOrRefusal(await runtime.auth.accounts.endSessions(principal, params.id, query.session ?? null));

export const issueCard: Verb<typeof api.issueCard> = async ({ runtime, principal }, { body }) =>
  orRefusal(await runtime.auth.cards.issue(principal, body));

export const resetCard: Verb<typeof api.resetCard> = async ({ runtime, principal }, { params }) =>
  orRefusal(await runtime.auth.cards.reset(principal, params.id));

export const revokeCard: Verb<typeof api.revokeCard> = async ({ runtime, principal }, { params }) =>
  doneOrRefusal(await runtime.auth.cards.revoke(principal, params.id));

export const listKeys: Verb<typeof api.listKeys> = async ({ runtime, principal }) => ({
  keys: await runtime.auth.keyDesk.list(principal)
});

export const createKey: Verb<typeof api.createKey> = async ({ runtime, principal }, { body }) =>
  orRefusal(await runtime.auth.keyDesk.create(principal, body.name, body.grants));

export const revokeKey: Verb<typeof api.revokeKey> = async ({ runtime, principal }, { params }) =>
  doneOrRefusal(await runtime.auth.keyDesk.revoke(principal, params.name));

export const listScreens: Verb<typeof api.listScreens> = async ({ runtime, principal }) => ({
  screens: await runtime.auth.screenDesk.list(principal)
});

export const createScreen: Verb<typeof api.createScreen> = async ({ runtime, principal }, { body }) =>
  orRefusal(await runtime.auth.screenDesk.create(principal, body));

export const renameScreen: Verb<typeof api.renameScreen> = async ({ runtime, principal }, { params, body }) =>
  doneOrRefusal(await runtime.auth.screenDesk.rename(principal, params.name, body.title));

export const revokeScreen: Verb<typeof api.revokeScreen> = async ({ runtime, principal }, { params }) =>
  doneOrRefusal(await runtime.auth.screenDesk.revoke(principal, params.name));

export const makeScreenCode: Verb<typeof api.makeScreenCode> = async ({ runtime, principal }, { params }) =>
  orRefusal(await runtime.auth.screenCodes.make(principal, params.name));

export const endScreenCode: Verb<typeof api.endScreenCode> = async ({ runtime, principal }, { params }) =>
  doneOrRefusal(await runtime.auth.screenCodes.end(principal, params.name));
