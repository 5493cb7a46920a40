import { expect, test } from 'vitest';
import { guessWidth } from './label-type.ts';
import { placeLabels, touches, type PlaceOptions } from './place-labels.ts';
import type { MapLabel } from './types.ts';

const size = { width: 800, height: 600 };
/** Land lies left of this line, the sea right of it. */
const COAST = 400;

const labelOf = (ordinal: number, text: string, lon: number, more: Partial<MapLabel> = {}): MapLabel => ({
  ...{ ordinal, text, lon, lat: 100 + ordinal * 40, rank: ordinal },
  ...more
});
const options = (room: number, more: Partial<PlaceOptions> = {}): PlaceOptions => ({
  ...{ size, measure: guessWidth, fontSize: 12, taken: [] },
  project: (x, y) => ({ x, y }),
  roomOf: ({ lon, lat }) => ({ width: room, height: room, at: () => [lon, lat] }),
  isOpen: ({ x }) => x > COAST,
  ...more
});

test('a name that must be told and has no room stands in the sea with a line to its unit, clear of the others', () => {
  const labels = [0, 1, 2].map((i) => labelOf(i, 'Hải Phòng', COAST - 20, { leads: true }));
  const placed = placeLabels(labels, options(10));
  expect(placed).toHaveLength(3);
  for (const one of placed) {
    expect(one.box[0]).toBeGreaterThan(COAST);
    expect(one.from?.x).toBe(COAST - 20);
    for (const other of placed) if (other !== one) expect(touches(one.box, other.box)).toBe(false);
  }
});

test('a short name where the whole one has no room; nothing where neither has', () => {
  const label = labelOf(0, 'Hồ Chí Minh', 200, { short: 'HCM' });
  expect(placeLabels([label], options(36))[0]?.lines).toEqual(['HCM']);
  expect(placeLabels([labelOf(0, 'Hồ Chí Minh', 200)], options(14))).toEqual([]);
});

test('a numbered unit is never left out: its number stands even where no name has room', () => {
  const numbers = new Map([[0, 1]]);
  const inland = placeLabels([labelOf(0, 'Thượng Đức', 60)], options(10, { numbers }));
  expect(inland[0]?.lines).toEqual([]);
  expect(inland[0]?.number?.n).toBe(1);
  const wide = placeLabels([labelOf(0, 'Hà Nha', 200)], options(120, { numbers }));
  expect(wide[0]?.lines).toEqual(['Hà Nha']);
  expect(wide[0]?.number?.x).toBeLessThan(wide[0]?.x ?? 0);
});
