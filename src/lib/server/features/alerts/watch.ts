import { setImmediate as nextTurn } from 'node:timers/promises';
import { firingId, QUIET, stepAlert, type AlertRule, type AlertState } from '../../../domain/alert.ts';
import type { FiredAlert } from '../../../domain/attention.ts';
import type { Patience } from '../../../domain/matter-rules.ts';
import { formatPeriod, reportedPeriod, type Period } from '../../../domain/period.ts';
import type { UnitKey } from '../../../domain/unit.ts';
import type { AlertNews } from '../../../domain/outbound-event.ts';
import type { Publisher } from '../../core/snapshot/publish.ts';
import type { AlertRecord } from '../../core/store/alert-table.ts';
import type { Store } from '../../core/store/store.ts';
import { measureNow, unitsOf } from './measure.ts';
import { firingWords, indicatorOf, ruleWords } from './rule-words.ts';
import { readRule } from './judge-rule.ts';

/** How many alerts a store may have. */
export const MOST_ALERTS = 200;
/** After a change of the fold, and at least so often, they are looked at, milliseconds. */
const AFTER_CHANGE_MS = 1_500;
const AT_LEAST_MS = 60_000;

/** What watches need of the program. */
export interface WatchParts {
  readonly store: Pick<Store, 'alerts'>;
  readonly publisher: Publisher;
  readonly outbound: { tellAlert(news: AlertNews): Promise<void> };
  readonly patience: Patience;
  readonly clock: () => number;
  readonly failed: (error: unknown) => void;
  /** Hears that other alerts hold than before. */
  readonly changed?: () => void;
}

interface UnitState extends AlertState {
  readonly period: Period;
  /** The firing (`count`) that people were told of and not yet of its end; 0: none. */
  readonly told: number;
}

/** Something that people are to be told of a unit. */
interface Telling {
  readonly unit: UnitKey;
  readonly event: 'fired' | 'cleared';
  readonly firing: number;
  readonly state: UnitState;
}

interface Watched {
  readonly record: AlertRecord;
  readonly rule: AlertRule;
  states: ReadonlyMap<UnitKey, UnitState>;
}

/**
 * Looks at every alert when figures changed and as time passes. How each unit stands is kept beside the rule, and a
 * firing is written down for sending before that: after a restart the same step has the same id, and nobody is told
 * twice. What a snooze kept back is told when it ends, if it still holds then.
 */
export class AlertWatch {
  readonly #parts: WatchParts;
  #watched: Watched[] = [];
  #stale = true;
  #timer: NodeJS.Timeout | null = null;
  #due = Infinity;
  #running: Promise<void> | null = null;
  #stopped = false;

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  /** From now on it looks by itself. */
  start(): void {
    this.#wake(0);
  }

  /** Figures have changed, or definitions have (`changed`). */
  note(changed = false): void {
    if (changed) this.#stale = true;
    this.#wake(changed ? 0 : AFTER_CHANGE_MS);
  }

  /** The alerts that hold now, newest first; those that are snoozed are left out. */
  fired(): FiredAlert[] {
    const { publisher, clock } = this.#parts;
    const { world } = publisher.fold;
    const now = clock();
    return this.#watched
      .filter(({ record }) => record.snoozedUntil <= now)
      .flatMap(({ record, rule, states }) =>
        [...states].flatMap(([unit, state]): FiredAlert[] =>
          state.fired
            ? [
                {
                  ...{ id: firingId(record.id, unit, state.count), alert: record.id, name: rule.name, unit },
                  indicator: 'indicator' in rule.measure ? rule.measure.indicator : null,
                  pillar: indicatorOf(world, rule.measure)?.pillar ?? null,
                  ...{ period: state.period, at: state.since, says: firingWords(world, rule, state.value) }
                }
              ]
            : []
        )
      )
      .sort((a, b) => b.at - a.at);
  }

  /** For how many units each alert holds, snoozed or not, and the units themselves. */
  holding(id: string): readonly (readonly [UnitKey, AlertState & { readonly period: Period }])[] {
    const watched = this.#watched.find(({ record }) => record.id === id);
    return [...(watched?.states ?? [])].filter(([, { fired }]) => fired);
  }

  /** Looks at all of them once, now. */
  async look(): Promise<void> {
    while (this.#running) await this.#running;
    this.#running = this.#lookAtAll().finally(() => (this.#running = null));
    await this.#running;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    while (this.#running) await this.#running;
  }

  #wake(wait: number): void {
    const at = performance.now() + wait;
    if (this.#stopped || at >= this.#due) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#due = at;
    this.#timer = setTimeout(() => {
      this.#due = Infinity;
      this.look()
        .catch(this.#parts.failed)
        .finally(() => this.#wake(AT_LEAST_MS));
    }, wait);
    this.#timer.unref();
  }

  async #lookAtAll(): Promise<void> {
    if (this.#stale) await this.#read();
    let isOther = false;
    for (const watched of [...this.#watched]) {
      if (this.#stopped) return;
      await nextTurn();
      isOther = (await this.#lookAt(watched)) || isOther;
    }
    if (isOther) this.#parts.changed?.();
  }

  async #read(): Promise<void> {
    this.#stale = false;
    const records = await this.#parts.store.alerts.list(MOST_ALERTS).catch((error: unknown) => {
      this.#stale = true;
      throw error;
    });
    this.#watched = records.flatMap((record) => {
      const rule = readRule(record.rule);
      return rule ? [{ record, rule, states: statesOf(record.states) }] : [];
    });
    this.#parts.changed?.();
  }

  async #lookAt(watched: Watched): Promise<boolean> {
    const { store, publisher, clock } = this.#parts;
    const { fold } = publisher;
    const { record, rule } = watched;
    const now = clock();
    const period = reportedPeriod(now, fold.world.profile);
    const nodes = unitsOf(fold, rule, period);
    const measured = measureNow(publisher, rule, nodes, { period, now, patience: this.#parts.patience });
    const states = new Map<UnitKey, UnitState>();
    const isSilent = record.snoozedUntil > now;
    const owed: Telling[] = [];
    let isOther = nodes.length !== watched.states.size;
    for (const [i, ordinal] of nodes.entries()) {
      const node = fold.world.tree.nodes[ordinal];
      const found = measured[i];
      if (node?.kind !== 'unit' || !found) continue;
      const known = watched.states.get(node.key);
      // What was owed for one month is not what is owed for the next.
      const isNext = known && rule.measure.subject === 'filed' && known.period !== period;
      const before = known && !isNext ? known : { ...QUIET, count: known?.count ?? 0 };
      const { state, event } = stepAlert(rule, before, { at: now, ...found });
      const told = known && !isNext ? known.told : 0;
      const after = {
        ...state,
        period: event === 'fired' || !known || isNext || !known.fired ? period : known.period,
        told: isSilent ? told : state.fired ? state.count : 0
      };
      states.set(node.key, after);
      isOther ||=
        known?.fired !== after.fired ||
        known.turning !== after.turning ||
        known.value !== after.value ||
        known.told !== after.told;
      if (told !== after.told) {
        if (told > 0) owed.push({ unit: node.key, event: 'cleared', firing: told, state: after });
        if (after.told > 0) owed.push({ unit: node.key, event: 'fired', firing: after.told, state: after });
      }
    }
    if (!isOther) return false;
    for (const one of owed) await this.#tell(watched, one);
    const kept = await store.alerts.keepStates(
      record.id,
      record.rule,
      JSON.stringify(Object.fromEntries(states))
    );
    if (!kept) this.#stale = true;
    watched.states = states;
    return true;
  }

  #tell({ record, rule }: Watched, { unit, event, firing: count, state }: Telling): Promise<void> {
    const { world } = this.#parts.publisher.fold;
    const firing = firingId(record.id, unit, count);
    const name = world.tree.unit(unit)?.unit.fullName ?? unit;
    const says = firingWords(world, rule, state.value);
    const { mails, webhook } = rule.channels;
    const heading = event === 'fired' ? 'Cảnh báo' : 'Cảnh báo kết thúc';
    return this.#parts.outbound.tellAlert({
      id: `${firing}.${event}`,
      event: `alert.${event}`,
      unit,
      hooks: webhook,
      content: {
        at: state.since,
        alert: record.id,
        name: rule.name,
        firing,
        unit,
        period: formatPeriod(state.period),
        value: state.value,
        threshold: event === 'fired' ? rule.enter : rule.leave,
        measure: rule.measure
      },
      mails,
      subject: `${heading}: ${rule.name} – ${name}`,
      text: `${name}\n${says.vi}\n\n${ruleWords(world, rule).vi}`
    });
  }
}

function statesOf(text: string): Map<UnitKey, UnitState> {
  const read: unknown = JSON.parse(text);
  // Written by us and nobody else; before snoozes were made good, whatever had fired was told.
  const kept = Object.entries((read ?? {}) as Record<string, Omit<UnitState, 'told'> & { told?: number }>);
  return new Map(
    kept.map(([unit, state]) => [
      unit as UnitKey,
      { ...state, told: state.told ?? (state.fired ? state.count : 0) }
    ])
  );
}
