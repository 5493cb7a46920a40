import { redirect } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { deskFor } from '$lib/server/matters/desk-for.ts';
import { asking } from '$lib/server/review/asking.ts';
import { todayOf } from '$lib/server/today/today.ts';
import type { PageServerLoad } from './$types';

/** What waits for somebody of an office today; who reviews nowhere begins elsewhere. */
export const load: PageServerLoad = async ({ locals: { principal }, depends }) => {
  depends('app:today');
  const context = { runtime: currentRuntime(), principal };
  return { today: (await todayOf(asking(context), await deskFor(context))) ?? redirect(307, '/explore') };
};
