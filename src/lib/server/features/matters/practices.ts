import { mayAnywhere, mayAt } from '../../../domain/access.ts';
import type { PracticeStep } from '../../../domain/matter.ts';
import { formatPeriod } from '../../../domain/period.ts';
import type { Practice } from '../../../domain/practice-book.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import { foldMarks, matchesName } from '../../../i18n/names.ts';
import { PRACTICE_VERBS, type PracticeList, type PracticeVerb } from '../../../domain/matter.ts';
import type { listPractices, PracticeQuestion, stepOnPractice } from '../../../api/practices.ts';
import type { Answer, Body } from '../../../api/declare.ts';
import { isRefusal, refuse, UNKNOWN, type Outcome } from '../../../api/outcome.ts';
import type { PracticeView } from '../../../api/practices.ts';
import type { MatterDesk } from '../../context/matters/desk.ts';
import { PAGE, unitOf } from './inbox.ts';
import { inTurn } from '../../core/in-turn.ts';
import { unitAt, unitView } from '../../context/matters/views.ts';

interface Found {
  readonly practice: Practice;
  /** Ordinal of its group. */
  readonly group: number;
  /** The unit of its group. */
  readonly from: UnitNode;
}

/** One page of good practices, newest first. What is shared is seen by whoever may read texts anywhere. */
export function practicesOf(
  desk: MatterDesk,
  question: PracticeQuestion
): Outcome<Answer<typeof listPractices>> {
  const unit = unitOf(desk, question.unit);
  if (isRefusal(unit)) return unit;
  const lists = listsOf(desk, unit, question);
  const found = lists[question.list];
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  const page = Math.min(question.page, pages);
  return {
    position: desk.fold.position,
    now: desk.now,
    unit: unitView(unit),
    list: question.list,
    counts: { told: lists.told.length, shared: lists.shared.length, commended: lists.commended.length },
    page,
    pages,
    practices: found.slice((page - 1) * PAGE, page * PAGE).map((one) => viewOf(desk, one))
  };
}

/** The whole list of what is to be commended at and below a unit: the annex of a dossier. */
export function commendedOf(desk: MatterDesk, unit: UnitNode): PracticeView[] {
  const question: PracticeQuestion = { unit: unit.key, list: 'commended', q: '', page: 1 };
  return listsOf(desk, unit, question).commended.map((one) => viewOf(desk, one));
}

/** Shares, commends, or takes either back; answers the practice as it then is. */
export function practiceStep(
  desk: MatterDesk,
  id: string,
  { step, note }: Body<typeof stepOnPractice>
): Promise<Outcome<PracticeView>> {
  const { fold, principal } = desk;
  return inTurn(fold.steps.practices, async () => {
    const found = seen(desk, id);
    if (!found) return UNKNOWN;
    if (!rightTo(desk, found.group, step))
      return refuse(
        'mayNotChange',
        'forbidden',
        'Tài khoản không có quyền làm việc này.',
        'You do not have permission to do that.'
      );
    if (!verbsFor(desk, found).includes(step)) return viewOf(desk, found);
    if (step === 'commended' && note === '')
      return refuse(
        'wrong',
        'noteMissing',
        'Hãy ghi nội dung đề nghị biểu dương.',
        'Enter what the commendation is for.',
        '/note'
      );
    const body: PracticeStep = step === 'commended' ? { step, id, note } : { step, id };
    await desk.append(principal, [{ kind: 'practices', steps: [body] }]);
    const became = seen(desk, id);
    return became ? viewOf(desk, became) : UNKNOWN;
  });
}

function seen(desk: MatterDesk, id: string): Found | null {
  const { fold, principal, day } = desk;
  const practice = fold.steps.practices.of(id);
  const { tree } = fold.world;
  const node = practice && tree.group(practice.group);
  const from = node && unitAt(tree, node.parent);
  if (!node || !from) return null;
  const group = node.ordinal;
  const sees = practice.shared
    ? mayAnywhere(principal, 'readTexts', day)
    : mayAt(principal, 'readTexts', tree, group, day);
  return sees ? { practice, group, from } : null;
}

function listsOf(desk: MatterDesk, unit: UnitNode, { q }: PracticeQuestion): Record<PracticeList, Found[]> {
  const { tree } = desk.fold.world;
  const plain = foldMarks(q);
  const lists: Record<PracticeList, Found[]> = { told: [], shared: [], commended: [] };
  for (const { id } of desk.fold.steps.practices.all) {
    const found = seen(desk, id);
    if (!found || (plain !== '' && !matchesName(q, wordsOf(desk, found)))) continue;
    if (found.practice.shared) lists.shared.push(found);
    if (!tree.isWithin(found.group, unit.ordinal)) continue;
    lists.told.push(found);
    if (found.practice.commended) lists.commended.push(found);
  }
  lists.told.sort((a, b) => b.practice.told.at - a.practice.told.at);
  lists.shared.sort((a, b) => (b.practice.shared?.at ?? 0) - (a.practice.shared?.at ?? 0));
  lists.commended.sort((a, b) => (b.practice.commended?.at ?? 0) - (a.practice.commended?.at ?? 0));
  return lists;
}

function wordsOf(desk: MatterDesk, { practice, group, from }: Found): string {
  return `${practice.text} ${nameOfGroup(desk, group)} ${from.unit.fullName}`;
}

function nameOfGroup({ fold }: MatterDesk, group: number): string {
  const node = fold.world.tree.nodes[group];
  return node?.kind === 'group' ? node.group.name : '';
}

function rightTo({ fold, principal, day }: MatterDesk, group: number, verb: PracticeVerb): boolean {
  const action = verb === 'shared' || verb === 'unshared' ? 'answer' : 'commend';
  return mayAt(principal, action, fold.world.tree, group, day);
}

function verbsFor(desk: MatterDesk, { practice, group }: Found): PracticeVerb[] {
  const now: Record<PracticeVerb, boolean> = {
    shared: practice.shared === null,
    unshared: practice.shared !== null,
    commended: practice.commended === null,
    uncommended: practice.commended !== null
  };
  return PRACTICE_VERBS.filter((verb) => now[verb] && rightTo(desk, group, verb));
}

function viewOf(desk: MatterDesk, found: Found): PracticeView {
  const { fold, nameOf } = desk;
  const { practice, group, from } = found;
  const above = unitAt(fold.world.tree, from.parent);
  const { shared, commended } = practice;
  return {
    id: practice.id,
    group: { code: practice.group, name: nameOfGroup(desk, group) },
    from: unitView(from),
    above: above && unitView(above),
    period: formatPeriod(practice.period),
    text: practice.text,
    at: practice.told.at,
    shared: shared && { at: shared.at, by: nameOf(shared.actor) },
    commended: commended && { at: commended.at, by: nameOf(commended.actor), note: commended.body.note },
    may: verbsFor(desk, found)
  };
}
