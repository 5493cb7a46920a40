import { describe, expect, test } from 'vitest';
import type { FilingGrid, GridCell, GridGroup } from '$lib/api/grid.ts';
import { GridDesk } from './grid-desk.svelte.ts';

const words = (text: string) => ({ vi: text, en: text });
const SAYS = {
  fault: (code: string) => code,
  overBase: () => '',
  falls: () => '',
  apart: (mine: string, theirs: string) => `${mine}|${theirs}`,
  count: String
};

const cell = (num: number | null, den: number | null = 240): GridCell => ({
  num,
  den: num === null ? null : den,
  base: 240,
  last: null
});

/** A grid of one group with two shares: what its newest version says of them. */
function grid(version: number, nums: readonly GridCell[], over: Partial<GridGroup> = {}): FilingGrid {
  const indicator = (code: string) => ({
    code,
    pillar: 'XHS' as const,
    short: words(code),
    name: words(code),
    kind: 'share' as const,
    time: 'stock' as const,
    direction: 'up' as const
  });
  return {
    unit: { key: '20333@2025-07-01', name: 'Phường', level: 3 },
    period: '2026-11',
    position: version,
    filing: { expected: 1, filed: 1, returned: 0, owed: 0 },
    indicators: [indicator('XHS01'), indicator('XHS02')],
    groups: [
      {
        code: 'g',
        name: 'Tổ 1',
        place: '',
        kind: 'village-group',
        state: version === 0 ? 'none' : 'submitted',
        version: version === 0 ? null : `r${version}`,
        at: 1,
        reason: '',
        locked: false,
        approvedBefore: false,
        cells: nums,
        ...over
      }
    ]
  };
}

function open(from: FilingGrid): GridDesk {
  return new GridDesk(from, ['g'], SAYS);
}
const type = (desk: GridDesk, col: number, text: string) => desk.cells.write([{ row: 0, col, text }]);

describe('a row', () => {
  test('is sent as what was changed over the version that was shown, also where that was returned', () => {
    const desk = open(grid(10, [cell(200), cell(210)], { state: 'returned' }));
    type(desk, 0, '205');
    expect(desk.report(0)).toMatchObject({
      basedOn: 'r10',
      values: [{ indicator: 'XHS01', numerator: 205 }]
    });
    expect(desk.report(0).values.length).toBe(1);
    const fresh = open(grid(0, [cell(null), cell(null)]));
    type(fresh, 0, '5');
    expect(fresh.report(0).basedOn).toBeNull();
  });

  test('keeps a filed denominator that has no column', () => {
    const desk = open(grid(10, [cell(200, 250), cell(210)]));
    expect(desk.suffix(0, 0)).toBe('/250');
    type(desk, 0, '205');
    expect(desk.report(0).values).toEqual([{ indicator: 'XHS01', numerator: 205, denominator: 250 }]);
  });
});

describe('a newer version under a row that is typed', () => {
  test('beside what was typed is taken in, and nothing is to be chosen', () => {
    const desk = open(grid(10, [cell(200), cell(210)]));
    type(desk, 0, '205');
    desk.take(grid(12, [cell(200), cell(211)]));
    expect(desk.stand(0)).toBe('ready');
    expect(desk.cells.text(0, 1)).toBe('211');
    expect(desk.report(0)).toMatchObject({ basedOn: 'r10', values: [{ indicator: 'XHS01' }] });
  });

  test('with the same cell otherwise: both stand, each is chosen by itself', () => {
    const desk = open(grid(10, [cell(200), cell(210)]));
    type(desk, 0, '205');
    type(desk, 1, '215');
    desk.take(grid(12, [cell(201), cell(211)]));
    expect(desk.stand(0)).toBe('conflict');
    expect(desk.apart(0)).toEqual([0, 1]);
    expect(desk.note(0, 0)).toEqual({ kind: 'warn', text: '205|201' });
    desk.settle(0, [0], true);
    expect(desk.stand(0)).toBe('conflict');
    desk.settle(0, [1], false);
    expect(desk.stand(0)).toBe('ready');
    expect(desk.report(0)).toMatchObject({
      basedOn: 'r12',
      values: [{ indicator: 'XHS01', numerator: 205 }]
    });
    desk.discard(0);
    expect(desk.cells.text(0, 0)).toBe('201');
  });

  test('that was returned: the row goes on from it', () => {
    const desk = open(grid(10, [cell(200), cell(210)]));
    type(desk, 0, '205');
    desk.take(grid(12, [cell(200), cell(210)], { state: 'returned' }));
    expect(desk.report(0).basedOn).toBe('r12');
  });

  test('that only the server knew: its refusal marks the cells', () => {
    const desk = open(grid(10, [cell(200), cell(210)]));
    type(desk, 0, '205');
    const newest = { id: 'r12', at: 1, by: '', onBehalf: false };
    const cells = [{ what: 'XHS01', yours: { num: 205, den: 240 }, theirs: { num: 200, den: 240 } }];
    desk.conflict([{ path: '/reports/0', group: 'g', period: '2026-11', newest, cells }]);
    expect(desk.apart(0)).toEqual([0]);
    desk.settle(0, [0], false);
    expect(desk.stand(0)).toBe('clean');
  });
});

describe('what is kept on the device', () => {
  test('knows over which version it was typed, and is judged by it after a reload', () => {
    const first = open(grid(10, [cell(200), cell(210)]));
    type(first, 0, '205');
    const kept = first.kept();
    const beside = open(grid(12, [cell(200), cell(211)]));
    expect(beside.restore(kept)).toBe(1);
    expect(beside.stand(0)).toBe('ready');
    expect(beside.report(0).basedOn).toBe('r10');
    const same = open(grid(12, [cell(201), cell(210)]));
    same.restore(kept);
    expect(same.apart(0)).toEqual([0]);
    const put = open(grid(7, [cell(200), cell(211)]));
    put.restore(kept);
    expect(put.report(0).basedOn, 'the server says whether it has that version').toBe('r10');
    put.goOn(['g']);
    expect(put.report(0)).toMatchObject({ basedOn: 'r7', values: [{ indicator: 'XHS01', numerator: 205 }] });
    const apart = open(grid(7, [cell(203), cell(210)]));
    apart.restore(kept);
    apart.goOn(['g']);
    expect(apart.apart(0), 'what it says otherwise is to be chosen').toEqual([0]);
    const { held: _, ...old } = kept['g']!;
    const earlier = open(grid(12, [cell(200), cell(210)]));
    earlier.restore({ g: old });
    expect(earlier.apart(0), 'an earlier page kept not what it was typed over').toEqual([0]);
  });
});
