import { mayAt, placesOf } from '../../../domain/access.ts';
import type { Matter } from '../../../domain/matter.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import type { UnitKey } from '../../../domain/unit.ts';
import { MATTER_LISTS, type MatterList } from '../../../domain/matter.ts';
import type { difficultiesOfGroup, InboxQuestion, listDifficulties } from '../../../api/difficulties.ts';
import type { Answer } from '../../../api/declare.ts';
import { isRefusal, refuse, UNKNOWN, type Outcome } from '../../../api/outcome.ts';
import type { MatterCounts, MatterView } from '../../../api/difficulties.ts';
import { unownedBelow } from '../../context/matters/unowned.ts';
import type { MatterDesk } from '../../context/matters/desk.ts';
import type { MatterFact } from '../../context/matters/matter-facts.ts';
import { maySee, unitAt, unitView, viewOf } from '../../context/matters/views.ts';

/** Matters on one page. */
export const PAGE = 50;
/** What a group is shown of its own. */
const OF_GROUP = 100;

interface Found {
  readonly matter: Matter;
  readonly fact: MatterFact;
}

/** One page of what lies with a unit, or was raised below it. */
export function inboxOf(desk: MatterDesk, question: InboxQuestion): Outcome<Answer<typeof listDifficulties>> {
  const unit = unitOf(desk, question.unit);
  if (isRefusal(unit)) return unit;
  const lists = listsOf(desk, unit, question);
  const found = lists[question.list];
  const pages = Math.max(1, Math.ceil(found.length / PAGE));
  const page = Math.min(question.page, pages);
  const { position } = desk.fold;
  const { reach, list } = question;
  const matters = found
    .slice((page - 1) * PAGE, page * PAGE)
    .map(({ matter, fact }) => viewOf(desk, matter, fact));
  return {
    position,
    now: desk.now,
    unit: unitView(unit),
    reach,
    list,
    counts: countsOf(lists),
    unowned: unownedBelow(desk.fold, unit.ordinal),
    page,
    pages,
    matters
  };
}

/** Everything on a list, for an export. */
export function everythingOf(desk: MatterDesk, question: InboxQuestion): Outcome<MatterView[]> {
  const unit = unitOf(desk, question.unit);
  if (isRefusal(unit)) return unit;
  return listsOf(desk, unit, question)[question.list].map(({ matter, fact }) => viewOf(desk, matter, fact));
}

/** One matter, for those who may read it. */
export function matterOf(desk: MatterDesk, id: string): Outcome<MatterView> {
  const matter = desk.fold.steps.matters.of(id);
  const fact = matter && desk.facts.of(matter);
  return matter && fact && maySee(desk, fact) ? viewOf(desk, matter, fact) : UNKNOWN;
}

/** What a group raised. */
export function mattersOfGroup(desk: MatterDesk, code: string): Outcome<Answer<typeof difficultiesOfGroup>> {
  const { fold, principal, day, now } = desk;
  const group = fold.world.tree.groupCalled(code);
  if (!group || !mayAt(principal, 'readTexts', fold.world.tree, group.ordinal, day)) return UNKNOWN;
  const matters = fold.steps.matters
    .ofGroup(group.group.code)
    .slice(0, OF_GROUP)
    .flatMap((matter) => {
      const fact = desk.facts.of(matter);
      return fact ? [viewOf(desk, matter, fact)] : [];
    });
  return { position: fold.position, now, matters };
}

/** The unit that is asked about: one where whoever asks may read some text, at it or (who heads a group) below it. */
export function unitOf(desk: MatterDesk, key: UnitKey | undefined): Outcome<UnitNode> {
  const { principal, fold, day } = desk;
  const { tree } = fold.world;
  const own = placesOf(principal, 'readTexts', tree, day);
  if (key === undefined) {
    const first = unitAt(tree, own[0] ?? -1);
    return (
      first ??
      refuse(
        'mayNotSee',
        'forbidden',
        'Tài khoản chưa gắn với đơn vị nào.',
        'Your account is not linked to a unit.'
      )
    );
  }
  const unit = tree.unit(key);
  if (!unit) return UNKNOWN;
  if (own.some((root) => tree.isWithin(unit.ordinal, root))) return unit;
  return refuse(
    'mayNotSee',
    'forbidden',
    'Đơn vị ngoài phạm vi của tài khoản.',
    'You do not have access to this unit.'
  );
}

type Lists = Record<MatterList, Found[]>;

function listsOf(desk: MatterDesk, unit: UnitNode, question: InboxQuestion): Lists {
  const { fold, principal, day, now, facts } = desk;
  const { tree } = fold.world;
  const { reach, kind, period, q } = question;
  const seesAll = mayAt(principal, 'readTexts', tree, unit.ordinal, day);
  const lists: Lists = { open: [], taken: [], overdue: [], answered: [], passed: [], closed: [] };
  for (const matter of fold.steps.matters.all) {
    if ((kind !== undefined && matter.kind !== kind) || (period !== undefined && matter.period !== period))
      continue;
    const fact = facts.of(matter);
    if (!fact || !tree.isWithin(fact.group, unit.ordinal)) continue;
    if (!(seesAll || maySee(desk, fact)) || !facts.matches(matter, q)) continue;
    const found = { matter, fact };
    if (fact.place.ordinal < unit.ordinal && matter.state !== 'closed') lists.passed.push(found);
    if (reach === 'here' && fact.place.ordinal !== unit.ordinal) continue;
    lists[matter.state].push(found);
    if (fact.due <= now) lists.overdue.push(found);
  }
  // What is awaited soonest first; what is done with, the newest first.
  for (const list of ['open', 'taken', 'overdue'] as const)
    lists[list].sort((a, b) => a.fact.due - b.fact.due);
  for (const list of ['answered', 'passed', 'closed'] as const)
    lists[list].sort((a, b) => b.matter.since - a.matter.since);
  return lists;
}

function countsOf(lists: Lists): MatterCounts {
  const entries = MATTER_LISTS.map((list) => [list, lists[list].length] as const);
  return Object.fromEntries(entries) as Record<MatterList, number>;
}
