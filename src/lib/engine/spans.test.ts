import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spansOf } from './spans.ts';

/** Trees with parents before children, some of them roots, ordinals with gaps. */
const trees = fc
  .array(
    fc.tuple(
      fc.nat(),
      fc.constantFrom('2020-01-01', '2025-07-01'),
      fc.constantFrom(null, '2025-07-01', '2026-01-01')
    ),
    {
      minLength: 1,
      maxLength: 40
    }
  )
  .map((rows) => ({
    ordinal: rows.map((_, k) => k * 3 + 7),
    parent: rows.map(([draw], k) => (k === 0 || draw % 7 === 0 ? -1 : (draw % k) * 3 + 7)),
    validFrom: rows.map(([, from]) => from),
    validTo: rows.map(([, , to]) => to)
  }));

test('a node lies within another exactly where its enter lies in the span of the other', () => {
  fc.assert(
    fc.property(trees, (tree) => {
      const spans = spansOf(tree);
      const upward = (k: number): number[] => {
        const parent = tree.ordinal.indexOf(tree.parent[k]!);
        return parent < 0 ? [k] : [k, ...upward(parent)];
      };
      expect(new Set(spans.map((span) => span.enter)).size).toBe(spans.length);
      spans.forEach((span, k) => {
        const path = upward(k);
        spans.forEach((other, j) => {
          expect(other.enter <= span.enter && span.enter <= other.leave).toBe(path.includes(j));
        });
        // A day lies in a node's span where the node and all above it stand on it.
        for (const day of ['2020-01-01', '2025-06-30', '2025-07-01', '2026-01-01']) {
          const holds = (from: string, to: string | null) => from <= day && (to === null || day < to);
          const stands = path.every((j) => holds(tree.validFrom[j]!, tree.validTo[j]!));
          expect(holds(span.validFrom, span.validTo)).toBe(stands);
        }
      });
    })
  );
});
