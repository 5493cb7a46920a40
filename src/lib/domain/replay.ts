import type { Position } from './position.ts';
import { reachBack, type IndicatorTime } from './indicator.ts';
import type { Period } from './period.ts';
import { ReplaySums, type GroupFigure, type ReplayRows } from './replay-sums.ts';
import type { ReportBook } from './report-book.ts';
import type { Basis } from './rows.ts';
import type { World } from './world.ts';

/** The rows that changed up to a moment, milliseconds UTC, since the frame before. */
interface ReplayFrame {
  readonly at: number;
  readonly rows: ReplayRows;
}

/** How rows came to be what they are: those at the start, then what changed. Frames are in the order of the log. */
export interface ReplayFilm {
  readonly base: ReplayRows;
  readonly frames: readonly ReplayFrame[];
}

/** What is played: the rows of some nodes for one indicator and period, from `from` until before `to`, milliseconds UTC. */
export interface ReplaySubject {
  readonly indicator: number;
  readonly period: Period;
  /** Ordinal of the unit at or below which all nodes lie. */
  readonly root: number;
  readonly nodes: ArrayLike<number>;
  readonly from: number;
  readonly to: number;
  /** Groups whose figures stand as they are from the beginning, so that nothing shows what they added. */
  readonly still?: ReadonlySet<number>;
  /** Which versions count: all that were not returned (where it is left out), or those that were approved. */
  readonly basis?: Basis;
}

/** A version of a report as far as one indicator is concerned. */
interface Version {
  readonly age: number;
  readonly num: number;
  readonly den: number;
  stands: boolean;
}

/** A version came, or was returned or reinstated. */
interface Event {
  readonly position: Position;
  readonly at: number;
  /** Place of the group among those expected. */
  readonly k: number;
  readonly version: Version;
  readonly comes: boolean;
  readonly stands: boolean;
}

const MINUTE = 60_000;
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440].map((minutes) => minutes * MINUTE);

/** What a film may hold: frames, and rows that change in all of them together. */
export interface ReplayLimits {
  readonly frames: number;
  readonly rows: number;
}

/** How many groups, or events, are gone through before others may be served. */
const STRIDE = 1_000;
/** Events are put in order in drawers of so many positions. */
const DRAWER = 2_048;

/**
 * Plays the log for one indicator and period, over every version that counts (basis `all`), in at most so many frames
 * and none in which nothing changed. Groups, bases and targets are those of the structure when it begins; what the book
 * takes in meanwhile is left out. A review has no moment of its own in the book: it is shown at that of the report
 * before it. After the last frame of an open `to` the rows are those of `rollUp`. It is played in steps: between two of
 * them others may be served.
 */
export function* replaySteps(
  {
    world,
    book,
    position: until
  }: { readonly world: World; readonly book: ReportBook; readonly position: Position },
  subject: ReplaySubject,
  limits: ReplayLimits
): Generator<void, ReplayFilm> {
  const { indicator, period, root, from, to, still } = subject;
  const { tree } = world;
  const time = world.indicators[indicator]!.indicator.time;
  const { groups, base } = world.expected(indicator, period);
  const momentOf = clockOf(book);
  const drawers: Event[][] = [];
  for (let k = 0; k < groups.length; k++) {
    if (k % STRIDE === 0) yield;
    if (!tree.isWithin(groups[k]!, root)) continue;
    const found: Event[] = [];
    eventsOf(book, { group: groups[k]!, k }, subject, time, momentOf, found);
    for (const event of found) {
      if (event.position > until) continue;
      (drawers[Math.floor(event.position / DRAWER)] ??= []).push(event);
    }
  }
  const [events, before]: [Event[], Event[]] = [[], []];
  for (const drawer of drawers) {
    if (!drawer) continue;
    // A review decides on thousands at one position: what lies there keeps its order, and nothing is compared.
    const at: Event[][] = [];
    for (const event of drawer) (at[event.position % DRAWER] ??= []).push(event);
    for (const same of at)
      for (const event of same ?? []) (still?.has(groups[event.k]!) === true ? before : events).push(event);
    yield;
  }
  const score: Score = { before, events, groups, base, time };
  let most = limits.frames;
  for (;;) {
    const film = yield* played(tree, score, subject, { from, to, most });
    most = Math.floor(most / 2);
    if (most <= 1 || film.frames.reduce((sum, { rows }) => sum + rows.node.length, 0) <= limits.rows)
      return film;
  }
}

/** What happened, in the order of the log, to the groups that are expected. */
interface Score {
  /** Of the groups whose figures stand from the beginning. */
  readonly before: readonly Event[];
  /** Of all others. */
  readonly events: readonly Event[];
  readonly groups: Int32Array;
  readonly base: Float64Array;
  readonly time: IndicatorTime;
}

function* played(
  tree: World['tree'],
  { before, events, groups, base, time }: Score,
  { root, nodes }: ReplaySubject,
  { from, to, most }: { readonly from: number; readonly to: number; readonly most: number }
): Generator<void, ReplayFilm> {
  const sums = new ReplaySums(tree, root, nodes);
  const versions: Version[][] = [];
  let done = 0;
  const play = ({ k, version, comes, stands }: Event) => {
    const held = (versions[k] ??= []);
    if (comes) {
      version.stands = stands;
      held.push(version);
    } else version.stands = stands;
    sums.set(groups[k]!, figureOf(held, time), base[k]!);
    return ++done % STRIDE === 0;
  };
  for (const event of before) if (play(event)) yield;
  let next = 0;
  for (; next < events.length && events[next]!.at < from; next++) if (play(events[next]!)) yield;
  const start = sums.take();
  let end = next;
  while (end < events.length && events[end]!.at < to) end++;
  yield;
  const step = yield* stepOf(events, next, end, most);
  const frames: ReplayFrame[] = [];
  while (next < end) {
    const bucket = Math.floor(events[next]!.at / step);
    let at = 0;
    for (; next < end && Math.floor(events[next]!.at / step) === bucket; next++) {
      at = events[next]!.at;
      if (play(events[next]!)) yield;
    }
    const rows = sums.take();
    if (rows.node.length > 0) frames.push({ at, rows });
  }
  return { base: start, frames };
}

/** When the first version of this very period came after a moment; null where none did. In steps. */
export function* firstReceipt(
  { world, book }: { readonly world: World; readonly book: ReportBook },
  { indicator, period, root }: Pick<ReplaySubject, 'indicator' | 'period' | 'root'>,
  after: number
): Generator<void, number | null> {
  let first: number | null = null;
  for (const [k, group] of world.expected(indicator, period).groups.entries()) {
    if (k % STRIDE === 0) yield;
    if (!world.tree.isWithin(group, root)) continue;
    for (const { at } of book.versionsOf(group, period))
      if (at >= after && (first === null || at < first)) first = at;
  }
  return first;
}

/** A moment for each position of the log: that of the newest report up to it, and never before an earlier one's. */
function clockOf(book: ReportBook): (position: Position) => number {
  const { position: positions, at } = book.save();
  return (position) => {
    let low = 0;
    let high = positions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (positions[middle]! <= position) low = middle + 1;
      else high = middle;
    }
    return low === 0 ? 0 : at[low - 1]!;
  };
}

function eventsOf(
  book: ReportBook,
  { group, k }: { readonly group: number; readonly k: number },
  { indicator, period, basis = 'all' }: ReplaySubject,
  time: IndicatorTime,
  momentOf: (position: Position) => number,
  into: Event[]
): void {
  for (let q = reachBack(time, period); q <= period; q++) {
    for (const { position, at } of book.versionsOf(group, q)) {
      const values = book.valuesOf(position);
      const which = values ? Array.prototype.indexOf.call(values.indicators, indicator) : -1;
      // One that says nothing of the indicator counts too: it may have taken the figure back.
      const version: Version = {
        age: period - q,
        num: values?.nums[which] ?? -1,
        den: values?.dens[which] ?? -1,
        stands: false
      };
      into.push({ position, at, k, version, comes: true, stands: basis === 'all' });
      for (const review of book.reviewsOf(position)) {
        const stands = basis === 'all' ? review.state !== 'returned' : review.state === 'approved';
        into.push({
          position: review.position,
          at: momentOf(review.position),
          k,
          version,
          comes: false,
          stands
        });
      }
    }
  }
}

/** What a group's versions, in the order in which they came, come to (RULES 9); null where none stands. */
function figureOf(versions: readonly Version[], time: IndicatorTime): GroupFigure | null {
  const newest = new Map<number, Version>();
  for (const version of versions) if (version.stands) newest.set(version.age, version);
  for (const [age, { num }] of newest) if (num < 0) newest.delete(age);
  if (newest.size === 0) return null;
  const age = Math.min(...newest.keys());
  const nearest = newest.get(age)!;
  if (time !== 'flow-ytd') return { num: nearest.num, den: nearest.den, age };
  let [num, den] = [0, -1];
  for (const version of newest.values()) {
    num += version.num;
    if (version.den >= 0) den = Math.max(0, den) + version.den;
  }
  // The newest month says whether there is a denominator at all.
  return { num, den: nearest.den < 0 ? -1 : den, age };
}

/** The shortest stretch of time that gives no more frames than wanted. In steps. */
function* stepOf(events: readonly Event[], from: number, to: number, most: number): Generator<void, number> {
  for (const step of STEPS) {
    let frames = 0;
    let last = NaN;
    for (let i = from; i < to; i++) {
      const bucket = Math.floor(events[i]!.at / step);
      if (bucket !== last) frames++;
      last = bucket;
    }
    if (frames <= most) return step;
    yield;
  }
  const span = (events[to - 1]?.at ?? 0) - (events[from]?.at ?? 0);
  return Math.max(STEPS.at(-1)!, Math.ceil(span / Math.max(1, most - 1)));
}
