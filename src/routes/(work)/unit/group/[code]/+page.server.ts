import { loadProfile } from '../../profile.server.ts';
import type { PageServerLoad } from './$types';

/** The page of a group. */
export const load: PageServerLoad = ({ params, url, locals }) =>
  loadProfile(locals.principal, params.code, url.searchParams);
