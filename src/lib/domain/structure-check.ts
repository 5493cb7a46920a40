import type { EntryBody } from './entry.ts';
import { REPORTER_KINDS, type Group } from './group.ts';
import type { Indicator } from './indicator.ts';
import { isDay, type Day } from './period.ts';
import { MAX_FILED } from './report.ts';
import type { Target } from './target.ts';
import type { Unit, UnitKey } from './unit.ts';
import { parseUnitKey, unitKey } from './unit.ts';
import type { World } from './world.ts';

/** Why something may not enter the world. */
export type RefusalCode =
  | 'badCode'
  | 'badDay'
  | 'badSpan'
  | 'badName'
  | 'badPoint'
  | 'badLevel'
  | 'badNumber'
  | 'unknownKind'
  | 'unknownParent'
  | 'parentChanged'
  | 'levelChanged'
  | 'typeChanged'
  | 'kindChanged'
  | 'timeChanged'
  | 'secondRoot'
  | 'eraOverlap'
  | 'twice'
  | 'unknownUnit'
  | 'unknownGroup'
  | 'unknownIndicator'
  | 'badTarget';

/** One thing of an entry that may not enter the world. */
export interface Refusal {
  readonly code: RefusalCode;
  /** Which of the entry's units, groups, indicators, targets or chains, from 0; 0 for an entry of one thing. */
  readonly item: number;
  /** Its field, where the fault lies in one. */
  readonly field: string;
  readonly what: string;
}

type Era = Pick<Unit, 'level' | 'type' | 'parent' | 'validFrom' | 'validTo'>;

const UNIT_CODE = /^[\p{L}\p{N}._-]{1,32}$/u;
const GROUP_CODE = /^[\p{L}\p{N}._-]{1,64}$/u;
const INDICATOR_CODE = /^[A-Z0-9][A-Za-z0-9._-]{0,31}$/;
const NAME = /^[^\p{Cc}\p{Cs}]{1,200}$/u;
/** More would not fit into the columns of a report. */
const MAX_INDICATORS = 2_000;
const LARGEST_TARGET = 1_000_000_000_000;

/**
 * Judges entries against a world, one after another, as if those before had been taken in: what it lets through, the
 * fold takes without throwing. It changes nothing. Reports and reviews have their own doors; of them it asks only that
 * what they name is known.
 */
export class StructureCheck {
  readonly #world: World;
  readonly #units = new Map<UnitKey, Era>();
  /** Keys by code; made when the first unit is judged. */
  #eras: Map<string, UnitKey[]> | null = null;
  readonly #groups = new Map<string, Pick<Group, 'unit' | 'kind'>>();
  readonly #indicators = new Map<string, Pick<Indicator, 'kind' | 'time'>>();
  #hasRoot: boolean;
  #refused: Refusal[] = [];

  constructor(world: World) {
    this.#world = world;
    this.#hasRoot = world.tree.nodes.length > 0;
  }

  /** Everything about an entry that may not be; nothing where it may enter. What is refused is not built upon. */
  refusals(body: EntryBody): readonly Refusal[] {
    this.#refused = [];
    this.#judge(body);
    return this.#refused;
  }

  #judge(body: EntryBody): void {
    switch (body.kind) {
      case 'catalogue':
        return this.#each(
          body.indicators,
          ({ code }) => code,
          (one, item) => this.#indicator(one, item)
        );
      case 'units':
        return this.#each(body.units, unitKey, (one, item) => this.#unit(one, item));
      case 'groups':
        return this.#each(
          body.groups,
          ({ code }) => code,
          (one, item) => this.#group(one, item)
        );
      case 'successions':
        return body.successions.forEach(({ from, to, share }, item) => {
          if (!this.#era(from)) this.#refuse('unknownUnit', item, 'from', from);
          if (!this.#era(to) || from === to) this.#refuse('unknownUnit', item, 'to', to);
          if (share && !(isCount(share.num) && share.num > 0 && share.num <= share.den))
            this.#refuse('badNumber', item, 'share', `${share.num}/${share.den}`);
        });
      case 'meetings':
        return body.steps.forEach((step, item) => {
          if (step.step === 'opened' && !this.#era(step.unit))
            this.#refuse('unknownUnit', item, 'unit', step.unit);
        });
      case 'targets':
        return body.targets.forEach((one, item) => this.#target(one, item));
      case 'chains':
        // A chain may be dated data of a province that this store does not hold.
        return body.chains.forEach((chain, item) => this.#span(chain, item));
      case 'consolidation':
      case 'lock':
        if (!this.#era(body.unit)) this.#refuse('unknownUnit', 0, 'unit', body.unit);
        return;
      case 'report':
        if (!this.#groupOf(body.group)) this.#refuse('unknownGroup', 0, 'group', body.group);
        for (const { indicator } of body.values)
          if (!this.#indicatorOf(indicator)) this.#refuse('unknownIndicator', 0, 'values', indicator);
        return;
      default:
        return;
    }
  }

  /** Judges each thing that an entry names; none may be named twice in one. */
  #each<One>(list: readonly One[], nameOf: (one: One) => string, judge: (one: One, item: number) => void) {
    const named = new Set<string>();
    list.forEach((one, item) => {
      const name = nameOf(one);
      if (named.has(name)) this.#refuse('twice', item, 'code', name);
      else judge(one, item);
      named.add(name);
    });
  }

  #unit(unit: Unit, item: number): void {
    const before = this.#refused.length;
    const key = unitKey(unit);
    if (!UNIT_CODE.test(unit.code) || !parseUnitKey(key)) this.#refuse('badCode', item, 'code', unit.code);
    this.#span(unit, item);
    this.#name(unit.name, item, 'name');
    this.#name(unit.fullName, item, 'fullName');
    this.#name(unit.type, item, 'type');
    if (!Number.isInteger(unit.level) || unit.level < 0 || unit.level > 4)
      this.#refuse('badLevel', item, 'level', String(unit.level));
    if (unit.point && !isPoint(unit.point)) this.#refuse('badPoint', item, 'point', unit.point.join(', '));
    const known = this.#era(key);
    if (known) this.#sameEra(unit, known, item);
    else this.#newEra(unit, item);
    if (this.#refused.length > before) return;
    if (!known) push(this.#erasByCode(), unit.code, key);
    this.#units.set(key, unit);
    this.#hasRoot = true;
  }

  #sameEra(unit: Unit, known: Era, item: number): void {
    if (known.parent !== unit.parent) this.#refuse('parentChanged', item, 'parent', unit.parent ?? '');
    if (known.level !== unit.level) this.#refuse('levelChanged', item, 'level', String(unit.level));
    if (known.type !== unit.type) this.#refuse('typeChanged', item, 'type', unit.type);
    this.#overlap(unit, item);
  }

  #newEra(unit: Unit, item: number): void {
    if (unit.parent === null) {
      if (this.#hasRoot) this.#refuse('secondRoot', item, 'parent', '');
    } else {
      const parent = this.#era(unit.parent);
      if (!parent) this.#refuse('unknownParent', item, 'parent', unit.parent);
      else if (parent.level >= unit.level) this.#refuse('badLevel', item, 'level', String(unit.level));
    }
    this.#overlap(unit, item);
  }

  /** One code names one unit on a day (RULES 1). */
  #overlap(unit: Unit, item: number): void {
    const key = unitKey(unit);
    for (const other of this.#erasByCode().get(unit.code) ?? []) {
      const era = other === key ? undefined : this.#era(other);
      if (era && before(era.validFrom, unit.validTo) && before(unit.validFrom, era.validTo))
        return this.#refuse('eraOverlap', item, 'validFrom', other);
    }
  }

  #erasByCode(): Map<string, UnitKey[]> {
    if (this.#eras) return this.#eras;
    const eras = new Map<string, UnitKey[]>();
    for (const node of this.#world.tree.nodes) if (node.kind === 'unit') push(eras, node.unit.code, node.key);
    return (this.#eras = eras);
  }

  #group(group: Group, item: number): void {
    const before = this.#refused.length;
    if (!GROUP_CODE.test(group.code)) this.#refuse('badCode', item, 'code', group.code);
    this.#span(group, item);
    this.#name(group.name, item, 'name');
    if (!REPORTER_KINDS.includes(group.kind)) this.#refuse('unknownKind', item, 'kind', group.kind);
    const known = this.#groupOf(group.code);
    if (!this.#era(group.unit)) this.#refuse('unknownUnit', item, 'unit', group.unit);
    else if (known && known.unit !== group.unit) this.#refuse('parentChanged', item, 'unit', group.unit);
    if (known && known.kind !== group.kind) this.#refuse('kindChanged', item, 'kind', group.kind);
    for (const { base, value, validFrom } of group.bases) {
      if (!isCount(value)) this.#refuse('badNumber', item, `bases.${base}`, String(value));
      if (!isDay(validFrom)) this.#refuse('badDay', item, `bases.${base}`, validFrom);
    }
    for (const code of group.notApplicable)
      if (!this.#indicatorOf(code)) this.#refuse('unknownIndicator', item, 'notApplicable', code);
    if (this.#refused.length === before) this.#groups.set(group.code, group);
  }

  #indicator(indicator: Indicator, item: number): void {
    const before = this.#refused.length;
    const known = this.#indicatorOf(indicator.code);
    const count = this.#world.indicators.length + this.#indicators.size;
    if (!INDICATOR_CODE.test(indicator.code) || (!known && count >= MAX_INDICATORS))
      this.#refuse('badCode', item, 'code', indicator.code);
    this.#span(indicator, item);
    if (known && known.kind !== indicator.kind) this.#refuse('kindChanged', item, 'kind', indicator.kind);
    if (known && known.time !== indicator.time) this.#refuse('timeChanged', item, 'time', indicator.time);
    if (this.#refused.length === before) this.#indicators.set(indicator.code, indicator);
  }

  #target(target: Target, item: number): void {
    const { recipient, value } = target;
    const indicator = this.#indicatorOf(target.indicator);
    if (!indicator) this.#refuse('unknownIndicator', item, 'indicator', target.indicator);
    if ('unit' in recipient && !this.#era(recipient.unit))
      this.#refuse('unknownUnit', item, 'recipient', recipient.unit);
    if ('group' in recipient && !this.#groupOf(recipient.group))
      this.#refuse('unknownGroup', item, 'recipient', recipient.group);
    this.#span(target, item);
    const isSound =
      Number.isInteger(value.num) && value.num >= 0 && value.num <= LARGEST_TARGET && isTen(value.den);
    if (!isSound || (indicator?.kind === 'share' && value.num > value.den))
      this.#refuse('badTarget', item, 'value', `${value.num}/${value.den}`);
  }

  #span({ validFrom, validTo }: { validFrom: Day; validTo: Day | null }, item: number): void {
    if (!isDay(validFrom)) this.#refuse('badDay', item, 'validFrom', validFrom);
    else if (validTo !== null && !isDay(validTo)) this.#refuse('badDay', item, 'validTo', validTo);
    else if (validTo !== null && validTo <= validFrom) this.#refuse('badSpan', item, 'validTo', validTo);
  }

  #name(name: string, item: number, field: string): void {
    if (!NAME.test(name) || name !== name.normalize('NFC').trim()) this.#refuse('badName', item, field, name);
  }

  #era(key: UnitKey): Era | undefined {
    return this.#units.get(key) ?? this.#world.tree.unit(key)?.unit;
  }

  #groupOf(code: string): Pick<Group, 'unit' | 'kind'> | undefined {
    return this.#groups.get(code) ?? this.#world.tree.group(code)?.group;
  }

  #indicatorOf(code: string): Pick<Indicator, 'kind' | 'time'> | undefined {
    return this.#indicators.get(code) ?? this.#world.indicator(code)?.indicator;
  }

  #refuse(code: RefusalCode, item: number, field: string, what: string): void {
    this.#refused.push({ code, item, field, what });
  }
}

/** The first thing about an entry that the world would not take, or should not; null where it may enter. */
export function refusalOf(world: World, body: EntryBody): Refusal | null {
  return new StructureCheck(world).refusals(body)[0] ?? null;
}

function isPoint([east, north]: readonly [number, number]): boolean {
  return Math.abs(east) <= 180 && Math.abs(north) <= 90;
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= MAX_FILED;
}

function isTen(den: number): boolean {
  return den === 1 || den === 10 || den === 100 || den === 1_000 || den === 10_000;
}

function before(day: Day, end: Day | null): boolean {
  return end === null || day < end;
}

function push(map: Map<string, UnitKey[]>, code: string, key: UnitKey): void {
  const keys = map.get(code);
  if (keys) keys.push(key);
  else map.set(code, [key]);
}
