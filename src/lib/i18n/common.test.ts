import { expect, test } from 'vitest';
import { common as commonEn } from './messages/en/common.ts';
import { en } from './messages/en.ts';
import { matters as mattersEn } from './messages/en/matters.ts';
import { report as reportEn } from './messages/en/report.ts';
import { reportLaterTexts } from './messages/report-later.ts';
import { common } from './messages/vi/common.ts';
import { matters } from './messages/vi/matters.ts';
import { report } from './messages/vi/report.ts';
import { vi } from './messages/vi.ts';

const files = import.meta.glob<string>(
  ['./messages/{vi,en}/*.ts', './messages/{vi,en}.ts', '!./messages/*/common.ts'],
  {
    eager: true,
    query: '?raw',
    import: 'default'
  }
);
const sourcesOf = (language: 'vi' | 'en') =>
  Object.entries(files).flatMap(([file, source]) =>
    file.startsWith(`./messages/${language}`) ? [source] : []
  );

test.each(['vi', 'en'] as const)('%s: what is common is said by two areas at least', (language) => {
  expect(Object.keys(commonEn)).toEqual(Object.keys(common));
  const used = Object.keys(common).map((key) => {
    const told = new RegExp(`common\\.${key}\\b`);
    return [key, sourcesOf(language).filter((source) => told.test(source)).length] as const;
  });
  expect(used.filter(([, areas]) => areas < 2)).toEqual([]);
});

// The phone loads its own area alone, so what it shares is written there again: in the same words.
test('the phone says what the desk says', () => {
  const pillars = ['CQS', 'KTS', 'XHS', 'TC', 'BC', 'HD', 'KP'] as const;
  expect(pillars.map((one) => report[one])).toEqual(pillars.map((one) => common[`pillar${one}`]));
  expect(pillars.map((one) => reportEn[one])).toEqual(pillars.map((one) => commonEn[`pillar${one}`]));
  const counts = [
    'persons',
    'households',
    'businesses',
    'products',
    'dossiers',
    'person-times',
    'staff'
  ] as const;
  expect(counts.map((one) => report[`counts_${one}`])).toEqual(counts.map((one) => vi[`counts.${one}`]));
  expect(counts.map((one) => reportEn[`counts_${one}`])).toEqual(counts.map((one) => en[`counts.${one}`]));
  const later = reportLaterTexts;
  expect([later.vi.kind_people, later.vi.kind_network, later.vi.kind_safety, later.vi.kind_other]).toEqual([
    matters.kindPeople,
    matters.kindNetwork,
    matters.kindSafety,
    matters.kindOther
  ]);
  expect([later.en.kind_people, later.en.kind_network, later.en.kind_safety, later.en.kind_other]).toEqual([
    mattersEn.kindPeople,
    mattersEn.kindNetwork,
    mattersEn.kindSafety,
    mattersEn.kindOther
  ]);
  expect([report.gapNone, report.notANumber, report.notWhole, report.negative, report.tooLarge]).toEqual([
    vi['figure.noGap'],
    common.notANumber,
    common.notWhole,
    common.negative,
    common.tooLarge
  ]);
});
