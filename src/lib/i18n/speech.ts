import { makeFormats, type Formats } from './formats.ts';
import { fill, type Catalogue, type Language, type Translate } from './language.ts';
import { en } from './messages/en.ts';
import { vi } from './messages/vi.ts';

const CATALOGUES: Readonly<Record<Language, Catalogue>> = { vi, en };

/** One language ready to use: its texts, its numbers and dates, and the side of two-language texts that it reads. */
export interface Speech {
  readonly language: Language;
  readonly t: Translate;
  readonly format: Formats;
  /** The text of this language. */
  readonly say: (words: { readonly vi: string; readonly en: string }) => string;
  /** How long ago, in words: `4 giây trước`. `span` in milliseconds. */
  readonly age: (span: number) => string;
}

/** The speech of a language. */
export function makeSpeech(language: Language): Speech {
  const catalogue = CATALOGUES[language];
  const format = makeFormats(language);
  const t: Translate = (key, ...values) => fill(catalogue[key], values[0] ?? {}, format.count);
  return {
    language,
    t,
    format,
    say: (words) => words[language],
    age: (span) => (span < 2000 ? t('age.now') : t('age.ago', { span: format.span(span) }))
  };
}
