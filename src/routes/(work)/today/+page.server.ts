import { redirect } from '@sveltejs/kit';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { deskFor } from '$lib/server/context/matters/desk-for.ts';
import { asking } from '$lib/server/features/review/asking.ts';
import { todayOf } from '$lib/server/features/today/today.ts';
import type { PageServerLoad } from './$types';

/** What waits for somebody of an office today; who reviews nowhere begins elsewhere. */
export const load: PageServerLoad = async ({ locals: { principal }, depends }) => {
  depends('app:today');
  const context = { runtime: currentRuntime(), principal };
  return { today: (await todayOf(asking(context), await deskFor(context))) ?? redirect(307, '/explore') };
};
