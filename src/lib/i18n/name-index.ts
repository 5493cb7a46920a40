import { foldMarks, foldTone } from './names.ts';

/** Something that can be found by name. */
export interface Named {
  /** With its type, as people write it: `Phường Hải Châu`. */
  readonly fullName: string;
  /** Without its type: `Hải Châu`; the same where it has none. */
  readonly name: string;
  readonly code: string;
  /** Place of what lies above it in the same list; −1 at the top. */
  readonly above: number;
  /** What it costs to be this thing rather than another of the same name: 0 for what is usually meant, up to 9. */
  readonly burden: number;
}

/** What is searched for, taken apart. */
interface Query {
  readonly plain: string;
  /** Words without marks. */
  readonly words: readonly string[];
  /** Words that were typed with marks, tones where the new spelling puts them. */
  readonly marked: readonly string[];
}

const SEPARATORS = /[\s.,;:/()_–-]+/g;
/** How good a match is, times ten, is the first part of a rank. */
const GRADES = 12;
/** Names that one search judges at most: of a word that a hundred thousand begin with, any will do. */
const MOST_TRIED = 5_000;

/** How words of a text are compared: small letters, no marks, one space between them. */
function plainly(text: string): string {
  return foldMarks(text.replace(SEPARATORS, ' '));
}

/** The first letters of words: `Thành phố Hồ Chí Minh` is `tphcm`. */
function initials(plain: string): string {
  return plain.replace(/(\S)\S*\s?/g, '$1');
}

/**
 * Names found by any spelling: without marks, with the tone on either letter, by the beginnings of words, by first
 * letters (`p hai chau`, `tp da nang`, `hc`), by code, with what lies above (`hai chau da nang`). Made once for a
 * list; a search of 100,000 names takes a few milliseconds.
 */
export class NameIndex<T extends Named> {
  readonly #things: readonly T[];
  /** Every thing's words, a line each: type, name, first letters, code. */
  readonly #haystack: string;
  /** Where each thing's line begins, and one more. */
  readonly #starts: Int32Array;
  readonly #names: readonly string[];
  /** Every word of all lines once, in order, and how many come before each. */
  readonly #vocabulary: readonly string[];
  readonly #before: Float64Array;

  constructor(things: readonly T[], parts: Parts = partsOf(things)) {
    this.#things = things;
    this.#starts = parts.starts;
    this.#haystack = parts.haystack;
    this.#names = parts.names;
    this.#vocabulary = parts.vocabulary;
    this.#before = parts.before;
  }

  /** The index of a long list in steps, between which others may be served. */
  static *steps<T extends Named>(things: readonly T[]): Generator<void, NameIndex<T>> {
    return new NameIndex(things, yield* partSteps(things));
  }

  /** Things that answer, best first, as far as `isWanted` wants them; asked in that order, and no more than are needed. */
  search(text: string, limit: number, isWanted: (thing: T) => boolean = () => true): T[] {
    const query = taken(text);
    if (query === null) return [];
    const ranked: number[][] = [];
    for (const i of this.#holding(query)) {
      const rank = this.#rank(i, query);
      if (rank >= 0) (ranked[rank] ??= []).push(i);
    }
    const found: T[] = [];
    for (const places of ranked) {
      for (const i of places ?? []) {
        const thing = this.#things[i]!;
        if (!this.#isSpelt(i, query) || !isWanted(thing)) continue;
        if (found.push(thing) >= limit) return found;
      }
    }
    return found;
  }

  /**
   * Places of things whose own line has some word of a query (what lies above may have the others): those with all of
   * it in one piece first, then those with its rarest words, no more than can be judged in a moment.
   */
  *#holding({ plain, words }: Query): Generator<number> {
    const tried = new Set<number>();
    const rarest = [...words].sort((a, b) => this.#hits(a) - this.#hits(b));
    const isWhole = rarest.every((word) => this.#hits(word) > 0);
    for (const needle of new Set(isWhole ? [plain, ...rarest] : rarest)) {
      if (needle !== plain && this.#hits(needle) === 0) continue;
      const most = needle === plain ? MOST_TRIED / 2 : MOST_TRIED;
      for (let at = this.#haystack.indexOf(` ${needle}`); at >= 0 && tried.size < most;) {
        const i = this.#lineAt(at);
        if (!tried.has(i)) {
          tried.add(i);
          yield i;
        }
        at = this.#haystack.indexOf(` ${needle}`, this.#starts[i + 1]);
      }
    }
  }

  /** How many words of all lines begin with a word. */
  #hits(word: string): number {
    return this.#below(`${word}\uffff`) - this.#below(word);
  }

  /** How many words of all lines come before a text. */
  #below(text: string): number {
    let low = 0;
    let high = this.#vocabulary.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#vocabulary[middle]! < text) low = middle + 1;
      else high = middle;
    }
    return this.#before[low]!;
  }

  #lineAt(at: number): number {
    let low = 0;
    let high = this.#things.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= at) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #line(i: number): string {
    return this.#haystack.slice(this.#starts[i], this.#starts[i + 1]);
  }

  /** The better the lower; −1 where a word is found neither in its own line nor above. */
  #rank(i: number, { plain, words }: Query): number {
    const line = this.#line(i);
    let grade = this.#grade(line, this.#names[i]!, plain, words);
    if (grade < 0) {
      let above = this.#things[i]!.above;
      let lines = line;
      for (let steps = 0; above >= 0 && steps < 8; steps++) {
        lines += this.#line(above);
        above = this.#things[above]!.above;
      }
      if (!words.every((word) => lines.includes(` ${word}`))) return -1;
      const name = this.#names[i]!;
      grade =
        plain.startsWith(`${name} `) || line.startsWith(` ${plain.slice(0, plain.indexOf(' '))}`) ? 4 : 6;
    }
    return Math.min(GRADES, grade) * 10 + this.#things[i]!.burden;
  }

  #grade(line: string, name: string, plain: string, words: readonly string[]): number {
    if (name === plain || line.includes(`| ${plain} `)) return 0;
    if (line.startsWith(` ${plain} `)) return 0;
    if (name.startsWith(plain) || line.startsWith(` ${plain}`)) return 1;
    if (!words.every((word) => line.includes(` ${word}`))) return -1;
    const own = line.slice(0, line.indexOf('|'));
    if (own.includes(` ${plain}`)) return 2;
    if (words.every((word) => own.includes(` ${word}`)))
      return words.length > 1 && name.endsWith(words.at(-1)!) ? 2 : 3;
    return 5;
  }

  /** Whether the words that were typed with marks are spelt so, in its own name or above. */
  #isSpelt(i: number, { marked }: Query): boolean {
    if (marked.length === 0) return true;
    let text = '';
    for (let at = i, steps = 0; at >= 0 && steps < 8; at = this.#things[at]!.above, steps++)
      text += spelt(this.#things[at]!);
    return marked.every((word) => text.includes(` ${word}`));
  }
}

/** What an index is made of. */
interface Parts {
  readonly starts: Int32Array;
  readonly haystack: string;
  readonly names: readonly string[];
  readonly vocabulary: readonly string[];
  readonly before: Float64Array;
}

/** So many names are folded, or lines counted, in one step. */
const STRIDE = 500;

function partsOf(things: readonly Named[]): Parts {
  for (const steps = partSteps(things); ;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}

function* partSteps(things: readonly Named[]): Generator<void, Parts> {
  const starts = new Int32Array(things.length + 1);
  const lines: string[] = [];
  const names: string[] = [];
  const counts = new Map<string, number>();
  let at = 0;
  for (const [i, thing] of things.entries()) {
    if (i % STRIDE === STRIDE - 1) yield;
    const { line, name } = linesOf(thing);
    lines.push(line);
    names.push(name);
    for (const word of line.split(' ')) counts.set(word, (counts.get(word) ?? 0) + 1);
    starts[i] = at;
    at += line.length;
  }
  starts[things.length] = at;
  yield;
  const haystack = lines.join('');
  const vocabulary = [...counts.keys()].sort((a, b) => (a < b ? -1 : 1));
  const before = new Float64Array(vocabulary.length + 1);
  vocabulary.forEach((word, i) => (before[i + 1] = before[i]! + counts.get(word)!));
  return { starts, haystack, names, vocabulary, before };
}

/** A name with its marks, and its first letters with theirs. */
function spelt({ fullName, name }: Named): string {
  const [full, own] = [fullName, name].map((text) => foldTone(text.replace(SEPARATORS, ' ')));
  return ` ${full} ${initials(full ?? '')} ${initials(own ?? '')}`;
}

/** Folding eleven thousand names again at every change of one would be slow. */
const folded = new WeakMap<Named, { readonly line: string; readonly name: string }>();

function linesOf(thing: Named): { readonly line: string; readonly name: string } {
  let lines = folded.get(thing);
  if (!lines) {
    const [full, name] = [plainly(thing.fullName), plainly(thing.name)];
    const type = full.endsWith(name) ? full.slice(0, full.length - name.length).trim() : '';
    const short = [initials(type), initials(name), initials(full)].filter((text) => text.length > 1);
    // What is known by its code alone, whole, stands after the bar.
    lines = { name, line: ` ${full} |${short.map((one) => ` ${one}`).join('')} | ${plainly(thing.code)} \n` };
    folded.set(thing, lines);
  }
  return lines;
}

function taken(text: string): Query | null {
  const spaced = text.replace(SEPARATORS, ' ');
  const plain = plainly(spaced);
  if (plain === '') return null;
  const toned = foldTone(spaced).split(' ');
  return {
    plain,
    words: [...new Set(plain.split(' '))],
    marked: toned.filter((word) => foldMarks(word) !== word)
  };
}
