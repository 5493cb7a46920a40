import { fail, redirect } from '@sveltejs/kit';
import { textOf } from '$lib/server/core/auth/form-text.ts';
import { hashOf } from '$lib/server/core/auth/passwords.ts';
import { passOn } from '$lib/server/core/auth/set-cookies.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { homeOf } from '../home.server.ts';
import type { Actions } from './$types';

/** Signs a group in by the secret of its card, which the page read from the address. */
export const actions: Actions = {
  default: async ({ request, cookies, getClientAddress, setHeaders }) => {
    const { auth, store } = currentRuntime();
    const secret = textOf(await request.formData(), 'secret').slice(0, 100);
    if (secret === '') return fail(400, { refused: 'card' as const, after: 0 });
    const whence = { address: getClientAddress(), agent: request.headers.get('user-agent') ?? '' };
    const outcome = await auth.signIn.byCard(secret, whence);
    if ('refused' in outcome) {
      if (outcome.refused === 'tooMany') {
        setHeaders({ 'retry-after': String(outcome.after) });
        return fail(429, { refused: outcome.refused, after: outcome.after });
      }
      const refused = outcome.refused === 'wrong' ? ('card' as const) : outcome.refused;
      return fail(400, { refused, after: 0 });
    }
    passOn(cookies, outcome.cookies);
    redirect(303, await homeOf(await store.accounts.byCard(hashOf(secret))));
  }
};
