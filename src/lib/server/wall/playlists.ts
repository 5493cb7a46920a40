import { randomBytes } from 'node:crypto';
import { mayAnywhere, mayAt, type Principal } from '../../domain/access.ts';
import { dayAt } from '../../domain/period.ts';
import { levelOf, type Scope } from '../../wire/scope.ts';
import type { Playlist, PlaylistView, Slide } from '../../wire/wall.ts';
import type { CurrentRuntime } from '../current-runtime.ts';
import type { FieldFault } from '../../api/outcome.ts';
import { outsideFaults, slideFaults, takenFault } from './playlist-faults.ts';
import { packed, unpacked, type PlaylistDraft } from './playlist-shape.ts';

/** Playlists that a store may have. */
const MOST = 500;
const ID = /^[\w-]{12}$/;

type Parts = Pick<CurrentRuntime, 'store' | 'world' | 'clock' | 'mayRead' | 'append'>;

/** What became of a playlist that was to be kept. */
export type Kept =
  | { readonly playlist: Playlist }
  | { readonly refused: 403 | 404 }
  | { readonly faults: readonly FieldFault[] };

/** The playlists that somebody arranges, by name; a screen, and whoever only looks, arranges none. */
export async function playlistsOf(parts: Parts, principal: Principal): Promise<Playlist[]> {
  if (!mayAnywhere(principal, 'manageSettings', dayAt(parts.clock()))) return [];
  const records = await parts.store.playlists.list(MOST);
  return records.flatMap((record) => {
    const playlist = unpacked(record);
    return playlist && mayArrange(parts, principal, playlist.unit) ? [playlist] : [];
  });
}

/** Makes a playlist. */
export async function makePlaylist(parts: Parts, principal: Principal, draft: PlaylistDraft): Promise<Kept> {
  return keep(parts, principal, randomBytes(9).toString('base64url'), draft, 'created');
}

/** Puts a playlist in the place of the one with its id; one that was removed comes back (undo). */
export async function putPlaylist(
  parts: Parts,
  principal: Principal,
  id: string,
  draft: PlaylistDraft
): Promise<Kept> {
  if (!ID.test(id)) return { refused: 404 };
  const before = await parts.store.playlists.byId(id);
  if (before && !mayArrange(parts, principal, before.unit)) return { refused: 404 };
  return keep(parts, principal, id, draft, before ? 'changed' : 'created');
}

/** Takes a playlist away; screens that showed it show what is usual for their scope. */
export async function removePlaylist(parts: Parts, principal: Principal, id: string): Promise<404 | null> {
  const before = await parts.store.playlists.byId(id);
  if (!before || !mayArrange(parts, principal, before.unit)) return 404;
  await parts.store.playlists.remove(id);
  await record(parts, principal, before.name, 'ended', before.unit);
  return null;
}

/** A slide's rows as a scope. */
export function scopeOfSlide({ unit, level }: Pick<Slide, 'unit' | 'level'>): Scope {
  return { root: unit, depth: level };
}

/** Whether a slide shows nothing that lies beyond a scope. */
export function isWithinScope(
  { world }: Pick<Parts, 'world'>,
  slide: Slide,
  { root, depth }: Scope
): boolean {
  const { tree } = world;
  const [above, unit] = [tree.unit(root), tree.unit(slide.unit)];
  return (
    above !== undefined &&
    unit !== undefined &&
    tree.isWithin(unit.ordinal, above.ordinal) &&
    levelOf(slide.level) <= levelOf(depth)
  );
}

/**
 * What a wall shows: of a screen its own playlist; of anybody else the one asked for by id. Slides that whoever looks may
 * not see, or whose unit is gone, are left out and counted. Null where there is no playlist, or nothing of it to see.
 */
export async function playlistFor(
  parts: Parts,
  principal: Principal,
  id: string | null
): Promise<PlaylistView | null> {
  const { store, world, mayRead } = parts;
  const screen =
    principal.kind === 'screen' ? await store.screens.byName(principal.actor.slice('screen:'.length)) : null;
  const wanted = screen ? screen.playlist : id;
  const found = wanted === null ? null : await store.playlists.byId(wanted);
  const playlist = found && unpacked(found);
  if (!playlist) return null;
  const seen = playlist.slides.filter(
    (slide) =>
      mayRead(principal, scopeOfSlide(slide)) &&
      world.tree.unit(slide.unit) !== undefined &&
      (screen === null || isWithinScope(parts, slide, screen.scope))
  );
  if (seen.length === 0) return null;
  return { playlist: { ...playlist, slides: seen }, skipped: playlist.slides.length - seen.length };
}

/** Gives a screen, by its name, another playlist or none. Who may change the screen itself is asked before. */
export async function showOnScreen(
  parts: Parts,
  principal: Principal,
  name: string,
  id: string | null
): Promise<404 | { readonly faults: readonly FieldFault[] } | null> {
  const screen = await parts.store.screens.byName(name.normalize('NFC'));
  if (!screen) return 404;
  const found = id === null ? null : await parts.store.playlists.byId(id);
  const playlist = found && unpacked(found);
  if (id !== null && !playlist) return 404;
  const outside = playlist ? outsideOf(parts, playlist.slides, screen.scope) : [];
  if (outside.length > 0) return { faults: outsideFaults(outside, screen.title) };
  await parts.store.screens.show(screen.name, id);
  const object = `screen:${screen.name}`;
  const detail = playlist ? `playlist: ${playlist.name}` : 'playlist: –';
  await parts.append(principal, [{ kind: 'change', object, action: 'changed', detail }]);
  return null;
}

async function keep(
  parts: Parts,
  principal: Principal,
  id: string,
  draft: PlaylistDraft,
  action: 'created' | 'changed'
): Promise<Kept> {
  const { store, world, clock, mayRead } = parts;
  if (!world.tree.unit(draft.unit)) return { refused: 404 };
  if (!mayArrange(parts, principal, draft.unit)) return { refused: 403 };
  const faults = slideFaults(draft.slides, world, dayAt(clock()), (slide) =>
    mayRead(principal, scopeOfSlide(slide))
  );
  for (const screen of await store.screens.list()) {
    if (screen.playlist !== id || screen.revokedAt !== null) continue;
    faults.push(...outsideFaults(outsideOf(parts, draft.slides, screen.scope), screen.name));
  }
  if (faults.length > 0) return { faults };
  const { unit, name } = draft;
  const kept = { id, unit, name, body: packed(draft), actor: principal.actor, at: clock() };
  if (!(await store.playlists.keep(kept))) return { faults: [takenFault(name)] };
  await record(parts, principal, name, action, `${draft.slides.length} slides, ${unit}`);
  const playlist = unpacked(kept);
  return playlist ? { playlist } : { refused: 404 };
}

/** The places of slides that lie beyond a scope. */
function outsideOf(parts: Parts, slides: readonly Slide[], scope: Scope): number[] {
  return slides.flatMap((slide, at) => (isWithinScope(parts, slide, scope) ? [] : [at]));
}

function mayArrange({ world, clock }: Parts, principal: Principal, unit: string): boolean {
  const at = unit.lastIndexOf('@');
  const node = world.tree.unit(`${unit.slice(0, at)}@${unit.slice(at + 1)}`);
  return node !== undefined && mayAt(principal, 'manageSettings', world.tree, node.ordinal, dayAt(clock()));
}

function record(parts: Parts, principal: Principal, name: string, action: string, detail: string) {
  return parts.append(principal, [{ kind: 'change', object: `setting:playlist/${name}`, action, detail }]);
}
