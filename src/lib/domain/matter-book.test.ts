import { describe, expect, it } from 'vitest';
import { MatterBook } from './matter-book.ts';
import { awaitedBy, USUAL_PATIENCE } from './matter-rules.ts';
import type { MatterStep } from './matter.ts';

const OPENED: MatterStep = {
  step: 'opened',
  id: 'm1',
  group: 'g1',
  period: 24_312,
  kind: 'network',
  text: 'Sóng yếu',
  proposal: '',
  wanted: 'province'
};

/** A book after some steps, each by its actor, one a minute. */
function bookAfter(...steps: readonly (readonly [string, MatterStep])[]): MatterBook {
  const book = new MatterBook();
  steps.forEach(([actor, body], i) => book.take({ position: i + 1, at: i * 60_000, actor, body }));
  return book;
}

describe('a matter', () => {
  it('belongs to the first of two who take it at once, whatever the log holds after', () => {
    const taken = { step: 'taken', id: 'm1', note: '' } as const;
    const matter = bookAfter(['tổ', OPENED], ['Lan', taken], ['Hùng', taken]).of('m1');
    expect(matter).toMatchObject({ state: 'taken', taker: 'Lan', since: 60_000 });
    expect(matter?.steps).toHaveLength(2);
  });

  it('is with nobody again where it was passed up', () => {
    const matter = bookAfter(
      ['tổ', OPENED],
      ['Lan', { step: 'taken', id: 'm1', note: '' }],
      ['Lan', { step: 'passed', id: 'm1', to: '48@2025-07-01', note: '' }]
    ).of('m1');
    expect(matter).toMatchObject({ state: 'open', taker: null, at: '48@2025-07-01', since: 120_000 });
  });

  it('takes no answer once it is closed, and one again when it is reopened', () => {
    const answered = { step: 'answered', id: 'm1', note: 'Đã lắp trạm' } as const;
    const closed = bookAfter(
      ['tổ', OPENED],
      ['tổ', { step: 'closed', id: 'm1', note: '' }],
      ['Lan', answered]
    );
    expect(closed.of('m1')?.state).toBe('closed');
    const again = bookAfter(
      ['tổ', OPENED],
      ['tổ', { step: 'closed', id: 'm1', note: '' }],
      ['tổ', { step: 'reopened', id: 'm1', note: 'Vẫn yếu' }],
      ['Lan', answered]
    );
    expect(again.of('m1')?.state).toBe('answered');
  });

  it('keeps its state and its waiting when the filer adds a word', () => {
    const book = bookAfter(['tổ', OPENED], ['tổ', { step: 'added', id: 'm1', note: 'Thêm 3 hộ' }]);
    expect(book.of('m1')).toMatchObject({ state: 'open', since: 0 });
  });

  it('is found by its group and by its state alone', () => {
    const book = bookAfter(
      ['tổ', OPENED],
      ['tổ', { ...OPENED, id: 'm2', text: 'Thiếu máy' }],
      ['Lan', { step: 'taken', id: 'm1', note: '' }]
    );
    expect(book.ofGroup('g1').map(({ id }) => id)).toEqual(['m2', 'm1']);
    expect(book.in('open').map(({ id }) => id)).toEqual(['m2']);
    expect(book.in('taken').map(({ id }) => id)).toEqual(['m1']);
    expect(book.knows('g1', 24_312, 'Thiếu máy')).toBe(true);
  });
});

describe('waiting', () => {
  const none = () => false;
  const open = (since: string) => ({ state: 'open', since: Date.parse(since) }) as const;

  it('counts working days, from the day after it came', () => {
    // A Thursday: five working days end on the next Thursday at 24:00.
    expect(awaitedBy(open('2026-11-19T10:00:00+07:00'), USUAL_PATIENCE, none)).toBe(
      Date.parse('2026-11-27T00:00:00+07:00')
    );
    // Late on a Saturday and early on a Sunday (Viet Nam) are the same.
    for (const since of ['2026-11-21T23:30:00+07:00', '2026-11-22T00:30:00+07:00'])
      expect(awaitedBy(open(since), USUAL_PATIENCE, none)).toBe(Date.parse('2026-11-28T00:00:00+07:00'));
  });

  it('leaves out holidays', () => {
    const newYear = (day: string) => day === '2027-01-01';
    expect(awaitedBy(open('2026-12-31T10:00:00+07:00'), { open: 1, taken: 1 }, newYear)).toBe(
      Date.parse('2027-01-05T00:00:00+07:00')
    );
  });

  it('ends with an answer', () => {
    expect(awaitedBy({ state: 'answered', since: 0 }, USUAL_PATIENCE, none)).toBeNull();
  });
});
