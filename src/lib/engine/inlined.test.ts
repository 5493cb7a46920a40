import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startNodeMachine } from '../../../tests/support/engine-machine.ts';
import { answerOf } from './answer.ts';
import { inlined, WrongParam } from './inlined.ts';
import type { Connection, Machine } from './machine.ts';

let machine: Machine;
let connection: Connection;
beforeAll(async () => {
  machine = await startNodeMachine();
  connection = await machine.connect();
}, 60_000);
afterAll(() => machine.terminate());

test(
  'every text and number comes back as it was, whatever is written in it',
  { timeout: 60_000 },
  async () => {
    const texts = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom("'", "''", "\\'", "'; DROP TABLE node; --", '$1', '$2', "E'\\n'", '/* */', 'Đắk Lắk')
    );
    const numbers = fc.oneof(
      fc.integer(),
      fc.maxSafeInteger(),
      fc.double({ noNaN: true, noDefaultInfinity: true })
    );
    await fc.assert(
      fc.asyncProperty(texts, numbers, async (text, value) => {
        fc.pre(!text.includes('\0') && text.isWellFormed());
        const sql = inlined('SELECT $1 AS a, $2::DOUBLE AS b, 0 - $2::DOUBLE AS c, $1 AS d', [text, value]);
        expect(answerOf(await connection.run(sql)).rows).toEqual([[text, value + 0, 0 - value, text]]);
      }),
      { numRuns: 300, seed: 2026 }
    );
  }
);

test('what cannot be written is refused', () => {
  expect(() => inlined('SELECT $1', [NaN])).toThrow(WrongParam);
  expect(() => inlined('SELECT $1', [Infinity])).toThrow(WrongParam);
  expect(() => inlined('SELECT $1', ['a\0b'])).toThrow(WrongParam);
  expect(() => inlined('SELECT $2', [1])).toThrow(WrongParam);
});
