import type { AlertMeasure, AlertRule } from '../../../domain/alert.ts';
import type { Indicator, Words } from '../../../domain/indicator.ts';
import type { World } from '../../../domain/world.ts';
import { alertSentence, alertSubject, alertValue } from '../../../i18n/alert-words.ts';
import type { Language } from '../../../i18n/language.ts';

const LEVEL_WORDS = {
  vi: ['quốc gia', 'tỉnh, thành phố', 'huyện', 'xã, phường', 'thôn, tổ dân phố', 'tổ'],
  en: ['country', 'province', 'district', 'commune or ward', 'village', 'group']
} as const;
const LEVEL_NAMES = ['country', 'province', 'district', 'commune', 'village', 'group'];

/** The indicator that a measure is about; null where it is about none, or one that is not in the catalogue. */
export function indicatorOf(world: World, measure: AlertMeasure): Indicator | null {
  return 'indicator' in measure ? (world.indicator(measure.indicator)?.indicator ?? null) : null;
}

/** A rule in one sentence, in both languages. */
export function ruleWords(world: World, rule: AlertRule): Words {
  return { vi: ruleSentence(world, rule, 'vi'), en: ruleSentence(world, rule, 'en') };
}

function ruleSentence(world: World, rule: AlertRule, language: Language): string {
  return alertSentence(language, {
    ...parts(world, rule.measure, language),
    ...{ side: rule.side, enter: rule.enter, leave: rule.leave, floor: rule.floor, hold: rule.hold },
    level: LEVEL_WORDS[language][LEVEL_NAMES.indexOf(rule.level)] ?? '',
    unit: world.tree.unit(rule.unit)?.unit.fullName ?? rule.unit
  });
}

function parts(world: World, measure: AlertMeasure, language: Language) {
  return {
    subject: measure.subject,
    indicator: indicatorOf(world, measure)?.short[language] ?? null,
    isApproved: 'basis' in measure && measure.basis === 'approved',
    hours: measure.subject === 'filed' ? measure.hours : 0,
    state: measure.subject === 'matters' ? measure.state : ('open' as const)
  };
}

/** What holds of one unit, with its figure and the threshold: "tỷ lệ “…” 41% (dưới 60%)". */
export function firingWords(world: World, { measure, side, enter }: AlertRule, value: number | null): Words {
  const say = (language: Language) => {
    const of = (number: number) => alertValue(language, measure.subject, number);
    const what = alertSubject(language, parts(world, measure, language)).replace(/,$/, '');
    const beyond = { vi: { under: 'dưới', over: 'trên' }, en: { under: 'under', over: 'over' } }[language][
      side
    ];
    return `${what}: ${value === null ? '–' : of(value)} (${beyond} ${of(enter)})`;
  };
  return { vi: say('vi'), en: say('en') };
}
