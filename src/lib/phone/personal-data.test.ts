import { expect, test } from 'vitest';
import { personalSign } from './personal-data.ts';

test.each([
  ['bà Lan 0905 123 456 chưa có điện thoại', 'phone'],
  ['gọi +84905123456', 'phone'],
  ['số 0236.382.1234', 'phone'],
  ['CCCD 048093001234', 'identity'],
  ['CMND 201234567', 'identity']
] as const)('“%s” seems to name a citizen', (text, sign) => expect(personalSign(text)).toBe(sign));

test.each([
  'Đã hướng dẫn 123 hộ trong ngày 18/11/2026',
  'hỗ trợ 1.250.000.000 đồng',
  'kỳ 2026-11, mã r191775',
  'từ 8 giờ đến 11 giờ 30'
])('“%s” names nobody', (text) => expect(personalSign(text)).toBeNull());
