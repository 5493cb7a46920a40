import { NameIndex, type Named } from '../../src/lib/i18n/name-index.ts';
import { foldMarks } from '../../src/lib/i18n/names.ts';
import type { Topic } from '../line.ts';
import { medianTime } from '../timing.ts';

const WORDS = ['hải', 'châu', 'an', 'bình', 'hòa', 'thạnh', 'mỹ', 'đông', 'tây', 'sơn'] as const;
const ASKED = ['to', 'an binh', 'tdp hai chau 9', '10042', 'không có đâu'] as const;
const NAMES = 100_000;

/** A name typed without accents among 100,000 names, against looking through names folded once. */
export const nameSearch: Topic = {
  name: 'Search of names',
  async run() {
    const names = Array.from({ length: NAMES }, (_, i): Named => {
      const name = `${WORDS[i % 10] ?? ''} ${WORDS[(i >> 3) % 10] ?? ''} ${i % 977}`;
      return { fullName: `Tổ dân phố ${name}`, name, code: String(10_000 + i), above: -1, burden: 3 };
    });
    const index = new NameIndex(names);
    const folded = names.map(({ fullName, code }) => `${foldMarks(fullName)} ${code}`);
    const found = (text: string) => {
      const words = foldMarks(text).split(' ');
      return folded
        .flatMap((name, at) => (words.every((word) => name.includes(word)) ? [at] : []))
        .slice(0, 20);
    };
    const asked = [...ASKED, ...ASKED, ...ASKED];
    return [
      {
        what: `Five questions among ${NAMES.toLocaleString('en')} names, ranked`,
        peer: 'every name folded once, unranked',
        ours: await medianTime(asked, (text) => index.search(text, 20)),
        theirs: await medianTime(asked, found),
        unit: 'ms'
      }
    ];
  }
};
