import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UnitKey } from '../../../domain/unit.ts';
import type { UnitShape } from '../../../wire/boundaries.ts';
import { polygonsOf, ringArea, sweepOf, type Arc } from './shape-set.ts';
import { thin } from './thin.ts';

/** A row of cells between two long lines, their borders as uneven as `noise` makes them: cell i is left of wall i + 1. */
function rowOfCells(
  cells: number,
  points: number,
  noise: (n: number) => number
): { arcs: Arc[]; shapes: UnitShape[] } {
  const line = (from: [number, number], to: [number, number], seed: number): Arc =>
    Array.from({ length: points }, (_, i) => {
      const t = i / (points - 1);
      const off = i === 0 || i === points - 1 ? 0 : Math.round(noise(seed * points + i) * 8);
      return [
        Math.round(from[0] + (to[0] - from[0]) * t) + off,
        Math.round(from[1] + (to[1] - from[1]) * t) + off
      ];
    });
  const arcs: Arc[] = [];
  for (let i = 0; i <= cells; i++) arcs.push(line([i * 100, 0], [i * 100, 100], i));
  for (let i = 0; i < cells; i++) arcs.push(line([i * 100, 0], [i * 100 + 100, 0], cells + 1 + i));
  for (let i = 0; i < cells; i++) arcs.push(line([i * 100, 100], [i * 100 + 100, 100], 2 * cells + 1 + i));
  const shapes = Array.from({ length: cells }, (_, i): UnitShape => {
    const id: UnitKey = `${i}@2025-07-01`;
    return { type: 'Polygon', id, arcs: [[cells + 1 + i, i + 1, ~(2 * cells + 1 + i), ~i]] };
  });
  return { arcs, shapes };
}

describe('thin', () => {
  it('lets no unit vanish, opens no gap and loses no end, however little may be kept', () => {
    const noises = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 7, maxLength: 97 });
    fc.assert(
      fc.property(
        noises,
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 4, max: 12 }),
        fc.integer({ min: 1, max: 60 }),
        (noise, cells, points, target) => {
          const { arcs, shapes } = rowOfCells(cells, points, (n) => noise[n % noise.length]!);
          const kept = thin(arcs, shapes, target);
          const areaOf = (of: readonly Arc[], shape: UnitShape) =>
            polygonsOf(shape).reduce(
              (sum, [outer = []]) => sum + ringArea(outer, (arc) => sweepOf(of[arc]!)),
              0
            );
          for (const shape of shapes)
            expect(areaOf(kept, shape)).toBeGreaterThanOrEqual(areaOf(arcs, shape) / 2);
          arcs.forEach((arc, i) => {
            expect(kept[i]![0]).toEqual(arc[0]);
            expect(kept[i]!.at(-1)).toEqual(arc.at(-1));
            expect(kept[i]!.length).toBeLessThanOrEqual(arc.length);
          });
        }
      )
    );
  });

  it('gives an island its points back that would shrink to its first', () => {
    const square: Arc = [
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
      [0, 0]
    ];
    const coast: Arc = Array.from({ length: 200 }, (_, i) => [1000 + i * 100, (i % 2) * 1000]);
    const shapes: UnitShape[] = [
      { type: 'Polygon', id: 'a@2025-07-01', arcs: [[0]] },
      { type: 'Polygon', id: 'b@2025-07-01', arcs: [[1, 2]] }
    ];
    const back: Arc = [coast.at(-1)!, [10_000, 90_000], coast[0]!];
    const [island = []] = thin([square, coast, back], shapes, 100);
    expect(sweepOf(island)).toBeGreaterThanOrEqual(100);
  });

  it('leaves alone what fits', () => {
    const { arcs, shapes } = rowOfCells(2, 4, () => 0);
    expect(thin(arcs, shapes, 1000)).toBe(arcs);
  });
});
