import { fail } from '@sveltejs/kit';
import { textOf } from '$lib/server/core/auth/form-text.ts';
import { PASSWORD } from '$lib/server/core/auth/passwords.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { passOn } from '$lib/server/core/auth/set-cookies.ts';
import type { Actions, PageServerLoad } from './$types';

/** Who one is, what one may and where, where one is signed in. */
export const load: PageServerLoad = async ({ locals, depends }) => {
  depends('account:sessions');
  const { auth, store, world } = currentRuntime();
  const { account, session, mustChange } = locals.visit;
  const record = account === null ? null : await store.accounts.byId(account);
  const grants = account === null ? locals.principal.grants : await store.grants.of(`account:${account}`);
  const nameOf = (code: string) => world.tree.group(code)?.group.name ?? code;
  return {
    kind: locals.principal.kind,
    actor: locals.principal.actor,
    name: locals.principal.name,
    login: record?.login ?? null,
    isCard: (record?.cardGroup ?? null) !== null,
    mustChange,
    least: PASSWORD.least,
    grants: grants.map(({ role, unit, groups, validFrom, validTo, decision }) => {
      const place = world.tree.unit(unit)?.unit.fullName ?? unit;
      return { role, place, groups: groups?.map(nameOf) ?? null, validFrom, validTo, decision };
    }),
    sessions:
      account === null
        ? []
        : (await auth.people.sessions(account)).map((one) => ({ ...one, isThis: one.id === session }))
  };
};

/** One's own password and sessions. */
export const actions: Actions = {
  password: async ({ request, locals, cookies }) => {
    const { account } = locals.visit;
    if (account === null) return fail(403, { fault: 'wrong' as const });
    const form = await request.formData();
    const text = (name: string) => textOf(form, name).slice(0, PASSWORD.most);
    if (text('next') !== text('again')) return fail(400, { fault: 'again' as const });
    const words = { current: text('current'), next: text('next') };
    const { signIn } = currentRuntime().auth;
    const done = await signIn.changePassword(request.headers.get('cookie') ?? '', account, words);
    if (typeof done === 'string') return fail(400, { fault: done });
    passOn(cookies, done.cookies);
    // What the page shows next is of the new session: every older one has ended.
    const [own] = await currentRuntime().auth.people.sessions(account);
    locals.visit = { ...locals.visit, mustChange: false, session: own?.id ?? null };
    return { done: 'changed' as const };
  },
  end: async ({ request, locals }) => {
    const { account, session } = locals.visit;
    if (account === null) return fail(403, { fault: 'wrong' as const });
    const asked = textOf(await request.formData(), 'session');
    const { people } = currentRuntime().auth;
    if (asked === 'others') await people.endSessions(account, session);
    else await people.endSession(account, asked);
    return { done: 'ended' as const };
  }
};
