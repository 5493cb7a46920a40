import { describe, expect, test } from 'vitest';
import type { FilingSheet, SheetIndicator } from '../api/filing.ts';
import type { VersionConflict } from '../wire/filing.ts';
import { baseOf, clashes, hasMoved, settledDraft, settledReport, readyDraft } from './base.ts';
import { emptyDraft, fieldOf, textOf, withoutValue, withText, withValue, type Draft } from './draft.ts';
import { objected } from './objected.ts';
import { overview } from './submission.ts';

const words = (text: string) => ({ vi: text, en: text });
const NO_TEXTS = { tasks: '', difficulties: '', proposals: '', practices: '' };

function indicator(code: string, over: Partial<SheetIndicator> = {}): SheetIndicator {
  return {
    code,
    pillar: 'XHS',
    name: words(`Tên ${code}`),
    short: words(`Ngắn ${code}`),
    kind: 'share',
    time: 'stock',
    direction: 'up',
    counts: 'households',
    numerator: words('n'),
    denominator: words('d'),
    base: 240,
    target: null,
    last: null,
    neighbours: null,
    filed: null,
    own: [],
    commune: [],
    ...over
  };
}

type Filed = Readonly<Record<string, number>>;

/** A sheet over three indicators; `id` is the newest version, null where there is none. */
function sheet(
  id: string | null,
  filed: Filed = {},
  over: Partial<NonNullable<FilingSheet['newest']>> = {},
  older: readonly string[] = ['r10']
): FilingSheet {
  const state = { at: 1, state: 'submitted' as const, reason: '' };
  const newest = id && { id, ...state, texts: NO_TEXTS, photos: [], lost: [], ...over };
  return {
    group: 'g',
    name: 'Tổ 3',
    unit: 'Phường',
    period: '2026-11',
    now: 0,
    deadline: null,
    locked: false,
    levels: ['commune', 'province', 'country'],
    indicators: ['XHS01', 'XHS02', 'XHS03'].map((code) => {
      const num = filed[code];
      return indicator(code, { filed: num === undefined ? null : { num, den: 240 } });
    }),
    versions: newest
      ? [newest, ...older.map((one) => ({ ...newest, id: one }))].map((one) => ({
          ...one,
          who: 'Trần Thị Hoa'
        }))
      : [],
    newest: newest || null
  };
}

function begun(from: FilingSheet): Draft {
  const base = baseOf(from);
  return emptyDraft({ account: 'a', group: 'g', period: '2026-11', ...(base ? { base } : {}) }, 0);
}

function typed(of: FilingSheet, draft: Draft, code: string, num: string): Draft {
  const known = of.indicators.find((one) => one.code === code)!;
  return withValue(draft, code, { num }, fieldOf(known, draft.values[code]));
}

describe('a correction', () => {
  const returned = sheet(
    'r10',
    { XHS01: 200, XHS02: 210, XHS03: 239 },
    { state: 'returned', reason: 'Xem lại XHS03', texts: { ...NO_TEXTS, tasks: 'Tập huấn' } }
  );

  test('of one figure names that one and the version it corrects; the report says all of them', () => {
    const draft = { ...typed(returned, begun(returned), 'XHS03', '219'), reason: 'Đếm lại' };
    const seen = overview(returned, draft, 0);
    expect(seen.report.values).toEqual([{ indicator: 'XHS03', numerator: 219 }]);
    expect(seen.report).toMatchObject({ basedOn: 'r10' });
    expect(seen.report).not.toHaveProperty('tasks');
    expect(seen.report).not.toHaveProperty('withdrawn');
    expect(seen.says.map(({ num, isKept }) => [num, isKept])).toEqual([
      [200, true],
      [210, true],
      [219, false]
    ]);
    expect([seen.missing, seen.withdrawn, seen.canSend]).toEqual([[], [], true]);
  });

  test('shows a filed denominator of its own, so that a new numerator keeps it', () => {
    const own = indicator('XHS01', { filed: { num: 9, den: 250 } });
    expect(fieldOf(own, undefined)).toMatchObject({ num: '9', den: '250' });
    expect(fieldOf(indicator('XHS01', { filed: { num: 9, den: 240 } }), undefined).den).toBe('');
  });

  test('an emptied figure and an emptied text are taken back, and can be kept after all', () => {
    const emptied = withText(returned, typed(returned, begun(returned), 'XHS01', ''), 'tasks', '');
    const seen = overview(returned, emptied, 0);
    expect(seen.withdrawn).toEqual(['XHS01']);
    expect(seen.report.withdrawn).toEqual(['XHS01', 'tasks']);
    expect(textOf(returned, emptied, 'tasks')).toBe('');
    const kept = withText(returned, withoutValue(emptied, 'XHS01'), 'tasks', 'Tập huấn 2');
    expect(overview(returned, kept, 0).report).not.toHaveProperty('withdrawn');
    expect(textOf(returned, begun(returned), 'tasks')).toBe('Tập huấn');
  });

  test('a total without its number is said, and nothing of it is dropped in silence', () => {
    const fresh = sheet(null);
    const draft = withValue(begun(fresh), 'XHS01', { den: '50' }, fieldOf(fresh.indicators[0]!, undefined));
    expect(overview(fresh, draft, 0).wrong).toEqual(['XHS01']);
  });

  test('without a version before says so; of a sheet that an earlier page kept it says nothing', () => {
    const fresh = sheet(null);
    expect(overview(fresh, typed(fresh, begun(fresh), 'XHS01', '1'), 0).report.basedOn).toBeNull();
    const { newest: _, ...old } = fresh;
    const kept = old as FilingSheet;
    expect(overview(kept, typed(kept, begun(kept), 'XHS01', '1'), 0).report).not.toHaveProperty('basedOn');
  });
});

describe('a newer version under a draft', () => {
  const before = sheet('r10', { XHS01: 200, XHS02: 210 });
  const draft = typed(before, begun(before), 'XHS01', '205');

  test('that changes the same cell clashes with it, another cell does not', () => {
    const apart = sheet('r12', { XHS01: 201, XHS02: 211 });
    expect(hasMoved(apart, draft)).toBe(true);
    expect(clashes(apart, draft)).toEqual([
      { what: 'XHS01', yours: { num: 205, den: 240 }, theirs: { num: 201, den: 240 } }
    ]);
    expect(readyDraft(apart, draft).base?.id).toBe('r10');
    const beside = sheet('r12', { XHS01: 200, XHS02: 211, XHS03: 5 });
    expect(clashes(beside, draft)).toEqual([]);
    expect(overview(beside, readyDraft(beside, draft), 0)).toMatchObject({
      report: { basedOn: 'r10', values: [{ indicator: 'XHS01', numerator: 205 }] },
      missing: []
    });
  });

  test('that was returned is gone on from, so that nothing of it is lost', () => {
    const back = sheet('r12', { XHS01: 200, XHS02: 211, XHS03: 5 }, { state: 'returned' });
    expect(overview(back, readyDraft(back, draft), 0).report.basedOn).toBe('r12');
  });

  test('whose base the store lost when it was put back goes on from what stands, unless they clash', () => {
    const back = sheet('r8', { XHS01: 200 }, {}, []);
    expect(readyDraft(back, draft).base?.id).toBe('r8');
    const clashing = sheet('r8', { XHS01: 203 }, {}, []);
    expect(clashes(clashing, draft)).toHaveLength(1);
    // Where nothing stands at all, its author is asked too: what they corrected is gone.
    expect(clashes(sheet(null), draft)).toMatchObject([{ what: 'XHS01', theirs: null }]);
    expect(readyDraft(clashing, draft).base?.id).toBe('r10');
  });

  test('the same figure on both sides is no clash; one that was taken back is', () => {
    expect(clashes(sheet('r12', { XHS01: 205, XHS02: 210 }), draft)).toEqual([]);
    expect(clashes(sheet('r12', { XHS02: 210 }), draft)).toMatchObject([{ what: 'XHS01', theirs: null }]);
  });

  test('a figure filed where nothing had been', () => {
    const fresh = sheet(null);
    const mine = typed(fresh, begun(fresh), 'XHS01', '7');
    expect(clashes(sheet('r3', { XHS01: 9 }), mine)).toMatchObject([{ what: 'XHS01' }]);
    expect(clashes(sheet('r3', { XHS02: 9 }), mine)).toEqual([]);
  });

  test('once chosen, theirs is dropped, mine stays, and the newest is the base', () => {
    const apart = sheet('r12', { XHS01: 201, XHS02: 211 });
    const both = typed(before, draft, 'XHS02', '220');
    const chosen = settledDraft(both, new Set(['XHS01']), baseOf(apart));
    expect(Object.keys(chosen.values)).toEqual(['XHS02']);
    expect(clashes(apart, chosen)).toEqual([]);
    expect(overview(apart, chosen, 0).report.basedOn).toBe('r12');
  });
});

describe('a refused report', () => {
  const conflict: VersionConflict = {
    path: '/reports/0',
    group: 'g',
    period: '2026-11',
    newest: { id: 'r12', at: 5, by: 'Trần Thị Hoa', onBehalf: true },
    cells: [
      { what: 'XHS01', yours: { num: 205, den: 240 }, theirs: { num: 201, den: 240 } },
      { what: 'tasks', yours: 'của tôi', theirs: 'của xã' }
    ]
  };
  const report = {
    group: 'g',
    period: '2026-11',
    basedOn: 'r10',
    values: [
      { indicator: 'XHS01', numerator: 205 },
      { indicator: 'XHS02', numerator: 3 }
    ],
    tasks: 'của tôi',
    claimedAt: '2026-11-20T00:00:00.000Z'
  };

  test('goes out over the newest with what was chosen', () => {
    expect(settledReport(report, new Set(['XHS01']), conflict, 0)).toMatchObject({
      basedOn: 'r12',
      values: [{ indicator: 'XHS02' }],
      tasks: 'của tôi'
    });
    const mine = settledReport(report, new Set(), conflict, 0);
    expect(mine?.values.length).toBe(2);
    const theirs = settledReport(report, new Set(['XHS01', 'XHS02', 'tasks']), conflict, 0);
    expect(theirs, 'nothing is left to say').toBeNull();
  });
});

describe('what a return was for', () => {
  const of = (reason: string) =>
    objected(sheet('r10', { XHS01: 900, XHS02: 210, XHS03: 12 }, { state: 'returned', reason })).map(
      ({ code }) => code
    );

  test.each([
    ['Chỉ tiêu xhs02 chưa đúng', ['XHS02']],
    ['Ngắn XHS03 xem lại', ['XHS03']],
    ['900/240 là quá nhiều', ['XHS01']],
    ['ghi 900 / 240, kiểm tra', ['XHS01']],
    ['1900/240 ở đâu', []],
    ['số XHS021', []],
    ['Thiếu lượt ở thôn trên', []]
  ])('%s', (reason, codes) => expect(of(reason)).toEqual(codes));

  test('nothing is marked in what was not returned', () =>
    expect(objected(sheet('r10', { XHS01: 900 }, { reason: 'XHS01' }))).toEqual([]));
});
