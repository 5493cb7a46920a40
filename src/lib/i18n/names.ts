const collator = new Intl.Collator('vi', { numeric: true });

/** Names in Vietnamese order, numbers by value: D before Đ, "Tổ 2" before "Tổ 10". */
export function compareNames(a: string, b: string): number {
  return collator.compare(a, b);
}

/** Combining grave, acute, tilde, hook above and dot below: the five tones. */
const TONES = '\u0300\u0301\u0303\u0309\u0323';
const TONE_ON_FIRST = new RegExp(`([ou])([${TONES}])([aey])(?![a-z])`, 'g');

/** What is not seen: zero-width signs, soft hyphens, marks of direction and of form. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu;

/** A text as it is seen: NFC, without signs that are not, one blank for any number and kind of them (RULES 28). */
export function seen(text: string): string {
  return text.replace(UNSEEN, '').normalize('NFC').replace(/\s+/g, ' ').trim();
}

/**
 * A name in small letters with its tones where the new spelling puts them, so that Hoà and Hòa, Thuỷ and Thủy are
 * equal while Ba Tơ and Ba Tô are not. The letter eth, which looks like Đ, is one (RULES 28).
 */
export function foldTone(text: string): string {
  return seen(text)
    .toLowerCase()
    .replace(/ð/g, 'đ')
    .normalize('NFD')
    .replace(TONE_ON_FIRST, '$1$3$2')
    .normalize('NFC');
}

/** A text without any marks, đ as d: what somebody types without Vietnamese keys. */
export function foldMarks(text: string): string {
  return foldTone(text)
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/đ/g, 'd');
}

/**
 * Whether a name answers a search. Typed without marks it finds every spelling; typed with marks it finds that
 * spelling, wherever the tone is put.
 */
export function matchesName(query: string, name: string): boolean {
  const plain = foldMarks(query);
  if (plain === '') return true;
  const marked = foldTone(query);
  return marked === plain ? foldMarks(name).includes(plain) : foldTone(name).includes(marked);
}
