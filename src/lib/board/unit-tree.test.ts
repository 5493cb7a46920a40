import { expect, test } from 'vitest';
import type { NodeTable } from '../wire/manifest.ts';
import { UnitTree } from './unit-tree.ts';

/** A country of provinces, communes and villages, as many as are asked for. */
function tableOf(provinces: number, communes: number, villages: number): NodeTable {
  const parent: number[] = [-1];
  const level: number[] = [0];
  for (let p = 0; p < provinces; p++) {
    const province = parent.push(0) - 1;
    level.push(1);
    for (let c = 0; c < communes; c++) {
      const commune = parent.push(province) - 1;
      level.push(3);
      for (let v = 0; v < villages; v++) {
        parent.push(commune);
        level.push(4);
      }
    }
  }
  const all = <T>(of: (i: number) => T) => parent.map((_, i) => of(i));
  return {
    store: '',
    scope: '',
    structure: 1,
    root: 0,
    above: 0,
    ordinal: all((i) => i),
    level,
    parent,
    code: all(String),
    name: all((i) => `Xã ${i}`),
    fullName: all((i) => `Xã ${i}`),
    type: all(() => 'xã'),
    lon: all(() => null),
    lat: all(() => null),
    validFrom: all((i) => (i === 3 ? '2026-01-01' : '2025-07-01')),
    validTo: all((i) => (i === 4 ? '2025-12-01' : null)),
    kind: all(() => null),
    terrain: all(() => null)
  };
}

test('what is open is shown with what lies below it, siblings in order, who does not stand left out', () => {
  const tree = new UnitTree(tableOf(2, 2, 2), 0, '2025-12-14', (a, b) => b - a);
  expect([...tree.rows(new Set()).nodes]).toEqual([8, 1]);
  const { nodes, depths } = tree.rows(new Set([1, 2]));
  expect([...nodes]).toEqual([8, 1, 5, 2]);
  expect([...depths]).toEqual([1, 1, 2, 2]);
  expect(tree.count(2)).toBe(0);
  expect([...tree.childrenOf(5)]).toEqual([7, 6]);
});

test('100,000 units are a tree; what is closed costs nothing', () => {
  const table = tableOf(34, 100, 29);
  expect(table.ordinal.length).toBeGreaterThan(100_000);
  const tree = new UnitTree(table, 0, '2026-11-14', (a, b) => a - b);
  const open = new Set(tree.childrenOf(0));
  const { nodes } = tree.rows(open);
  expect(nodes.length).toBe(34 + 3400);
});
