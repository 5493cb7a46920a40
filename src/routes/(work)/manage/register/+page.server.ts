import { mayAnywhere } from '$lib/domain/access.ts';
import { dayAt } from '$lib/domain/period.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import type { PageServerLoad } from './$types';

/** What of the register somebody may bring in. */
export const load: PageServerLoad = ({ locals }) => {
  const day = dayAt(currentRuntime().clock());
  return { mayCatalogue: mayAnywhere(locals.principal, 'manageCatalogue', day) };
};
