import type { ReporterKind } from '../domain/group.ts';
import type { Terrain } from '../domain/unit.ts';
import type { NodeTable } from './manifest.ts';

/**
 * A node table as a page carries it: every column one text, so that writing a page of thousands of nodes costs a few
 * texts and not tens of thousands of values. Names and codes stand between bars; what repeats is written once with how
 * often it does.
 */
export interface PackedNodes extends Pick<NodeTable, 'store' | 'scope' | 'structure' | 'root' | 'above'> {
  readonly columns: { readonly [Column in keyof Columns]: string };
}
type Columns = Omit<NodeTable, 'store' | 'scope' | 'structure' | 'root' | 'above'>;

/** Packs a table; `unpackNodes` gives the same table again. */
export function packNodes(table: NodeTable): PackedNodes {
  const { store, scope, structure, root, above } = table;
  return {
    ...{ store, scope, structure, root, above },
    columns: {
      ordinal: runs(steps(table.ordinal)),
      level: runs(table.level),
      parent: runs(steps(table.parent)),
      code: texts(table.code),
      name: texts(table.name),
      fullName: texts(table.fullName),
      type: few(table.type),
      lon: numbers(table.lon),
      lat: numbers(table.lat),
      terrain: few(table.terrain),
      validFrom: few(table.validFrom),
      validTo: few(table.validTo),
      kind: few(table.kind)
    }
  };
}

/** The table that was packed. */
export function unpackNodes({ store, scope, structure, root, above, columns }: PackedNodes): NodeTable {
  return {
    ...{ store, scope, structure, root, above },
    ordinal: sums(readRuns(columns.ordinal)),
    level: readRuns(columns.level),
    parent: sums(readRuns(columns.parent)),
    code: readTexts(columns.code),
    name: readTexts(columns.name),
    fullName: readTexts(columns.fullName),
    type: readFew(columns.type).map((type) => type ?? ''),
    lon: readNumbers(columns.lon),
    lat: readNumbers(columns.lat),
    // Written by `packNodes` from these very types.
    terrain: readFew(columns.terrain) as (Terrain | null)[],
    validFrom: readFew(columns.validFrom).map((day) => day ?? ''),
    validTo: readFew(columns.validTo),
    kind: readFew(columns.kind) as (ReporterKind | null)[]
  };
}

/** Each number less the one before. */
function steps(values: readonly number[]): number[] {
  return values.map((value, i) => value - (values[i - 1] ?? 0));
}

function sums(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => (sum += value));
}

/** Whole numbers, each with how often it stands one after the other: `0 1*34 3`. */
function runs(values: readonly number[]): string {
  const written: string[] = [];
  for (let from = 0; from < values.length;) {
    let to = from + 1;
    while (to < values.length && values[to] === values[from]) to++;
    written.push(to - from === 1 ? `${values[from]}` : `${values[from]}*${to - from}`);
    from = to;
  }
  return written.join(' ');
}

function readRuns(text: string): number[] {
  const values: number[] = [];
  for (const run of text === '' ? [] : text.split(' ')) {
    const star = run.indexOf('*');
    const times = star < 0 ? 1 : Number(run.slice(star + 1));
    const value = Number(star < 0 ? run : run.slice(0, star));
    for (let k = 0; k < times; k++) values.push(value);
  }
  return values;
}

/** Numbers between blanks; nothing where there is none. */
function numbers(values: readonly (number | null)[]): string {
  return values.map((value) => value ?? '-').join(' ');
}

function readNumbers(text: string): (number | null)[] {
  return text === '' ? [] : text.split(' ').map((value) => (value === '-' ? null : Number(value)));
}

/** Texts between bars, whatever they hold; every one ends with a bar. */
function texts(values: readonly string[]): string {
  return values.map((value) => `${escaped(value)}|`).join('');
}

function readTexts(text: string): string[] {
  return text.split('|').slice(0, -1).map(unescaped);
}

/** Texts of which there are few different ones: those first, then by number which stands where. */
function few(values: readonly (string | null)[]): string {
  const known = new Map<string | null, number>();
  const at = values.map((value) => known.get(value) ?? (known.set(value, known.size), known.size - 1));
  const words = [...known.keys()].map((value) => (value === null ? NULL : escaped(value)));
  return `${words.map((word) => `${word}|`).join('')}${runs(at)}`;
}

function readFew(text: string): (string | null)[] {
  const words = text.split('|');
  const at = readRuns(words.pop() ?? '');
  const values = words.map((word) => (word === NULL ? null : unescaped(word)));
  return at.map((k) => values[k] ?? null);
}

/** What no escaped text can be. */
const NULL = '~';

function escaped(text: string): string {
  return /[|~]/.test(text) ? text.replaceAll('~', '~0').replaceAll('|', '~1') : text;
}

function unescaped(text: string): string {
  return text.includes('~') ? text.replaceAll('~1', '|').replaceAll('~0', '~') : text;
}
