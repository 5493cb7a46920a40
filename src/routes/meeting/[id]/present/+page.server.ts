import { error } from '@sveltejs/kit';
import { isRefusal } from '$lib/api/outcome.ts';
import { statusOf } from '$lib/api/refusals.ts';
import { readSelection } from '$lib/board/selection.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { meetingDesk } from '$lib/server/features/meetings/desk.ts';
import { meetingOf, placesAbout } from '$lib/server/features/meetings/views.ts';
import { targetsAlong } from '../../../explore/targets-along.server.ts';
import { pictureFor, standing } from '../../../faces/picture.server.ts';
import type { PageServerLoad } from './$types';

/** A meeting with the picture of what its address asks for; the address is a slide's choice, or what was gone to from it. */
export const load: PageServerLoad = async ({ params, url, depends, untrack, locals }) => {
  depends('explore:picture');
  const asked = untrack(() => readSelection(url.searchParams));
  for (const name of ['unit', 'level', 'slide']) url.searchParams.get(name);
  const runtime = currentRuntime();
  const { principal } = locals;
  const desk = meetingDesk({ runtime, principal });
  const meeting = await meetingOf(desk, params.id);
  if (isRefusal(meeting)) error(statusOf(meeting), { message: params.id });
  const own = desk.publisher.fold.steps.meetings.of(meeting.id)?.unit ?? null;
  const { unit, moved } = standing(runtime, asked.unit ?? own, asked.period);
  const { picture } = await pictureFor(runtime, principal, { ...asked, unit }, desk.now);
  if (!picture) error(404, { message: params.id });
  return {
    meeting,
    picture,
    moved,
    places: placesAbout(desk, params.id),
    targets: targetsAlong(runtime.world, picture),
    indicators: runtime.world.indicators.map(({ indicator }) => ({
      code: indicator.code,
      short: indicator.short
    }))
  };
};
