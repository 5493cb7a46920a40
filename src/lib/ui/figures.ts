import type { State } from '../domain/attainment.ts';
import type { Indicator } from '../domain/indicator.ts';
import { tenthsWithinBand } from '../i18n/formats.ts';
import type { MessageKey } from '../i18n/language.ts';
import { vi } from '../i18n/messages/vi.ts';
import type { Speech } from '../i18n/speech.ts';

/** What a figure is made of; −1 is missing, as in `Rows`. */
export interface Fraction {
  readonly num: number;
  readonly den: number;
}

const has = (key: string): key is MessageKey => Object.hasOwn(vi, key);

/** What an indicator counts: `người`, `hộ`. */
export function countedWords({ t }: Speech, indicator: Pick<Indicator, 'counts'>): string {
  const key = `counts.${indicator.counts}` as const;
  return has(key) ? t(key as 'counts.persons') : t('counts.other');
}

/** What its denominator is: `người dân trưởng thành`, `hồ sơ được giao`. */
export function baseWords(speech: Speech, indicator: Pick<Indicator, 'base' | 'counts' | 'kind'>): string {
  const counted = countedWords(speech, indicator);
  if (indicator.kind === 'quota') return speech.t('base.quota', { what: counted });
  const key = `base.${indicator.base ?? ''}`;
  return has(key) ? speech.t(key as 'base.adults') : counted;
}

/** A figure in short: a rate with its decimal, a count as a number; a dash where there is none. */
export function figureWords(
  { format }: Speech,
  indicator: Pick<Indicator, 'kind'>,
  figure: Fraction
): string {
  if (figure.num < 0) return '–';
  if (indicator.kind === 'count') return format.count(figure.num);
  return figure.den > 0 ? format.tenth(figure.num / figure.den) : '–';
}

/** The same in a column of a table, where decimals stand below one another: `90,0%`. */
export function rowWords(speech: Speech, indicator: Pick<Indicator, 'kind'>, figure: Fraction): string {
  return indicator.kind === 'count' || figure.num < 0 || figure.den <= 0
    ? figureWords(speech, indicator, figure)
    : speech.format.tenth(figure.num / figure.den);
}

/** A target: `90%` of a rate, `1.000` of a count. */
export function targetWords(
  { format }: Pick<Speech, 'format'>,
  indicator: Pick<Indicator, 'kind'>,
  target: number
): string {
  return indicator.kind === 'count' ? format.count(target) : format.percent(target);
}

/** A result or a target in a column: a rate always with its decimal, so that the column lines up. */
export function cellWords(
  { format }: Pick<Speech, 'format'>,
  indicator: Pick<Indicator, 'kind'>,
  value: number
): string {
  return indicator.kind === 'count' ? format.count(value) : format.tenth(value);
}

/** Attainment in a column, always with its decimal, and like `format.attainment` never lifted over a bound: `100,0%`. */
export function attainedWords({ format }: Pick<Speech, 'format'>, ratio: number): string {
  return format.tenth(tenthsWithinBand(ratio * 1000) / 1000);
}

/** The difference of two figures of one indicator: points of a rate, a signed number of a count. */
export function changeWords(
  { format }: Speech,
  indicator: Pick<Indicator, 'kind'>,
  now: Fraction,
  before: Fraction
): string | null {
  if (now.num < 0 || before.num < 0) return null;
  if (indicator.kind === 'count') return format.signed(now.num - before.num);
  if (now.den <= 0 || before.den <= 0) return null;
  return format.points(now.num / now.den - before.num / before.den);
}

/** A state in words. */
export function stateWords({ t }: Speech, state: State): string {
  return t(`state.${state}`);
}

/** First words that keep their large letter inside a sentence. */
const PROPER = new Set(['OCOP', 'Internet', 'Zalo', 'VNeID', 'DVC', 'National']);

/** The short name of an indicator as it stands inside a sentence: `tài khoản thanh toán điện tử`, `OCOP lên sàn`. */
export function insideSentence(name: string): string {
  const first = /^[\p{L}\d-]+/u.exec(name)?.[0] ?? '';
  const acronym = first.length > 1 && first === first.toLocaleUpperCase('vi');
  return acronym || PROPER.has(first) ? name : name.charAt(0).toLocaleLowerCase('vi') + name.slice(1);
}
