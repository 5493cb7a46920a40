import { createContext } from 'svelte';
import type { Language, Message } from './language.ts';
import type { Speech } from './speech.ts';
import { speechOf, type AreaSpeech, type Texts } from './texts.ts';

const [read, provide] = createContext<() => Speech>();
const [readLanguage, provideLanguageContext] = createContext<() => Language>();

/** Gives the speech to everything below; `speech` is asked each time, so that a change of language is seen. */
export function provideSpeech(speech: () => Speech): void {
  provide(speech);
}

/** The speech of the page, as something to ask inside `$derived`. */
export function getSpeech(): () => Speech {
  return read();
}

/** Gives the language to everything below; asked each time. */
export function provideLanguage(language: () => Language): void {
  provideLanguageContext(language);
}

/** The language of the page, as something to ask inside `$derived`. */
export function getLanguage(): () => Language {
  return readLanguage();
}

/** An area's texts in the language of the page, as something to ask inside `$derived`. */
export function getTexts<V extends Readonly<Record<string, Message>>>(texts: Texts<V>): () => AreaSpeech<V> {
  const language = readLanguage();
  let last: AreaSpeech<V> | null = null;
  return () => (last?.language === language() ? last : (last = speechOf(texts, language())));
}
