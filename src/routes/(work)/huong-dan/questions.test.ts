import { expect, test } from 'vitest';
import type { Message } from '$lib/i18n/language.ts';
import { PERSONAS } from './questions.ts';

type Area = Readonly<Record<string, Readonly<Record<string, Message>>>>;
const areas = {
  vi: import.meta.glob<Area>('../../../lib/i18n/messages/vi{.ts,/*.ts}', { eager: true }),
  en: import.meta.glob<Area>('../../../lib/i18n/messages/en{.ts,/*.ts}', { eager: true })
};

/** What the pages say in a language; “…” stands where a value is put in. */
function saidIn(language: 'vi' | 'en'): ReadonlySet<string> {
  const messages = Object.values(areas[language]).flatMap((file) =>
    Object.values(file).flatMap((area) => Object.values(area))
  );
  const texts = messages.flatMap((one) => (typeof one === 'string' ? [one] : [one.one, one.other]));
  return new Set(texts.map((text) => text.replace(/\{\w+\}/g, '…')));
}

test.each(['vi', 'en'] as const)('what the guide quotes in %s is written so on the pages', (language) => {
  const said = saidIn(language);
  const quoted = PERSONAS.flatMap(({ questions }) =>
    questions.flatMap(({ answer }) => [...answer[language].matchAll(/“([^”]+)”/g)].map(([, label]) => label!))
  );
  expect(quoted.length).toBeGreaterThanOrEqual(10);
  expect(quoted.filter((label) => !said.has(label))).toEqual([]);
});
