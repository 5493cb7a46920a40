import { expect, test } from 'vitest';
import { pastedTable } from './pasted-table.ts';

const CODES = ['XHS01', 'KTS01'];

test('rows that begin with whom they are of are a table; figures alone are not', () => {
  expect(pastedTable('Phường Hải Châu\t90\t12\r\nPhường Thanh Khê\t81,5\t7\r\n', CODES)).toBe(
    'Mã\tXHS01\tKTS01\nPhường Hải Châu\t90\t12\nPhường Thanh Khê\t81,5\t7'
  );
  expect(pastedTable('cns-20242.01\tTổ CNSCĐ TDP 1\t90', CODES)).toBe(
    'Mã\tTên\tXHS01\tKTS01\ncns-20242.01\tTổ CNSCĐ TDP 1\t90'
  );
  // With a head of its own it says itself which column is what.
  expect(pastedTable('Mã đơn vị\tKTS01\n20242\t12', CODES)).toBe('Mã đơn vị\tKTS01\n20242\t12');
  expect(pastedTable('Đơn vị\tKTS01 · Tài khoản\nPhường Hải Châu\t12', CODES)).toBe(
    'Đơn vị\tKTS01 · Tài khoản\nPhường Hải Châu\t12'
  );
  expect(pastedTable('90\t12\n81\t7', CODES)).toBeNull();
  expect(pastedTable('90', CODES)).toBeNull();
  expect(pastedTable('Phường Hải Châu', CODES)).toBeNull();
});
