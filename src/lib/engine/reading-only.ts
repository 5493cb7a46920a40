/** Why a statement is not run: it would change tables, settings or what is outside, or it is none or several. */
export type Refusal = 'empty' | 'several' | 'unbalanced' | 'changes' | 'settings' | 'outside' | 'unknown';

/** A statement that only reads, as it may be run: without comments and closing semicolon. */
export interface ReadingStatement {
  readonly sql: string;
  /** Its plan is asked for, not its answer. */
  readonly explained: boolean;
}

/** How statements begin that read. */
const READING = new Set([
  ...[
    'SELECT',
    'WITH',
    'FROM',
    'VALUES',
    'TABLE',
    'DESCRIBE',
    'DESC',
    'SHOW',
    'SUMMARIZE',
    'PIVOT',
    'UNPIVOT'
  ]
]);
const REFUSED: readonly (readonly [Refusal, readonly string[]])[] = [
  ['settings', ['SET', 'RESET', 'PRAGMA', 'USE']],
  ['outside', ['COPY', 'ATTACH', 'DETACH', 'INSTALL', 'LOAD', 'EXPORT', 'IMPORT', 'UPDATE EXTENSIONS']],
  [
    'changes',
    [
      ...['INSERT', 'UPDATE', 'DELETE', 'DROP', 'CREATE', 'ALTER', 'TRUNCATE', 'MERGE', 'REPLACE', 'COMMENT'],
      ...['BEGIN', 'START', 'COMMIT', 'END', 'ROLLBACK', 'ABORT', 'CHECKPOINT', 'FORCE', 'VACUUM', 'ANALYZE'],
      ...['CALL', 'EXECUTE', 'PREPARE', 'DEALLOCATE']
    ]
  ]
];

/**
 * The one statement of a text where it only reads, else why it is not run. Comments are taken out, so that nothing
 * depends on how they are read. The first of three fences: what passes is run as a subquery, in a transaction that
 * may not write, in an engine that reaches no file, no network and no setting.
 */
export function readingStatement(text: string): ReadingStatement | Refusal {
  const pieces = piecesOf(text);
  if (typeof pieces === 'string') return pieces;
  const sql = pieces.join('').trim();
  if (sql === '') return 'empty';
  const [, explaining = '', rest = sql] = /^(explain(?:\s+analyze)?)\s+([\s\S]*)$/i.exec(sql) ?? [];
  const body = explaining === '' ? sql : rest;
  const word = (/^\(*\s*([\p{L}_]+)/u.exec(body)?.[1] ?? '').toUpperCase();
  if (READING.has(word)) return { sql: body, explained: explaining !== '' };
  return REFUSED.find(([, words]) => words.includes(word))?.[0] ?? 'unknown';
}

/** A statement as it is run: at most `most` rows, and by its place no statement that changes anything. */
export function asSubquery({ sql, explained }: ReadingStatement, most: number): string {
  return `${explained ? 'EXPLAIN ' : ''}SELECT * FROM (\n${sql}\n) LIMIT ${most}`;
}

const QUOTED = /'(?:[^']|'')*'|"(?:[^"]|"")*"/y;
const ESCAPED = /[eE]'(?:[^'\\]|\\[\s\S]|'')*'/y;
const DOLLARS = /\$([A-Za-z_]\w*)?\$[\s\S]*?\$\1\$/y;
/** A parameter's number: no quote. */
const PARAMETER = /\$\d/y;
/** What may go on with a text that a backslash escapes in: to the engine it is one text, to the eye two. */
const CONTINUED = /(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*'/y;
const LINE_COMMENT = /--[^\n]*/y;
const BLOCK_COMMENT = /\/\*(?:(?!\/\*)[\s\S])*?\*\//y;

/** The text in pieces without comments and without what ends it; a word where it is not one whole statement. */
function piecesOf(text: string): string[] | Refusal {
  const pieces: string[] = [];
  let depth = 0;
  let ended = false;
  for (let at = 0; at < text.length;) {
    const comment = match(LINE_COMMENT, text, at) ?? match(BLOCK_COMMENT, text, at);
    if (comment !== null) {
      pieces.push(' ');
      at += comment.length;
      continue;
    }
    if (text.startsWith('/*', at)) return 'unbalanced';
    const begun = at === 0 ? '' : (text[at - 1] ?? '');
    const isWord = /[\w$]/.test(begun);
    // Every byte beyond ASCII is a letter to the engine, or a blank: which, is not ours to guess.
    const isUnsure = begun > '\x7f';
    const escaped = isWord ? null : match(ESCAPED, text, at);
    const dollars = isWord ? null : match(DOLLARS, text, at);
    if (isUnsure && (escaped ?? dollars) !== null) return 'unknown';
    if (escaped !== null && match(CONTINUED, text, at + escaped.length) !== null) return 'unknown';
    if (text[at] === '$' && dollars === null && match(PARAMETER, text, at) === null) return 'unknown';
    const quoted = escaped ?? match(QUOTED, text, at) ?? dollars;
    const piece = quoted ?? text[at] ?? '';
    if (ended && piece.trim() !== '' && piece !== ';') return 'several';
    if (piece === ';') ended = true;
    else if (piece === "'" || piece === '"') return 'unbalanced';
    else pieces.push(piece);
    if (piece === '(') depth++;
    if (piece === ')' && --depth < 0) return 'unbalanced';
    at += piece.length;
  }
  return depth === 0 ? pieces : 'unbalanced';
}

function match(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
