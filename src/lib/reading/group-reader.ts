import type { Group } from '../domain/group.ts';
import type { Words } from '../domain/indicator.ts';
import { seen } from '../i18n/names.ts';
import { codeText } from './unit-claim.ts';
import { foldName } from './unit-name.ts';

/** Where groups are known. */
export interface GroupSource {
  group(code: string): Group | undefined;
  groups(): Iterable<Group>;
}

/** Which group a row means; `words` are what a message repeats (`groupWords`). */
export type GroupReading =
  | {
      readonly found: Group;
      readonly remark: { readonly code: 'groupNameOther'; readonly words: readonly string[] } | null;
    }
  | {
      readonly fault: {
        readonly code: 'groupUnknown' | 'groupAmbiguous' | 'groupNameDiffers';
        readonly words: readonly string[];
      };
    };

/**
 * Which group a row of any file or call means (RULES 27): by its code, without case. A name beside it must not be
 * another group's (rows were sorted apart); one that no group bears is only remarked, for clerks write there what they
 * like.
 */
export class GroupReader {
  readonly #source: GroupSource;
  /** Made when first needed: most files write codes and names as they are registered. */
  #folded: Map<string, Group[]> | null = null;
  #names: Set<string> | null = null;

  constructor(source: GroupSource) {
    this.#source = source;
  }

  read(code: string, name = ''): GroupReading {
    const text = codeText(code);
    const exact = this.#source.group(text);
    const alike = exact ? [exact] : this.#alike(text);
    const [found] = alike;
    if (!found) return { fault: { code: 'groupUnknown', words: [seen(code)] } };
    if (alike.length > 1)
      return { fault: { code: 'groupAmbiguous', words: alike.map((group) => group.code) } };
    const [given, own] = [foldName(name), foldName(found.name)];
    if (given === '' || given === own) return { found, remark: null };
    const words = [found.code, found.name, seen(name)];
    if (this.#isKnown(given)) return { fault: { code: 'groupNameDiffers', words } };
    return { found, remark: { code: 'groupNameOther', words } };
  }

  #alike(text: string): readonly Group[] {
    this.#folded ??= Map.groupBy(this.#source.groups(), ({ code }) => codeText(code).toLowerCase());
    return this.#folded.get(text.toLowerCase()) ?? [];
  }

  #isKnown(folded: string): boolean {
    this.#names ??= new Set(Array.from(this.#source.groups(), ({ name }) => foldName(name)));
    return this.#names.has(folded);
  }
}

/** Why no group was found, or what is to be said of its name, in both languages. */
export function groupWords(code: string, words: readonly string[]): Words | null {
  const [first = '', second = '', third = ''] = words;
  switch (code) {
    case 'groupUnknown':
      return { vi: `Không có tổ nào mang mã “${first}”.`, en: `No group has the code “${first}”.` };
    case 'groupAmbiguous':
      return {
        vi: `Có hai mã chỉ khác nhau ở chữ hoa, chữ thường (${words.join(', ')}): hãy ghi đúng như đã đăng ký.`,
        en: `Two codes differ only in capitals (${words.join(', ')}): write it as it is registered.`
      };
    case 'groupNameDiffers':
      return {
        vi: `Mã ${first} là ${second}, tên ghi ${third}. Hãy sửa mã hoặc tên.`,
        en: `The code ${first} is ${second}, the name says ${third}. Correct the code or the name.`
      };
    case 'groupNameOther':
      return {
        vi: `Tên ghi “${third}”; tổ ${first} đăng ký tên “${second}”. Lấy theo mã.`,
        en: `The name says “${third}”; the group ${first} is registered as “${second}”. The code is taken.`
      };
    default:
      return null;
  }
}
