import type { Language } from '$lib/i18n/language.ts';
import type { WallSpeech } from './words.ts';

const TENTHS: Readonly<Record<Language, Intl.NumberFormat>> = {
  vi: new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 1 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 })
};

/** A count as it is read from five metres: `412`, `9,7k`, `279k`, `1,3 tr`; k is thousand, tr million. */
export function shortCount({ t, format, language }: WallSpeech, count: number): string {
  if (count < 1000) return format.count(count);
  const [divisor, key] =
    count < 999_500 ? ([1000, 'thousands'] as const) : ([1_000_000, 'millions'] as const);
  const value = count / divisor;
  return t(key, { n: TENTHS[language].format(value < 10 ? Math.round(value * 10) / 10 : Math.round(value)) });
}

/** A count that leads a slide: exact while it can be read at a glance, else in millions. */
export function leadingCount({ t, format, language }: WallSpeech, count: number): string {
  if (count < 1_000_000) return format.count(count);
  return t('millionsLong', { n: TENTHS[language].format(Math.round(count / 100_000) / 10) });
}
