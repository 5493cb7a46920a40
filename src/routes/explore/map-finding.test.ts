import { expect, test } from 'vitest';
import { emptyLine, type Line } from '$lib/board/lines.ts';
import { LOW, MET } from '$lib/domain/attainment.ts';
import { deskTexts } from '$lib/i18n/messages/desk.ts';
import { speechOf } from '$lib/i18n/texts.ts';
import { countsInWords, halfOfGap, mapFinding } from './map-finding.ts';

const speech = speechOf(deskTexts, 'vi');

function lineOf(name: string, gap: number): Line {
  const place = {
    ...({ ordinal: name.length, key: name, code: name, level: 'commune', name, fullName: name } as const),
    ...{ type: 'xã', parent: 0, point: null }
  };
  const line = emptyLine(place);
  const code = gap === 0 ? MET : LOW;
  return {
    ...line,
    code,
    num: 1,
    den: 2,
    reading: { ...line.reading, state: gap === 0 ? 'met' : 'low', gap }
  };
}
const find = (gaps: Readonly<Record<string, number>>, gained = 0, lost = 0) =>
  mapFinding(speech, {
    lines: Object.entries(gaps).map(([name, gap]) => lineOf(name, gap)),
    ...{ indicator: { kind: 'share' }, units: 'xã', gained, lost },
    nameOf: ({ place }) => place.name,
    figureOf: () => '50%'
  });

test('where what is missing lies: one, two by name, more by number, and what changed', () => {
  expect(find({ A: 60, B: 30, C: 10 })).toBe('A giữ hơn một nửa phần còn thiếu');
  expect(find({ A: 30, B: 25, C: 20, D: 25 })).toBe('A và B giữ một nửa phần còn thiếu');
  expect(find({ A: 11, B: 10, C: 10, D: 9, E: 9, F: 9 }, 4, 2)).toBe(
    '3/6 xã giữ một nửa phần còn thiếu, nhiều nhất ở A; 4 nơi mới đạt'
  );
  expect(find({ A: 60, B: 30, C: 10 }, 0, 1)).toContain('; 1 nơi không còn đạt');
});

test('nothing missing, or too few to speak of parts: the counts say it', () => {
  expect(find({ A: 0, B: 0, C: 0 })).toBeNull();
  expect(find({ A: 6, B: 0 })).toBeNull();
  expect(halfOfGap([])).toBeNull();
  expect(countsInWords(speech, [lineOf('A', 0), lineOf('B', 3)])).toBe('1/2 đạt · 1 chưa đạt');
});
