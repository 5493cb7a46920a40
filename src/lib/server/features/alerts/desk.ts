import { randomUUID } from 'node:crypto';
import { firingId, type AlertRule } from '../../../domain/alert.ts';
import { formatPeriod } from '../../../domain/period.ts';
import type { UnitKey } from '../../../domain/unit.ts';
import type { AlertView, changeAlert, dropAlert, listAlerts, snoozeAlert } from '../../../api/alerts.ts';
import type { Answer } from '../../../api/declare.ts';
import { isRefusal, NOT_YOURS, refuse, UNKNOWN, type Outcome } from '../../../api/outcome.ts';
import type { Asked } from '../../http/serve.ts';
import type { AlertRecord } from '../../core/store/alert-table.ts';
import { mayIn, readRule, refusalOf, type AlertContext } from './judge-rule.ts';
import { firingWords, ruleWords } from './rule-words.ts';
import { MOST_ALERTS } from './watch.ts';

/** Units of one alert that a list names. */
const MOST_HOLDING = 100;
/** The longest time for which an alert can be silenced: 90 days, milliseconds. */
const MOST_SNOOZE = 90 * 86_400_000;

/** The alerts that somebody sees, with the units for which each holds: those of units in which they may remind. */
export async function alertsFor(context: AlertContext): Promise<Answer<typeof listAlerts>> {
  const { world, store, clock, alerts } = context.runtime;
  const now = clock();
  const kept = await store.alerts.list(MOST_ALERTS);
  const views = kept.flatMap((record): AlertView[] => {
    const rule = readRule(record.rule);
    if (!rule) return [];
    const held = alerts.holding(record.id).filter(([unit]) => mayIn(context, unit));
    const mayEdit = mayIn(context, rule.unit);
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
  return { alerts: views };
}

/** Keeps a new alert, or another rule under an id. */
export async function keepAlert(
  context: AlertContext,
  { params, body: rule }: { readonly params: { readonly id?: string }; readonly body: AlertRule }
): Promise<Outcome<Answer<typeof changeAlert>>> {
  const { runtime, principal } = context;
  const { store, clock, alerts } = runtime;
  const { id = null } = params;
  const all = await store.alerts.list(MOST_ALERTS);
  const known = all.find((one) => one.id === id);
  if (id !== null && !known) return UNKNOWN;
  if (known && !mayIn(context, keyOf(known))) return NOT_YOURS;
  const refused = refusalOf(context, rule);
  if (refused) return refused;
  if (!known && all.length >= MOST_ALERTS)
    return refuse('wrong', 'tooMany', `Tối đa ${MOST_ALERTS} cảnh báo.`, `At most ${MOST_ALERTS} alerts.`);
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
  return { id: name };
}

/** Ends an alert. */
export async function removeAlert(
  context: AlertContext,
  { params: { id } }: Pick<Asked<typeof dropAlert>, 'params'>
): Promise<Outcome<Answer<typeof dropAlert>>> {
  const { runtime, principal } = context;
  const known = await found(context, id);
  if (isRefusal(known)) return known;
  await runtime.append(principal, [
    { kind: 'change', object: `setting:alert:${id}`, action: 'revoked', detail: known.unit }
  ]);
  await runtime.store.alerts.remove(id);
  runtime.alerts.note(true);
  return { done: true };
}

/** Silences an alert for a time, or lets it speak again. */
export async function silenceAlert(
  context: AlertContext,
  { params: { id }, body: { until } }: Pick<Asked<typeof snoozeAlert>, 'params' | 'body'>
): Promise<Outcome<Answer<typeof snoozeAlert>>> {
  const { runtime, principal } = context;
  const known = await found(context, id);
  if (isRefusal(known)) return known;
  const now = runtime.clock();
  if (until !== null && (until <= now || until > now + MOST_SNOOZE))
    return refuse('wrong', 'range', 'Tạm tắt tối đa 90 ngày.', 'Mute for at most 90 days.', '/until');
  const detail = until === null ? '' : new Date(until).toISOString();
  await runtime.append(principal, [
    { kind: 'change', object: `setting:alert:${id}`, action: until === null ? 'woken' : 'snoozed', detail }
  ]);
  await runtime.store.alerts.snooze(id, until ?? 0);
  runtime.alerts.note(true);
  return { done: true };
}

async function found(context: AlertContext, id: string): Promise<Outcome<AlertRecord>> {
  const known = (await context.runtime.store.alerts.list(MOST_ALERTS)).find((one) => one.id === id);
  if (!known) return UNKNOWN;
  return mayIn(context, keyOf(known)) ? known : NOT_YOURS;
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
