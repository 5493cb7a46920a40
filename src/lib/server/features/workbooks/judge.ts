import type { Cells, FiledBlock, GroupValue } from '../../../domain/cells.ts';
import { groupValue } from '../../../domain/cells.ts';
import { parsePeriod, type Period } from '../../../domain/period.ts';
import type { ReportBook } from '../../../domain/report-book.ts';
import type { World } from '../../../domain/world.ts';
import { Faults, type FaultCode } from '../../core/ingest/faults.ts';
import { isBase } from '../../core/ingest/accept.ts';
import type { ChainKnowledge } from '../../core/ingest/bar.ts';
import { conflictsOf } from '../../core/ingest/conflicts.ts';
import { validate, type Bar, type Judged } from '../../core/ingest/validate.ts';
import type { Store } from '../../core/store/store.ts';
import { keptConflict, type KeptConflict } from './conflicts-kept.ts';
import { shortMonth, type DraftBook } from './draft-book.ts';
import { submissionOf, type Draft, type GoodReport, type RowPlace, type TextName } from './layout.ts';

/** What drafts are judged by. */
export interface Judgement {
  readonly world: World;
  readonly cells: Cells;
  readonly reports: Pick<ReportBook, 'versionsOf'>;
  readonly bar: Bar;
  readonly chain: ChainKnowledge;
  readonly store: Pick<Store, 'entriesAt'>;
  /** The server's moment, milliseconds UTC. */
  readonly now: number;
}

/** A report that could go in, with what the door will keep of it. */
interface RightReport extends GoodReport {
  readonly judged: Judged;
  readonly place: RowPlace;
}

/** Figures that are judged in one go, and milliseconds of such work after which others have their turn. */
const FIGURES_AT_ONCE = 400;
const TURN_MS = 15;
const PATH = /^\/reports\/(\d+)(?:\/(\w+))?(?:\/(\d+)\/(\w+))?/;

/**
 * Judges drafts by the rules of the only door, names each fault by its cell, and gives the reports that are right, bit
 * by bit so that other work comes in between. Where a row is wrong, its figures wait; so do reports against which a
 * version stands that is newer than the one that their row was made from (RULES 9a).
 */
export async function* judge(
  book: DraftBook,
  by: Judgement
): AsyncGenerator<{ done: number; good: GoodReport[]; against: KeptConflict[] }> {
  const wary = new Wary(book, by);
  let turn = performance.now();
  for (let from = 0; from < book.drafts.length;) {
    let figures = 0;
    let to = from;
    while (to < book.drafts.length && (to === from || figures < FIGURES_AT_ONCE)) {
      figures += book.drafts[to++]!.values.length + 1;
    }
    const some = book.drafts.slice(from, to);
    const judged = judgeSome(book, some, by);
    const parted = await part(goodOf(book, some, judged, by, wary), by);
    yield { done: to / book.drafts.length, ...parted };
    from = to;
    if (performance.now() - turn < TURN_MS) continue;
    await new Promise((resolve) => setImmediate(resolve));
    turn = performance.now();
  }
}

/** Parts the reports that can go in from those that a newer version stands against. */
async function part(
  right: readonly RightReport[],
  { world, chain: { book, links }, store }: Judgement
): Promise<{ good: GoodReport[]; against: KeptConflict[] }> {
  const based = right.flatMap(({ judged }, k) =>
    judged.body.how?.basedOn === undefined ? [] : [{ ...judged, path: String(k) }]
  );
  const { conflicts } = await conflictsOf({ world, book, links, store }, based);
  const byPlace = new Map(conflicts.map((conflict) => [Number(conflict.path), conflict]));
  const good = right.flatMap(({ rows, report }, k) => (byPlace.has(k) ? [] : [{ rows, report }]));
  const against = right.flatMap(({ rows, report, place }, k) => {
    const conflict = byPlace.get(k);
    return conflict ? [keptConflict({ rows, report }, conflict, place)] : [];
  });
  return { good, against };
}

/** Names the faults of drafts; answers, for each that has none of its own, what the log will keep of it. */
function judgeSome(
  book: DraftBook,
  drafts: readonly Draft[],
  { world, now, bar, chain }: Judgement
): ReadonlyMap<Draft, Judged> {
  const faults = new Faults();
  const right = validate(world, { reports: drafts.map(submissionOf), paths: 'batch' }, now, faults, bar);
  const wrong = new Set<Draft>();
  for (const { path, code } of faults.list) {
    const [, index, field = '', k = '', part = ''] = PATH.exec(path) ?? [];
    const draft = drafts[Number(index)];
    if (!draft) continue;
    wrong.add(draft);
    placeFault(book, draft, { code, field, k: Number(k), part, world });
  }
  // One call says no more than a thousand faults: nothing of such a run is let in.
  if (faults.more > 0) {
    for (const draft of drafts) for (const row of draft.rows) book.fault({ ...row, column: -1 }, 'badShape');
    return new Map();
  }
  const clean = wrong.size === 0 ? drafts : drafts.filter((draft) => !wrong.has(draft));
  const judged = right.map((one, index) => [clean[index]!, one] as const);
  return new Map(judged.filter(([draft, one]) => isOverItsOwn(book, draft, isBase(world, chain, one))));
}

/** Names the fault of a row that names a version of another group or period. */
function isOverItsOwn(book: DraftBook, draft: Draft, isOwn: boolean): boolean {
  if (!isOwn)
    for (const row of draft.rows) book.fault({ ...row, column: -1 }, 'unknownBase', '', draft.basedOn ?? '');
  return isOwn;
}

interface Placed {
  readonly code: FaultCode;
  readonly field: string;
  readonly k: number;
  readonly part: string;
  readonly world: World;
}

function placeFault(book: DraftBook, draft: Draft, { code, field, k, part }: Placed): void {
  const place = draft.places[k];
  const value = draft.values[k];
  if (field === 'values' && part !== '' && place && value) {
    const isCode = part === 'indicator' && place.indicator >= 0;
    const column = isCode
      ? place.indicator
      : part === 'denominator' && place.denominator >= 0
        ? place.denominator
        : place.numerator;
    const shown = part === 'denominator' ? value.denominator : isCode ? value.indicator : value.numerator;
    const over =
      code === 'numeratorOverDenominator' ? `${String(value.numerator)} > ${String(value.denominator)}` : '';
    book.fault({ sheet: place.sheet, row: place.row, column }, code, text(shown), over || value.indicator);
    return;
  }
  // Everything of it was wrong, and was named.
  if (code === 'noValues') return;
  const column = Object.entries(draft.textColumns).find(([name]) => name === (field as TextName))?.[1];
  const what =
    code === 'badPeriod' || code === 'futurePeriod' || code === 'periodLocked'
      ? shownPeriod(draft.period)
      : draft.group;
  draft.rows.forEach((row, index) => {
    const at = { ...row, column: column ?? (field === 'group' ? draft.groupColumn : -1) };
    if (index === 0 || !book.isBad(row)) book.fault(at, code, column === undefined ? draft.group : '', what);
  });
}

function text(value: unknown): string {
  return typeof value === 'number' || typeof value === 'string' ? String(value) : '';
}

function shownPeriod(period: string): string {
  const parsed = parsePeriod(period);
  return parsed === null ? period : `${(parsed % 12) + 1}/${Math.floor(parsed / 12)}`;
}

/** What of some drafts can go in, with the warnings about it. */
function goodOf(
  book: DraftBook,
  drafts: readonly Draft[],
  judged: ReadonlyMap<Draft, Judged>,
  by: Judgement,
  wary: Wary
): RightReport[] {
  return drafts.flatMap((draft) => {
    const bad = draft.rows.some((row) => book.isBad(row)) || draft.places.some((place) => book.isBad(place));
    const whole = bad ? undefined : judged.get(draft);
    if (!whole) return restOf(book, draft, by, wary);
    wary.look(draft, whole, draft.places, draft.rows[0]!);
    const [place] = draft.rows;
    return [{ rows: draft.rows.length, report: submissionOf(draft), judged: whole, place: place! }];
  });
}

/** What is left of a draft without its wrong rows: it is right by itself, for a version carries what it carries. */
function restOf(book: DraftBook, draft: Draft, by: Judgement, wary: Wary): RightReport[] {
  const keeps = draft.places.map((place) => !book.isBad(place));
  const rows = draft.rows.filter((row) => !book.isBad(row));
  const [first] = rows;
  if (!first) return [];
  const report = { ...submissionOf(draft), values: draft.values.filter((_, k) => keeps[k]) };
  const [right] = validate(by.world, { reports: [report], paths: 'batch' }, by.now, new Faults(), by.bar);
  if (!right) return [];
  const places = draft.places.filter((_, k) => keeps[k]);
  wary.look(draft, right, places, first);
  return [{ rows: rows.length, report, judged: right, place: first }];
}

/** Looks for what is not wrong and yet worth a look. */
class Wary {
  readonly #book: DraftBook;
  readonly #by: Judgement;
  readonly #blocks = new Map<number, (FiledBlock | undefined)[]>();
  readonly #last: GroupValue = { num: 0, den: 0, age: 0 };

  constructor(book: DraftBook, by: Judgement) {
    this.#book = book;
    this.#by = by;
  }

  look(draft: Draft, { body }: Judged, places: readonly Draft['places'][number][], row: RowPlace): void {
    const { world, reports } = this.#by;
    const group = world.tree.group(body.group)?.ordinal;
    if (group === undefined) return;
    let same = 0;
    let known = 0;
    body.values.forEach((value, k) => {
      const place = places[k];
      if (!place) return;
      const at = { sheet: place.sheet, row: place.row, column: place.numerator };
      if (value.overBase)
        this.#book.warn(at, 'overBase', value.numerator, `${value.numerator} > ${value.denominator ?? ''}`);
      const last = this.#lastOf(value.indicator, body.period, group);
      if (last === null) return;
      known++;
      if (last === value.numerator) same++;
      else if (value.numerator * 5 < last * 4)
        this.#book.warn(at, 'falls', value.numerator, `${last} → ${value.numerator}`);
    });
    if (known > 1 && same === known) this.#book.warn({ ...row, column: -1 }, 'same');
    if (!reports.versionsOf(group, body.period).next().done)
      this.#book.warn(
        { ...row, column: draft.groupColumn },
        'alreadyFiled',
        body.group,
        shortMonth(body.period)
      );
  }

  /** The stock that held a period before; null for anything else, or where there was none. */
  #lastOf(code: string, period: Period, group: number): number | null {
    const node = this.#by.world.indicator(code);
    if (!node || node.indicator.time !== 'stock') return null;
    const key = node.ordinal * 65_536 + period;
    let blocks = this.#blocks.get(key);
    if (!blocks) this.#blocks.set(key, (blocks = this.#by.cells.reaching(node.ordinal, 'stock', period - 1)));
    return groupValue(blocks, 'stock', group, false, this.#last) ? this.#last.num : null;
  }
}
