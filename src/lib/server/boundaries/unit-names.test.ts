import { expect, it } from 'vitest';
import { foldName, isNamed, withoutType } from './unit-names.ts';

it('takes tone placement, Unicode form, case and kinds of dash for nothing, and vowels for something', () => {
  expect(foldName('Phường HOÀ Khánh'.normalize('NFD'))).toBe(foldName('phường Hòa  Khánh'));
  expect(foldName('Phan Rang – Tháp Chàm')).toBe(foldName('Phan Rang-Tháp Chàm'));
  expect(foldName('Ba Tơ')).not.toBe(foldName('Ba Tô'));
  expect(foldName('Đông Hà')).not.toBe(foldName('Dong Ha'));
});

it('knows a unit with and without its type, but not by another type', () => {
  expect(withoutType(foldName('Thị trấn Trường Sa'))).toBe('trường sa');
  expect(withoutType(foldName('Phường 1'))).toBe('1');
  expect(isNamed(['Hải Châu'], 'Phường Hải Châu')).toBe(true);
  expect(isNamed(['Phường Hải Châu', 'Hải Châu'], 'Phường Hải Châu')).toBe(true);
  expect(isNamed(['Quận Hải Châu', 'Hải Châu'], 'Phường Hải Châu')).toBe(false);
  expect(isNamed([], 'Phường Hải Châu')).toBe(false);
});
