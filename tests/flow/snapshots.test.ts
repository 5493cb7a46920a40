import { describe, expect, test } from 'vitest';
import { firstPicture } from '../../src/lib/server/core/snapshot/first-picture.ts';
import type { ResyncReason } from '../../src/lib/wire/events.ts';
import { bytesOf, type PictureChoice } from '../../src/lib/wire/first-picture.ts';
import { unitKeyAt, type NodeTable } from '../../src/lib/wire/manifest.ts';
import { unpackNodes } from '../../src/lib/wire/packed-nodes.ts';
import { decodeRows } from '../../src/lib/wire/rows.ts';
import { formatScope, scopePath, type Scope } from '../../src/lib/wire/scope.ts';
import { rowsAsText } from '../support/same-rows.ts';
import { COUNTRY, JANUARY, PROVINCES } from '../support/small-country.ts';
import {
  closeAfterEach,
  COMMUNES_OF_ALL,
  file,
  FIRST,
  pathOf,
  raw,
  SECOND,
  start
} from '../support/watching.ts';

// Who may have a scope, and what is got over HTTP.

closeAfterEach();

describe('the door', () => {
  test('another store, an unknown scope, too many scopes and what may not be read are refused by name', async () => {
    const server = await start({
      mayRead: ({ root }) => root !== PROVINCES[1],
      limits: { subscriptions: 1 }
    });
    const line = raw(server);
    const ask = (scope: Scope, position: number) => line.subscribe(scope, position);
    expect(await ask({ root: 'XX@2020-01-01', depth: 'commune' }, 5)).toEqual({
      ok: false,
      code: 'unknown-scope'
    });
    expect(await ask({ root: COUNTRY, depth: 'group' }, -1)).toEqual({ ok: false, code: 'bad-request' });
    expect(await ask(SECOND, 5)).toEqual({ ok: false, code: 'forbidden' });
    expect((await fetch(pathOf(server, SECOND))).status).toBe(403);
    expect((await fetch(`${pathOf(server, SECOND)}/2026-01`)).status).toBe(403);
    expect((await fetch(`${server.origin}/api/v1/units/${scopePath(SECOND)}`)).status).toBe(403);
    const reasons: ResyncReason[] = [];
    const answer = await line.subscribe(FIRST, 99, (reason) => reasons.push(reason));
    expect(answer).toMatchObject({ ok: true, resync: true });
    expect(reasons).toEqual(['store']);
    expect(await ask(FIRST, 5)).toEqual({ ok: true, position: 5, resync: false });
    expect(await ask(COMMUNES_OF_ALL, 5)).toEqual({ ok: false, code: 'too-many' });
  });

  test('pages of other origins and too many sockets from one address are turned away', async () => {
    const server = await start({ limits: { socketsPerAddress: 1 } });
    await expect(raw(server, { origin: 'http://elsewhere.example' }).connected()).rejects.toThrow();
    await raw(server, { origin: server.origin }).connected();
    await expect(raw(server).connected()).rejects.toThrow('too-many');
  });
});

describe('snapshots over HTTP', () => {
  test('a part has its position, an entity tag and every coding; by its position it is immutable', async () => {
    const server = await start();
    const url = `${pathOf(server, COMMUNES_OF_ALL)}/2026-01`;
    const texts = new Set<string>();
    for (const coding of ['zstd', 'br', 'gzip', 'identity;q=1']) {
      const answer = await fetch(url, { headers: { 'accept-encoding': coding } });
      expect(answer.status).toBe(200);
      if (coding === 'zstd') expect(answer.headers.get('content-encoding')).toBe('zstd');
      const message = decodeRows(new Uint8Array(await answer.arrayBuffer()));
      expect(message.head).toMatchObject({
        kind: 'part',
        position: 5,
        period: JANUARY,
        scope: formatScope(COMMUNES_OF_ALL)
      });
      texts.add(rowsAsText(message.rows).join('\n'));
    }
    expect(texts.size).toBe(1);
    const first = await fetch(url);
    const tag = first.headers.get('etag') ?? '';
    expect((await fetch(url, { headers: { 'if-none-match': tag } })).status).toBe(304);
    expect(first.headers.get('cache-control')).toContain('no-cache');
    const at = server.publisher.tag(5);
    expect((await fetch(`${url}?at=${at}`)).headers.get('cache-control')).toContain('immutable');
    const older = server.publisher.tag(4);
    expect((await fetch(`${url}?at=${older}`)).headers.get('cache-control')).not.toContain('immutable');
    await file(server, 0);
    await server.settled();
    expect((await fetch(url, { headers: { 'if-none-match': tag } })).status).toBe(200);
  });

  test('a slice is that indicator of the part, and the nodes name every ordinal of it', async () => {
    const server = await start();
    const bytesAt = async (url: string) => new Uint8Array(await (await fetch(url)).arrayBuffer());
    const part = decodeRows(await bytesAt(`${pathOf(server, FIRST)}/2026-01`)).rows;
    const slice = decodeRows(await bytesAt(`${pathOf(server, FIRST)}/2026-01/KTS01`)).rows;
    expect(rowsAsText(slice)).toEqual(rowsAsText(part).filter((line) => line.split(' ')[1] === '1'));
    const nodes = (await (
      await fetch(`${server.origin}/api/v1/units/${scopePath(FIRST)}`)
    ).json()) as NodeTable;
    expect(nodes.above).toBe(1);
    expect(nodes.ordinal[nodes.above]).toBe(nodes.root);
    for (const node of part.node) expect(nodes.ordinal).toContain(node);
  });

  test.each([
    ['snapshots/VN@2020-01-01/planet', 404],
    ['snapshots/VN@1999-01-01/commune', 404],
    ['snapshots/20194@2020-01-01/province', 404],
    ['snapshots/VN@2020-01-01/commune/2026-07', 404],
    ['snapshots/VN@2020-01-01/commune/2026-01/NONE', 404],
    ['snapshots/VN@2020-01-01/commune/latest', 404]
  ])('%s answers %i', async (path, status) => {
    const server = await start();
    expect((await fetch(`${server.origin}/api/v1/${path}`)).status).toBe(status);
  });
});

describe('the first picture', () => {
  const open: PictureChoice = { unit: null, level: null, indicator: null, period: null, basis: 'all' };
  const NOW = Date.UTC(2026, 1, 10);

  test('chooses what the address leaves open, all of it at one position', async () => {
    const server = await start();
    await file(server, 1);
    await server.settled();
    const picture = firstPicture(server.publisher, open, NOW);
    if (typeof picture === 'string') throw new Error(picture);
    const { slices } = picture;
    const nodes = unpackNodes(picture.nodes);
    expect(picture).toMatchObject({
      position: 6,
      level: 'province',
      levels: ['province', 'commune', 'group']
    });
    expect(picture.period).toBe(JANUARY);
    expect(picture.periods).toEqual([JANUARY, JANUARY + 1]);
    expect(picture.path).toEqual([picture.unit]);
    expect(nodes.ordinal.map((_, row) => unitKeyAt(nodes, row))).toEqual([COUNTRY, ...PROVINCES]);
    const part = decodeRows(
      new Uint8Array(
        await (await fetch(`${pathOf(server, { root: COUNTRY, depth: 'province' })}/2026-01`)).arrayBuffer()
      )
    );
    const [slice] = slices.map(({ rows }) => decodeRows(bytesOf(rows)));
    expect(rowsAsText(slice!.rows)).toEqual(
      rowsAsText(part.rows).filter((line) => line.split(' ')[1] === '0')
    );
  });

  test('brings the month before, where there is one, and says what does not exist', async () => {
    const server = await start();
    await file(server, 1);
    await server.settled();
    const at = (choice: Partial<PictureChoice>) =>
      firstPicture(server.publisher, { ...open, ...choice }, NOW);
    const picture = at({ unit: PROVINCES[0]!, level: 'group', period: JANUARY + 1, indicator: 'HD01' });
    if (typeof picture === 'string') throw new Error(picture);
    expect(picture.slices.map(({ period }) => period)).toEqual([JANUARY, JANUARY + 1]);
    expect(picture.path).toHaveLength(2);
    expect(at({ unit: '99@2020-01-01' })).toBe('unit');
    expect(at({ indicator: 'NONE' })).toBe('indicator');
    expect(at({ period: JANUARY + 9 })).toBe('period');
    expect(at({ unit: PROVINCES[0]!, level: 'country' })).toBe('level');
  });
});
