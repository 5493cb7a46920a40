import { expect, test } from 'vitest';
import { emptyLine, type Line } from '$lib/board/lines.ts';
import { NodeBook, type Place } from '$lib/board/nodes.ts';
import { deskLabels } from './desk-labels.ts';

const root: Place = {
  ...{ ordinal: 0, key: '20242', code: '20242', level: 'commune', name: 'Hải Châu' },
  ...{ fullName: 'Phường Hải Châu', type: 'phường', parent: -1, point: [108, 16] }
};

function worldOf(names: readonly string[], gaps: readonly number[]): { lines: Line[]; nodes: NodeBook } {
  const places = names.map((name, i): Place => {
    const code = `20242.${i}`;
    return {
      ...{ ordinal: i + 1, key: code, code, level: 'village', name, fullName: name, type: 'tổ dân phố' },
      ...{ parent: 0, point: [108 + i / 100, 16] }
    };
  });
  const all = [root, ...places];
  const nodes = new NodeBook({
    ...{ store: 'test', scope: '20242@2025-07-01/village', structure: 0, root: 0, above: 0 },
    ordinal: all.map(({ ordinal }) => ordinal),
    code: all.map(({ code }) => code),
    level: all.map(({ level }) => (level === 'commune' ? 3 : 4)),
    name: all.map(({ name }) => name),
    fullName: all.map(({ fullName }) => fullName),
    type: all.map(({ type }) => type),
    parent: all.map(({ parent }) => parent),
    lon: all.map(({ point }) => point?.[0] ?? null),
    lat: all.map(({ point }) => point?.[1] ?? null),
    validFrom: all.map(() => '2025-07-01'),
    validTo: all.map(() => null),
    terrain: all.map(() => null),
    kind: all.map(() => null)
  });
  const lines = places.map((place, i): Line => {
    const line = emptyLine(place);
    return { ...line, reading: { ...line.reading, gap: gaps[i] ?? 0 } };
  });
  return { lines, nodes };
}

test('what misses most is named first; where a word repeats its number alone is drawn', () => {
  const names = Array.from({ length: 8 }, (_, i) => `Tổ dân phố ${i + 1}`);
  const { lines, nodes } = worldOf(names, [1, 9, 3]);
  const { labels, numbers } = deskLabels(lines, nodes, root);
  const order = labels.toSorted((a, b) => a.rank - b.rank).map(({ text }) => text);
  expect(order.slice(0, 3)).toEqual(['2', '3', '1']);
  expect(numbers).toBe('tổ dân phố');
});

test('names that are few or differ are written out', () => {
  const { lines, nodes } = worldOf(['Thôn Một', 'Tổ dân phố 2'], [0, 0]);
  const { labels, numbers } = deskLabels(lines, nodes, root);
  expect(labels.map(({ text }) => text)).toEqual(['Thôn Một', 'Tổ dân phố 2']);
  expect(numbers).toBeNull();
});
