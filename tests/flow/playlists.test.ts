import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '../../src/lib/domain/access.ts';
import type { EntryBody } from '../../src/lib/domain/entry.ts';
import { dayAt } from '../../src/lib/domain/period.ts';
import { mayReadScope } from '../../src/lib/server/core/auth/reading.ts';
import { screenVisit } from '../../src/lib/server/core/auth/screens.ts';
import type { ScreenRecord } from '../../src/lib/server/core/store/screen-table.ts';
import {
  makePlaylist,
  playlistFor,
  playlistsOf,
  putPlaylist,
  removePlaylist,
  showOnScreen
} from '../../src/lib/server/features/wall/playlists.ts';
import { isRefusal } from '../../src/lib/api/outcome.ts';
import type { PlaylistDraft, Slide } from '../../src/lib/api/playlists.ts';
import { startLiveServer, type LiveServer } from '../support/live-server.ts';
import { postgresUrl } from '../support/postgres.ts';
import { keyPrincipal } from '../support/principals.ts';
import { COMMUNES, countryStructure, COUNTRY, PROVINCES, SINCE } from '../support/small-country.ts';

const NOW = 1_790_000_000_000;
const [NORTH = COUNTRY, SOUTH = COUNTRY] = PROVINCES;
const slide = (over: Partial<Slide> = {}): Slide => ({
  unit: NORTH,
  level: 'commune',
  subject: { kind: 'indicator', code: 'XHS01' },
  period: null,
  seconds: 20,
  ...over
});
const draft = (over: Partial<PlaylistDraft> = {}): PlaylistDraft => ({
  unit: COUNTRY,
  name: 'Sảnh',
  slides: [slide(), slide({ unit: SOUTH, seconds: 45, replay: true })],
  ...over
});

describe.each(['sqlite', 'postgres'] as const)('playlists over %s', (kind) => {
  let live: LiveServer;
  beforeAll(async () => {
    const databaseUrl = kind === 'postgres' ? await postgresUrl() : undefined;
    live = await startLiveServer({
      ...(databaseUrl ? { databaseUrl } : {}),
      fill: (store) => store.append(countryStructure())
    });
  });
  afterAll(() => live.close());

  const office = keyPrincipal('office', 'programme', COUNTRY);
  const northern = keyPrincipal('northern', 'programme', NORTH);
  const parts = () => ({
    store: live.store,
    world: live.publisher.fold.world,
    clock: () => NOW,
    mayRead: (principal: Principal, scope: Parameters<typeof mayReadScope>[1]) =>
      mayReadScope(principal, scope, {
        tree: live.publisher.fold.world.tree,
        day: dayAt(NOW),
        publicDepth: 'none'
      }),
    async append({ actor }: Principal, bodies: readonly EntryBody[]) {
      const outcome = await live.store.append(bodies.map((one) => ({ at: NOW, actor, body: one })));
      await live.settled();
      return 'first' in outcome ? outcome.first : 0;
    }
  });

  const at = (principal: Principal) => ({ runtime: parts(), principal });
  const put = (by: Principal, id: string, body: PlaylistDraft) =>
    putPlaylist(at(by), { params: { id }, body });
  const remove = (by: Principal, id: string) => removePlaylist(at(by), { params: { id } });
  const names = async (by: Principal) => (await playlistsOf(at(by))).playlists.map(({ id }) => id);

  async function made(over: Partial<PlaylistDraft> = {}, by = office) {
    const kept = await makePlaylist(at(by), { body: draft(over) });
    if (isRefusal(kept)) throw new Error(JSON.stringify(kept));
    return kept;
  }
  const codes = (kept: object) =>
    isRefusal(kept) ? kept.faults.map(({ path, code }) => [path, code]) : kept;

  test('are kept, changed, removed and put back by whoever arranges there, and the audit says so', async () => {
    const playlist = await made();
    expect(await names(office)).toEqual([playlist.id]);
    expect(await names(northern)).toEqual([]);
    expect(await names(keyPrincipal('v', 'viewer', COUNTRY))).toEqual([]);

    const fewer = await put(office, playlist.id, draft({ slides: [slide()] }));
    expect(fewer).toMatchObject({ id: playlist.id, slides: [{ unit: NORTH }] });
    expect(await put(northern, playlist.id, draft({ unit: NORTH }))).toMatchObject({
      refused: 'unknown'
    });
    expect(await remove(northern, playlist.id)).toMatchObject({ refused: 'unknown' });
    expect(await makePlaylist(at(northern), { body: draft() })).toMatchObject({ refused: 'mayNotChange' });
    expect(codes(await makePlaylist(at(office), { body: draft() }))).toEqual([['/name', 'nameTaken']]);

    expect(await remove(office, playlist.id)).toEqual({ done: true });
    expect(await names(office)).toEqual([]);
    expect(await put(office, playlist.id, draft())).toMatchObject({
      id: playlist.id,
      slides: [{}, { replay: true, seconds: 45 }]
    });
    const log = await live.store.read(0, 100);
    const told = log.flatMap(({ body: b }) => (b.kind === 'change' ? [`${b.object} ${b.action}`] : []));
    expect(told).toEqual(
      ['created', 'changed', 'ended', 'created'].map((did) => `setting:playlist/Sảnh ${did}`)
    );
  });

  test('say which slide is wrong, and why', async () => {
    const wrong = await makePlaylist(at(northern), {
      body: draft({
        unit: NORTH,
        slides: [
          slide(),
          slide({ unit: SOUTH }),
          slide({ level: 'country' }),
          slide({ unit: `99999@${SINCE}` }),
          slide({ subject: { kind: 'indicator', code: 'XYZ' } }),
          slide({ period: 2019 * 12 })
        ]
      })
    });
    expect(codes(wrong)).toEqual([
      ['/slides/1/unit', 'forbidden'],
      ['/slides/2/level', 'badLevel'],
      ['/slides/3/unit', 'unknownUnit'],
      ['/slides/4/subject', 'unknownIndicator'],
      ['/slides/5/period', 'notThen']
    ]);
  });

  test('a screen is given what it may show; what it no longer may is left out and counted', async () => {
    const screen: ScreenRecord = {
      ...{
        hash: 'h',
        name: 'Màn 1',
        title: 'Màn 1',
        scope: { root: NORTH, depth: 'commune' },
        createdAt: NOW
      },
      ...{ createdBy: 'x', expiresAt: NOW + 1e9, revokedAt: null, playlist: null }
    };
    await live.store.screens.add(screen);
    const { principal } = screenVisit(screen, NOW);
    const both = await made({ name: 'Cả hai' });
    const own = await made({ name: 'Riêng', slides: [slide(), slide({ unit: `${COMMUNES[0]}@${SINCE}` })] });
    const show = (id: string | null) => showOnScreen(at(office), 'Màn 1', id);

    expect(codes(await show(both.id))).toEqual([['/slides/1/unit', 'outsideScreen']]);
    expect(await playlistFor(parts(), principal, both.id)).toBeNull();
    expect(await show(own.id)).toEqual({ done: true });
    expect(await playlistFor(parts(), principal, both.id)).toMatchObject({
      playlist: { id: own.id },
      skipped: 0
    });

    const wider = draft({ name: 'Riêng', slides: [slide(), slide({ unit: SOUTH })] });
    expect(codes(await put(office, own.id, wider))).toEqual([['/slides/1/unit', 'outsideScreen']]);
    // A slide that lay within and does so no longer (kept before the screen was narrowed).
    const { id, unit, name } = own;
    const body = JSON.stringify({ slides: wider.slides, theme: null });
    await live.store.playlists.keep({ id, unit, name, body, actor: 'x', at: NOW });
    expect(await playlistFor(parts(), principal, null)).toMatchObject({
      playlist: { slides: [{ unit: NORTH }] },
      skipped: 1
    });
    // Whoever previews sees what they themselves may.
    expect(await playlistFor(parts(), northern, both.id)).toMatchObject({ skipped: 1 });
    expect(await show(null)).toEqual({ done: true });
    expect(await playlistFor(parts(), principal, null)).toBeNull();
  });
});
