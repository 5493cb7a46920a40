import { error } from '@sveltejs/kit';
import { isRefusal } from '$lib/api/outcome.ts';
import { statusOf } from '$lib/api/refusals.ts';
import { reportedPeriod } from '$lib/domain/period.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { inboxQuery } from '$lib/api/difficulties.ts';
import { readLeniently } from '$lib/server/http/read-call.ts';
import { deskFor } from '$lib/server/context/matters/desk-for.ts';
import { unitChoices } from '$lib/server/features/matters/choices.ts';
import { inboxOf, matterOf, unitOf } from '$lib/server/features/matters/inbox.ts';
import type { PageServerLoad } from './$types';

/** Months that can be chosen from, back from the one being reported. */
const MONTHS = 13;

/** The inbox that the address asks for, and the difficulty that is open in it. */
export const load: PageServerLoad = async ({ url, locals, depends }) => {
  depends('matters:inbox');
  const runtime = currentRuntime();
  const desk = await deskFor({ runtime, principal: locals.principal });
  const asked = readLeniently(inboxQuery, url.searchParams);
  const unit = unitOf(desk, asked.unit);
  if (isRefusal(unit)) error(statusOf(unit), { message: asked.unit ?? '' });
  // Who answers nothing here sees what was raised, wherever it lies.
  const isOffice = desk.principal.grants.some(({ groups }) => groups === null);
  const reach = url.searchParams.has('reach') || isOffice ? asked.reach : 'within';
  const inbox = inboxOf(desk, { ...asked, reach });
  if (isRefusal(inbox)) error(403);
  const id = url.searchParams.get('id');
  const chosen = id === null ? null : matterOf(desk, id);
  const last = reportedPeriod(desk.now, runtime.world.profile) + 1;
  return {
    inbox,
    chosen: chosen === null || isRefusal(chosen) ? null : chosen,
    question: {
      unit: asked.unit ?? null,
      reach,
      list: asked.list,
      kind: asked.kind ?? null,
      period: asked.period ?? null,
      query: asked.q,
      page: asked.page
    },
    patience: desk.patience,
    units: unitChoices(desk, unit),
    periods: Array.from({ length: MONTHS }, (_, i) => last - i)
  };
};
