import { error } from '@sveltejs/kit';
import { reportedPeriod } from '$lib/domain/period.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { deskFor } from '$lib/server/matters/answers.ts';
import { readInbox } from '$lib/server/matters/ask.ts';
import { unitChoices } from '$lib/server/matters/choices.ts';
import { isRefusal } from '$lib/server/matters/desk.ts';
import { inboxOf, matterOf, unitOf } from '$lib/server/matters/inbox.ts';
import type { PageServerLoad } from './$types';

/** Months that can be chosen from, back from the one being reported. */
const MONTHS = 13;

/** The inbox that the address asks for, and the difficulty that is open in it. */
export const load: PageServerLoad = async ({ url, locals, depends }) => {
  depends('matters:inbox');
  const runtime = currentRuntime();
  const desk = await deskFor(runtime, locals.principal);
  const asked = readInbox(url.searchParams);
  const unit = unitOf(desk, asked.unit);
  if (isRefusal(unit)) error(unit.refused === 404 ? 404 : 403, { message: asked.unit ?? '' });
  // Who answers nothing here sees what was raised, wherever it lies.
  const isOffice = desk.principal.grants.some(({ groups }) => groups === null);
  const question = {
    ...asked,
    reach: url.searchParams.has('reach') || isOffice ? asked.reach : 'within'
  } as const;
  const inbox = inboxOf(desk, question);
  if (isRefusal(inbox)) error(403);
  const id = url.searchParams.get('id');
  const chosen = id === null ? null : matterOf(desk, id);
  const last = reportedPeriod(desk.now, runtime.world.profile) + 1;
  return {
    inbox,
    chosen: chosen === null || isRefusal(chosen) ? null : chosen,
    question,
    patience: desk.patience,
    units: unitChoices(desk, unit),
    periods: Array.from({ length: MONTHS }, (_, i) => last - i)
  };
};
