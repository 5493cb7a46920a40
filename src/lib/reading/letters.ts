import { foldMarks } from '../i18n/names.ts';

/** In which encodings old Vietnamese programs write; what is not valid UTF-8 or UTF-16 is one of them (RULES 31). */
export const OLD_LETTERS = ['windows-1258', 'tcvn3', 'vni'] as const;
export type OldLetters = (typeof OLD_LETTERS)[number];
export type Letters = 'utf-8' | 'utf-16le' | 'utf-16be' | OldLetters;

/** What the bytes of a text say of its encoding. */
export interface LettersFound {
  readonly letters: Letters;
  /** Whether nobody need be asked. */
  readonly isSure: boolean;
}

/** TCVN 5712 (ABC): bytes from 0xA1 on; a blank where there is no letter. */
const TCVN3 =
  'ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ ';

/** VNI: what stands behind a letter and marks it, as the marks that Unicode combines; and letters by themselves. */
const VNI_MARKS: Readonly<Record<string, string>> = {
  ...{ ù: '\u0301', ø: '\u0300', û: '\u0309', õ: '\u0303', ï: '\u0323', ê: '\u0306', â: '\u0302' },
  ...{ é: '\u0306\u0301', è: '\u0306\u0300', ú: '\u0306\u0309', ü: '\u0306\u0303', ë: '\u0306\u0323' },
  ...{ á: '\u0302\u0301', à: '\u0302\u0300', å: '\u0302\u0309', ã: '\u0302\u0303', ä: '\u0302\u0323' }
};
const VNI_LETTERS: Readonly<Record<string, string>> = {
  ...{ ô: 'ơ', ö: 'ư', ñ: 'đ', æ: 'ỉ', ó: 'ĩ', ò: 'ị', î: 'ỵ' }
};
const VNI_MARKED = /([aeouyôö])([ùøûõïêâéèúüëáàåãä])/giu;

/** Decodes a text in an old encoding; what is no letter there becomes U+FFFD. */
export function decodeOld(bytes: Uint8Array, letters: OldLetters): string {
  if (letters === 'windows-1258') return new TextDecoder(letters).decode(bytes).normalize('NFC');
  if (letters === 'tcvn3') return latin(bytes, (byte) => (byte < 0xa1 ? undefined : TCVN3[byte - 0xa1]));
  return latin(bytes, (byte) => String.fromCharCode(byte))
    .replace(VNI_MARKED, (_, letter: string, mark: string) => {
      const marks = VNI_MARKS[mark.toLowerCase()] ?? '';
      return vniLetter(letter) + marks;
    })
    .replace(/[ôöñæóòî]/giu, vniLetter)
    .normalize('NFC');
}

function vniLetter(letter: string): string {
  const own = VNI_LETTERS[letter.toLowerCase()] ?? letter.toLowerCase();
  return letter === letter.toLowerCase() ? own : own.toUpperCase();
}

function latin(bytes: Uint8Array, high: (byte: number) => string | undefined): string {
  let text = '';
  for (const byte of bytes) {
    const letter = byte < 0x80 ? String.fromCharCode(byte) : high(byte);
    text += letter === undefined || (letter === ' ' && byte >= 0x80) ? '\ufffd' : letter;
  }
  return text;
}

/** Tells what encoding bytes are in, as they come: UTF-16 by its mark, UTF-8 by its form. */
export class LettersFinder {
  #marked: Letters | null = null;
  #first = true;
  /** Bytes of a letter that are still to come, and what the first of them may be. */
  #left = 0;
  #low = 0x80;
  #high = 0xbf;
  /** Letters of several bytes that are well formed, and bytes that are no part of any. */
  #good = 0;
  #bad = 0;

  take(bytes: Uint8Array): void {
    if (this.#first && bytes.length > 0) {
      this.#first = false;
      this.#marked = markOf(bytes);
    }
    for (const byte of bytes) this.#byte(byte);
  }

  /** What the bytes so far are; null where they are in an old encoding, which `guessOld` tells. */
  end(): LettersFound | null {
    if (this.#left > 0) this.#bad++;
    this.#left = 0;
    if (this.#marked !== null) return { letters: this.#marked, isSure: true };
    // A foreign byte does not turn the rest.
    return this.#bad === 0 || this.#good > this.#bad ? { letters: 'utf-8', isSure: true } : null;
  }

  #byte(byte: number): void {
    if (this.#left > 0) {
      if (byte >= this.#low && byte <= this.#high) {
        [this.#low, this.#high] = [0x80, 0xbf];
        if (--this.#left === 0) this.#good++;
        return;
      }
      this.#bad++;
      this.#left = 0;
      [this.#low, this.#high] = [0x80, 0xbf];
    }
    if (byte < 0x80) return;
    if (byte >= 0xc2 && byte <= 0xdf) this.#left = 1;
    else if (byte >= 0xe0 && byte <= 0xef) this.#left = 2;
    else if (byte >= 0xf0 && byte <= 0xf4) this.#left = 3;
    else this.#bad++;
    // Overlong forms, surrogates and what lies beyond Unicode.
    if (byte === 0xe0) this.#low = 0xa0;
    if (byte === 0xed) this.#high = 0x9f;
    if (byte === 0xf0) this.#low = 0x90;
    if (byte === 0xf4) this.#high = 0x8f;
  }
}

function markOf(bytes: Uint8Array): Letters | null {
  const [a, b, c] = bytes;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  return a === 0xef && b === 0xbb && c === 0xbf ? 'utf-8' : null;
}

/** The old encoding in which a piece of text reads most like Vietnamese. A guess: it is shown before anything is stored. */
export function guessOld(bytes: Uint8Array): OldLetters {
  const scores = OLD_LETTERS.map((letters) => ({ letters, score: likeness(decodeOld(bytes, letters)) }));
  return scores.reduce((best, one) => (one.score > best.score ? one : best)).letters;
}

/** In which old encodings a text may stand in a workbook: letter by letter, as the fonts of those days showed it. */
const TYPED = ['tcvn3', 'vni'] as const;
/** So many more syllables of Vietnamese must there be in the old reading than as the text stands. */
const MORE_LIKE = 3;

/**
 * The old encoding whose letters a text of a workbook holds (`Ph­êng H¶i Ch©u` in TCVN3); null where it reads as
 * Vietnamese as it stands, or as nothing. A guess: it is shown before anything is stored.
 */
export function oldLettersIn(text: string): OldLetters | null {
  const scores = TYPED.map((letters) => ({ letters, score: likeness(decodeTyped(text, letters)) }));
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a));
  return best.score >= MORE_LIKE && best.score >= likeness(text) + MORE_LIKE ? best.letters : null;
}

/** Whether a text can hold letters of an old encoding: some beyond ASCII, none beyond a byte. */
export function mayBeTyped(text: string): boolean {
  return /[\u0080-\u00ff]/.test(text) && !/[^\0-\u00ff]/.test(text);
}

/** A text of a workbook in an old encoding as it was meant; one that cannot be, or that reads better as it stands, stays. */
export function decodeTyped(text: string, letters: OldLetters): string {
  if (!mayBeTyped(text)) return text;
  const meant = decodeOld(
    Uint8Array.from(text, (letter) => letter.charCodeAt(0)),
    letters
  );
  return likeness(meant) >= likeness(text) ? meant : text;
}

/** A syllable of Vietnamese without its marks. */
const SYLLABLE =
  /^(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?(?:uye|uya|uyu|ieu|yeu|uoi|uou|oai|oay|oeo|uay|iu|ia|ie|ye|ai|ao|au|ay|eo|eu|oa|oe|oi|ua|ue|ui|uo|uu|uy|[aeiouy])(?:ng|nh|ch|[cmnpt])?$/;
const LETTERS = /^[a-zàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]+$/;

/** How many words with marks are syllables of Vietnamese, less those that are not. */
function likeness(text: string): number {
  let score = 0;
  for (const word of text.toLowerCase().split(/[\s\d\p{P}\p{S}]+/u)) {
    if (!/[\u0080-\uffff]/.test(word)) continue;
    score += LETTERS.test(word) && SYLLABLE.test(foldMarks(word)) ? 1 : -1;
  }
  return score;
}

/** A text in full, for files that are read whole: its letters, and whether somebody should look at them first. */
export function decodeWhole(bytes: Uint8Array): LettersFound & { readonly text: string } {
  const finder = new LettersFinder();
  finder.take(bytes);
  const found = finder.end();
  if (found) return { ...found, text: new TextDecoder(found.letters).decode(bytes) };
  const letters = guessOld(bytes.subarray(0, 64 * 1024));
  return { letters, isSure: false, text: decodeOld(bytes, letters) };
}
