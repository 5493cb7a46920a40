import { expect, test } from 'vitest';
import { workedMs } from '../core/worked.ts';
import { MOST_DEPTH, parseJson } from './body.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;

test('JSON is read as deep as anybody needs and no deeper', () => {
  expect(parseJson(bytes(nested(MOST_DEPTH)))).toBeDefined();
  expect(parseJson(bytes(nested(MOST_DEPTH + 1)))).toBeUndefined();
  expect(parseJson(bytes(`${'{"a":'.repeat(MOST_DEPTH + 1)}1${'}'.repeat(MOST_DEPTH + 1)}`))).toBeUndefined();
});

test('brackets in texts nest nothing, whatever stands before them', () => {
  const text = { a: '['.repeat(500), b: '\\"[[[['.repeat(90), c: '{"'.repeat(200) };
  expect(parseJson(bytes(JSON.stringify(text)))).toEqual(text);
});

test('what is nested a hundred thousand deep is refused before it is parsed', () => {
  const text = bytes(nested(100_000));
  const from = workedMs();
  for (let k = 0; k < 20; k++) expect(parseJson(text)).toBeUndefined();
  expect(workedMs() - from).toBeLessThan(200);
});
