import { mergeArcs, neighbors } from 'topojson-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parsePeriod } from '../../src/lib/domain/period.ts';
import type { LevelName, UnitKey } from '../../src/lib/domain/unit.ts';
import { schematicSets } from '../../src/lib/server/core/boundaries/schematic.ts';
import { pathOf } from '../../src/lib/server/core/boundaries/serving.ts';
import type { BoundaryContext, BoundaryView } from '../../src/lib/wire/boundaries.ts';
import { boundaryStore, unitOf, wholeCountry, type BoundaryStore } from '../support/boundary-store.ts';

const COUNTRY: UnitKey = 'VN@1945-09-02';
const DA_NANG: UnitKey = '48@2025-07-01';
let country: BoundaryStore;
beforeAll(async () => {
  country = await boundaryStore(wholeCountry(), true);
});
afterAll(() => country.close());

async function served(unit: UnitKey, level: LevelName, period = '2026-01') {
  const view = await country.server.view(unit, level, parsePeriod(period)!);
  if (typeof view === 'string') throw new Error(view);
  return view;
}

async function viewOf(unit: UnitKey, level: LevelName, period?: string): Promise<BoundaryView> {
  return JSON.parse(
    (await (await served(unit, level, period)).answer.bytes('identity')).toString()
  ) as BoundaryView;
}

describe('the schematic shapes', () => {
  it('draw every unit of today within a second, under 350 KB', async () => {
    const started = performance.now();
    const sets = schematicSets(country.tree);
    expect(performance.now() - started).toBeLessThan(3000);
    expect(sets.every(({ body }) => body.schematic)).toBe(true);
    const whole = await viewOf(COUNTRY, 'commune');
    expect(whole).toMatchObject({ drawn: 3321, standing: 3321, schematic: true, from: '2025-07', to: null });
    expect((await (await served(COUNTRY, 'commune')).answer.bytes('gzip')).length).toBeLessThan(350_000);
    expect(await viewOf(COUNTRY, 'province')).toMatchObject({ drawn: 34, standing: 34 });
  });

  it('share their edges: no commune of Đà Nẵng stands alone but the islands', async () => {
    const view = await viewOf(DA_NANG, 'commune');
    const { geometries } = view.objects.units;
    const lonely = neighbors(geometries).flatMap((near, i) => (near.length === 0 ? [geometries[i]!.id] : []));
    expect(lonely).toEqual(expect.arrayContaining(['20333@2025-07-01']));
    expect(lonely.length).toBeLessThanOrEqual(2);
  });
});

describe('a picture', () => {
  it('holds only the arcs that it uses, outline and parents out of the same', async () => {
    const view = await viewOf(COUNTRY, 'commune');
    const used = new Set<number>();
    const use = (rings: readonly (readonly number[])[]) =>
      rings.flat().forEach((arc) => used.add(arc < 0 ? ~arc : arc));
    for (const shape of view.objects.units.geometries) {
      use(shape.type === 'Polygon' ? shape.arcs : shape.arcs.flat());
    }
    expect(used.size).toBe(view.arcs.length);
    const { outline, parents } = view.objects;
    expect(outline.type).toBe('MultiPolygon');
    for (const arc of parents.arcs.flat()) expect(used.has(arc < 0 ? ~arc : arc)).toBe(true);
    const merged = mergeArcs({ ...view, objects: {} }, view.objects.units.geometries);
    expect(merged.arcs.length).toBe(outline.type === 'MultiPolygon' ? outline.arcs.length : 1);
  });

  it('tells the periods in which it holds, and is the same in all of them', async () => {
    const { href, answer, span } = await served(COUNTRY, 'province', '2026-03');
    expect(span).toEqual({ from: parsePeriod('2025-07'), to: null });
    expect(href).toBe(`${pathOf(COUNTRY, 'province')}?period=2025-07&v=${answer.hash}`);
    expect(await served(COUNTRY, 'province', '2025-11')).toBe(await served(COUNTRY, 'province', '2026-03'));
    const before = await viewOf(COUNTRY, 'province', '2022-08');
    expect(before).toMatchObject({ standing: 1, from: '2000-01', to: '2025-06' });
  });

  it('is answered with what the client can unpack, once, and kept where the address has its hash', async () => {
    const { answer } = await served(DA_NANG, 'commune');
    const ask = (headers: Record<string, string>, hash: string | null) =>
      answer.respond(new Request('http://localhost/', { headers }), hash);
    const packed = await ask({ 'accept-encoding': 'gzip, br;q=0' }, answer.hash);
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(packed.headers.get('cache-control')).toContain('immutable');
    const plain = await ask({}, 'an older hash');
    expect(plain.headers.get('cache-control')).toContain('no-cache');
    expect(((await plain.json()) as BoundaryView).drawn).toBe(94);
    const known = await ask({ 'if-none-match': plain.headers.get('etag')! }, null);
    expect(known.status).toBe(304);
  });

  it('is refused for units and levels that are not there', async () => {
    const period = parsePeriod('2026-01')!;
    expect(await country.server.view('99@2025-07-01', 'commune', period)).toBe('unknown-unit');
    expect(await country.server.view('48@1997-01-01', 'commune', period)).toBe('not-standing');
    expect(await country.server.view(DA_NANG, 'country', period)).toBe('level-above');
  });

  it('is empty, and says so, where nobody has drawn a level', async () => {
    const bare = await boundaryStore([...wholeCountry(), unitOf('v1', 4, 'Thôn Một', '20194@2025-07-01')]);
    const view = await bare.server.view('20194@2025-07-01', 'village', parsePeriod('2026-01')!);
    if (typeof view === 'string') throw new Error(view);
    const empty = JSON.parse((await view.answer.bytes('identity')).toString()) as BoundaryView;
    expect(empty).toMatchObject({
      drawn: 0,
      standing: 1,
      schematic: false,
      objects: { outline: { type: null } }
    });
    const islands = await bare.server.view(COUNTRY, 'commune', parsePeriod('2026-01')!);
    if (typeof islands === 'string') throw new Error(islands);
    const drawn = JSON.parse((await islands.answer.bytes('identity')).toString()) as BoundaryView;
    // The archipelagos are on every map, even before any boundary is imported.
    expect(drawn.objects.units.geometries.map(({ id }) => id)).toEqual([
      '20333@2025-07-01',
      '22736@2025-07-01'
    ]);
    await bare.close();
  });
});

describe('the context', () => {
  it('has both archipelagos, with their units of every era', async () => {
    const context = JSON.parse(
      (await country.server.context().bytes('identity')).toString()
    ) as BoundaryContext;
    expect(context.archipelagos.map(({ islands }) => islands.length)).toEqual([46, 140]);
    expect(context.archipelagos[0]?.units.map(({ key }) => key)).toEqual([
      '20333@2025-07-01',
      '498@1997-01-01'
    ]);
    expect(context.archipelagos[1]?.units.map(({ key }) => key)).toEqual(['22736@2025-07-01']);
  });
});
