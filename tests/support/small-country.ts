import type { EntryBody, EntryDraft } from '../../src/lib/domain/entry.ts';
import type { Group } from '../../src/lib/domain/group.ts';
import type { Indicator } from '../../src/lib/domain/indicator.ts';
import type { Period } from '../../src/lib/domain/period.ts';
import type { FiledValue, ReviewState } from '../../src/lib/domain/report.ts';
import type { Level, Unit, UnitKey } from '../../src/lib/domain/unit.ts';

/** One small named country: two provinces, four communes, eight groups, an indicator of each time and kind. */
export const SINCE = '2020-01-01';
export const JANUARY: Period = 2026 * 12;
export const COUNTRY: UnitKey = `VN@${SINCE}`;
export const PROVINCES: readonly UnitKey[] = [`48@${SINCE}`, `45@${SINCE}`];
export const COMMUNES = ['20194', '20195', '19330', '19331'] as const;
export const GROUPS = COMMUNES.flatMap((code) => [`${code}-1`, `${code}-2`]);
export const INDICATORS = ['XHS01', 'KTS01', 'HD01'] as const;

const words = (text: string) => ({ vi: text, en: text });

/** An indicator with overrides. */
export function makeIndicator(over: Partial<Indicator> & Pick<Indicator, 'code'>): Indicator {
  const { code } = over;
  return {
    pillar: 'XHS',
    name: words(code),
    short: words(code),
    kind: 'share',
    time: 'stock',
    direction: 'up',
    counts: 'households',
    base: 'households',
    source: { type: 'filed', by: ['village-group'] },
    numerator: words(code),
    denominator: words(code),
    validFrom: SINCE,
    validTo: null,
    citation: 'test',
    ...over
  };
}

/** A unit with overrides. */
export function makeUnit(code: string, level: Level, parent: UnitKey | null, over: Partial<Unit> = {}): Unit {
  const type = ['quốc gia', 'tỉnh', 'huyện', 'phường', 'tổ dân phố'][level] ?? '';
  return {
    code,
    validFrom: SINCE,
    validTo: null,
    level,
    type,
    name: code,
    fullName: `${type} ${code}`,
    parent,
    point: [108, 16],
    ...over
  };
}

/** A group of a commune with overrides. */
export function makeGroup(code: string, unit: UnitKey, over: Partial<Group> = {}): Group {
  return {
    code,
    unit,
    kind: 'village-group',
    name: code,
    validFrom: SINCE,
    validTo: null,
    bases: [{ base: 'households', value: 120, validFrom: SINCE, source: 'test' }],
    notApplicable: [],
    ...over
  };
}

/** An entry before it has a position. */
export function draft(body: EntryBody, at = 1_790_000_000_000): EntryDraft {
  return { at, actor: 'test', body };
}

/** What the country registers before anybody reports. */
export function countryStructure(): EntryDraft[] {
  const communes = COMMUNES.map((code, i) => makeUnit(code, 3, PROVINCES[i >> 1]!));
  const units = [
    makeUnit('VN', 0, null),
    ...PROVINCES.map((key) => makeUnit(key.slice(0, 2), 1, COUNTRY)),
    ...communes
  ];
  const indicators = [
    makeIndicator({ code: 'XHS01' }),
    makeIndicator({ code: 'KTS01', kind: 'count', time: 'flow', base: null, denominator: null }),
    makeIndicator({ code: 'HD01', kind: 'quota', time: 'flow-ytd', base: null })
  ];
  const groups = GROUPS.map((code) => makeGroup(code, `${code.slice(0, 5)}@${SINCE}`));
  return [
    draft({ kind: 'catalogue', indicators }),
    draft({ kind: 'units', units }),
    draft({ kind: 'groups', groups }),
    targetDraft(COUNTRY, 9)
  ];
}

/** A target of XHS01 in tenths. */
export function targetDraft(unit: UnitKey, tenths: number): EntryDraft {
  return draft({
    kind: 'targets',
    targets: [
      {
        indicator: 'XHS01',
        recipient: { unit },
        value: { num: tenths, den: 10 },
        giver: 'test',
        decision: null,
        validFrom: SINCE,
        validTo: null,
        citation: 'test',
        illustrative: true
      }
    ]
  });
}

/** A report with one figure for each indicator named. */
export function reportDraft(
  group: string,
  period: Period,
  figures: Partial<Record<(typeof INDICATORS)[number], number>>,
  at?: number
): EntryDraft {
  const values = Object.entries(figures).map(([indicator, numerator]): FiledValue => ({
    indicator,
    numerator,
    denominator: indicator === 'KTS01' ? null : 120
  }));
  const texts = { tasks: '', difficulties: '', proposals: '', practices: '' };
  return draft({ kind: 'report', group, period, values, texts }, at);
}

/** A review of reports by their positions. */
export function reviewDraft(reports: readonly number[], state: ReviewState): EntryDraft {
  return draft({ kind: 'review', reports, state, reason: '' });
}
