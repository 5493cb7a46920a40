import { expect, test } from 'vitest';
import { parsePeriod } from '$lib/domain/period.ts';
import type { TargetNote } from '../faces/notes.ts';
import { targetEnd } from './target-end.ts';

const note = (validTo: string | null): TargetNote => ({
  indicator: 'KTS01',
  from: null,
  target: {
    indicator: 'KTS01',
    recipient: { unit: '48@2025-07-01' },
    value: { num: 9, den: 10 },
    giver: 'UBND',
    decision: null,
    validFrom: '2025-01-01',
    validTo,
    citation: '',
    illustrative: false
  }
});
const asked = {
  indicator: 'KTS01',
  day: '2026-05-14',
  period: parsePeriod('2026-05')!,
  profile: 'window'
} as const;

test('a target ends with the last period whose last day it holds on', () => {
  expect(targetEnd([note('2027-01-01')], asked)).toEqual({
    period: parsePeriod('2026-12'),
    isAssumed: false
  });
  expect(targetEnd([note('2027-01-01')], { ...asked, profile: 'calendar' })).toEqual({
    period: parsePeriod('2026-12'),
    isAssumed: false
  });
});

test('one without an end is held against the end of the year, and that is said', () => {
  expect(targetEnd([note(null)], asked)).toEqual({ period: parsePeriod('2026-12'), isAssumed: true });
});

test('one that no longer holds has no end', () => {
  expect(targetEnd([note('2026-01-01')], asked)).toBeNull();
});
