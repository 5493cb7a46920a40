import type { WallAnswer } from '$lib/api/playlists.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import { wallSlides } from '$lib/server/features/wall/slides.ts';
import { pictureFor } from '../faces/picture.server.ts';
import { ownPlace } from './own-place.server.ts';
import type { PageServerLoad } from './$types';

/**
 * The slides of the wall and the picture of the first. Dark unless the address, the playlist or whoever looks says
 * otherwise: `?theme=light`, `?list=` a playlist's id; `?kind=` begins the round with the first slide of a kind.
 */
export const load: PageServerLoad = async ({ url, locals }) => {
  const runtime = currentRuntime();
  const { principal } = locals;
  const now = runtime.clock();
  const list = url.searchParams.get('list');
  const asked = url.searchParams.get('theme');
  const { own, limited } = await ownPlace(runtime, principal, now);
  const wall = beginningWith(
    url.searchParams.get('kind'),
    await wallSlides(runtime, principal, list, own, now)
  );
  const theme = asked === 'light' || asked === 'dark' ? asked : (wall.theme ?? locals.theme ?? 'dark');
  // The page's first HTML wears it too.
  locals.theme = theme;
  const [first] = wall.slides;
  const picture = first
    ? (await pictureFor(runtime, principal, { ...first, basis: 'approved' }, now)).picture
    : null;
  return { wall, list, picture, limited, theme, now };
};

/** The same round from its first slide of a kind on, where there is one. */
function beginningWith(kind: string | null, wall: WallAnswer): WallAnswer {
  const at = wall.slides.findIndex((slide) => slide.kind === kind);
  return at < 1 ? wall : { ...wall, slides: [...wall.slides.slice(at), ...wall.slides.slice(0, at)] };
}
