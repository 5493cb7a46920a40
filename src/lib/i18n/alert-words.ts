import { makeFormats } from './formats.ts';
import type { Language } from './language.ts';

/** What an alert's sentence is made of; names are given as the language writes them. */
export interface AlertSentence {
  readonly subject: 'rate' | 'attainment' | 'band' | 'gap' | 'change' | 'filed' | 'matters';
  /** Short name of the indicator; null where there is none. */
  readonly indicator: string | null;
  readonly isApproved: boolean;
  /** Of `filed`: hours after the deadline, negative before it. */
  readonly hours: number;
  /** Of `matters`. */
  readonly state: 'open' | 'overdue';
  readonly side: 'under' | 'over';
  readonly enter: number;
  readonly leave: number;
  readonly floor: number;
  /** Minutes. */
  readonly hold: number;
  /** What a unit of the level is called: `xã, phường`. */
  readonly level: string;
  /** Name of the unit in which it watches. */
  readonly unit: string;
}

const BANDS = {
  vi: ['đạt thấp', 'chưa đạt', 'gần đạt', 'đạt'],
  en: ['far below target', 'not met', 'nearly met', 'met']
} as const;

const SIDES = { under: 'below', over: 'above' } as const;

/** A measured value in words: `41,2%`, `−3,0 điểm %`, `1.204`, `chưa đạt`. */
export function alertValue(language: Language, subject: AlertSentence['subject'], value: number): string {
  const format = makeFormats(language);
  if (subject === 'band') return BANDS[language][Math.max(0, Math.min(3, Math.round(value)))] ?? '';
  if (subject === 'change') return format.points(value / 1000);
  if (subject === 'gap' || subject === 'matters') return format.count(value);
  return format.percent(value / 1000);
}

/** What is measured, inside a sentence. */
export function alertSubject(
  language: Language,
  of: Pick<AlertSentence, 'subject' | 'indicator' | 'isApproved' | 'hours' | 'state'>
): string {
  const what = of.indicator === null ? '' : ` “${of.indicator}”`;
  const approved = of.isApproved ? (language === 'vi' ? ' (đã duyệt)' : ' (approved)') : '';
  const hours = Math.abs(of.hours);
  const moment =
    language === 'vi'
      ? of.hours === 0
        ? 'tính từ hạn nộp'
        : `tính từ ${hours} giờ ${of.hours < 0 ? 'trước' : 'sau'} hạn nộp`
      : of.hours === 0
        ? 'starting at the deadline'
        : `starting ${hours} hours ${of.hours < 0 ? 'before' : 'after'} the deadline`;
  const subjects = {
    vi: {
      rate: `tỷ lệ${what}${approved}`,
      attainment: `mức hoàn thành chỉ tiêu${what}${approved}`,
      band: `xếp loại${what}${approved}`,
      gap: `số còn thiếu của${what}${approved}`,
      change: `thay đổi so với kỳ trước của${what}${approved}`,
      filed: `tỷ lệ tổ đã nộp, ${moment},`,
      matters: of.state === 'open' ? 'số vướng mắc chưa ai nhận' : 'số vướng mắc quá hạn'
    },
    en: {
      rate: `the rate of${what}${approved}`,
      attainment: `the attainment of${what}${approved}`,
      band: `the status of${what}${approved}`,
      gap: `the gap of${what}${approved}`,
      change: `the change in${what}${approved} from the last period`,
      filed: `the share of groups submitted, ${moment},`,
      matters:
        of.state === 'open' ? 'the number of unclaimed difficulties' : 'the number of overdue difficulties'
    }
  } as const;
  return subjects[language][of.subject];
}

/** An alert in one sentence, as its author is shown it before it is saved. */
export function alertSentence(language: Language, of: AlertSentence): string {
  const value = (number: number) => alertValue(language, of.subject, number);
  const format = makeFormats(language);
  const what = alertSubject(language, of);
  if (language === 'vi') {
    const floor =
      of.floor > 0 && of.subject !== 'matters'
        ? of.subject === 'filed'
          ? ` có từ ${format.count(of.floor)} tổ phải nộp`
          : ` có mẫu số từ ${format.count(of.floor)}`
        : '';
    const hold = of.hold > 0 ? ` liên tục ${format.count(of.hold)} phút` : '';
    const back =
      of.side === 'under' ? `đạt lại từ ${value(of.leave)}` : `trở lại ${value(of.leave)} hoặc ít hơn`;
    return `Cảnh báo khi ${what} ${of.side === 'under' ? 'dưới' : 'trên'} ${value(of.enter)}${hold} tại một ${of.level} thuộc ${of.unit}${floor}; ngừng cảnh báo khi ${back}.`;
  }
  const floor =
    of.floor > 0 && of.subject !== 'matters'
      ? of.subject === 'filed'
        ? ` where at least ${format.count(of.floor)} groups report`
        : ` with a base of at least ${format.count(of.floor)}`
      : '';
  const hold = of.hold > 0 ? ` for ${format.count(of.hold)} minutes` : '';
  const back = of.side === 'under' ? `${value(of.leave)} or more` : `${value(of.leave)} or less`;
  return `Alert when ${what} is ${SIDES[of.side]} ${value(of.enter)}${hold} in any ${of.level} of ${of.unit}${floor}; clears at ${back}.`;
}
