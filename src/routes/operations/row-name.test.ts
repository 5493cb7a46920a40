import { expect, test } from 'vitest';
import type { UnitView } from '$lib/api/shapes.ts';
import { rowName, rowPlace } from './words.ts';

const unit: UnitView = { key: '20242@2025-07-01', fullName: 'Phường Hải Châu', level: 'commune' };
const above = 'Thành phố Đà Nẵng';

test('a row about a village names the village, and its ward as its place', () => {
  const row = { group: null, village: 'Tổ dân phố 24', unit, above };
  expect(rowName(row)).toBe('Tổ dân phố 24');
  expect(rowPlace(row, [above])).toBe('Phường Hải Châu');
  expect(rowName({ ...row, village: null })).toBe('Phường Hải Châu');
  expect(rowPlace({ ...row, village: null }, [])).toBe(above);
});
