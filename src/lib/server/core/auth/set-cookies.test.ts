import { describe, expect, it } from 'vitest';
import { ownPath } from './set-cookies.ts';

describe('ownPath', () => {
  it('keeps paths of our own', () => {
    expect(ownPath('/explore?unit=48@2025-07-01#x')).toBe('/explore?unit=48@2025-07-01#x');
    expect(ownPath('/a/../report')).toBe('/report');
  });

  it('leads to no other site, however it is written', () => {
    const elsewhere = ['https://e.example', '//e.example', '/\\e.example', '/\t/e.example', '/..//e.example'];
    for (const text of [...elsewhere, '/./\\e.example', '/a/..//e.example', '/%2e%2e//e.example', '', null])
      expect(ownPath(text), String(text)).toBeNull();
  });
});
