import { FileRefused } from './refused.ts';

/** What hears an XML document as it is read. Names come without their prefix. */
export interface XmlListener {
  /** `tag` is the tag's inside without `<` and `>`, for `attribute`. */
  open(name: string, tag: string): void;
  close(name: string): void;
  /** A run of text; a text may come in several. Heard only while `wantsText`. */
  text(text: string): void;
  wantsText: boolean;
}

const MOST_DEPTH = 64;
const LONGEST_TAG = 64 * 1024;
const LONGEST_MARK = 1024 * 1024;
/** The longest entity that is known, `&#x10FFFF;`, and some room. */
const ENTITY_ROOM = 16;

/**
 * Reads XML as its pieces come, and holds no more than one tag of it. No DOCTYPE, no entities but XML's five and
 * characters by number: there is nothing in it that could grow.
 */
export class XmlReader {
  readonly #listener: XmlListener;
  #rest = '';
  #depth = 0;
  #seen = false;

  constructor(listener: XmlListener) {
    this.#listener = listener;
  }

  /** @throws FileRefused */
  push(piece: string): void {
    const text = this.#rest === '' ? piece : this.#rest + piece;
    let at = 0;
    for (;;) {
      const open = text.indexOf('<', at);
      if (open < 0) {
        at = this.#tell(text, at, text.length, false);
        break;
      }
      if (open > at) this.#tell(text, at, open, true);
      const end = this.#mark(text, open);
      if (end < 0) {
        at = open;
        if (text.length - open > LONGEST_MARK) throw new FileRefused('xmlBroken', 'a mark without an end');
        break;
      }
      at = end;
    }
    this.#rest = at < text.length ? text.slice(at) : '';
  }

  /** @throws FileRefused where the document ends too early */
  end(): void {
    if (this.#depth !== 0 || !this.#seen || this.#rest.trim() !== '')
      throw new FileRefused('xmlBroken', 'the document has no end');
  }

  /** Gives text on; answers up to where it was taken: an entity may be cut at the end of a piece. */
  #tell(text: string, from: number, to: number, whole: boolean): number {
    const listener = this.#listener;
    if (!listener.wantsText) return to;
    let end = to;
    if (!whole) {
      const cut = text.lastIndexOf('&');
      if (cut >= from && to - cut < ENTITY_ROOM && text.indexOf(';', cut) < 0) end = cut;
    }
    if (end > from) listener.text(decode(text.slice(from, end)));
    return end;
  }

  /** Reads what begins with `<`; answers where it ends, −1 where the end has not come yet. */
  #mark(text: string, open: number): number {
    const next = text.charCodeAt(open + 1);
    if (next === 0x21) return this.#declaration(text, open);
    if (next === 0x3f) {
      const end = text.indexOf('?>', open);
      return end < 0 ? -1 : end + 2;
    }
    const end = tagEnd(text, open + 1);
    if (end < 0) {
      if (text.length - open > LONGEST_TAG) throw new FileRefused('xmlBroken', 'a tag without an end');
      return -1;
    }
    this.#tag(text, open + 1, end);
    return end + 1;
  }

  #declaration(text: string, open: number): number {
    if (text.length - open < 9) return -1;
    if (text.startsWith('<!--', open)) {
      const end = text.indexOf('-->', open + 4);
      return end < 0 ? -1 : end + 3;
    }
    if (!text.startsWith('<![CDATA[', open)) throw new FileRefused('xmlDoctype');
    const end = text.indexOf(']]>', open);
    if (end < 0) return -1;
    if (this.#listener.wantsText && end > open + 9) this.#listener.text(text.slice(open + 9, end));
    return end + 3;
  }

  #tag(text: string, from: number, end: number): void {
    this.#seen = true;
    if (text.charCodeAt(from) === 0x2f) {
      if (--this.#depth < 0) throw new FileRefused('xmlBroken', 'an end without a beginning');
      this.#listener.close(localName(text, from + 1, end));
      return;
    }
    const alone = text.charCodeAt(end - 1) === 0x2f;
    const inside = text.slice(from, alone ? end - 1 : end);
    const name = localName(inside, 0, inside.length);
    if (++this.#depth > MOST_DEPTH) throw new FileRefused('xmlBroken', 'too deep');
    this.#listener.open(name, inside);
    if (!alone) return;
    this.#depth--;
    this.#listener.close(name);
  }
}

/** Where a tag ends: a `>` may stand inside quotes. */
function tagEnd(text: string, from: number): number {
  let end = text.indexOf('>', from);
  if (end < 0) return -1;
  for (let at = from; ;) {
    const double = text.indexOf('"', at);
    const single = text.indexOf("'", at);
    const quote = double < 0 ? single : single < 0 ? double : Math.min(double, single);
    if (quote < 0 || quote > end) return end;
    const close = text.indexOf(quote === double ? '"' : "'", quote + 1);
    if (close < 0) return -1;
    at = close + 1;
    if (close > end) {
      end = text.indexOf('>', close);
      if (end < 0) return -1;
    }
  }
}

function localName(text: string, from: number, to: number): string {
  let end = from;
  let begin = from;
  for (; end < to; end++) {
    const code = text.charCodeAt(end);
    if (code === 0x3a) begin = end + 1;
    else if (code <= 0x20 || code === 0x2f) break;
  }
  return text.slice(begin, end);
}

/** The value of an attribute of a tag; null where it has none. */
export function attribute(tag: string, name: string): string | null {
  const found = tag.indexOf(` ${name}="`);
  if (found >= 0) {
    const from = found + name.length + 3;
    return decode(tag.slice(from, tag.indexOf('"', from)));
  }
  const match = new RegExp(`\\s(?:[\\w.-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return match ? decode(match[1] ?? match[2] ?? '') : null;
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w{1,8});/gi, (_, name: string) => {
    if (!name.startsWith('#')) {
      const known = NAMED[name];
      if (known === undefined) throw new FileRefused('xmlDoctype', `&${name};`);
      return known;
    }
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
      ? String.fromCodePoint(code)
      : '�';
  });
}

/** Decodes the bytes of an XML part by its byte order mark; UTF-8 where it has none. */
export class XmlBytes {
  #decoder: TextDecoder | null = null;
  readonly #reader: XmlReader;

  constructor(listener: XmlListener) {
    this.#reader = new XmlReader(listener);
  }

  push(bytes: Uint8Array): void {
    this.#decoder ??= decoderFor(bytes);
    this.#reader.push(this.#decode(bytes, true));
  }

  end(): void {
    this.#reader.push(this.#decode(new Uint8Array(0), false));
    this.#reader.end();
  }

  #decode(bytes: Uint8Array, stream: boolean): string {
    try {
      return this.#decoder?.decode(bytes, { stream }) ?? '';
    } catch {
      throw new FileRefused('xmlEncoding');
    }
  }
}

function decoderFor(bytes: Uint8Array): TextDecoder {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le', { fatal: true });
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be', { fatal: true });
  const head = Buffer.from(bytes.subarray(0, 120)).toString('latin1');
  const named = /^<\?xml[^>]*encoding\s*=\s*["']([\w-]+)["']/i.exec(head)?.[1];
  if (named !== undefined && !/^(?:utf-?8|us-ascii)$/i.test(named))
    throw new FileRefused('xmlEncoding', named);
  return new TextDecoder('utf-8', { fatal: true });
}

/** A text of a workbook with the characters that XML does not take put back: `_x000D_` is a line end (ECMA-376, 22.9.2.19). */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => {
    const code = parseInt(hex, 16);
    return code >= 0x20 || code === 0x09 || code === 0x0a || code === 0x0d ? String.fromCharCode(code) : '';
  });
}
