import { randomBytes } from 'node:crypto';
import { mayAnywhere, mayAt, type Principal } from '../../../domain/access.ts';
import { dayAt } from '../../../domain/period.ts';
import { parseUnitKey } from '../../../domain/unit.ts';
import { levelOf, type Scope } from '../../../wire/scope.ts';
import {
  playlistBody,
  type changePlaylist,
  type dropPlaylist,
  type listPlaylists,
  type Playlist,
  type PlaylistDraft,
  type Slide
} from '../../../api/playlists.ts';
import type { CurrentRuntime } from '../../context/current-runtime.ts';
import type { Answer } from '../../../api/declare.ts';
import { NOT_YOURS, orWrong, UNKNOWN, type Outcome } from '../../../api/outcome.ts';
import type { Asked } from '../../http/serve.ts';
import type { PlaylistRecord } from '../../core/store/playlist-table.ts';
import { outsideFaults, slideFaults, takenName } from './playlist-faults.ts';

/** Playlists that a store may have. */
const MOST = 500;
const ID = /^[\w-]{12}$/;

type Parts = Pick<CurrentRuntime, 'store' | 'world' | 'clock' | 'mayRead' | 'append'>;

/** Who asks about playlists, over which parts of the program. */
interface PlaylistContext {
  readonly runtime: Parts;
  readonly principal: Principal;
}

/** What a wall is given to show, and how many slides of its playlist are not for it. */
interface PlaylistView {
  readonly playlist: Playlist;
  readonly skipped: number;
}

/** The playlists that somebody arranges, by name; a screen, and whoever only looks, arranges none. */
export async function playlistsOf({
  runtime,
  principal
}: PlaylistContext): Promise<Answer<typeof listPlaylists>> {
  if (!mayAnywhere(principal, 'manageSettings', dayAt(runtime.clock()))) return { playlists: [] };
  const records = await runtime.store.playlists.list(MOST);
  const playlists = records.flatMap((record) => {
    const playlist = unpacked(record);
    return playlist && mayArrange(runtime, principal, playlist.unit) ? [playlist] : [];
  });
  return { playlists };
}

/** Makes a playlist. */
export function makePlaylist(
  context: PlaylistContext,
  { body }: { readonly body: PlaylistDraft }
): Promise<Outcome<Playlist>> {
  return keep(context, randomBytes(9).toString('base64url'), body, 'created');
}

/** Puts a playlist in the place of the one with its id; one that was removed comes back (undo). */
export async function putPlaylist(
  context: PlaylistContext,
  { params: { id }, body }: Pick<Asked<typeof changePlaylist>, 'params'> & { readonly body: PlaylistDraft }
): Promise<Outcome<Playlist>> {
  if (!ID.test(id)) return UNKNOWN;
  const { runtime, principal } = context;
  const before = await runtime.store.playlists.byId(id);
  if (before && !mayArrange(runtime, principal, before.unit)) return UNKNOWN;
  return keep(context, id, body, before ? 'changed' : 'created');
}

/** Takes a playlist away; screens that showed it show what is usual for their scope. */
export async function removePlaylist(
  { runtime, principal }: PlaylistContext,
  { params: { id } }: Pick<Asked<typeof dropPlaylist>, 'params'>
): Promise<Outcome<Answer<typeof dropPlaylist>>> {
  const before = await runtime.store.playlists.byId(id);
  if (!before || !mayArrange(runtime, principal, before.unit)) return UNKNOWN;
  await runtime.store.playlists.remove(id);
  await record(runtime, principal, before.name, 'ended', before.unit);
  return { done: true };
}

/** A slide's rows as a scope. */
function scopeOfSlide({ unit, level }: Pick<Slide, 'unit' | 'level'>): Scope {
  return { root: unit, depth: level };
}

/** Whether a slide shows nothing that lies beyond a scope. */
function isWithinScope({ world }: Pick<Parts, 'world'>, slide: Slide, { root, depth }: Scope): boolean {
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
  { runtime, principal }: PlaylistContext,
  name: string,
  id: string | null
): Promise<Outcome<{ readonly done: true }>> {
  const { store } = runtime;
  const screen = await store.screens.byName(name.normalize('NFC'));
  if (!screen) return UNKNOWN;
  const found = id === null ? null : await store.playlists.byId(id);
  const playlist = found && unpacked(found);
  if (id !== null && !playlist) return UNKNOWN;
  const outside = playlist ? outsideOf(runtime, playlist.slides, screen.scope) : [];
  const wrong = orWrong(outsideFaults(outside, screen.title));
  if (wrong) return wrong;
  await store.screens.show(screen.name, id);
  const object = `screen:${screen.name}`;
  const detail = playlist ? `playlist: ${playlist.name}` : 'playlist: –';
  await runtime.append(principal, [{ kind: 'change', object, action: 'changed', detail }]);
  return { done: true };
}

async function keep(
  { runtime, principal }: PlaylistContext,
  id: string,
  draft: PlaylistDraft,
  action: 'created' | 'changed'
): Promise<Outcome<Playlist>> {
  const { store, world, clock, mayRead } = runtime;
  if (!world.tree.unit(draft.unit)) return UNKNOWN;
  if (!mayArrange(runtime, principal, draft.unit)) return NOT_YOURS;
  const faults = slideFaults(draft.slides, world, dayAt(clock()), (slide) =>
    mayRead(principal, scopeOfSlide(slide))
  );
  for (const screen of await store.screens.list()) {
    if (screen.playlist !== id || screen.revokedAt !== null) continue;
    faults.push(...outsideFaults(outsideOf(runtime, draft.slides, screen.scope), screen.name));
  }
  const wrong = orWrong(faults);
  if (wrong) return wrong;
  const { unit, name } = draft;
  const body = JSON.stringify({ slides: draft.slides, theme: draft.theme ?? null });
  const kept = { id, unit, name, body, actor: principal.actor, at: clock() };
  if (!(await store.playlists.keep(kept))) return takenName(name);
  await record(runtime, principal, name, action, `${draft.slides.length} slides, ${unit}`);
  return unpacked(kept) ?? UNKNOWN;
}

/** A playlist as it was kept; null where what was kept can no longer be read. */
function unpacked({ id, name, unit: key, body }: PlaylistRecord): Playlist | null {
  const read = playlistBody.safeParse(JSON.parse(body));
  const owner = parseUnitKey(key);
  if (!read.success || !owner) return null;
  const { slides, theme = null } = read.data;
  return { id, name, unit: `${owner.code}@${owner.validFrom}`, theme, slides };
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
