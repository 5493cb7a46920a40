import { expect, test } from 'vitest';
import { isForBulk, type BulkCandidate } from './bulk.ts';

const line = (over: Partial<BulkCandidate> = {}): BulkCandidate => ({
  state: 'checked',
  findings: [],
  own: false,
  ...over
});

test('one press approves what a clerk laid before the head and no rule speaks against, and nobody’s own', () => {
  expect(isForBulk(line(), 'approved')).toBe(true);
  expect(isForBulk(line({ state: 'submitted' }), 'approved')).toBe(false);
  expect(isForBulk(line({ findings: [{ check: 'fewer' }] }), 'approved')).toBe(false);
  expect(isForBulk(line({ own: true }), 'approved')).toBe(false);
  for (const state of ['approved', 'returned', 'missing'] as const)
    expect(isForBulk(line({ state }), 'approved')).toBe(false);
});

test('one press lays before the head what came and no rule speaks against', () => {
  expect(isForBulk(line({ state: 'submitted' }), 'checked')).toBe(true);
  expect(isForBulk(line({ state: 'submitted', own: true }), 'checked')).toBe(true);
  expect(isForBulk(line({ state: 'submitted', findings: [1] }), 'checked')).toBe(false);
  expect(isForBulk(line(), 'checked')).toBe(false);
});
