import { describe, expect, it } from 'vitest';
import { CaseBook } from './case-book.ts';
import type { CaseStep } from './case.ts';

const KEY = 'owed:unit:20242@2025-07-01:2026-10.village-group';
const plain = (step: 'taken' | 'released' | 'woken' | 'resolved' | 'reopened' | 'commented'): CaseStep => ({
  step,
  key: KEY,
  note: ''
});
const give = (to: string, from: string | null): CaseStep => ({
  step: 'assigned',
  key: KEY,
  to,
  from,
  note: ''
});
const snooze: CaseStep = { step: 'snoozed', key: KEY, until: 9_000_000, note: 'chờ họp' };

/** What became of a row after some steps, each by its actor, one a minute. */
function after(...steps: readonly (readonly [string, CaseStep])[]) {
  const book = new CaseBook();
  steps.forEach(([actor, body], i) => book.take({ position: i + 1, at: i * 60_000, actor, body }));
  return book.of(KEY);
}

describe('what is done about a row', () => {
  it('belongs to the first of two who take it at once, and neither can put off or end what the other has', () => {
    const one = after(
      ['Lan', plain('taken')],
      ['Hùng', plain('taken')],
      ['Hùng', snooze],
      ['Hùng', plain('resolved')],
      ['Hùng', plain('released')]
    );
    expect(one).toMatchObject({ holder: 'Lan', snoozedUntil: null, isResolved: false });
    expect(one?.steps).toHaveLength(1);
  });

  it('goes to whom it is given, and not where somebody has taken it since the giver looked', () => {
    expect(after(['Lan', give('Hùng', null)])).toMatchObject({ holder: 'Hùng', assignedBy: 'Lan' });
    const moved = after(['Mai', plain('taken')], ['Lan', give('Hùng', null)]);
    expect(moved).toMatchObject({ holder: 'Mai' });
    expect(after(['Mai', plain('taken')], ['Lan', give('Hùng', 'Mai')])).toMatchObject({ holder: 'Hùng' });
    // Who gave it may take it back.
    const back = after(['Lan', give('Hùng', null)], ['Lan', plain('released')]);
    expect(back).toMatchObject({ holder: null });
  });

  it('that lies with an office is taken by a person of it', () => {
    const office = 'unit:20242@2025-07-01';
    expect(after(['Lan', give(office, null)], ['Hà', plain('taken')])).toMatchObject({ holder: 'Hà' });
  });

  it('undoes: taken and released, snoozed and woken, resolved and opened again leave it as it was', () => {
    const one = after(
      ...(['taken', 'released'] as const).map((step) => ['Lan', plain(step)] as const),
      ['Lan', snooze],
      ['Lan', plain('woken')],
      ['Lan', plain('resolved')],
      ['Lan', plain('reopened')]
    );
    expect(one).toMatchObject({ holder: null, snoozedUntil: null, isResolved: false });
    expect(one?.steps).toHaveLength(6);
  });

  it('takes comments on what is done with, and nothing else but opening it again', () => {
    const one = after(
      ['Lan', plain('resolved')],
      ['Hà', plain('taken')],
      ['Hà', give('Hà', null)],
      ['Hà', snooze],
      ['Hà', plain('commented')]
    );
    expect(one?.steps.map(({ body }) => body.step)).toEqual(['resolved', 'commented']);
  });
});
