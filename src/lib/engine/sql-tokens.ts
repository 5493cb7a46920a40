/** One word, name, text, number or mark of a statement, with the blank before it. */
export interface Token {
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'mark';
  /** As it was written. */
  readonly text: string;
  /** Blanks before it; of a comment its line ends are left, or one blank. */
  readonly gap: string;
}

/** A quote or a comment is open, or there is something that an engine may read otherwise than we do. */
export type Unreadable = 'unbalanced' | 'unclear';

const BLANK = /[ \t\n\r]+/y;
const LINE_COMMENT = /--[^\n\r]*/y;
/** Comments within comments are left to nobody's reading. */
const BLOCK_COMMENT = /\/\*(?:(?!\/\*)[\s\S])*?\*\//y;

/** In this order: a text that a backslash escapes in begins like a word, and a number may begin like a mark. */
const KINDS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['text', /[eE]'(?:[^'\\]|\\[\s\S]|'')*'/y],
  ['word', /[_\p{L}][\w\p{L}\p{M}\p{N}]*/uy],
  ['number', /(?:\d+(?:_\d+)*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y],
  ['text', /'(?:[^']|'')*'/y],
  ['name', /"(?:[^"]|"")*"/y],
  ['text', /\$([A-Za-z_][A-Za-z_0-9]*)?\$[\s\S]*?\$\1\$/y],
  ['mark', /\$\d+/y],
  ['mark', /[()[\]{},;.:+\-*/%<>=!~^&|?@#]/y]
];

/** Control characters but tab and line ends: no text has need of them. */
const CONTROL = /[^\P{Cc}\t\n\r]/u;

/**
 * A text in tokens, read as PostgreSQL's lexer reads it, which is DuckDB's. Where the two could differ there are no
 * tokens: signs beyond ASCII that are no letters, unusual prefixes of texts, texts that go on in another, `$` beside
 * a word, comments within comments, control characters.
 */
export function tokensOf(text: string): Token[] | Unreadable {
  if (CONTROL.test(text)) return 'unclear';
  const tokens: Token[] = [];
  let gap = '';
  for (let at = 0; at < text.length;) {
    const comment = match(LINE_COMMENT, text, at) ?? match(BLOCK_COMMENT, text, at);
    const blank = comment ?? match(BLANK, text, at);
    if (blank !== null) {
      gap += comment === null ? blank : comment.replaceAll(/[^\n]/g, '') || ' ';
      at += blank.length;
      continue;
    }
    if (text.startsWith('/*', at)) return 'unbalanced';
    const token = tokenAt(text, at, gap);
    if (token === null) return /['"]/.test(text[at] ?? '') ? 'unbalanced' : 'unclear';
    const before = tokens.at(-1);
    if (before !== undefined && !isSure(before, token)) return 'unclear';
    tokens.push(token);
    at += token.text.length;
    gap = '';
  }
  return tokens;
}

function tokenAt(text: string, at: number, gap: string): Token | null {
  for (const [kind, pattern] of KINDS) {
    const found = match(pattern, text, at);
    if (found !== null) return { kind, text: found, gap };
  }
  return null;
}

/** Whether two tokens after one another are two to every lexer. */
function isSure(before: Token, token: Token): boolean {
  // A text goes on in the next one, with the escapes of the first.
  if (before.kind === 'text' && token.kind === 'text') return false;
  if (token.gap !== '') return true;
  // Bits, hexadecimals, national and Unicode texts; an escaped text that is not closed.
  if (/^[bexn]$/i.test(before.text) && token.text.startsWith("'")) return false;
  if (/^u$/i.test(before.text) && token.text === '&') return false;
  if (token.text.startsWith('$')) return before.kind === 'mark' && !before.text.startsWith('$');
  if (before.text.startsWith('$')) return token.kind === 'mark';
  // `1a`, `a.1`: a number with letters.
  const isNumber = before.kind === 'number' || token.kind === 'number';
  return !isNumber || before.kind === 'mark' || token.kind === 'mark';
}

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
