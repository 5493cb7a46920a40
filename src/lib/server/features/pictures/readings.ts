import { setImmediate as nextTurn } from 'node:timers/promises';
import { readingAt } from '../../../domain/attainment.ts';
import { exactRatios } from '../../../domain/exact.ts';
import type { Few } from '../../../domain/few.ts';
import { formatPeriod, isFuture, parsePeriod, type Period } from '../../../domain/period.ts';
import { copyRow, makeRows, type Basis } from '../../../domain/rows.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import { LEVELS, parseUnitKey } from '../../../domain/unit.ts';
import type { IndicatorNode } from '../../../domain/world.ts';
import type { AttainmentAnswer, ReadingView } from '../../../wire/readings.ts';
import { problemAnswer } from '../../http/problem.ts';
import type { Desk } from '../../context/scope-desk.ts';
import type { Publisher } from '../../core/snapshot/publish.ts';

/** Periods that one question may ask for. */
const MOST_PERIODS = 120;
/** Readings that one question may ask for: each may cost a roll-up of the whole country. */
const MOST_READINGS = 600;
/** After this long others are served before the answer goes on, milliseconds. */
const TURN_MS = 20;

interface Question {
  readonly periods: readonly Period[];
  readonly indicators: readonly IndicatorNode[];
  readonly basis: Basis;
}

/**
 * `GET /api/v1/attainment?unit=KEY&period=YYYY-MM…|from=&to=[&indicator=CODE…][&basis=approved]`: the readings of one
 * unit, every figure and ratio of them. `now` is the server's moment, milliseconds UTC: months that begin after it are
 * told as such; without it none is.
 */
export async function attainmentAnswer(
  desk: Desk,
  query: URLSearchParams,
  now = Infinity
): Promise<Response> {
  const { publisher } = desk;
  const key = parseUnitKey(query.get('unit') ?? '');
  if (!key) return bad('unit: 48@2025-07-01');
  const unit = publisher.fold.world.tree.unit(`${key.code}@${key.validFrom}`);
  if (!unit) return problemAnswer(404, { detail: 'unit' });
  if (!desk.mayRead({ root: unit.key, depth: LEVELS[unit.level] })) return problemAnswer(403);
  const question = questionOf(publisher, query);
  const few = desk.fewIn?.(unit.key) ?? 'told';
  if (question instanceof Response) return question;
  if (few === 'withheld') await publisher.withheld.ready();
  const { profile } = publisher.fold.world;
  const future = [...new Set(question.periods)]
    .filter((period) => now !== Infinity && isFuture(period, now, profile))
    .map(formatPeriod);
  const answer = await answerOf(publisher, unit, question, few);
  return Response.json({ ...answer, future } satisfies AttainmentAnswer, {
    headers: { 'cache-control': 'no-store' }
  });
}

/**
 * The readings of one unit, by period and indicator. Nothing up to the answer's position is missing from any of them;
 * of what comes in while it is made, the later ones hold some.
 */
async function answerOf(
  publisher: Publisher,
  unit: UnitNode,
  { periods, indicators, basis }: Question,
  few: Few
): Promise<Omit<AttainmentAnswer, 'future'>> {
  const { position } = publisher.fold;
  const readings: ReadingView[] = [];
  let turn = performance.now();
  for (const period of periods) {
    for (const indicator of indicators) {
      if (performance.now() - turn > TURN_MS) {
        await nextTurn();
        turn = performance.now();
      }
      readings.push(readingOf(publisher, unit.ordinal, indicator, { period, basis, few }));
    }
  }
  return { store: publisher.store, position, unit: unit.key, basis, readings };
}

function readingOf(
  publisher: Publisher,
  node: number,
  { ordinal, indicator }: IndicatorNode,
  { period, basis, few }: { readonly period: Period; readonly basis: Basis; readonly few: Few }
): ReadingView {
  const rows = makeRows(1);
  const placed = publisher.warm.unitRows(ordinal, period);
  copyRow(placed.rows, placed.placeOf(node), rows, 0);
  publisher.withheld.told(few, rows);
  const { rate: _rate, band: _band, ...reading } = readingAt(rows, 0, indicator, basis);
  const { num, den, fresh, carried, oldestAge } = rows[basis];
  return {
    indicator: indicator.code,
    period: formatPeriod(period),
    num: known(num[0]!),
    den: num[0]! < 0 ? null : known(den[0]!),
    expected: rows.expected[0]!,
    fresh: fresh[0]!,
    carried: carried[0]!,
    oldestAge: known(oldestAge[0]!),
    ...reading,
    attainment: reading.attainment === Infinity ? null : reading.attainment,
    exact: exactRatios(rows, 0, indicator, basis)
  };
}

function known(figure: number): number | null {
  return figure < 0 ? null : figure;
}

function questionOf({ fold }: Publisher, query: URLSearchParams): Question | Response {
  const periods = periodsOf(query);
  if (!periods) return bad(`period: YYYY-MM; from, to: at most ${MOST_PERIODS}`);
  const codes = query.getAll('indicator');
  const indicators =
    codes.length === 0 ? fold.world.indicators : codes.map((code) => fold.world.indicator(code));
  const found = indicators.filter((indicator) => indicator !== undefined);
  if (found.length < indicators.length) return problemAnswer(404, { detail: 'indicator' });
  if (periods.length * found.length > MOST_READINGS)
    return bad(`period × indicator: at most ${MOST_READINGS}`);
  if (query.getAll('basis').length > 1) return bad('basis: one');
  const basis = query.get('basis') ?? 'all';
  if (basis !== 'all' && basis !== 'approved') return bad('basis: all, approved');
  return { periods, indicators: found, basis };
}

function periodsOf(query: URLSearchParams): Period[] | null {
  const named = query.getAll('period').map(parsePeriod);
  const from = parsePeriod(query.get('from') ?? '');
  const to = parsePeriod(query.get('to') ?? '');
  const span = from !== null && to !== null ? Math.min(to - from + 1, MOST_PERIODS + 1) : 0;
  const periods =
    named.length > 0 ? named : Array.from({ length: Math.max(0, span) }, (_, i) => (from ?? 0) + i);
  const valid = periods.filter((period) => period !== null);
  return valid.length === periods.length && valid.length > 0 && valid.length <= MOST_PERIODS ? valid : null;
}

function bad(detail: string): Response {
  return problemAnswer(400, { detail });
}
