import { mayAt } from '../../../domain/access.ts';
import type { AttentionRow } from '../../../domain/attention.ts';
import { CASE_VERBS, unitOfHolder, type CaseStep, type CaseVerb } from '../../../domain/case.ts';
import { caseObstacle, freshCase, type Case } from '../../../domain/case-book.ts';
import { formatPeriod } from '../../../domain/period.ts';
import type { HolderView, RowView } from '../../../api/operations.ts';
import { unitAt, unitView, verbsFor } from '../../context/matters/views.ts';
import type { OperationsDesk } from './desk.ts';

/** A row with what was done about it: by steps of its own, and where these leave it idle by those about all groups of its unit. */
export interface Standing {
  readonly row: AttentionRow;
  readonly own: Case | null;
  /** What holds. */
  readonly one: Case;
  readonly isWider: boolean;
  /** Who has it: of a difficulty whoever took it, else to whom it was given. */
  readonly holder: string | null;
  readonly isSnoozed: boolean;
}

/** How a row stands at the desk's moment. */
export function standingOf({ fold, now }: Pick<OperationsDesk, 'fold' | 'now'>, row: AttentionRow): Standing {
  const { cases } = fold.steps;
  const own = cases.of(row.key);
  const isIdle = (known: Case | null) =>
    known === null || (known.holder === null && !known.isResolved && (known.snoozedUntil ?? 0) <= now);
  const above = isIdle(own) && 'wider' in row && row.wider !== null ? cases.of(row.wider) : null;
  const wider = isIdle(above) ? null : above;
  const one = wider ?? own ?? freshCase(row.key);
  const holder = (row.kind === 'matter' ? row.matter.taker : null) ?? one.holder;
  const isSnoozed = one.snoozedUntil !== null && one.snoozedUntil > now;
  return { row, own, one, isWider: wider !== null, holder, isSnoozed };
}

/** Whether whoever asks has it, or an office of theirs. */
export function isMine({ principal, fold, roots }: OperationsDesk, holder: string | null): boolean {
  if (holder === null) return false;
  if (holder === principal.actor) return true;
  const unit = unitOfHolder(holder);
  const node = unit && fold.world.tree.unit(unit);
  return node ? roots.includes(node.ordinal) : false;
}

/** A holder by name. */
export function holderView(desk: OperationsDesk, holder: string): HolderView {
  const unit = unitOfHolder(holder);
  const name = unit === null ? desk.nameOf(holder) : (desk.fold.world.tree.unit(unit)?.unit.fullName ?? unit);
  return { name, mine: isMine(desk, holder), office: unit !== null };
}

/** A row as somebody who may act about it is shown it. */
export function rowView(desk: OperationsDesk, standing: Standing): RowView {
  const { fold, principal, day, base } = desk;
  const { tree } = fold.world;
  const { row, one, own, holder } = standing;
  const node = tree.nodes[row.node];
  const place = unitAt(tree, base.places()[row.node] ?? -1) ?? unitAt(tree, 0)!;
  const readsTexts = row.kind === 'matter' && mayAt(principal, 'readTexts', tree, row.node, day);
  const debt = row.kind === 'overdue' || row.kind === 'dueSoon' ? row : null;
  return {
    key: row.key,
    kind: row.kind,
    unit: unitView(place),
    above: unitAt(tree, place.parent)?.unit.fullName ?? '',
    group: node?.kind === 'group' ? { code: node.group.code, name: node.group.name } : null,
    village: node?.kind === 'unit' && node.ordinal !== place.ordinal ? node.unit.fullName : null,
    period: row.period === null ? null : formatPeriod(row.period),
    at: row.at,
    due: row.kind === 'matter' && Number.isFinite(row.due) ? row.due : null,
    owes: debt?.owes ?? null,
    count: debt?.count ?? 1,
    of: debt?.of ?? 1,
    returned: debt?.returned ?? 0,
    report: row.kind === 'anomaly' ? fold.links.version(row.report) : null,
    findings: row.kind === 'anomaly' ? row.findings : [],
    matter:
      row.kind === 'matter'
        ? { id: row.matter.id, kind: row.matter.kind, text: readsTexts ? row.matter.text : null }
        : null,
    alert: row.kind === 'alert' ? { name: row.alert.name, says: row.alert.says } : null,
    isResolved: one.isResolved,
    holder: holder === null ? null : holderView(desk, holder),
    isWider: standing.isWider,
    snoozedUntil: standing.isSnoozed ? one.snoozedUntil : null,
    comments: own?.steps.filter(({ body }) => body.note !== '').length ?? 0,
    may: verbsOf(desk, standing)
  };
}

/** What whoever asks may do with a row now. */
function verbsOf(desk: OperationsDesk, { row, own, holder, isSnoozed }: Standing): CaseVerb[] {
  const { principal } = desk;
  const known = own ?? freshCase(row.key);
  const may = (verb: CaseVerb) => caseObstacle(known, sample(verb, known), principal.actor) === null;
  if (row.kind !== 'matter') return CASE_VERBS.filter((verb) => may(verb) && (verb !== 'woken' || isSnoozed));
  const fact = desk.facts.of(row.matter);
  const steps = fact ? verbsFor(desk, row.matter, fact) : [];
  const isFree = holder === null || isMine(desk, holder) || row.matter.taker === null;
  const lets: Record<CaseVerb, boolean> = {
    taken: steps.includes('taken'),
    released: steps.includes('released') && row.matter.taker === principal.actor,
    // A difficulty is given to somebody by asking them: it is theirs when they take it.
    assigned: row.matter.state === 'open',
    snoozed: isFree,
    woken: isSnoozed,
    resolved: steps.includes('answered'),
    reopened: false,
    commented: true
  };
  return CASE_VERBS.filter((verb) => lets[verb]);
}

/** A step of a kind that would be sound but for how things stand. */
function sample(step: CaseVerb, { key, holder }: Case): CaseStep {
  if (step === 'assigned') return { step, key, to: '', from: holder, note: '' };
  if (step === 'snoozed') return { step, key, until: 0, note: '' };
  return { step, key, note: '' };
}
