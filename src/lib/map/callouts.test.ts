import { describe, expect, it } from 'vitest';
import { placeCallouts, type CalloutBox, type CalloutRoom } from './callouts.ts';
import type { Box } from './place-labels.ts';

const room = (over: Partial<CalloutRoom> = {}): CalloutRoom => ({
  size: { width: 1000, height: 800 },
  taken: [],
  covered: () => 0,
  gap: 10,
  ...over
});
const note = (ordinal: number, x: number, y: number): CalloutBox => ({
  ordinal,
  at: { x, y },
  width: 240,
  height: 90
});
const overlaps = (a: Box, b: Box) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

describe('notes on a map', () => {
  const four = [note(1, 400, 400), note(2, 420, 410), note(3, 500, 380), note(4, 450, 460)];

  it('stand in the picture, not over one another, and not over the units that they are about', () => {
    const placed = placeCallouts(four, room());
    expect(placed.map(({ ordinal }) => ordinal)).toEqual([1, 2, 3, 4]);
    for (const [i, { box }] of placed.entries()) {
      expect(box[0] >= 0 && box[1] >= 0 && box[2] <= 1000 && box[3] <= 800).toBe(true);
      for (const { box: other } of placed.slice(i + 1)) expect(overlaps(box, other)).toBe(false);
      for (const { at } of four) expect(overlaps(box, [at.x, at.y, at.x, at.y])).toBe(false);
    }
  });

  it('keep off what is taken, and beside the units where there is room', () => {
    const taken: Box = [0, 0, 1000, 300];
    const land: Box = [0, 0, 600, 800];
    const [one] = placeCallouts(
      [note(1, 590, 400)],
      room({ taken: [taken], covered: (box) => Number(overlaps(box, land)) })
    );
    expect(overlaps(one!.box, taken)).toBe(false);
    expect(overlaps(one!.box, land)).toBe(false);
    expect(one!.to).toEqual({ x: 590, y: 400 });
  });

  it('are left out where there is no place at all', () => {
    expect(placeCallouts([note(1, 50, 50)], room({ size: { width: 100, height: 80 } }))).toEqual([]);
  });
});
