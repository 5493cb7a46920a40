import {
  ELSEWHERE_HARMLESS,
  FUNCTIONS,
  NOT_READING,
  OWN_TO_THE_ENGINE,
  READING,
  TYPES,
  WORDS_BEFORE_BRACKETS
} from './sql-allowed.ts';
import { tokensOf, type Token, type Unreadable } from './sql-tokens.ts';

/** Why a statement is not run: it would change tables, settings or what is outside, or it is none or several. */
export type Refusal =
  | {
      readonly kind: Unreadable | 'empty' | 'several' | 'changes' | 'settings' | 'outside' | 'unknown';
    }
  /** It calls or reads what is not on the list (`sql-allowed.ts`). */
  | { readonly kind: 'unlisted'; readonly name: string };

/** A statement that only reads, as it may be run: without comments and closing semicolon. */
export interface ReadingStatement {
  readonly sql: string;
  /** Its plan is asked for, not its answer. */
  readonly explained: boolean;
}

/**
 * The one statement of a text where it only reads and calls only what is on the list, else why it is not run.
 * Comments are taken out, so that nothing depends on how they are read. The first of three fences: what passes is run
 * as a subquery, in a transaction that may not write, in an engine that reaches no file, no network and no setting.
 */
export function readingStatement(text: string): ReadingStatement | Refusal {
  const tokens = tokensOf(text);
  if (typeof tokens === 'string') return { kind: tokens };
  const fault = severalOf(tokens);
  if (fault !== null) return { kind: fault };
  const whole = tokens.filter(({ text: mark }) => mark !== ';');
  if (whole.length === 0) return { kind: 'empty' };
  const explained = isWord(whole[0], 'explain');
  const body = whole.slice(explained ? (isWord(whole[1], 'analyze') ? 2 : 1) : 0);
  const first = wordOf(body.find(({ text: mark }) => mark !== '('));
  if (!READING.has(first)) return { kind: faultOfWord(first) ?? 'unknown' };
  const sql = body.map(({ gap, text: written }) => gap + written).join('');
  return refusalWithin(body) ?? { sql: sql.trim(), explained };
}

/** A statement as it is run: at most `most` rows, and by its place no statement that changes anything. */
export function asSubquery({ sql, explained }: ReadingStatement, most: number): string {
  return `${explained ? 'EXPLAIN ' : ''}SELECT * FROM (\n${sql}\n) LIMIT ${most}`;
}

/** Whether brackets close within what they open in, and nothing follows a semicolon but another. */
function severalOf(tokens: readonly Token[]): 'several' | 'unbalanced' | null {
  let depth = 0;
  let ended = false;
  for (const { text } of tokens) {
    if (ended && text !== ';') return 'several';
    if (text === ';') ended = true;
    if (text === '(') depth++;
    if (text === ')' && --depth < 0) return 'unbalanced';
  }
  return depth === 0 ? null : 'unbalanced';
}

/** What of a statement that begins well is not allowed. */
function refusalWithin(tokens: readonly Token[]): Refusal | null {
  for (const [k, token] of tokens.entries()) {
    if (token.kind === 'text' && isTablePlace(tokens, k)) return { kind: 'outside' };
    const name = nameOf(token);
    if (name === null) continue;
    if (OWN_TO_THE_ENGINE.test(name)) return { kind: 'unlisted', name };
    const isPart = tokens[k - 1]?.text === '.';
    const fault =
      token.kind === 'word' && !isPart && !ELSEWHERE_HARMLESS.has(name) ? faultOfWord(name) : null;
    if (fault !== null) return { kind: fault };
    if (tokens[k + 1]?.text !== '(' || FUNCTIONS.has(name)) continue;
    const isGrammar =
      token.kind === 'word' && !isPart && (WORDS_BEFORE_BRACKETS.has(name) || TYPES.has(name));
    if (!isGrammar && !namesColumns(tokens, k)) return { kind: 'unlisted', name };
  }
  return null;
}

/** Where a text stands for a file: behind FROM and the like, but not in `IS DISTINCT FROM 'x'`. */
function isTablePlace(tokens: readonly Token[], k: number): boolean {
  const before = wordOf(tokens[k - 1]);
  if (before === 'from') return !isWord(tokens[k - 2], 'distinct');
  return ['join', 'summarize', 'describe', 'desc', 'show', 'table', 'pivot', 'unpivot'].includes(before);
}

/** Whether a name with brackets gives names to columns: `AS t(a, b)`, `WITH t(a, b) AS (SELECT …)`. */
function namesColumns(tokens: readonly Token[], k: number): boolean {
  if (isWord(tokens[k - 1], 'as') && tokens[k - 2]?.text !== '.') return true;
  const before = tokens[k - 1];
  if (!isWord(before, 'with') && !isWord(before, 'recursive') && before?.text !== ',') return false;
  let at = k + 2;
  while (tokens[at]?.text === ',' || nameOf(tokens[at]) !== null) at++;
  if (tokens[at++]?.text !== ')' || !isWord(tokens[at++], 'as')) return false;
  if (isWord(tokens[at], 'not')) at++;
  if (isWord(tokens[at], 'materialized')) at++;
  if (tokens[at++]?.text !== '(') return false;
  // A table function's own columns stand there too, where no reserved word can: `f(x) AS (a INTEGER)`.
  if (isWord(tokens[at], 'values')) return tokens[at + 1]?.text === '(';
  return ['select', 'from', 'with'].includes(wordOf(tokens[at]));
}

function faultOfWord(word: string): 'settings' | 'outside' | 'changes' | null {
  return NOT_READING.find(([, words]) => words.has(word))?.[0] ?? null;
}

/** An unquoted word in small letters; empty for anything else. */
function wordOf(token: Token | undefined): string {
  return token?.kind === 'word' ? token.text.toLowerCase() : '';
}

function isWord(token: Token | undefined, word: string): boolean {
  return wordOf(token) === word;
}

/** What a word or a quoted name names, in small letters: the engine does not tell large from small. */
function nameOf(token: Token | undefined): string | null {
  if (token?.kind === 'word') return token.text.toLowerCase();
  if (token?.kind !== 'name') return null;
  return token.text.slice(1, -1).replaceAll('""', '"').toLowerCase();
}
