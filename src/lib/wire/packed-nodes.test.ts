import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NodeTable } from './manifest.ts';
import { packNodes, unpackNodes, type PackedNodes } from './packed-nodes.ts';

const text = fc.oneof(
  fc.string(),
  fc.constantFrom('Phường Hải Châu', 'a|b', '~', '~0|~1', '', '\n', '1*3 4')
);
const node = fc.record({
  ordinal: fc.nat(100_000),
  level: fc.nat(5),
  parent: fc.integer({ min: -1, max: 100_000 }),
  code: text,
  name: text,
  fullName: text,
  type: text,
  lon: fc.option(fc.double({ min: 102, max: 118, noNaN: true })),
  lat: fc.option(fc.double({ min: 6, max: 24, noNaN: true })),
  terrain: fc.constantFrom('urban', 'mountain', null),
  validFrom: fc.constantFrom('1945-09-02', '2025-07-01'),
  validTo: fc.constantFrom('2025-07-01', null),
  kind: fc.constantFrom('village-group', null)
});

function tableOf(nodes: readonly Record<string, unknown>[]): NodeTable {
  const column = (name: string) => nodes.map((one) => one[name]);
  const names = ['ordinal', 'level', 'parent', 'code', 'name', 'fullName', 'type', 'lon', 'lat', 'terrain'];
  const columns = [...names, 'validFrom', 'validTo', 'kind'].map((name) => [name, column(name)]);
  const head = { store: 's', scope: 'VN@1945-09-02/commune', structure: 7, root: 0, above: 0 };
  return { ...head, ...Object.fromEntries(columns) } as NodeTable;
}

test('what was packed is the same table again, whatever its names hold', () => {
  fc.assert(
    fc.property(fc.array(node, { maxLength: 40 }), (nodes) => {
      const table = tableOf(nodes);
      expect(unpackNodes(JSON.parse(JSON.stringify(packNodes(table))) as PackedNodes)).toEqual(table);
    })
  );
});
