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
import { firstReceipt, replayOf, type ReplayFilm } from '../../domain/replay.ts';
import { hasSmallBases } from '../../domain/indicator.ts';
import { filmOfMany } from '../../domain/replay-few.ts';
import { MOST_CHANGES, MOST_FRAMES, type ReplayAnswer } from '../../wire/replay.ts';
import { scopeOf } from '../../wire/scope.ts';
import type { CurrentRuntime } from '../current-runtime.ts';
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

const shelves = new WeakMap<Publisher, ByteCache<Uint8Array<ArrayBuffer>>>();

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
  const touched = fold.touched(view.root, period);
  const coding = chooseCoding(accept);
  let shelf = shelves.get(publisher);
  if (!shelf) shelves.set(publisher, (shelf = new ByteCache(KEPT_BYTES, ({ byteLength }) => byteLength)));
  const key = `${view.key} ${period} ${indicator} ${question.day ?? ''} ${coding}`;
  const bytes = await shelf.get(key, String(touched), () => {
    const film = filmOf(fold, view, { indicator, period, day: question.day });
    const told = view.few === 'told' ? film : withoutFew(film, publisher, period);
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

/** A film as it may be told to those from whom the few are withheld. */
function withoutFew(film: ReplayAnswer, { fold, warm }: Publisher, period: Period): ReplayAnswer {
  const { indicator } = fold.world.indicators[film.indicator]!;
  return hasSmallBases(indicator) ? filmOfMany(film, warm.rows(film.indicator, period), indicator) : film;
}

/** The film of a scope's rows, as it crosses the network. */
export function filmOf(
  fold: Pick<Fold, 'world' | 'book' | 'position'>,
  view: ScopeView,
  {
    indicator,
    period,
    day
  }: { readonly indicator: number; readonly period: Period; readonly day: Day | null }
): ReplayAnswer {
  const { root, nodes } = view;
  const days = daysOf(fold, { indicator, period, root });
  const from = day === null ? startOf(fold, { indicator, period, root }) : startOfDay(day);
  const to = day === null ? Infinity : from + MS_OF_DAY;
  let most = MOST_FRAMES;
  let film: ReplayFilm;
  do {
    film = replayOf(fold, { indicator, period, root, nodes, from, to }, most);
    most = Math.floor(most / 2);
  } while (most > 1 && film.frames.reduce((sum, { rows }) => sum + rows.node.length, 0) > MOST_CHANGES);
  return {
    scope: view.text,
    period: formatPeriod(period),
    indicator,
    day,
    position: fold.position,
    days,
    ...film
  };
}

type Subject = { readonly indicator: number; readonly period: Period; readonly root: number };

/** A month is played from the end of its days, when reports begin to come; where none has come since, from its first. */
function startOf(fold: Pick<Fold, 'world' | 'book'>, subject: Subject): number {
  const ended = startOfDay(lastDay(subject.period, fold.world.profile)) + MS_OF_DAY;
  return firstReceipt(fold, subject, ended) ?? firstReceipt(fold, subject, 0) ?? ended;
}

function daysOf({ world, book }: Pick<Fold, 'world' | 'book'>, { indicator, period, root }: Subject): Day[] {
  const days = new Set<Day>();
  for (const group of world.expected(indicator, period).groups) {
    if (!world.tree.isWithin(group, root)) continue;
    for (const { at } of book.versionsOf(group, period)) days.add(dayAt(at));
  }
  return [...days].sort();
}
