import { mayAt } from '../../../domain/access.ts';
import type { Matter } from '../../../domain/matter.ts';
import { obstacleTo } from '../../../domain/matter-rules.ts';
import { MATTER_VERBS, type MatterVerb } from '../../../domain/matter.ts';
import { formatPeriod } from '../../../domain/period.ts';
import type { Tree, UnitNode } from '../../../domain/tree.ts';
import { LEVELS } from '../../../domain/unit.ts';
import type { MatterStepView, MatterView } from '../../../api/difficulties.ts';
import type { UnitView } from '../../../api/shapes.ts';
import type { MatterDesk } from './desk.ts';
import type { MatterFact } from './matter-facts.ts';

/** Whether somebody may read a matter: the texts of its group. */
export function maySee({ principal, fold, day }: MatterDesk, { group }: MatterFact): boolean {
  return mayAt(principal, 'readTexts', fold.world.tree, group, day);
}

/** What somebody may do with a matter as it stands. */
export function verbsFor(desk: MatterDesk, matter: Matter, fact: MatterFact): MatterVerb[] {
  const { principal, fold, day } = desk;
  const { tree } = fold.world;
  const answers = mayAt(principal, 'answer', tree, fact.place.ordinal, day);
  const files = mayAt(principal, 'file', tree, fact.group, day);
  const lets: Record<MatterVerb, boolean> = {
    taken: answers,
    released: answers,
    answered: answers,
    passed: answers && fact.place.parent >= 0,
    // Who raised it may be done with it at any time, who answered it only after that.
    closed: files || (answers && matter.state === 'answered'),
    reopened: files || answers,
    added: files
  };
  return MATTER_VERBS.filter((verb) => lets[verb] && obstacleTo(matter, verb, principal.actor) === null);
}

/** A matter as somebody who may read it is shown it. */
export function viewOf(desk: MatterDesk, matter: Matter, fact: MatterFact): MatterView {
  const { fold, nameOf, principal, now } = desk;
  const { tree } = fold.world;
  const { id, period, kind, text, proposal, wanted, state, taker, since } = matter;
  const steps = matter.steps.map(({ at, actor, body }): MatterStepView => {
    const to = body.step === 'passed' ? tree.unit(body.to) : undefined;
    const note = body.step === 'opened' ? '' : body.note;
    return { step: body.step, at, by: nameOf(actor), note, to: to ? unitView(to) : null };
  });
  const node = tree.nodes[fact.group];
  const above = unitAt(tree, fact.place.parent);
  return {
    id,
    group: { code: matter.group, name: node?.kind === 'group' ? node.group.name : matter.group },
    from: unitView(unitAt(tree, node?.parent ?? -1) ?? fact.place),
    place: unitView(fact.place),
    period: formatPeriod(period),
    kind,
    text,
    proposal,
    wanted,
    state,
    taker: taker === null ? null : nameOf(taker),
    mine: taker === principal.actor,
    since,
    awaitedBy: fact.due === Infinity ? null : fact.due,
    overdue: fact.due <= now,
    steps,
    answer: steps.findLast(({ step }) => step === 'answered') ?? null,
    above: above && unitView(above),
    may: verbsFor(desk, matter, fact)
  };
}

/** A unit as a list names it. */
export function unitView({ key, unit, level }: UnitNode): UnitView {
  // A level is a place in LEVELS.
  return { key, fullName: unit.fullName, level: LEVELS[level] };
}

/** The unit with an ordinal; null where there is none, or it is a group. */
export function unitAt(tree: Tree, ordinal: number): UnitNode | null {
  const node = tree.nodes[ordinal];
  return node?.kind === 'unit' ? node : null;
}
