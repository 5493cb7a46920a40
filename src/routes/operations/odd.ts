import type { Finding } from '$lib/domain/checks.ts';
import { findingWords, type ReviewSpeech } from '../(work)/review/words.ts';
import type { RoomSpeech } from './words.ts';

/** A difference of at least so many times is told as a multiple, a smaller one as a percentage. */
const TIMES = 2;

/** How far a figure is off, in a few signs: `×22`, `−22%`, `+35`. Empty where that is no matter of size. */
export function oddBy({ format, t }: RoomSpeech, { check, numbers }: Finding): string {
  const n = (name: string) => numbers[name] ?? 0;
  const against = (now: number, usual: number) => {
    if (usual <= 0) return format.signed(now);
    const times = now / usual;
    if (times >= TIMES) return `×${format.count(Math.round(times))}`;
    return `${times < 1 ? '−' : '+'}${format.percent(Math.abs(Math.round((times - 1) * 100)) / 100)}`;
  };
  switch (check) {
    case 'jump':
      return against(n('num'), n('median'));
    case 'falls':
      return against(n('num'), n('before'));
    case 'outlying':
      if (n('rate') === 0) return against(n('num'), n('median'));
      return n('den') > 0 ? format.points(n('num') / n('den') - n('median')) : '';
    case 'overBase':
      return format.signed(n('num') - n('base'));
    case 'copied':
      return t('oddSame');
    case 'fewer':
    case 'fewerWords':
      return format.signed(-n('lost'));
    case 'jointOver':
    case 'jointUnder':
      return '';
  }
}

/** What was reported, and what would have been usual: `báo 412; 12 kỳ trước từ 7 đến 19`. */
export function oddWords(
  { t, format }: RoomSpeech,
  review: ReviewSpeech,
  finding: Finding,
  nameOf: (indicator: string) => string
): string {
  const n = (name: string) => finding.numbers[name] ?? 0;
  const num = format.count(n('num'));
  switch (finding.check) {
    case 'jump':
      return t('oddJump', {
        num,
        months: n('months'),
        low: format.count(n('low')),
        high: format.count(n('high'))
      });
    case 'falls':
      return t('oddFalls', { num, before: format.count(n('before')) });
    case 'outlying': {
      const isRate = n('rate') === 1;
      const said = (value: number) => (isRate ? format.percent(value) : format.count(value));
      const now = isRate && n('den') > 0 ? format.percent(n('num') / n('den')) : num;
      return t('oddOutlying', { num: now, groups: n('groups'), low: said(n('low')), high: said(n('high')) });
    }
    case 'overBase':
      return t('oddOverBase', { num, base: format.count(n('base')) });
    default:
      return findingWords(review, finding, nameOf);
  }
}
