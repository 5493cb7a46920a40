import { expect, test } from 'vitest';
import { z } from 'zod';
import { DECLARED } from './api.ts';
import { moment, position } from './shapes.ts';

// What is none is null in every answer: a whole number that may be below nothing is one of these, in which that means
// something of its own.

const BELOW_NOTHING = new Set([
  // Moments.
  ...['at', 'since', 'lastAt', 'endsAt', 'asOf', 'from', 'to'],
  // Places of the log: −1 is before the first.
  ...['position', 'structure'],
  // Hours of an alert: before or after a deadline.
  'hours'
]);

/** The whole numbers of a schema that may be below nothing, by the names that lead there. */
function belowNothing(schema: unknown, path: readonly string[]): string[] {
  if (Array.isArray(schema)) return schema.flatMap((one) => belowNothing(one, path));
  if (typeof schema !== 'object' || schema === null) return [];
  const node = schema as { type?: unknown; minimum?: number; exclusiveMinimum?: number };
  const least = node.minimum ?? node.exclusiveMinimum ?? -Infinity;
  const own = node.type === 'integer' && least < 0 ? [path.filter((name) => name !== '').join('.')] : [];
  const below = Object.entries(schema).flatMap(([key, value]) => {
    if (key === 'properties' || key === '$defs')
      return Object.entries(value as object).flatMap(([name, one]) => belowNothing(one, [...path, name]));
    return typeof value === 'object' ? belowNothing(value, path) : [];
  });
  return [...own, ...below];
}

test('no whole number of an answer says none by a number below nothing', () => {
  const found = DECLARED.flatMap((declared) =>
    [declared.answer, declared.beside].flatMap((schema) => {
      if (!(schema instanceof z.ZodType)) return [];
      const json = z.toJSONSchema(schema, {
        io: 'output',
        unrepresentable: 'any',
        // A moment may be any; a place of the log is −1 before the first.
        override: ({ zodSchema, jsonSchema }) => {
          if (zodSchema === moment || zodSchema === position) delete jsonSchema.type;
        }
      });
      return belowNothing(json, [`${declared.method} ${declared.path}`]);
    })
  );
  const unknown = found.filter((path) => !BELOW_NOTHING.has(path.split('.').at(-1) ?? ''));
  expect([...new Set(unknown)]).toEqual([]);
});
