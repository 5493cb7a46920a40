import { redirect } from '@sveltejs/kit';
import { homeFor } from './sign-in/home.server.ts';
import type { PageServerLoad } from './$types';

/** Where one begins: the public at the map, an account at its own work. What an address asks of the map is the map's. */
export const load: PageServerLoad = ({ url, locals: { principal } }) => {
  const begins = principal.kind === 'account' && url.search === '' ? homeFor(principal.grants) : '/explore';
  redirect(307, `${begins}${url.search}`);
};
