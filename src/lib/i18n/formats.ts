import type { Language } from './language.ts';

const VIETNAM = 'Asia/Ho_Chi_Minh';
const LOCALES = { vi: 'vi-VN', en: 'en-GB' } as const;
const POINTS = { vi: 'điểm %', en: 'pts' } as const;

/** Numbers and dates as one language writes them: `1.234.567,89`, `90%`, `05/11/2026`, `+1,9 điểm %`. */
export interface Formats {
  /** A whole number. */
  readonly count: (value: number) => string;
  /** A ratio as a percentage with one decimal unless it is whole: 0.7183 is `71,8%`, 0.9 is `90%`. */
  readonly percent: (ratio: number) => string;
  /** The same with its one decimal always, as a column of a table has it: `90,0%`. */
  readonly tenth: (ratio: number) => string;
  /**
   * A ratio of a target as a percentage, cut and never rounded up, so that what has not reached 100 never reads
   * "100%": 0.9999 is `99,9%`.
   */
  readonly attainment: (ratio: number) => string;
  /** A difference of two ratios: 0.019 is `+1,9 điểm %`. */
  readonly points: (difference: number) => string;
  /** A difference of counts with its sign. */
  readonly signed: (difference: number) => string;
  /** `YYYY-MM-DD` as dd/mm/yyyy. */
  readonly day: (day: string) => string;
  /** `YYYY-MM-DD` as dd/mm. */
  readonly shortDay: (day: string) => string;
  /** A month by its number (year × 12 + month − 1), inside a sentence: `tháng 11/2026`, `November 2026`. */
  readonly period: (period: number) => string;
  /** A month in figures alone: `11/2026`. */
  readonly shortPeriod: (period: number) => string;
  /** A moment as the time in Viet Nam, `14:32:08`. */
  readonly time: (moment: number) => string;
  /** A moment as date, then time, in Viet Nam. */
  readonly dateTime: (moment: number) => string;
}

/** A text with its first letter large, as a sentence begins. */
export function sentence(text: string): string {
  return text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);
}

const made: Partial<Record<Language, Formats>> = {};

/** The formats of a language, made once: `Intl` takes a millisecond for a set of them, and every part of a page asks. */
export function makeFormats(language: Language): Formats {
  return (made[language] ??= formatsOf(language));
}

function formatsOf(language: Language): Formats {
  const locale = LOCALES[language];
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const tenth = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  const oneTenth = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
  const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: VIETNAM });
  const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' });
  const shortPeriod = (period: number) => `${(period % 12) + 1}/${Math.floor(period / 12)}`;
  const sign = (value: number) => (value > 0 ? '+' : value < 0 ? '−' : '');
  const [day, shortDay] = [
    (text: string) => `${text.slice(8, 10)}/${text.slice(5, 7)}/${text.slice(0, 4)}`,
    (text: string) => `${text.slice(8, 10)}/${text.slice(5, 7)}`
  ];
  return {
    count: (value) => whole.format(value),
    percent: (ratio) => `${tenth.format(ratio * 100)}%`,
    tenth: (ratio) => `${oneTenth.format(ratio * 100)}%`,
    attainment: (ratio) => `${tenth.format(tenthsWithinBand(ratio * 1000) / 10)}%`,
    points(difference) {
      const tenths = Math.round(difference * 1000) / 10;
      return `${sign(tenths)}${oneTenth.format(Math.abs(tenths))} ${POINTS[language]}`;
    },
    signed: (difference) => `${sign(difference)}${whole.format(Math.abs(difference))}`,
    day,
    shortDay,
    period: (period) =>
      language === 'vi'
        ? `tháng ${shortPeriod(period)}`
        : month.format(
            new Date(`${Math.floor(period / 12)}-${String((period % 12) + 1).padStart(2, '0')}-01`)
          ),
    shortPeriod,
    time: (moment) => clock.format(moment),
    dateTime(moment) {
      const local = new Date(moment + 7 * 3_600_000).toISOString();
      return `${day(local)} ${clock.format(moment)}`;
    }
  };
}

/** Bounds between the bands of attainment, thousandths. */
const BOUNDS = [500, 800, 1000];

/** Whole thousandths nearest to a ratio's, or those below where rounding would lift it over a bound of the bands. */
function tenthsWithinBand(thousandths: number): number {
  const nearest = Math.round(thousandths);
  const isLifted = BOUNDS.some((bound) => nearest >= bound && thousandths < bound - 1e-9);
  return isLifted ? Math.floor(thousandths + 1e-9) : nearest;
}
