import type { EntryDraft } from '../../src/lib/domain/entry.ts';
import { reportedPeriod, type Period } from '../../src/lib/domain/period.ts';
import type { UnitKey } from '../../src/lib/domain/unit.ts';
import { openStore } from '../../src/lib/server/core/store/store.ts';
import {
  COUNTRY,
  draft,
  makeGroup,
  makeIndicator,
  makeUnit,
  PROVINCES,
  reviewDraft,
  SINCE
} from './small-country.ts';

/** Two communes that are one group of a few households each, and one of many groups, of which the outer two are few. */
export const FEW_COMMUNES: readonly UnitKey[] = [`20195@${SINCE}`, `20196@${SINCE}`];
export const MANY: UnitKey = `20194@${SINCE}`;
export const FEW_VILLAGES: readonly UnitKey[] = [`1@${SINCE}`, `2@${SINCE}`];
/** One more than a page of lineage holds. */
const GROUPS = 51;
export const FEW_GROUPS = ['many-1', `many-${GROUPS}`, 'few-1', 'few-2'] as const;
/** With a target, without one, and of many households since the newest month. */
export const FEW_INDICATORS = ['XHS01', 'XHS02', 'XHS03'] as const;

/** What two small groups filed: added up it is the same whichever filed which, and the band is too. */
const [ONE, OTHER] = [
  { numerator: 5, denominator: 8 },
  { numerator: 4, denominator: 7 }
];

/** The two months that are filed for, the newer one last. */
export function fewPeriods(now: number): readonly [Period, Period] {
  const newest = reportedPeriod(now, 'calendar');
  return [newest - 1, newest];
}

/** A store in which pairs of small groups filed one thing and the other, or, `swapped`, the other and the one. */
export async function makeFewStore(dataDir: string, now: number, swapped: boolean): Promise<void> {
  const store = await openStore({ dataDir });
  await store.settings.establish('real', 'calendar');
  const outcome = await store.append([...structure(), ...reports(now, swapped)]);
  if (!('first' in outcome)) throw new Error('not appended');
  const first = outcome.first + structure().length;
  const positions = Array.from({ length: outcome.last - first + 1 }, (_, i) => first + i);
  await store.append([reviewDraft(positions, 'approved')]);
  const page = {
    ...{ open: true, unit: PROVINCES[0], depth: 'commune', indicators: FEW_INDICATORS, practices: [] },
    intro: { vi: '', en: '' }
  };
  await store.publicPage.keep(JSON.stringify(page), 'test', 1);
  await store.settings.complete();
  await store.close();
}

function codes(): string[] {
  return Array.from({ length: GROUPS }, (_, i) => `many-${i + 1}`);
}

function structure(): EntryDraft[] {
  const commune = (code: string) => makeUnit(code, 3, PROVINCES[0]!);
  const village = (code: string) => makeUnit(code, 4, MANY);
  const units = [
    ...[makeUnit('VN', 0, null), makeUnit('48', 1, COUNTRY)],
    ...[commune('20194'), commune('20195'), commune('20196'), village('1'), village('2')]
  ];
  const few = [{ base: 'households', value: 9, validFrom: SINCE, source: 'test' }];
  const of = (code: string) =>
    code === FEW_GROUPS[0] ? FEW_VILLAGES[0]! : code === FEW_GROUPS[1] ? FEW_VILLAGES[1]! : MANY;
  const groups = [
    ...codes().map((code) => makeGroup(code, of(code), of(code) === MANY ? {} : { bases: few })),
    ...FEW_COMMUNES.map((unit, i) => makeGroup(`few-${i + 1}`, unit, { bases: few }))
  ];
  const target = {
    ...{ indicator: 'XHS01', recipient: { unit: COUNTRY }, value: { num: 1, den: 1 }, giver: 'test' },
    ...{ decision: null, validFrom: SINCE, validTo: null, citation: 'test', illustrative: true }
  };
  return [
    draft({ kind: 'catalogue', indicators: FEW_INDICATORS.map((code) => makeIndicator({ code })) }),
    draft({ kind: 'units', units }),
    draft({ kind: 'groups', groups }),
    draft({ kind: 'targets', targets: [target, { ...target, indicator: 'XHS03' }] })
  ];
}

function reports(now: number, swapped: boolean): EntryDraft[] {
  const [before, newest] = fewPeriods(now);
  const many = { numerator: 80, denominator: 120 };
  const texts = { tasks: '', difficulties: '', proposals: '', practices: '' };
  return [before, newest].flatMap((period) =>
    [...codes(), 'few-1', 'few-2'].map((group) => {
      const place = FEW_GROUPS.findIndex((code) => code === group);
      const own = place < 0 ? many : (place % 2 === 0) === swapped ? OTHER : ONE;
      const values = FEW_INDICATORS.map((indicator) => ({
        indicator,
        ...(indicator === 'XHS03' && period === newest ? many : own)
      }));
      return draft({ kind: 'report', group, period, values, texts }, now - 86_400_000);
    })
  );
}
