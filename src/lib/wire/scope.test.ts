import { expect, test } from 'vitest';
import { formatScope, parseScope, scopePath } from './scope.ts';

test('a scope comes back from its text', () => {
  for (const text of ['48@2025-07-01/group', 'VN@1945-09-02/commune', '20194.TDP/1@2022-06-01/village']) {
    const scope = parseScope(text);
    expect(scope && formatScope(scope)).toBe(text);
  }
});

test('what is no scope is none', () => {
  for (const text of [
    '',
    '/',
    '48/group',
    '48@2025-07-01',
    '48@2025-07-01/',
    '48@2025-07-01/ward',
    '4 8@2025-07-01/group'
  ]) {
    expect(parseScope(text), text).toBeNull();
  }
});

test('an address keeps odd codes in one piece', () => {
  expect(scopePath({ root: 'a/b?c@2022-06-01', depth: 'group' })).toBe('a%2Fb%3Fc@2022-06-01/group');
});
