import { expect, test } from 'vitest';
import { isRefusal, MAY_NOT_SEE, UNKNOWN } from '../../src/lib/api/outcome.ts';
import type { EntryBody } from '../../src/lib/domain/entry.ts';
import type { UnitKey } from '../../src/lib/domain/unit.ts';
import { filedBy } from '../../src/lib/domain/arrivals.ts';
import { sheetsOf } from '../../src/lib/server/context/chain/sheets.ts';
import { Fold } from '../../src/lib/server/core/snapshot/fold.ts';
import { arrivalsAnswer, MOST_POINTS } from '../../src/lib/server/features/wall/arrivals.ts';
import { keyPrincipal } from '../support/principals.ts';
import {
  COMMUNES,
  countryStructure,
  COUNTRY,
  draft,
  GROUPS,
  JANUARY,
  PROVINCES,
  reportDraft,
  reviewDraft,
  SINCE
} from '../support/small-country.ts';

const HOUR = 3_600_000;
const DUE = Date.parse('2026-02-17T17:00:00Z');
const words = (text: string) => ({ vi: text, en: text });
const CHAIN: EntryBody = {
  kind: 'chains',
  chains: [
    {
      ...{
        id: 'all',
        name: words('all'),
        province: null,
        validFrom: SINCE,
        validTo: null,
        reading: 'strict'
      },
      ...{ shiftToWorkingDay: false, illustrative: true, citation: '' },
      steps: [
        { from: 'village-group', to: 'commune', fromName: words('a'), toName: words('b'), beforeDay: 18 },
        { from: 'commune', to: 'department', fromName: words('b'), toName: words('c'), beforeDay: 20 }
      ]
    }
  ]
};
const COMMUNE: UnitKey = `${COMMUNES[0]}@${SINCE}`;
const viewer = keyPrincipal('wall', 'viewer', COUNTRY);

function folded(drafts: ReturnType<typeof countryStructure>): Fold {
  const fold = new Fold('calendar');
  fold.apply(drafts.map((entry, i) => ({ ...entry, position: i + 1 })));
  return fold;
}

test('the burn-up of a month ends where the sheet stands, hop by hop, and later versions move nothing', () => {
  const structure = [...countryStructure(), draft(CHAIN)];
  const first = structure.length + 1;
  const fold = folded([
    ...structure,
    reportDraft(GROUPS[0]!, JANUARY, { XHS01: 9 }, DUE - 5 * HOUR),
    reportDraft(GROUPS[1]!, JANUARY, { XHS01: 9 }, DUE - 4 * HOUR),
    reportDraft(GROUPS[5]!, JANUARY, { XHS01: 9 }, DUE + 2 * HOUR),
    reviewDraft([first], 'returned'),
    reportDraft(GROUPS[1]!, JANUARY, { XHS01: 8 }, DUE + 3 * HOUR)
  ]);
  const now = DUE + 4 * HOUR;
  const ask = (unit: string) => arrivalsAnswer(fold, { principal: viewer, unit, period: '2026-01', now });
  const sheet = sheetsOf(fold).of(JANUARY, now);
  for (const unit of [COUNTRY, ...PROVINCES, COMMUNE]) {
    const answer = ask(unit);
    if (isRefusal(answer)) throw new Error(answer.refused);
    const counts = sheet.counts(fold.world.tree.unit(unit)!.ordinal);
    expect(filedBy(answer, now)).toBe(counts.filed);
    expect(counts).toMatchObject(answer.counts);
  }
  const country = ask(COUNTRY);
  expect(country).toMatchObject({
    // The first group's only version was returned: it is owed again, and no longer on the line.
    counts: { expected: 8, filed: 2, returned: 1, owed: 6 },
    moments: [DUE - 4 * HOUR, DUE + 2 * HOUR],
    filed: [1, 2],
    from: Date.parse('2025-12-31T17:00:00Z'),
    to: DUE + 48 * HOUR,
    illustrative: true,
    hops: [
      { at: DUE, ofGroups: true, expected: 8, done: 2 },
      { at: DUE + 48 * HOUR, ofGroups: false, expected: 4, done: 0 }
    ]
  });
  expect(JSON.stringify(country)).not.toContain(GROUPS[0]);
});

test('a wall that asks for a unit that is not its own is refused, and a large country is a bounded line', () => {
  const screen = keyPrincipal('screen', 'screen', COMMUNE);
  const fold = folded([...countryStructure(), draft(CHAIN)]);
  const ask = (unit: string) =>
    arrivalsAnswer(fold, { principal: screen, unit, period: '2026-01', now: DUE });
  expect(ask(COUNTRY)).toEqual(MAY_NOT_SEE);
  expect(ask('99999@2020-01-01')).toEqual(UNKNOWN);
  expect(ask(COMMUNE)).toMatchObject({ counts: { expected: 2, filed: 0, owed: 2 }, moments: [], filed: [] });
  expect(MOST_POINTS).toBeLessThanOrEqual(800);
});
