import { expect, test } from 'vitest';
import { countryStructure, GROUPS, JANUARY } from '../../../tests/support/small-country.ts';
import { World } from './world.ts';

test('what follows for a period is kept while periods are few, and asking for very many keeps no more', () => {
  const world = new World('calendar');
  for (const entry of countryStructure()) world.apply(entry);
  const first = world.expected(0, JANUARY);
  expect(first.groups.length).toBe(GROUPS.length);
  expect(world.expected(0, JANUARY)).toBe(first);
  for (let period = JANUARY + 1; period < JANUARY + 200; period++) world.expected(0, period);
  expect(world.expected(0, JANUARY)).not.toBe(first);
  expect(world.expected(0, JANUARY)).toEqual(first);
});
