import type { AttentionRow } from '../../../domain/attention.ts';
import { nodeOfKey, parseAttentionKey } from '../../../domain/attention-key.ts';
import type { CaseStep } from '../../../domain/case.ts';
import type { At } from '../../../domain/matter.ts';
import { compareNames } from '../../../i18n/names.ts';
import type { CaseStepView, OwingGroup, RowDetail } from '../../../api/operations.ts';
import { NOT_YOURS, UNKNOWN, type Outcome } from '../../../api/outcome.ts';
import { maySee, viewOf } from '../../context/matters/views.ts';
import { rowOf } from './board.ts';
import { mayOperate, type OperationsDesk } from './desk.ts';
import { holderView, rowView, standingOf, type Standing } from './row-view.ts';

/** Groups that one row names. */
const MOST_GROUPS = 300;

/** One row with what lies behind it and what people did about it. */
export function detailOf(desk: OperationsDesk, key: string): Outcome<RowDetail> {
  const { fold, facts } = desk;
  const node = nodeOfKey(key, fold.world.tree);
  if (node === null) return UNKNOWN;
  if (!mayOperate(desk, node)) return NOT_YOURS;
  const row = rowOf(desk, key, node);
  if (!row) return UNKNOWN;
  const standing = standingOf(desk, row);
  const fact = row.kind === 'matter' ? facts.of(row.matter) : null;
  return {
    row: rowView(desk, standing),
    groups: owingGroups(desk, row),
    matter: row.kind === 'matter' && fact && maySee(desk, fact) ? viewOf(desk, row.matter, fact) : null,
    steps: stepsOf(standing).map((step) => stepView(desk, step))
  };
}

/** What was done about the row, and about all groups of its unit together where that holds; oldest first. */
function stepsOf({ own, one }: Standing): At<CaseStep>[] {
  const steps = own === null || own === one ? [...one.steps] : [...one.steps, ...own.steps];
  return steps.sort((a, b) => a.position - b.position);
}

function stepView(desk: OperationsDesk, { at, actor, body }: At<CaseStep>): CaseStepView {
  return {
    step: body.step,
    at,
    by: desk.nameOf(actor),
    note: body.note,
    to: body.step === 'assigned' ? holderView(desk, body.to).name : null,
    until: body.step === 'snoozed' ? body.until : null
  };
}

/** The groups behind a row about the groups of a kind in a unit. */
function owingGroups({ fold, base, now }: OperationsDesk, row: AttentionRow): OwingGroup[] {
  const subject = parseAttentionKey(row.key);
  const party = /\.(.+)$/.exec(subject?.tail ?? '')?.[1];
  if ((row.kind !== 'overdue' && row.kind !== 'dueSoon') || row.owes !== 'group' || !party) return [];
  const { tree } = fold.world;
  const sheet = base.owed(now).sheets.find(({ period }) => period === row.period);
  const places = base.places();
  const found: OwingGroup[] = [];
  for (const node of sheet ? tree.downward(row.node) : []) {
    if (node.kind !== 'group' || places[node.ordinal] !== row.node) continue;
    const filing = sheet?.filing(node.ordinal);
    if (!filing || sheet?.stepOf(node.ordinal)?.step.from !== party) continue;
    if (filing.state !== 'missing' && filing.state !== 'awaited' && filing.state !== 'returned') continue;
    found.push({ code: node.group.code, name: node.group.name, state: filing.state });
  }
  return found.sort((a, b) => compareNames(a.name, b.name)).slice(0, MOST_GROUPS);
}
