import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Topology } from 'topojson-specification';
import { describe, expect, test } from 'vitest';
import { anchorsOf, clearPlace } from './anchors.ts';
import { archipelagoLabels, boundsOfArchipelago, INSET_BOUNDS } from './archipelagos.ts';
import { boundsOfView, COUNTRY_BOUNDS, fit, holds, projectionOf, unproject } from './camera.ts';
import { BAND_COLOURS, colourOf } from './colours.ts';
import { unitFinder } from './find-unit.ts';
import { guessWidth } from './label-type.ts';
import { neighbour } from './neighbour.ts';
import { changesBetween, paintingOf, SKELETON, stateOfCode } from './painting.ts';
import { PATH_SCALE, pathOfShape } from './path.ts';
import { hatchImage } from './patterns.ts';
import { placeLabels, touches } from './place-labels.ts';
import { boundsOfUnits, landOf, shapesOf } from './shapes.ts';
import { bandOfTint, shadeOfTint, stateOfTint, TINTS, tintOf } from './tint.ts';
import type { Archipelago, MapLabel, MapShapes } from './types.ts';
import { MAP_WORDS } from './words.ts';

/** Three unit squares in a row, the first two of one parent: 0 | 1 ‖ 2, from 105°E 10°N on. */
const topology: Topology = {
  type: 'Topology',
  transform: { scale: [1, 1], translate: [105, 10] },
  arcs: [
    [
      [1, 0],
      [0, 1]
    ],
    [
      [2, 0],
      [0, 1]
    ],
    [
      [1, 1],
      [-1, 0],
      [0, -1],
      [1, 0]
    ],
    [
      [1, 0],
      [1, 0]
    ],
    [
      [2, 1],
      [-1, 0]
    ],
    [
      [2, 0],
      [1, 0],
      [0, 1],
      [-1, 0]
    ]
  ],
  objects: {
    communes: {
      type: 'GeometryCollection',
      geometries: [
        { type: 'Polygon', id: 'a', arcs: [[0, 2]] },
        { type: 'Polygon', id: 'b', arcs: [[3, 1, 4, ~0]] },
        { type: 'Polygon', id: 'c', arcs: [[5, ~1]] }
      ]
    },
    country: { type: 'MultiPolygon', arcs: [[[3, 5, 4, 2]]] }
  }
};
const CODES = ['a', 'b', 'c'];
const shapes: MapShapes = shapesOf(topology, 'communes', ({ id }) => ({
  ordinal: CODES.indexOf(String(id)),
  key: `${id}@2025-07-01`,
  parent: id === 'c' ? 'q' : 'p'
}));
const size = { width: 800, height: 600 };
const project = projectionOf(fit([105, 10, 108, 11], size), size);
const label = (ordinal: number, text: string, lon = 105.5, lat = 10.5, rank = ordinal): MapLabel => ({
  ...{ ordinal, text, lon, lat, rank }
});

function archipelagosOfData(): Archipelago[] {
  const file = fileURLToPath(new URL('../../../data/units/archipelagos.csv', import.meta.url));
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  return (['20333', '22736'] as const).map((code, i) => ({
    name: i === 0 ? 'hoangSa' : 'truongSa',
    ordinal: i,
    islands: rows
      .filter(([unit]) => unit === code)
      .map(([, , lon, lat, areaKm2]) => ({ lon: Number(lon), lat: Number(lat), areaKm2: Number(areaKm2) }))
  }));
}

describe('shapes', () => {
  test('every line is drawn once, by what it parts', () => {
    expect(shapes.units.features.map(({ id }) => id)).toEqual([0, 1, 2]);
    expect(shapes.units.features[0]?.geometry.coordinates[0]).toEqual([
      [106, 10],
      [106, 11],
      [105, 11],
      [105, 10],
      [106, 10]
    ]);
    expect(shapes.borders.coordinates).toEqual([
      [
        [106, 10],
        [106, 11]
      ]
    ]);
    expect(shapes.parents.coordinates).toEqual([
      [
        [107, 10],
        [107, 11]
      ]
    ]);
    expect(shapes.edge.coordinates).toHaveLength(4);
    expect(landOf(topology).country?.coordinates[0]?.[0]).toHaveLength(9);
    expect(landOf(topology).neighbours).toBeNull();
  });

  test('a unit that is not to be drawn leaves an edge behind', () => {
    const two = shapesOf(topology, 'communes', ({ id }) =>
      id === 'b' ? null : { ordinal: CODES.indexOf(String(id)), key: `${id}@2025-07-01`, parent: 'p' }
    );
    expect(two.borders.coordinates).toEqual([]);
    expect(two.edge.coordinates).toHaveLength(4);
  });

  test('bounds leave the archipelagos out where something else remains', () => {
    expect(boundsOfUnits(shapes)).toEqual([105, 10, 108, 11]);
    expect(boundsOfUnits(shapes, new Set([2]))).toEqual([105, 10, 107, 11]);
    expect(boundsOfUnits(shapes, new Set([0, 1, 2]))).toEqual([105, 10, 108, 11]);
  });

  test('finds the unit under a place', () => {
    const unitAt = unitFinder(shapes);
    expect([unitAt(105.5, 10.5), unitAt(106.5, 10.2), unitAt(107.9, 10.9), unitAt(104, 10)]).toEqual([
      0,
      1,
      2,
      null
    ]);
  });

  test('a path has a point for every corner and nothing of what lies outside', () => {
    const [first] = shapes.units.features;
    const path = pathOfShape(first!.geometry, project, size);
    const { x, y } = project(106, 10);
    expect(path.startsWith(`M${Math.round(x / PATH_SCALE)},${Math.round(y / PATH_SCALE)}l`)).toBe(true);
    expect(path.match(/-?\d+,-?\d+/g)).toHaveLength(5);
    const away = projectionOf({ lon: 0, lat: 0, zoom: 8 }, size);
    expect(pathOfShape(first!.geometry, away, size)).toBe('');
  });

  test('the anchor of a unit lies in it, and its clear place beside the names', () => {
    const anchor = anchorsOf(shapes).get(1)!;
    expect(unitFinder(shapes)(...anchor.place)).toBe(1);
    const at = project(...anchor.place);
    const clear = clearPlace(anchor, project, [[at.x - 20, at.y - 9, at.x + 20, at.y + 9]]);
    expect(Math.abs(clear.x - at.x) > 20 || Math.abs(clear.y - at.y) > 9).toBe(true);
  });
});

describe('camera', () => {
  test('fits the bounds between the panels, and finds the way back', () => {
    const padding = { top: 10, right: 200, bottom: 20, left: 30 };
    const camera = fit([107, 15, 109, 17], size, padding);
    const to = projectionOf(camera, size);
    const [west, east] = [to(107, 16), to(109, 16)];
    expect(to(108, 17).y).toBeGreaterThanOrEqual(9.99);
    expect(to(108, 15).y).toBeLessThanOrEqual(580.01);
    expect(west.x).toBeGreaterThanOrEqual(29.99);
    expect(east.x).toBeLessThanOrEqual(600.01);
    expect((west.x + east.x) / 2).toBeCloseTo(315);
    const [lon, lat] = unproject(camera, size, to(108.2, 16.1));
    expect(lon).toBeCloseTo(108.2);
    expect(lat).toBeCloseTo(16.1);
  });

  test('the country and the inset hold every island of both archipelagos', () => {
    for (const wide of [
      { width: 1440, height: 900 },
      { width: 390, height: 600 },
      { width: 390, height: 340 }
    ]) {
      const seen = boundsOfView(fit(COUNTRY_BOUNDS, wide), wide);
      for (const archipelago of archipelagosOfData()) {
        const bounds = boundsOfArchipelago(archipelago)!;
        expect(holds(seen, bounds)).toBe(true);
        expect(holds(INSET_BOUNDS, bounds)).toBe(true);
      }
    }
  });
});

describe('tints', () => {
  test('say their state, band and shade again', () => {
    for (const state of [0, 1, 4, 5, 6, 7]) expect(stateOfTint(tintOf(state))).toBe(state);
    for (const band of [4, 5, 6, 7]) {
      expect(stateOfTint(tintOf(3, band))).toBe(3);
      expect(bandOfTint(tintOf(3, band))).toBe(band);
      expect(colourOf(tintOf(3, band), 'light')).toBe(BAND_COLOURS[band - 4]);
    }
    expect([0, 0.3, 0.5, 0.7, 1].map((share) => shadeOfTint(tintOf(2, 4, share)))).toEqual([0, 1, 2, 3, 4]);
    expect(new Set(Array.from({ length: TINTS }, (_, tint) => stateOfTint(tint)))).toEqual(
      new Set([0, 1, 2, 3, 4, 5, 6, 7])
    );
  });

  test('the painting marks what is left out, what is not there and what changed', () => {
    const colouring = { revision: 1, ordinals: [0, 1], tints: [4, 7] };
    const before = paintingOf(shapes, colouring, new Set([1]));
    expect([...before.units.values()].map(stateOfCode)).toEqual([
      { tint: 4, faint: false },
      { tint: 7, faint: true },
      { tint: 0, faint: false }
    ]);
    const after = paintingOf(shapes, { ...colouring, revision: 2, tints: [5, 7] }, new Set([1]));
    expect(changesBetween(before, after)).toEqual([[0, 4]]);
    expect([...paintingOf(shapes, null, new Set()).units.values()]).toEqual([SKELETON, SKELETON, SKELETON]);
  });

  test('the hatch runs on at its sides', () => {
    const { width, height, data } = hatchImage('light');
    const at = (x: number, y: number) => data[((y % height) * width + (x % width)) * 4];
    for (let i = 0; i < width; i++) expect(at(i + 1, height - 1)).toBe(at(i, height));
  });
});

describe('names', () => {
  const options = { size, project, measure: guessWidth, fontSize: 12, taken: [], roomOf: () => undefined };

  test('never touch each other; the first by rank stays; text is NFC', () => {
    const labels = [
      label(0, 'Hải Châu'.normalize('NFD')),
      label(1, 'Thanh Khê', 105.55),
      label(2, 'Sơn Trà', 107.5)
    ];
    const placed = placeLabels(labels, options);
    expect(placed.map(({ lines }) => lines.join(' '))).toEqual(['Hải Châu', 'Sơn Trà']);
    expect(placed.some((a, i) => placed.slice(i + 1).some((b) => touches(a.box, b.box)))).toBe(false);
  });

  test('the chosen unit has its name in any case', () => {
    const labels = [label(0, 'Hải Châu'), label(1, 'Thanh Khê', 105.55)];
    expect(placeLabels(labels, { ...options, always: 1 }).map(({ label }) => label.ordinal)).toEqual([1]);
  });

  test('a name takes two lines where one is too long, and none where two are', () => {
    const at = () => [106, 10.5] as const;
    const roomy = (width: number) =>
      placeLabels([label(0, 'Ngũ Hành Sơn')], { ...options, roomOf: () => ({ width, height: 80, at }) });
    expect(roomy(100)[0]?.lines).toEqual(['Ngũ Hành Sơn']);
    expect(roomy(60)[0]?.lines).toEqual(['Ngũ', 'Hành Sơn']);
    expect(roomy(30)).toEqual([]);
  });

  test('the arrow keys go to the nearest in their direction', () => {
    const places = [label(0, '', 105.5), label(1, '', 106.5), label(2, '', 107.5), label(3, '', 106.5, 11.5)];
    expect(neighbour(places, 0, 'ArrowRight')).toBe(1);
    expect(neighbour(places, 1, 'ArrowUp')).toBe(3);
    expect(neighbour(places, 0, 'ArrowLeft')).toBeNull();
    expect(neighbour(places, null, 'ArrowDown')).toBe(0);
  });

  test('the archipelagos are named whole, in both languages, and by no other name', () => {
    const camera = fit(COUNTRY_BOUNDS, size);
    const lines = (language: 'vi' | 'en') =>
      archipelagoLabels(
        archipelagosOfData(),
        MAP_WORDS[language],
        projectionOf(camera, size),
        size,
        12,
        guessWidth
      ).map(({ lines }) => lines.join(' '));
    expect(lines('vi')).toEqual(['Quần đảo Hoàng Sa (TP. Đà Nẵng)', 'Quần đảo Trường Sa (Khánh Hòa)']);
    expect(lines('en')).toEqual(['Hoang Sa (Da Nang)', 'Truong Sa (Khanh Hoa)']);
    const exonyms = new RegExp(['para' + 'cel', 'spra' + 'tl', 'south china'].join('|'), 'i');
    expect(JSON.stringify(MAP_WORDS)).not.toMatch(exonyms);
  });
});
