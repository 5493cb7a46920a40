import { mayAt, type Principal } from '../../../domain/access.ts';
import { dayAt, type Day } from '../../../domain/period.ts';
import type { IndicatorKind } from '../../../domain/indicator.ts';
import { parseFraction, type Fraction, type Target } from '../../../domain/target.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import { holdsOn } from '../../../domain/unit.ts';
import type { IndicatorNode, World } from '../../../domain/world.ts';
import type { TargetSum } from '../../../api/targets.ts';
import type { TargetFaults } from './faults.ts';
import { Filed } from './filed.ts';
import { RecipientReader, type RecipientReading } from './recipient-reader.ts';
import { nameOf, recipientOf, recipientsOf, standsOn } from './recipients.ts';
import type { SentTarget, SentTargets } from '../../../api/targets.ts';

/** The most that a count or an assigned number may be. */
const MOST = 2_000_000_000;
/** The most that a quota may ask for: ten times what was assigned. */
const MOST_OF_QUOTA = 10;

/** A new target with the ordinals of what it is about. */
export interface JudgedTarget {
  readonly target: Target;
  readonly indicator: IndicatorNode;
  /** Ordinal of the recipient. */
  readonly node: number;
}

/** What a judgement needs besides what was sent. */
export interface Court {
  readonly world: World;
  readonly principal: Principal;
  /** The server's moment, milliseconds UTC. */
  readonly now: number;
}

/**
 * Judges targets: the recipient lies below the giver's unit, the indicator is collected and filed there, the value can
 * be one. Whether somebody may give at the unit is asked before. Answers those that are right; all else is a fault.
 */
export function judgeTargets(
  court: Court,
  unit: UnitNode,
  sent: SentTargets,
  faults: TargetFaults
): JudgedTarget[] {
  const { from, to } = sent;
  if (to !== null && to <= from) {
    faults.add('/from', 'badDays');
    return [];
  }
  const filed = new Filed(court.world, court.now, from, to);
  const recipients = new RecipientReader(court.world, unit, from);
  const seen = new Set<string>();
  const judged: JudgedTarget[] = [];
  sent.targets.forEach((one, k) => {
    const before = faults.list.length;
    const path = `/targets/${k}`;
    const indicator = judgeIndicator(court.world, one, from, path, faults);
    const node = judgeRecipient(court, unit, recipients.read(one.recipient), from, path, faults);
    if (!indicator || node === null) return;
    const key = `${node} ${indicator.ordinal}`;
    if (seen.has(key)) faults.add(path, 'duplicate', nameOf(court.world.tree.nodes[node]!));
    seen.add(key);
    if (!filed.at(indicator.ordinal, node)) faults.add(`${path}/indicator`, 'nobodyFiles', one.indicator);
    const value = judgeValue(one, indicator, path, faults);
    if (value === null || faults.list.length > before) return;
    const recipient = recipientOf(court.world.tree.nodes[node]!);
    judged.push({ target: targetOf(sent, one, recipient, value), indicator, node });
  });
  return judged;
}

/**
 * What was divided of each quota and count among those below, with the new targets, against what was given to the unit
 * itself (RULES 13: divided, never inherited). Shares are not divided.
 */
export function sumsOf(
  world: World,
  unit: UnitNode,
  from: Day,
  judged: readonly JudgedTarget[]
): TargetSum[] {
  const rows = recipientsOf(world.tree, unit, from);
  const indicators = new Map(judged.map(({ indicator }) => [indicator.ordinal, indicator]));
  const news = new Map(judged.map(({ target, indicator, node }) => [`${indicator.ordinal} ${node}`, target]));
  return [...indicators.values()].flatMap(({ ordinal, indicator }): TargetSum[] => {
    if (indicator.kind === 'share') return [];
    const at = (node: number) =>
      numberOf(indicator.kind, news.get(`${ordinal} ${node}`) ?? world.targets.given(ordinal, node, from));
    const divided = rows.reduce((sum, { ordinal: node }) => sum + (at(node) ?? 0), 0);
    return [{ indicator: indicator.code, given: at(unit.ordinal), divided }];
  });
}

/** The whole number that a quota assigns or a count asks for; null where it has none. */
function numberOf(kind: IndicatorKind, target: Target | null): number | null {
  if (kind === 'quota') return target?.assigned ?? null;
  return target ? Math.round(target.value.num / target.value.den) : null;
}

function judgeIndicator(
  world: World,
  { indicator: code }: SentTarget,
  from: Day,
  path: string,
  faults: TargetFaults
): IndicatorNode | null {
  const found = world.indicator(code);
  if (!found) faults.add(`${path}/indicator`, 'unknownIndicator', code);
  else if (!holdsOn(found.indicator, from)) faults.add(`${path}/indicator`, 'indicatorClosed', code);
  else return found;
  return null;
}

function judgeRecipient(
  { world, principal, now }: Court,
  unit: UnitNode,
  reading: RecipientReading,
  from: Day,
  path: string,
  faults: TargetFaults
): number | null {
  const at = `${path}/recipient`;
  if ('fault' in reading) {
    faults.say(at, 'unknownRecipient', reading.fault);
    return null;
  }
  const node = reading.found;
  if (!world.tree.isWithin(node.ordinal, unit.ordinal)) faults.add(at, 'notBelow', nameOf(node));
  else if (node.ordinal === unit.ordinal && !maySetOwn({ world, principal, now }, unit))
    faults.add(at, 'notToSelf', nameOf(node));
  else if (!standsOn(node, from)) faults.add(at, 'recipientClosed', nameOf(node));
  else return node.ordinal;
  return null;
}

/** Whether somebody may set the targets of a unit itself: what an authority above gave and the programme office enters. */
export function maySetOwn(
  { world, principal, now }: Pick<Court, 'world' | 'principal' | 'now'>,
  unit: UnitNode
): boolean {
  const programme = { ...principal, grants: principal.grants.filter(({ role }) => role === 'programme') };
  return mayAt(programme, 'giveTargets', world.tree, unit.ordinal, dayAt(now));
}

function judgeValue(
  { value: text, assigned }: SentTarget,
  { indicator: { kind, code } }: IndicatorNode,
  path: string,
  faults: TargetFaults
): Fraction | null {
  if (kind === 'quota' && assigned === undefined) faults.add(`${path}/assigned`, 'assignedMissing', code);
  if (kind !== 'quota' && assigned !== undefined) faults.add(`${path}/assigned`, 'assignedNotAllowed', code);
  if (assigned !== undefined && assigned > MOST) faults.add(`${path}/assigned`, 'tooLarge');
  const value = parseFraction(text ?? (kind === 'quota' ? '1' : ''));
  if (!value) faults.add(`${path}/value`, 'badNumber', text ?? '');
  else if (kind === 'share' && value.num > value.den) faults.add(`${path}/value`, 'overWhole');
  else if (kind === 'quota' && value.num > value.den * MOST_OF_QUOTA) faults.add(`${path}/value`, 'tooLarge');
  else if (kind === 'count' && value.den !== 1) faults.add(`${path}/value`, 'notWhole');
  else if (kind === 'count' && value.num > MOST) faults.add(`${path}/value`, 'tooLarge');
  else return value;
  return null;
}

/** What somebody gives under their name is given: only what the demo itself or a proposal brings is illustrative. */
function targetOf(
  sent: SentTargets,
  one: SentTarget,
  recipient: Target['recipient'],
  value: Fraction
): Target {
  const { from, to, giver, decision, citation } = sent;
  return {
    indicator: one.indicator,
    recipient,
    value,
    ...(one.assigned === undefined ? {} : { assigned: one.assigned }),
    giver: giver.normalize('NFC'),
    decision,
    validFrom: from,
    validTo: to,
    citation: citation.normalize('NFC'),
    illustrative: false
  };
}
