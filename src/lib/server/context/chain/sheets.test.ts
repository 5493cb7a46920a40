import { expect, test } from 'vitest';
import { FilingFour } from '../../../domain/filing-four.ts';
import { FilingSheet } from '../../../domain/filing-sheet.ts';
import {
  countryStructure,
  GROUPS,
  JANUARY,
  reportDraft,
  reviewDraft
} from '../../../../../tests/support/small-country.ts';
import { atOnce } from '../../core/in-turns.ts';
import { Fold } from '../../core/snapshot/fold.ts';
import { filingCountOf, sheetsOf } from './sheets.ts';

const [A = '', B = '', C = ''] = GROUPS;
const NOW = Date.parse('2026-03-01T00:00:00Z');

test('sheets and counts that are mended say what those say that are made anew, after every report and review', async () => {
  const fold = new Fold('calendar');
  let position = 0;
  const take = (...drafts: ReturnType<typeof countryStructure>) =>
    fold.apply(drafts.map((entry) => ({ ...entry, position: ++position })));
  take(...countryStructure());
  await sheetsOf(fold).ready(JANUARY, NOW);
  const check = () => {
    const { world, book, steps, touches } = fold;
    const books = { world, book, chains: steps.chains, closing: steps.closing };
    for (const period of [JANUARY, ...touches.periods]) {
      const sheet = sheetsOf(fold).of(period, NOW);
      const four = filingCountOf(fold, period);
      const anew = FilingSheet.of(books, period, NOW);
      const fourAnew = atOnce(FilingFour.steps(books, period));
      for (const { ordinal } of world.tree.nodes) {
        expect(sheet.counts(ordinal)).toEqual(anew.counts(ordinal));
        expect(sheet.filing(ordinal)).toEqual(anew.filing(ordinal));
        expect(four.at(ordinal)).toEqual(fourAnew.at(ordinal));
      }
    }
  };
  check();
  take(reportDraft(A, JANUARY, { XHS01: 1 }));
  const first = position;
  check();
  take(reportDraft(B, JANUARY, { XHS01: 2 }), reportDraft(C, JANUARY + 1, { XHS01: 3 }));
  check();
  take(reviewDraft([first], 'returned'));
  check();
  take(reportDraft(A, JANUARY, { XHS01: 4 }));
  check();
  take(reviewDraft([position], 'approved'));
  check();
});

test('a sheet of a period is one while nothing but reports comes', () => {
  const fold = new Fold('calendar');
  const drafts = [...countryStructure(), reportDraft(A, JANUARY, { XHS01: 1 })];
  fold.apply(drafts.map((entry, i) => ({ ...entry, position: i + 1 })));
  const before = sheetsOf(fold).of(JANUARY, NOW);
  const filed = before.counts(0).filed;
  fold.apply([{ ...reportDraft(B, JANUARY, { XHS01: 1 }), position: drafts.length + 1 }]);
  expect(sheetsOf(fold).of(JANUARY, NOW)).toBe(before);
  expect(before.counts(0).filed).toBe(filed + 1);
});
