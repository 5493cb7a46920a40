import { describe, expect, it } from 'vitest';
import type { GridPolygon } from './shape-set.ts';
import { twiceArea } from './rings.ts';
import type { GridPoint } from './shape-set.ts';
import { judgePolygons } from './soundness.ts';

const box = (west: number, south: number, east: number, north: number): GridPoint[] => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south]
];
const hole = (...sides: Parameters<typeof box>): GridPoint[] => box(...sides).reverse();
const verdict = (...polygons: GridPolygon[]) => {
  const judged = judgePolygons(polygons);
  return typeof judged === 'string' ? judged : judged.cut === 0 ? 'sound' : `cut ${judged.cut}`;
};

describe('judgePolygons', () => {
  it('takes parts that lie apart or touch, holes within, and islands in holes', () => {
    expect(verdict([box(0, 0, 100, 100)])).toBe('sound');
    expect(verdict([box(0, 0, 100, 100), hole(10, 10, 90, 90)], [box(20, 20, 30, 30)])).toBe('sound');
    expect(verdict([box(0, 0, 100, 100)], [box(100, 0, 200, 100)], [box(100, 100, 150, 150)])).toBe('sound');
    expect(verdict([box(0, 0, 100, 100), hole(0, 10, 50, 50)])).toBe('sound');
  });

  it('holds back parts that overlap, however they meet', () => {
    expect(verdict([box(0, 0, 100, 100)], [box(50, 50, 150, 150)])).toBe('overlapping');
    // As in g11: no edge crosses another, two run along each other.
    expect(verdict([box(0, 0, 20, 20)], [box(15, 0, 35, 20)])).toBe('overlapping');
    expect(verdict([box(0, 0, 100, 100)], [box(10, 10, 20, 20)])).toBe('overlapping');
    expect(verdict([box(0, 0, 100, 100)], [box(0, 0, 100, 100)])).toBe('overlapping');
    expect(verdict([box(0, 0, 100, 100), hole(10, 10, 90, 90)], [box(5, 5, 30, 30)])).toBe('overlapping');
  });

  it('holds back holes that lie outside or reach over the edge', () => {
    expect(verdict([box(0, 0, 100, 100), hole(200, 200, 210, 210)])).toBe('hole-outside');
    expect(verdict([box(0, 0, 100, 100), hole(90, 10, 110, 20)])).toBe('hole-outside');
    expect(verdict([box(0, 0, 100, 100), hole(0, 0, 100, 120)])).toBe('hole-outside');
  });

  it('holds back a ring that crosses itself in the middle, at an edge or at a point', () => {
    const bowtie: GridPoint[] = [
      [0, 0],
      [400, 400],
      [400, 0],
      [0, 300],
      [0, 0]
    ];
    expect(verdict([bowtie])).toBe('self-crossing');
    const eight: GridPoint[] = [
      [0, 0],
      [100, 100],
      [300, 300],
      [300, 0],
      [100, 100],
      [0, 200],
      [0, 0]
    ];
    expect(verdict([eight])).toBe('self-crossing');
  });

  it('cuts off the small loops that drawing and rounding leave', () => {
    const slip: GridPoint[] = [
      [0, 0],
      [1000, 0],
      [1000, 1000],
      [503, 1000],
      [499, 1003],
      [499, 997],
      [504, 1002],
      [0, 1000],
      [0, 0]
    ];
    const judged = judgePolygons([[slip]]);
    if (typeof judged === 'string') throw new Error(judged);
    expect(judged.cut).toBeGreaterThan(0);
    expect(twiceArea(judged.polygons[0]![0]!) / 2_000_000).toBeCloseTo(1, 2);
    expect(verdict(...judged.polygons)).toBe('sound');
  });

  it('gives up on what is heavy, soon', () => {
    const comb: GridPoint[] = [];
    for (let k = 0; k < 60_000; k++) comb.push([0, 2 * k], [1_000_000, 2 * k + 1]);
    comb.push([1_000_000, 500_000], [-10, 500_000], comb[0]!);
    const started = performance.now();
    expect(verdict([comb])).toBe('too-heavy');
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
