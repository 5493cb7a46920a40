import { randomUUID } from 'node:crypto';
import { mayAt, type Principal } from '../../domain/access.ts';
import { firingId, type AlertRule } from '../../domain/alert.ts';
import { dayAt, formatPeriod } from '../../domain/period.ts';
import { standsIn } from '../../domain/standing-levels.ts';
import { LEVELS, type UnitKey } from '../../domain/unit.ts';
import type { AlertView, BacktestLine } from '../../wire/alerts.ts';
import { faultAt } from '../chain/asked.ts';
import type { CurrentRuntime } from '../current-runtime.ts';
import { problemAnswer } from '../ingest/problem.ts';
import { patienceFrom } from '../matters/patience.ts';
import type { AlertRecord } from '../store/alert-table.ts';
import { backtest } from './backtest.ts';
import { firingWords, ruleWords } from './rule-words.ts';
import { readRule } from './shape.ts';
import { MOST_ALERTS } from './watch.ts';

/** Units of one alert that a list names. */
const MOST_HOLDING = 100;
/** The longest time for which an alert can be silenced: 90 days, milliseconds. */
const MOST_SNOOZE = 90 * 86_400_000;
const MONTHS = 12;
/** Tests that run at a time: each reads a year of the whole subtree. */
const MOST_TESTS = 2;
let tests = 0;

/** Whether somebody may set alerts in a unit's subtree: who reminds there, or arranges settings. */
function mayIn({ world, clock }: CurrentRuntime, principal: Principal, key: UnitKey): boolean {
  const node = world.tree.unit(key);
  const day = dayAt(clock());
  return node !== undefined && mayAt(principal, 'remind', world.tree, node.ordinal, day);
}

/** The alerts that somebody sees, with the units for which each holds: those of units in which they may remind. */
export async function alertsFor(runtime: CurrentRuntime, principal: Principal): Promise<AlertView[]> {
  const { world, store, clock, alerts } = runtime;
  const now = clock();
  return (await store.alerts.list(MOST_ALERTS)).flatMap((record): AlertView[] => {
    const rule = readRule(record.rule);
    if (!rule) return [];
    const held = alerts.holding(record.id).filter(([unit]) => mayIn(runtime, principal, unit));
    const mayEdit = mayIn(runtime, principal, rule.unit);
    // Whoever works below hears of their own units, and of the rest nothing.
    if (!mayEdit && held.length === 0) return [];
    return [
      {
        id: record.id,
        rule: mayEdit ? rule : { ...rule, channels: { ...rule.channels, mails: [] } },
        unitName: world.tree.unit(rule.unit)?.unit.fullName ?? rule.unit,
        sentence: ruleWords(world, rule),
        snoozedUntil: record.snoozedUntil > now ? record.snoozedUntil : null,
        holding: held.slice(0, MOST_HOLDING).map(([unit, state]) => ({
          id: firingId(record.id, unit, state.count),
          unit,
          name: world.tree.unit(unit)?.unit.fullName ?? unit,
          period: rule.measure.subject === 'matters' ? null : formatPeriod(state.period),
          since: state.since,
          says: firingWords(world, rule, state.value)
        })),
        holdingCount: held.length,
        mayEdit
      }
    ];
  });
}

/** Why a rule cannot be kept by somebody; null where it can. */
function refusal(runtime: CurrentRuntime, principal: Principal, rule: AlertRule): Response | null {
  const { world } = runtime;
  const node = world.tree.unit(rule.unit);
  if (!node || !mayIn(runtime, principal, rule.unit)) return problemAnswer(403);
  if (LEVELS.indexOf(rule.level) < node.level)
    return faults(
      '/level',
      'level',
      'Cấp phải ở trong đơn vị đã chọn.',
      'The level must lie within the unit.'
    );
  if (!standsIn(world.tree, node.ordinal, rule.level, dayAt(runtime.clock())))
    return faults('/level', 'noLevel', 'Đơn vị đã chọn không có cấp này.', 'The unit has no such level.');
  const { measure } = rule;
  if (!('indicator' in measure)) return measure.subject === 'filed' ? overWhole(rule) : null;
  const known = world.indicator(measure.indicator)?.indicator;
  if (!known)
    return faults('/measure/indicator', 'unknownIndicator', 'Không có chỉ tiêu này.', 'No such indicator.');
  if (known.kind === 'count' && (measure.subject === 'rate' || measure.subject === 'change'))
    return faults(
      '/measure/subject',
      'noRate',
      'Chỉ tiêu này là số đếm, không có tỷ lệ.',
      'This indicator is a count and has no rate.'
    );
  // Over what was assigned one may be; over all that there are nobody can.
  return known.kind === 'share' && measure.subject === 'rate' ? overWhole(rule) : null;
}

/** Refuses thresholds (thousandths) that no share can pass. */
function overWhole(rule: AlertRule): Response | null {
  const name = (['enter', 'leave'] as const).find((one) => rule[one] > 1_000);
  if (!name) return null;
  return faults(
    `/${name}`,
    'overWhole',
    'Ngưỡng của tỷ lệ không thể quá 100%.',
    'The threshold of a share cannot be over 100%.'
  );
}

/** Keeps a new alert, or another rule under an id. */
export async function keepAlert(
  runtime: CurrentRuntime,
  principal: Principal,
  rule: AlertRule,
  id: string | null
): Promise<Response> {
  const { store, clock, alerts } = runtime;
  const refused = refusal(runtime, principal, rule);
  if (refused) return refused;
  const all = await store.alerts.list(MOST_ALERTS);
  const known = all.find((one) => one.id === id);
  if (id !== null && !known) return problemAnswer(404);
  if (known && !mayIn(runtime, principal, keyOf(known))) return problemAnswer(403);
  if (!known && all.length >= MOST_ALERTS)
    return faults('', 'tooMany', `Tối đa ${MOST_ALERTS} cảnh báo.`, `At most ${MOST_ALERTS} alerts.`);
  const name = id ?? randomUUID().slice(0, 8);
  const detail = `${rule.unit} ${rule.name}: ${ruleWords(runtime.world, rule).vi}`.slice(0, 500);
  await runtime.append(principal, [
    { kind: 'change', object: `setting:alert:${name}`, action: known ? 'changed' : 'created', detail }
  ]);
  const text = JSON.stringify(rule);
  // A rule of the same condition goes on where it stood; how people are told is no condition.
  const states = known && isSameCondition(known.rule, rule) ? known.states : '{}';
  const made = { actor: principal.actor, at: known?.at ?? clock() };
  await store.alerts.keep({
    id: name,
    unit: rule.unit,
    rule: text,
    states,
    snoozedUntil: known?.snoozedUntil ?? 0,
    ...made
  });
  alerts.note(true);
  return Response.json({ id: name }, { status: known ? 200 : 201, headers: { 'cache-control': 'no-store' } });
}

/** Ends an alert. */
export async function removeAlert(
  runtime: CurrentRuntime,
  principal: Principal,
  id: string
): Promise<Response> {
  const known = await found(runtime, principal, id);
  if (known instanceof Response) return known;
  await runtime.append(principal, [
    { kind: 'change', object: `setting:alert:${id}`, action: 'revoked', detail: known.unit }
  ]);
  await runtime.store.alerts.remove(id);
  runtime.alerts.note(true);
  return new Response(null, { status: 204 });
}

/** Silences an alert for a time, or lets it speak again. */
export async function snoozeAlert(
  runtime: CurrentRuntime,
  principal: Principal,
  id: string,
  until: number | null
): Promise<Response> {
  const known = await found(runtime, principal, id);
  if (known instanceof Response) return known;
  const now = runtime.clock();
  if (until !== null && (until <= now || until > now + MOST_SNOOZE))
    return faults('/until', 'range', 'Tạm im tối đa 90 ngày.', 'At most 90 days.');
  const detail = until === null ? '' : new Date(until).toISOString();
  await runtime.append(principal, [
    { kind: 'change', object: `setting:alert:${id}`, action: until === null ? 'woken' : 'snoozed', detail }
  ]);
  await runtime.store.alerts.snooze(id, until ?? 0);
  runtime.alerts.note(true);
  return new Response(null, { status: 204 });
}

/** When a rule would have fired: lines of JSON, how far it is and at last what it found. */
export function testAlert(runtime: CurrentRuntime, principal: Principal, rule: AlertRule): Response {
  const refused = refusal(runtime, principal, rule);
  if (refused) return refused;
  if (tests >= MOST_TESTS) return problemAnswer(429, { headers: { 'retry-after': '5' } });
  const { publisher, clock } = runtime;
  tests += 1;
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      const say = (line: BacktestLine) => {
        try {
          controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
        } catch {
          // Whoever asked has left; the test ends by its own bound.
        }
      };
      try {
        const progress = (done: number) => say({ done, of: MONTHS });
        say({
          answer: await backtest(publisher, rule, {
            now: clock(),
            patience: patienceFrom(process.env),
            progress
          })
        });
        controller.close();
      } catch (error) {
        runtime.log.error(error, 'an alert could not be tested');
        try {
          controller.error(error);
        } catch {
          // It was closed by whoever asked.
        }
      } finally {
        tests -= 1;
      }
    }
  });
  return new Response(body, {
    headers: { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' }
  });
}

async function found(
  runtime: CurrentRuntime,
  principal: Principal,
  id: string
): Promise<AlertRecord | Response> {
  const known = (await runtime.store.alerts.list(MOST_ALERTS)).find((one) => one.id === id);
  if (!known) return problemAnswer(404);
  return mayIn(runtime, principal, keyOf(known)) ? known : problemAnswer(403);
}

function keyOf({ unit }: Pick<AlertRecord, 'unit'>): UnitKey {
  // Kept by `keepAlert` alone, from a key that was read.
  return unit as UnitKey;
}

function isSameCondition(before: string, after: AlertRule): boolean {
  const condition = ({ name: _name, channels: _channels, ...rest }: AlertRule) => JSON.stringify(rest);
  const rule = readRule(before);
  return rule !== null && condition(rule) === condition(after);
}

function faults(path: string, code: string, vi: string, en: string): Response {
  return problemAnswer(422, { faults: [faultAt(path, code, vi, en)] });
}
