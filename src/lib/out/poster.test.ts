import { expect, test } from 'vitest';
import { guessWidth } from '../map/label-type.ts';
import { paintingOf } from '../map/painting.ts';
import type { MapShapes, UnitFeature } from '../map/types.ts';
import { MAP_WORDS } from '../map/words.ts';
import { guessText, wrapped } from './drawing.ts';
import { FORMATS, poster, type PosterFacts } from './poster.ts';
import { svgOf } from './svg.ts';

const square = (id: number, west: number, south: number): UnitFeature => ({
  type: 'Feature',
  id,
  properties: { key: `${id}@2025-07-01` },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [west + 0.4, south],
        [west + 0.4, south + 0.4],
        [west, south + 0.4],
        [west, south]
      ]
    ]
  }
});
const lines = (coordinates: number[][][]) => ({ type: 'MultiLineString', coordinates }) as const;
const features = [square(1, 107.8, 15.8), square(2, 108.2, 15.8)];
const shapes: MapShapes = {
  units: { type: 'FeatureCollection', features },
  borders: lines([]),
  parents: lines([]),
  edge: lines(features.flatMap(({ geometry }) => (geometry.type === 'Polygon' ? geometry.coordinates : [])))
};

function facts(language: 'vi' | 'en', theme: 'light' | 'dark' = 'light'): PosterFacts {
  const colouring = { revision: 1, ordinals: [1, 2], tints: [4, 1] };
  return {
    title: '1/2 xã, phường đạt & 1 chưa có số liệu <',
    facts: ['Tài khoản thanh toán · TP. Đà Nẵng · tháng 10/2026'],
    legendTitle: 'Mức hoàn thành chỉ tiêu',
    legend: [
      { fill: '#2d9aa8', text: 'đạt', range: '≥ 100%', count: '1' },
      {
        fill: { pattern: 'hatch', ground: '#e9edf1', ink: '#bcc5cf' },
        text: 'chưa có số liệu',
        range: '',
        count: '1'
      }
    ],
    foot: ['Nguồn: Mạng Lưới · Số liệu minh họa'],
    map: {
      ...{ shapes, land: { neighbours: null, country: null }, bounds: [107.8, 15.8, 108.6, 16.2], theme },
      islands: [
        { name: 'hoangSa', ordinal: null, islands: [{ lon: 111.6, lat: 16.5, areaKm2: 1 }] },
        { name: 'truongSa', ordinal: null, islands: [{ lon: 114.3, lat: 10.4, areaKm2: 1 }] }
      ],
      painting: paintingOf(shapes, colouring, new Set()),
      labels: [{ ordinal: 1, text: 'Hải Châu', lon: 108, lat: 16, rank: 1 }],
      words: MAP_WORDS[language],
      marks: ['Số liệu minh họa', 'Ranh giới minh họa'],
      scaleWords: (km) => `${km} km`
    }
  };
}

test.each(['vi', 'en'] as const)('a picture by itself says what it is: %s', (language) => {
  for (const format of Object.values(FORMATS)) {
    const svg = svgOf(poster(facts(language), format, { text: guessText, map: guessWidth }));
    for (const words of language === 'vi' ? ['Hoàng Sa', 'Trường Sa'] : ['Hoang Sa', 'Truong Sa'])
      expect(svg, words).toContain(words);
    for (const words of [
      'Số liệu minh họa',
      'Ranh giới minh họa',
      'Nguồn: Mạng Lưới',
      '≥ 100%',
      ' km<',
      '#2d9aa8',
      'Hải Châu'
    ])
      expect(svg, words).toContain(words);
    expect(svg).toContain('đạt &amp; 1 chưa có số liệu &lt;');
    expect(svg).toContain(`width="${format.width}" height="${format.height}"`);
    expect(svg).not.toMatch(/href|<script|style=|NaN|undefined/);
  }
});

test('long titles are broken between words and end where the room ends', () => {
  const text = '41/93 xã, phường đạt chỉ tiêu tài khoản thanh toán điện tử; 49 chưa đạt; 3 chưa có số liệu';
  const all = wrapped(text, { width: 300, size: 20, measure: guessText, most: 9 });
  expect(all.join(' ')).toBe(text);
  expect(all.every((line) => guessText(line, 20, 400) <= 300)).toBe(true);
  expect(wrapped(text, { width: 300, size: 20, measure: guessText, most: 2 }).at(-1)).toMatch(/…$/);
});
