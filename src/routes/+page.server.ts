import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** The product opens on the map. */
export const load: PageServerLoad = ({ url }) => redirect(307, `/explore${url.search}`);
