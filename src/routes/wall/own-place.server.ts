import type { Principal } from '$lib/domain/access.ts';
import type { CurrentRuntime } from '$lib/server/context/current-runtime.ts';
import type { WallAnswer } from '$lib/api/playlists.ts';
import { wallSlides, type OwnPlace } from '$lib/server/features/wall/slides.ts';
import { ownUnit } from '../faces/own-unit.server.ts';
import { pictureFor } from '../faces/picture.server.ts';

/** What a wall shows, in its order. */
export async function wallFor(
  runtime: CurrentRuntime,
  principal: Principal,
  list: string | null
): Promise<WallAnswer> {
  const now = runtime.clock();
  const { own } = await ownPlace(runtime, principal, now);
  return wallSlides(runtime, principal, list, own, now);
}

/** Where the wall of somebody stands whom nobody gave a playlist: their own unit, a screen's, or what the public may see. */
export async function ownPlace(
  runtime: CurrentRuntime,
  principal: Principal,
  now: number
): Promise<{ own: OwnPlace | null; limited: boolean }> {
  const unit = ownUnit(runtime, principal);
  // Read from afar the country is its provinces.
  const level = unit === null ? ('province' as const) : null;
  const choice = { unit, level, indicator: null, period: null, basis: 'approved' as const };
  const { picture, limited } = await pictureFor(runtime, principal, choice, now, 'commune');
  const node = picture && runtime.world.tree.nodes[picture.unit];
  if (!picture || node?.kind !== 'unit') return { own: null, limited };
  return { own: { node, unit: node.key, level: picture.level }, limited };
}
