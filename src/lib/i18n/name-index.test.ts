import { describe, expect, it } from 'vitest';
import { NameIndex, type Named } from './name-index.ts';

interface Place extends Named {
  readonly key: string;
}
const place = (key: string, fullName: string, name: string, above: number, burden = 0): Place => ({
  key,
  fullName,
  name,
  code: key,
  above,
  burden
});

const PLACES: readonly Place[] = [
  place('48', 'Thành phố Đà Nẵng', 'Đà Nẵng', -1),
  place('20242', 'Phường Hải Châu', 'Hải Châu', 0, 1),
  place('20308', 'Xã Bà Nà', 'Bà Nà', 0, 1),
  place('20260', 'Phường Hòa Cường', 'Hòa Cường', 0, 1),
  place('cns-20242.07', 'Tổ CNSCĐ 7', 'Tổ CNSCĐ 7', 1, 4),
  place('cns-20308.07', 'Tổ CNSCĐ 7', 'Tổ CNSCĐ 7', 2, 4),
  place('51', 'Tỉnh Quảng Ngãi', 'Quảng Ngãi', -1),
  place('21484', 'Xã Ba Tơ', 'Ba Tơ', 6, 1),
  place('21485', 'Xã Ba Tô', 'Ba Tô', 6, 1)
];
const index = new NameIndex(PLACES);
const keys = (text: string, limit = 10) => index.search(text, limit).map(({ key }) => key);

describe('a name', () => {
  it.each([
    ['hai chau', '20242'],
    ['HẢI CHÂU', '20242'],
    ['p hai chau', '20242'],
    ['P. Hải Châu', '20242'],
    ['p.hải châu', '20242'],
    ['hc', '20242'],
    ['phc', '20242'],
    ['chau hai', '20242'],
    ['hai chau da nang', '20242'],
    ['20242', '20242'],
    ['tp da nang', '48'],
    ['đn', '48'],
    ['hoà cường', '20260'],
    ['hòa cường', '20260'],
    ['hoa cuong', '20260'],
    ['x ba na', '20308'],
    ['to 7 ba na', 'cns-20308.07'],
    ['cns-20242.07', 'cns-20242.07']
  ])('%s finds %s first', (text, key) => {
    expect(keys(text)[0]).toBe(key);
  });

  it('typed with marks finds that spelling alone, without them every one', () => {
    expect(keys('Ba Tơ')).toEqual(['21484']);
    expect(keys('ba to')).toEqual(expect.arrayContaining(['21484', '21485']));
    expect(keys('ba to').slice(0, 2).sort()).toEqual(['21484', '21485']);
  });

  it('puts what is usually meant first, and finds nothing for nothing', () => {
    expect(keys('hai chau')).toEqual(['20242', ...keys('hai chau').slice(1)]);
    expect(keys('')).toEqual([]);
    expect(keys('   .')).toEqual([]);
    expect(keys('zzzz')).toEqual([]);
  });

  it('asks only for as many as are wanted', () => {
    let asked = 0;
    const found = index.search('to', 1, () => ++asked > 0);
    expect(found).toHaveLength(1);
    expect(asked).toBe(1);
  });
});
