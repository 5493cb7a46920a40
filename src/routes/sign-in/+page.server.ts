import { fail, redirect } from '@sveltejs/kit';
import { demoAccounts } from '$lib/server/core/auth/demo-accounts.ts';
import { textOf } from '$lib/server/core/auth/form-text.ts';
import { ownPath, passOn } from '$lib/server/core/auth/set-cookies.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { afterSignIn, homeOfLogin } from './home.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** What the page offers: the provider of the settings, and in a demo its accounts. */
export const load: PageServerLoad = ({ url, locals }) => {
  const { auth, settings, world } = currentRuntime();
  const next = ownPath(url.searchParams.get('next'));
  // Whoever is asked to sign in again beside another account comes here all the same.
  const isOther = url.searchParams.has('other');
  if (locals.principal.kind === 'account' && !isOther) redirect(303, next ?? '/account');
  const demo = settings.mode === 'demo' ? demoAccounts(world.tree) : [];
  const picked = url.searchParams.get('demo');
  return {
    next,
    fill: demo.find(({ login }) => login === picked) ?? null,
    failed: url.searchParams.has('failed') ? ('oidc' as const) : null,
    provider: auth.provider,
    demo
  };
};

/** Signs in by name and password, or by a card's code and PIN. */
export const actions: Actions = {
  default: async ({ request, cookies, getClientAddress, setHeaders }) => {
    const { auth } = currentRuntime();
    const form = await request.formData();
    const text = (name: string) => textOf(form, name);
    const [login, password, next] = [text('login'), text('password'), ownPath(text('next'))];
    if (login.trim() === '' || password === '')
      return fail(400, { login, refused: 'missing' as const, after: 0 });
    const whence = { address: getClientAddress(), agent: request.headers.get('user-agent') ?? '' };
    const outcome = await auth.signIn.byPassword(login, password, whence);
    if ('refused' in outcome) {
      const { refused } = outcome;
      const isTooMany = refused === 'tooMany';
      if (isTooMany) setHeaders({ 'retry-after': String(outcome.after) });
      return fail(isTooMany ? 429 : 400, { login, refused, after: isTooMany ? outcome.after : 0 });
    }
    passOn(cookies, outcome.cookies);
    redirect(303, afterSignIn(next, await homeOfLogin(login)));
  }
};
