import { expect, test } from 'vitest';
import type { Message } from './language.ts';
import { en } from './messages/en.ts';
import { report as phoneEnglish } from './messages/en/report.ts';
import { vi } from './messages/vi.ts';
import { ENGLISH, EXCEPTIONS, NEVER_ONE, PHONE, VIETNAMESE, type Settled } from './settled-words.ts';
import type { Texts } from './texts.ts';

// One word per idea (docs/texts.md): what was settled once is not written otherwise again, on no page and in no answer
// of the server. A pattern says what is gone; the values of a text are left out, so that it sees words alone.

interface Said {
  readonly where: string;
  readonly key: string;
  readonly text: string;
}

const forms = (message: Message) => (typeof message === 'string' ? [message] : [message.one, message.other]);
const without = (text: string) => text.replaceAll(/\$?\{[^}]*\}/g, '…');
const saidIn = (where: string, texts: Readonly<Record<string, Message>>): Said[] =>
  Object.entries(texts).flatMap(([key, message]) =>
    forms(message).map((text) => ({ where, key, text: without(text) }))
  );

const areas = import.meta.glob<Record<string, Texts<Record<string, Message>>>>('./messages/*.ts', {
  eager: true
});
const pages = (language: 'vi' | 'en'): Said[] =>
  Object.entries(areas).flatMap(([file, area]) =>
    Object.values(area).flatMap((one) =>
      'vi' in one && 'en' in one ? saidIn(file.replace(/^.*\/|\.ts$/g, ''), one[language]) : []
    )
  );

// Words outside the messages stand in the source as `vi: '…'`, `en: '…'`, or as a Vietnamese text and the English after it.
const sources = import.meta.glob<string>(
  [
    '../{server,reading,client,ui,map,queries,out,i18n}/**/*.ts',
    '../api/{outcome,refusals}.ts',
    '../../routes/**/*.ts',
    '!./messages/**',
    '!./settled-words.ts',
    '!../server/{demo,cli}/**',
    '!../**/*.test.ts',
    '!../../routes/**/*.test.ts'
  ],
  { eager: true, query: '?raw', import: 'default' }
);
const WORDS = /\b(vi|en): (?:'((?:[^'\\]|\\.)*)'|`((?:[^`\\]|\\.)*)`)/g;
const PAIR =
  /(?:'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\\n]|\\.)*)`),\s*(?:'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\\n]|\\.)*)`)/g;
const isVietnamese = (text: string) => /[ăâđêôơưạ-ỹ]/i.test(text);
const answers = (language: 'vi' | 'en'): Said[] =>
  Object.entries(sources).flatMap(([file, source]) => {
    const named = [...source.matchAll(WORDS)]
      .filter(([, of]) => of === language)
      .map(([, , plain, filled]) => plain ?? filled ?? '');
    const paired = [...source.matchAll(PAIR)]
      .map(([, a, b, c, d]) => [a ?? b ?? '', c ?? d ?? ''] as const)
      .filter(([first, second]) => isVietnamese(first) && !isVietnamese(second) && second.includes(' '))
      .map(([first, second]) => (language === 'vi' ? first : second));
    return [...named, ...paired].map((text) => ({
      where: file.replace('../', ''),
      key: '',
      text: without(text)
    }));
  });

// The catalogue and the processes: everything that is said in two languages.
const files = import.meta.glob<unknown>('../../../data/{catalogue,chains}/*.json', {
  eager: true,
  import: 'default'
});
const saidBelow = (where: string, value: unknown, language: 'vi' | 'en', key = ''): Said[] =>
  typeof value === 'string'
    ? key === language || (language === 'vi' && /^(?:citation|giver|source)$/.test(key))
      ? [{ where, key, text: value }]
      : []
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, one]) => saidBelow(where, one, language, name))
      : [];
const shipped = (language: 'vi' | 'en') =>
  Object.entries(files).flatMap(([file, value]) => saidBelow(file.replace(/^.*\//, ''), value, language));

const everything = (language: 'vi' | 'en'): Said[] => [
  ...saidIn('root', language === 'vi' ? vi : en),
  ...pages(language),
  ...(language === 'en' ? saidIn('report', phoneEnglish) : []),
  ...answers(language),
  ...shipped(language)
];
const unsettledIn = (settled: readonly Settled[], said: readonly Said[]) =>
  settled.flatMap(([idea, kept, gone]) =>
    said
      .filter(({ where, key, text }) => gone.test(text) && !(`${where} ${key}` in EXCEPTIONS))
      .map(({ where, key, text }) => `${where} ${key}: “${text}” (${idea}: ${kept})`)
  );

test.each([
  ['Vietnamese', VIETNAMESE, everything('vi')],
  ['English', ENGLISH, everything('en')]
] as const)('one word per idea in %s', (_, settled, said) => {
  expect(said.length).toBeGreaterThan(3_500);
  expect(unsettledIn(settled, said)).toEqual([]);
});

test('the phone speaks of totals', () => {
  const phone = pages('vi').filter(({ where }) => where.startsWith('report'));
  expect(phone.length).toBeGreaterThan(150);
  expect(unsettledIn(PHONE, phone)).toEqual([]);
});

test('English counts: one form for 1, one for the rest', () => {
  const counted = [
    ['root', en] as const,
    ...Object.entries(areas).flatMap(([file, area]) =>
      Object.values(area).flatMap((one) => ('vi' in one && 'en' in one ? [[file, one.en] as const] : []))
    ),
    ['report', phoneEnglish] as const
  ];
  // A value and, within two words of it, a plural: `{n} groups`, `{n} other units`.
  const PLURAL =
    /\{(?:n|all|expected|rows|reports|values|groups|days|months)\}(?: [a-z]+)?? (?!is |was |has |does |this |its |as )[a-z]{2,}(?<![su])s\b/;
  const uncounted = counted.flatMap(([file, texts]) =>
    Object.entries<Message>(texts)
      .filter(([key, text]) => typeof text === 'string' && PLURAL.test(text) && !NEVER_ONE.has(key))
      .map(([key]) => `${file} ${key}`)
  );
  expect(uncounted).toEqual([]);
});

test('the table would see what it says is gone', () => {
  const sees = (settled: readonly Settled[], text: string) => settled.some(([, , gone]) => gone.test(text));
  expect(sees(VIETNAMESE, 'Đã trình duyệt')).toBe(true);
  expect(sees(VIETNAMESE, 'Trình duyệt này không mở được trang.')).toBe(false);
  expect(sees(VIETNAMESE, 'Ghi vào sổ')).toBe(true);
  expect(sees(VIETNAMESE, 'Sổ sức khỏe điện tử')).toBe(false);
  expect(sees(ENGLISH, 'Laid before the head, number 4')).toBe(true);
  expect(sees(ENGLISH, 'Files that are not saved')).toBe(false);
});
