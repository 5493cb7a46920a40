import type { LogEntry } from '../../../domain/entry.ts';
import type { Position } from '../../../domain/position.ts';
import { formatPeriod } from '../../../domain/period.ts';
import type { ReportBook, WholeValues } from '../../../domain/report-book.ts';
import { TEXT_NAMES, type FiledValue } from '../../../domain/report.ts';
import { wholeWords } from '../../../domain/whole-report.ts';
import type { World } from '../../../domain/world.ts';
import type { ConflictCell, ConflictValue } from '../../../wire/filing.ts';
import type { LogLinks } from '../snapshot/log-links.ts';
import type { Store } from '../store/store.ts';
import type { Judged, ReportBody } from './validate.ts';

/** Conflicts that one answer lists. */
const MOST_CONFLICTS = 1000;

/** A report that a newer version stands against (RULES 9a). */
export interface NewerVersion {
  /** Where the report lies in what was sent, as a JSON Pointer. */
  readonly path: string;
  readonly group: string;
  /** `YYYY-MM`. */
  readonly period: string;
  /** The entry of the version that stands. */
  readonly newest: LogEntry;
  /** The name of that version, to be based on next. */
  readonly id: string;
  readonly cells: readonly ConflictCell[];
}

/** What the judgement of conflicts needs to know. */
export interface ConflictGround {
  readonly world: World;
  readonly book: Pick<ReportBook, 'standing' | 'valuesOf' | 'namedBy' | 'basesOf'>;
  readonly links: Pick<LogLinks, 'version'>;
  readonly store: Pick<Store, 'entriesAt'>;
}

/**
 * The reports of a call that a version newer than their `basedOn` stands against: both name a cell differently. Those
 * without `basedOn` never are.
 */
export async function conflictsOf(
  ground: ConflictGround,
  judged: readonly Judged[]
): Promise<{ readonly conflicts: readonly NewerVersion[]; readonly more: number }> {
  const conflicts: NewerVersion[] = [];
  let more = 0;
  for (const { body, path } of judged) {
    const found = await conflictOf(ground, body, path);
    if (found && conflicts.length < MOST_CONFLICTS) conflicts.push(found);
    else if (found) more++;
  }
  return { conflicts, more };
}

async function conflictOf(
  ground: ConflictGround,
  body: ReportBody,
  path: string
): Promise<NewerVersion | null> {
  const { book, world, store } = ground;
  const basedOn = body.how?.basedOn;
  const group = world.tree.group(body.group)?.ordinal;
  if (basedOn === undefined || group === undefined) return null;
  const standing = book.standing(group, body.period);
  if (!standing || standing.position <= basedOn) return null;
  const figures = figuresApart(ground, body, basedOn, standing.position);
  // Of the words, those that a version after `basedOn` named: the chain of bases, as far as that.
  const chain = [...book.basesOf(standing.position)];
  const entries = await store.entriesAt([...chain].sort((a, b) => a - b));
  const cells = [...figures, ...textsApart(ground, body, { basedOn, standing: standing.position, entries })];
  const newest = entries.find(({ position }) => position === standing.position);
  if (cells.length === 0 || !newest) return null;
  const id = ground.links.version(standing.position);
  return { path, group: body.group, period: formatPeriod(body.period), newest, id, cells };
}

function figuresApart(
  { book, world }: ConflictGround,
  { values, how }: ReportBody,
  basedOn: Position,
  standing: Position
): ConflictCell[] {
  const said = book.valuesOf(standing);
  const shown = book.valuesOf(basedOn);
  if (!said) return [];
  const cells: ConflictCell[] = [];
  const compare = (what: string, yours: ConflictValue) => {
    const indicator = world.indicator(what)?.ordinal;
    if (indicator === undefined) return;
    const theirs = figureIn(said, indicator);
    const named = book.namedBy(standing, indicator);
    const isNewer = named === null ? figureIn(shown, indicator) !== null : named > basedOn;
    if (isNewer && !isSame(yours, theirs)) cells.push({ what, yours, theirs });
  };
  for (const value of values) compare(value.indicator, figureOf(value));
  for (const what of how?.withdrawn ?? []) compare(what, null);
  return cells;
}

function textsApart(
  { book }: ConflictGround,
  { texts, how }: ReportBody,
  {
    basedOn,
    standing,
    entries
  }: { readonly basedOn: Position; readonly standing: Position; readonly entries: readonly LogEntry[] }
): ConflictCell[] {
  const newer = entries.filter(({ position }) => position > basedOn);
  const whole = wholeWords(book, entries, standing).texts;
  const withdrawn = new Set(how?.withdrawn);
  return TEXT_NAMES.flatMap((what): ConflictCell[] => {
    const yours = texts[what] !== '' ? texts[what] : withdrawn.has(what) ? null : undefined;
    const isNewer = newer.some(
      ({ body }) => body.kind === 'report' && (body.texts[what] !== '' || body.how?.withdrawn?.includes(what))
    );
    const theirs = whole[what] === '' ? null : whole[what];
    return yours === undefined || !isNewer || yours === theirs ? [] : [{ what, yours, theirs }];
  });
}

function figureOf({ numerator, denominator }: FiledValue): ConflictValue {
  return { num: numerator, den: denominator };
}

function figureIn(values: WholeValues | null, indicator: number): Exclude<ConflictValue, string> {
  const k = values ? Array.prototype.indexOf.call(values.indicators, indicator) : -1;
  if (!values || k < 0) return null;
  const den = values.dens[k]!;
  return { num: values.nums[k]!, den: den < 0 ? null : den };
}

function isSame(a: ConflictValue, b: ConflictValue): boolean {
  if (a === null || b === null || typeof a === 'string' || typeof b === 'string') return a === b;
  return a.num === b.num && a.den === b.den;
}
