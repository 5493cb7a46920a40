import { fail, redirect } from '@sveltejs/kit';
import { textOf } from '$lib/server/core/auth/form-text.ts';
import { keepScreen } from '$lib/server/core/auth/screen-cookie.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import type { Actions, PageServerLoad } from './$types';

/** Who is signed in here: a session goes before a screen, so that the page says so. */
export const load: PageServerLoad = ({ locals }) => ({
  as: locals.principal.kind === 'account' ? locals.principal.name : null
});

/** Opens a screen by the short code that its manager was told. */
export const actions: Actions = {
  default: async ({ request, cookies, url, getClientAddress, setHeaders }) => {
    const { auth, clock } = currentRuntime();
    const typed = textOf(await request.formData(), 'code');
    const outcome = await auth.screenCodes.open(typed, getClientAddress());
    if ('refused' in outcome) {
      const isTooMany = outcome.refused === 'tooMany';
      const after = isTooMany ? outcome.after : 0;
      if (isTooMany) setHeaders({ 'retry-after': String(after) });
      return fail(isTooMany ? 429 : 400, { typed: typed.slice(0, 16), refused: outcome.refused, after });
    }
    keepScreen(cookies, url, outcome, clock());
    redirect(303, '/wall');
  }
};
