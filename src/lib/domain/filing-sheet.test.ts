import { expect, test } from 'vitest';
import {
  COMMUNES,
  countryStructure,
  draft,
  GROUPS,
  JANUARY,
  PROVINCES,
  reportDraft,
  reviewDraft,
  SINCE
} from '../../../tests/support/small-country.ts';
import { Fold } from '../server/core/snapshot/fold.ts';
import type { Chain } from './chain.ts';
import type { ConsolidationStep } from './closing.ts';
import type { EntryDraft } from './entry.ts';
import { FilingSheet } from './filing-sheet.ts';
import { FILING_STATES, filingOf } from './filing-state.ts';

const words = (text: string) => ({ vi: text, en: text });
const step = (from: 'village-group' | 'commune' | 'department', beforeDay: number | null) => ({
  from,
  to: 'commune' as const,
  fromName: words(from),
  toName: words('to'),
  beforeDay
});
const chain = (over: Partial<Chain> = {}): Chain => ({
  id: 'all',
  name: words('all'),
  province: null,
  validFrom: SINCE,
  validTo: null,
  reading: 'strict',
  shiftToWorkingDay: false,
  steps: [step('village-group', 18), step('commune', 20), step('department', 25)],
  illustrative: true,
  citation: '',
  ...over
});
/** Calendar months: January is due in February; hết 17/2 in Viet Nam. */
const DUE = Date.parse('2026-02-17T17:00:00Z');
const HOUR = 3_600_000;
const [A = '', B = '', C = '', D = ''] = GROUPS;

function sheetAt(
  now: number,
  drafts: readonly EntryDraft[],
  chains: readonly Chain[] = [chain()]
): FilingSheet {
  const fold = new Fold('calendar');
  const all = [...countryStructure(), draft({ kind: 'chains', chains }), ...drafts];
  fold.apply(all.map((entry, i) => ({ ...entry, position: i + 1 })));
  const { world, book, steps } = fold;
  return FilingSheet.of({ world, book, chains: steps.chains, closing: steps.closing }, JANUARY, now);
}
/** Position of the first of a test's own drafts. */
const FIRST = countryStructure().length + 2;
const ordinalOf = (code: string) => {
  const fold = new Fold('calendar');
  fold.apply(countryStructure().map((entry, i) => ({ ...entry, position: i + 1 })));
  const { tree } = fold.world;
  return (tree.group(code) ?? tree.unit(code as `${string}@${string}`))!.ordinal;
};
const stateOf = (sheet: FilingSheet, group: string) => sheet.filing(ordinalOf(group));
const consolidation = (
  stepName: ConsolidationStep['step'],
  pinned: number,
  at: number,
  unit: ConsolidationStep['unit'] = `${COMMUNES[0]}@${SINCE}`
) => {
  const texts = { tasks: '', difficulties: '', proposals: '', practices: '' };
  return draft(
    { kind: 'consolidation', unit, period: JANUARY, step: stepName, pinned, sums: [], texts, reason: '' },
    at
  );
};

test('awaited until the very end of the last day, then missing; a report is on time or late by its receipt', () => {
  const filed = [
    reportDraft(A, JANUARY, { XHS01: 9 }, DUE - 1),
    reportDraft(B, JANUARY, { XHS01: 9 }, DUE + 2 * HOUR)
  ];
  expect(stateOf(sheetAt(DUE - 1, []), C)).toEqual({ state: 'awaited', at: null, lateBy: null });
  expect(stateOf(sheetAt(DUE, []), C)?.state).toBe('missing');
  const sheet = sheetAt(DUE + 3 * HOUR, filed);
  expect(stateOf(sheet, A)).toEqual({ state: 'submitted', at: DUE - 1, lateBy: 0 });
  expect(stateOf(sheet, B)).toEqual({ state: 'submitted', at: DUE + 2 * HOUR, lateBy: 2 * HOUR });
  expect(stateOf(sheetAt(DUE, [reportDraft(A, JANUARY, { XHS01: 9 }, DUE)]), A)?.lateBy).toBe(1);
});

test('what was returned is owed again; corrected later it stays as punctual as it was', () => {
  const late = DUE + 50 * HOUR;
  const first = reportDraft(A, JANUARY, { XHS01: 9 }, DUE - HOUR);
  const returned = [first, reviewDraft([FIRST], 'returned')];
  const alone = sheetAt(late, returned);
  expect(stateOf(alone, A)).toMatchObject({ state: 'returned', lateBy: 0 });
  expect(alone.counts(0)).toMatchObject({ expected: 8, filed: 0, onTime: 0, returned: 1, missing: 7 });
  const corrected = sheetAt(late, [...returned, reportDraft(A, JANUARY, { XHS01: 8 }, late)]);
  expect(stateOf(corrected, A)).toMatchObject({ state: 'submitted', at: DUE - HOUR, lateBy: 0 });
  expect(corrected.counts(0)).toMatchObject({ filed: 1, onTime: 1, late: 0, returned: 0 });
});

test('checked, approved, consolidated: each by the newest version that stands', () => {
  const filed = [A, B, C, D].map((group) => reportDraft(group, JANUARY, { XHS01: 9 }, DUE - HOUR));
  const reviewed = [
    reviewDraft([FIRST], 'checked'),
    reviewDraft([FIRST + 1, FIRST + 2], 'approved'),
    reviewDraft([FIRST], 'approved'),
    consolidation('confirmed', FIRST + 6, DUE + HOUR)
  ];
  const sheet = sheetAt(DUE + 2 * HOUR, [...filed, ...reviewed.slice(0, 2)]);
  expect([A, B, C, D].map((group) => stateOf(sheet, group)?.state)).toEqual([
    'checked',
    'approved',
    'approved',
    'submitted'
  ]);
  const closed = sheetAt(DUE + 2 * HOUR, [
    ...filed,
    ...reviewed,
    reportDraft(B, JANUARY, { XHS01: 7 }, DUE + HOUR)
  ]);
  // Of the first commune (A, B) alone; B has changed since.
  expect([A, B, C].map((group) => stateOf(closed, group)?.state)).toEqual([
    'consolidated',
    'submitted',
    'approved'
  ]);
  expect(closed.counts(0)).toMatchObject({ filed: 4, approved: 2, consolidated: 1 });
});

test('what was not approved when the unit above confirmed is not in what it confirmed', () => {
  const filed = [A, B].map((group) => reportDraft(group, JANUARY, { XHS01: 9 }, DUE - HOUR));
  const confirmed = [
    ...filed,
    reviewDraft([FIRST], 'approved'),
    consolidation('confirmed', FIRST + 2, DUE + HOUR)
  ];
  const states = (...after: EntryDraft[]) => {
    const sheet = sheetAt(DUE + 2 * HOUR, [...confirmed, ...after]);
    return [A, B].map((group) => stateOf(sheet, group)?.state);
  };
  expect(states()).toEqual(['consolidated', 'submitted']);
  // Approved after the pin: in the next consolidation, not in this one.
  expect(states(reviewDraft([FIRST + 1], 'approved'))).toEqual(['consolidated', 'approved']);
  expect(
    states(reviewDraft([FIRST + 1], 'approved'), consolidation('confirmed', FIRST + 4, DUE + HOUR))
  ).toEqual(['consolidated', 'consolidated']);
  // Sent back after it was consolidated.
  expect(states(reviewDraft([FIRST], 'returned'))).toEqual(['returned', 'submitted']);
});

test('counts add up at every unit and to the sum of its children', () => {
  const filed = [A, C, D].map((group, i) => reportDraft(group, JANUARY, { XHS01: 9 }, DUE + i * HOUR - HOUR));
  const sheet = sheetAt(DUE + 5 * HOUR, [...filed, reviewDraft([FIRST + 1], 'returned')]);
  for (const unit of [0, ...PROVINCES.map(ordinalOf)]) {
    const { expected, filed: done, onTime, late, missing, awaited, returned } = sheet.counts(unit);
    expect(done + missing + awaited + returned).toBe(expected);
    expect(onTime + late).toBe(done);
  }
  expect(PROVINCES.map((key) => sheet.counts(ordinalOf(key)).filed)).toEqual([2, 0]);
  expect(sheet.counts(0)).toMatchObject({
    expected: 8,
    filed: 2,
    onTime: 1,
    late: 1,
    missing: 5,
    returned: 1
  });
});

test('without a day nothing is late; a unit’s own chain holds for it alone', () => {
  const own = chain({
    id: 'ward',
    province: `${COMMUNES[0]}@${SINCE}`,
    steps: [step('village-group', null)]
  });
  const filed = [reportDraft(A, JANUARY, { XHS01: 9 }, DUE + 99 * HOUR)];
  const sheet = sheetAt(DUE + 100 * HOUR, filed, [chain(), own]);
  expect(stateOf(sheet, A)).toMatchObject({ state: 'submitted', lateBy: null });
  expect(stateOf(sheet, B)?.state).toBe('awaited');
  expect(stateOf(sheet, C)?.state).toBe('missing');
  expect(sheet.counts(0)).toMatchObject({ filed: 1, onTime: 0, late: 0, awaited: 1, missing: 6 });
  expect(sheet.chainAt(ordinalOf(A))?.id).toBe('ward');
});

test('a unit’s own step: due by its hop, prepared, confirmed late, returned', () => {
  const commune = `${COMMUNES[0]}@${SINCE}`;
  const due = Date.parse('2026-02-19T17:00:00Z');
  const of = (now: number, drafts: EntryDraft[]) => {
    const sheet = sheetAt(now, drafts);
    const fold = new Fold('calendar');
    fold.apply(countryStructure().map((entry, i) => ({ ...entry, position: i + 1 })));
    return sheet.closingOf(fold.world.tree.unit(commune as `${string}@${string}`)!);
  };
  expect(of(due - 1, [])?.state).toBe('awaited');
  expect(of(due, [])?.state).toBe('missing');
  const steps = [consolidation('prepared', 5, due - HOUR), consolidation('confirmed', 5, due + HOUR)];
  expect(of(due + 2 * HOUR, steps.slice(0, 1))).toMatchObject({ state: 'prepared', confirmedAt: null });
  expect(of(due + 2 * HOUR, steps)).toMatchObject({ state: 'confirmed', lateBy: HOUR });
  expect(of(due + 2 * HOUR, [...steps, consolidation('returned', 5, due + HOUR)])?.state).toBe('returned');
});

test('a sheet says until when it is right', () => {
  expect(sheetAt(DUE - HOUR, []).until).toBe(DUE);
  expect(sheetAt(DUE, []).until).toBe(Date.parse('2026-02-19T17:00:00Z'));
  expect(sheetAt(DUE + 40 * 24 * HOUR, []).until).toBe(Infinity);
});

test('every state can be reached', () => {
  const at = (state: 'submitted' | 'approved' | 'returned' | 'checked', isHeld = false) =>
    filingOf([{ position: 3, at: 1, state }], 10, () => isHeld, 20).state;
  const reached = [at('submitted'), at('approved'), at('returned'), at('checked'), at('approved', true)];
  const none = [9, 10].map((now) => filingOf([], 10, () => false, now).state);
  expect(new Set([...reached, ...none])).toEqual(new Set(FILING_STATES));
});
