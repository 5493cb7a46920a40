import { describe, expect, it } from 'vitest';
import { isOverdue, MeetingBook } from './meeting-book.ts';
import type { MeetingStep } from './meeting.ts';

const UNIT = '48@2025-07-01';
let position = 0;
function take(book: MeetingBook, body: MeetingStep): void {
  position += 1;
  book.take({ position, at: position * 1000, actor: 'account:a', body });
}
const opened = (id: string, day: string): MeetingStep => ({
  step: 'opened',
  id,
  unit: UNIT,
  title: id,
  day,
  slides: []
});
const concluded = (id: string, promise: string, by: string | null = null): MeetingStep => ({
  step: 'concluded',
  id,
  promise,
  node: UNIT,
  indicator: null,
  text: promise,
  who: 'UBND',
  by,
  then: null
});
const names = (book: MeetingBook, id: string) => {
  const meeting = book.of(id);
  return meeting ? book.broughtInto(meeting).map((one) => one.id) : [];
};

describe('a meeting', () => {
  it('opens with what is open from every earlier one, and what was settled since the last', () => {
    const book = new MeetingBook();
    take(book, opened('one', '2026-09-01'));
    take(book, concluded('one', 'early'));
    take(book, concluded('one', 'settled-before'));
    take(book, { step: 'done', promise: 'settled-before', note: '' });
    take(book, opened('two', '2026-10-01'));
    take(book, concluded('two', 'late'));
    take(book, { step: 'done', promise: 'early', note: '' });
    take(book, opened('three', '2026-11-01'));
    expect(names(book, 'one')).toEqual([]);
    expect(names(book, 'three').sort()).toEqual(['early', 'late']);
    expect(book.promise('early')?.state).toBe('done');
  });

  it('is replaced, never altered; what names nothing that is known changes nothing', () => {
    const book = new MeetingBook();
    take(book, opened('one', '2026-09-01'));
    const before = book.of('one');
    take(book, concluded('one', 'p'));
    take(book, concluded('one', 'p'));
    take(book, concluded('nowhere', 'q'));
    take(book, { step: 'done', promise: 'unknown', note: '' });
    expect(before?.promises).toEqual([]);
    expect(book.of('one')?.promises).toEqual(['p']);
    take(book, { step: 'withdrawn', promise: 'p', note: 'x' });
    take(book, { step: 'withdrawn', promise: 'p', note: 'again' });
    expect(book.promise('p')?.steps).toHaveLength(2);
    take(book, { step: 'reopened', promise: 'p', note: '' });
    expect(book.promise('p')?.state).toBe('open');
  });

  it('a promise is overdue from the day after its last', () => {
    expect(isOverdue({ state: 'open', by: '2026-11-14' }, '2026-11-14')).toBe(false);
    expect(isOverdue({ state: 'open', by: '2026-11-14' }, '2026-11-15')).toBe(true);
    expect(isOverdue({ state: 'done', by: '2026-11-14' }, '2026-11-15')).toBe(false);
    expect(isOverdue({ state: 'open', by: null }, '2026-11-15')).toBe(false);
  });
});
