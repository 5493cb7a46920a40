import type { Principal } from '../../domain/access.ts';
import { startOfDay } from '../../domain/deadline.ts';
import {
  dayAt,
  formatPeriod,
  isDay,
  lastDay,
  parsePeriod,
  type Day,
  type Period
} from '../../domain/period.ts';
import { firstReceipt, replaySteps } from '../../domain/replay.ts';
import { filmOfMany } from '../../domain/replay-few.ts';
import { MOST_CHANGES, MOST_FRAMES, type ReplayAnswer } from '../../wire/replay.ts';
import { scopeOf } from '../../wire/scope.ts';
import type { CurrentRuntime } from '../current-runtime.ts';
import { atOnce, inTurns } from '../in-turns.ts';
import { placedRows } from '../snapshot/scope-rows.ts';
import { ByteCache } from '../snapshot/byte-cache.ts';
import { chooseCoding, compress } from '../snapshot/compressed.ts';
import type { Fold } from '../snapshot/fold.ts';
import type { Publisher } from '../snapshot/publish.ts';
import type { ScopeView } from '../snapshot/scope-view.ts';

const MS_OF_DAY = 86_400_000;
/** Bytes of answers that are kept: a wall in a loop asks again and again. */
const KEPT_BYTES = 16 * 1024 * 1024;

/** What is to be played. */
export interface ReplayQuestion {
  readonly root: string;
  readonly depth: string;
  /** `YYYY-MM`. */
  readonly period: string;
  /** Code of an indicator. */
  readonly indicator: string;
  /** One day alone, `YYYY-MM-DD`; null for the month. */
  readonly day: string | null;
}

/** For how long whoever is told no counts of a few is shown the film that was made last, milliseconds: it says of when it is. */
const REUSED_MS = 60_000;

/** Films that were made. */
interface Films {
  readonly bytes: ByteCache<Uint8Array<ArrayBuffer>>;
  /** By film: of which state the last is, and when it was begun. */
  readonly last: Map<string, { readonly stamp: string; readonly at: number }>;
}
const MOST_FILMS = 2_000;
const shelves = new WeakMap<Publisher, Films>();

/** The month, or a day of it, as it landed; else the status that says why not. */
export async function replayAnswer(
  { publisher, mayRead, fewIn }: Pick<CurrentRuntime, 'publisher' | 'mayRead' | 'fewIn'>,
  principal: Principal,
  question: ReplayQuestion,
  accept: string | null
): Promise<Response | 403 | 404> {
  const { fold } = publisher;
  const scope = scopeOf(question.root, question.depth);
  const view = scope && publisher.view(scope, fewIn(principal, scope.root));
  const indicator = fold.world.indicator(question.indicator)?.ordinal;
  const period = parsePeriod(question.period);
  if (!view || indicator === undefined || period === null) return 404;
  if (!publisher.views.periods(view).includes(period)) return 404;
  if (question.day !== null && !isDay(question.day)) return 404;
  if (!mayRead(principal, view.scope)) return 403;
  if (view.few === 'withheld') await publisher.withheld.ready();
  const touched = publisher.withheld.touched(view, period);
  const coding = chooseCoding(accept);
  const key = `${view.key} ${period} ${indicator} ${question.day ?? ''} ${coding}`;
  const shelf = shelfOf(publisher);
  const bytes = await shelf.bytes.get(key, stampOf(shelf, key, view, touched), async () => {
    const { withheld } = publisher;
    // What withheld groups filed stands in it from the beginning: no frame shows what one of them added (RULES 17).
    const still = view.few === 'told' ? new Set<number>() : withheld.now.groups(indicator);
    const film = await inTurns(
      filmSteps(fold, view, { indicator, period, day: question.day }, still),
      publisher.spent
    );
    if (view.few === 'withheld') await publisher.warm.readyUnits([indicator], [period]);
    const told =
      view.few === 'told'
        ? film
        : await inTurns(
            filmOfMany(film, placedRows(publisher.warm, view, indicator, period), withheld.now),
            publisher.spent
          );
    return compress(new TextEncoder().encode(JSON.stringify(told)), coding);
  });
  return new Response(bytes, {
    headers: {
      'content-type': 'application/json',
      'cache-control': 'private, no-cache',
      vary: 'accept-encoding, authorization, cookie',
      'content-length': String(bytes.byteLength),
      ...(coding === 'identity' ? {} : { 'content-encoding': coding })
    }
  });
}

function shelfOf(publisher: Publisher): Films {
  let shelf = shelves.get(publisher);
  if (!shelf) {
    shelf = { bytes: new ByteCache(KEPT_BYTES, ({ byteLength }) => byteLength), last: new Map() };
    shelves.set(publisher, shelf);
  }
  return shelf;
}

/** Of which state a film is wanted: the newest, or for everybody's eyes the last one made for a while yet. */
function stampOf({ last }: Films, key: string, { few }: ScopeView, touched: number): string {
  const now = performance.now();
  const known = last.get(key);
  if (known && few === 'withheld' && now - known.at < REUSED_MS) return known.stamp;
  if (last.size >= MOST_FILMS) last.clear();
  last.set(key, { stamp: String(touched), at: now });
  return String(touched);
}

/** The film of a scope's rows, as it crosses the network, all at once. */
export function filmOf(...question: Parameters<typeof filmSteps>): ReplayAnswer {
  return atOnce(filmSteps(...question));
}

/** The same in steps. */
function* filmSteps(
  fold: Pick<Fold, 'world' | 'book' | 'position'>,
  view: ScopeView,
  {
    indicator,
    period,
    day
  }: { readonly indicator: number; readonly period: Period; readonly day: Day | null },
  still: ReadonlySet<number> = new Set()
): Generator<void, ReplayAnswer> {
  const { root, nodes } = view;
  const { position } = fold;
  const days = yield* daysOf(fold, { indicator, period, root });
  const from = day === null ? yield* startOf(fold, { indicator, period, root }) : startOfDay(day);
  const to = day === null ? Infinity : from + MS_OF_DAY;
  const subject = { indicator, period, root, nodes, from, to, still };
  const film = yield* replaySteps(fold, subject, { frames: MOST_FRAMES, rows: MOST_CHANGES });
  return { scope: view.text, period: formatPeriod(period), indicator, day, position, days, ...film };
}

type Subject = { readonly indicator: number; readonly period: Period; readonly root: number };

/** A month is played from the end of its days, when reports begin to come; where none has come since, from its first. */
function* startOf(fold: Pick<Fold, 'world' | 'book'>, subject: Subject): Generator<void, number> {
  const ended = startOfDay(lastDay(subject.period, fold.world.profile)) + MS_OF_DAY;
  return (yield* firstReceipt(fold, subject, ended)) ?? (yield* firstReceipt(fold, subject, 0)) ?? ended;
}

/** So many groups are gone through before others may be served. */
const STRIDE = 1_000;

function* daysOf(
  { world, book }: Pick<Fold, 'world' | 'book'>,
  { indicator, period, root }: Subject
): Generator<void, Day[]> {
  const days = new Set<Day>();
  for (const [k, group] of world.expected(indicator, period).groups.entries()) {
    if (k % STRIDE === 0) yield;
    if (!world.tree.isWithin(group, root)) continue;
    for (const { at } of book.versionsOf(group, period)) days.add(dayAt(at));
  }
  return [...days].sort();
}
