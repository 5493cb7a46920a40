import { loadProfile } from '../profile.server.ts';
import type { PageServerLoad } from './$types';

/** The page of a unit. */
export const load: PageServerLoad = ({ params, url, locals }) =>
  loadProfile(locals.principal, params.key, url.searchParams);
