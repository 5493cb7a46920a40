import type { AttentionRow } from '../../../domain/attention.ts';
import { nodeOfKey, parseAttentionKey } from '../../../domain/attention-key.ts';
import type { CaseStep } from '../../../domain/case.ts';
import { isOwed, type FilingState } from '../../../domain/filing-state.ts';
import type { At } from '../../../domain/matter.ts';
import { formatPeriod, reportedPeriod } from '../../../domain/period.ts';
import type { GroupNode } from '../../../domain/tree.ts';
import { compareNames } from '../../../i18n/names.ts';
import { PAST_PERIODS, type CaseStepView, type RowDetail } from '../../../api/operations.ts';
import { NOT_YOURS, UNKNOWN, type Outcome } from '../../../api/outcome.ts';
import { filingCountOf, foursOf } from '../../context/chain/sheets.ts';
import { maySee, viewOf } from '../../context/matters/views.ts';
import { checkedFigures } from '../../context/review/figures.ts';
import { rowOf } from './board.ts';
import { mayOperate, type OperationsDesk, type StoringDesk } from './desk.ts';
import { peopleOf } from './who.ts';
import { holderView, rowView, standingOf, type Standing } from './row-view.ts';

/** Groups that one row names. */
const MOST_GROUPS = 300;

/** A group that owes. */
export interface Owing {
  readonly node: GroupNode;
  readonly state: FilingState;
}

/** One row with what lies behind it and what people did about it. */
export async function detailOf(desk: StoringDesk, key: string): Promise<Outcome<RowDetail>> {
  const { fold, facts } = desk;
  const node = nodeOfKey(key, fold.world.tree);
  if (node === null) return UNKNOWN;
  if (!mayOperate(desk, node)) return NOT_YOURS;
  const row = rowOf(desk, key, node);
  if (!row) return UNKNOWN;
  const standing = standingOf(desk, row);
  const owing = owingGroups(desk, row);
  const [people, past] = await Promise.all([peopleOf(desk, row, owing), pastOf(desk, row)]);
  const fact = row.kind === 'matter' ? facts.of(row.matter) : null;
  return {
    row: rowView(desk, standing),
    groups: owing.map(({ node: { group }, state }) => ({
      ...{ code: group.code, name: group.name, state },
      people: people.ofGroup(group.code)
    })),
    people: people.own,
    past,
    figure: figureOf(desk, row),
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
function owingGroups({ fold, base, now }: OperationsDesk, row: AttentionRow): Owing[] {
  const subject = parseAttentionKey(row.key);
  const party = /\.(.+)$/.exec(subject?.tail ?? '')?.[1];
  if ((row.kind !== 'overdue' && row.kind !== 'dueSoon') || row.owes !== 'group' || !party) return [];
  const { tree } = fold.world;
  const sheet = base.owed(now).sheets.find(({ period }) => period === row.period);
  const places = base.places();
  const found: Owing[] = [];
  for (const node of sheet ? tree.downward(row.node) : []) {
    if (node.kind !== 'group' || places[node.ordinal] !== row.node) continue;
    const filing = sheet?.filing(node.ordinal);
    if (!filing || sheet?.stepOf(node.ordinal)?.step.from !== party || !isOwed(filing.state)) continue;
    found.push({ node, state: filing.state });
  }
  return found.sort((a, b) => compareNames(a.node.group.name, b.node.group.name)).slice(0, MOST_GROUPS);
}

/** How many of those at and below a row's unit, or of its group, had filed in each of the last periods, oldest first. */
async function pastOf({ fold, now }: OperationsDesk, row: AttentionRow): Promise<RowDetail['past']> {
  const last = row.period ?? reportedPeriod(now, fold.world.profile);
  const past: RowDetail['past'][number][] = [];
  for (let period = last - PAST_PERIODS + 1; period <= last; period++) {
    await foursOf(fold).ready(period, 0);
    const { expected, filed } = filingCountOf(fold, period).at(row.node);
    past.push({ period: formatPeriod(period), expected, filed });
  }
  return past;
}

/** The figure that is odd over the last periods, oldest first, the odd one last. */
function figureOf({ fold }: OperationsDesk, row: AttentionRow): RowDetail['figure'] {
  if (row.kind !== 'anomaly' || row.period === null) return null;
  const last = row.period;
  const indicator = row.findings.find((finding) => finding.indicator !== null)?.indicator ?? null;
  const figure = checkedFigures(fold, row.report).find((one) => one.indicator === indicator);
  if (!figure) return null;
  const known = (count: number | undefined) => (count === undefined || count < 0 ? null : count);
  const all = [figure, ...figure.history].slice(0, PAST_PERIODS);
  return {
    indicator: figure.indicator,
    past: all
      .map((one, i) => ({ period: formatPeriod(last - i), num: known(one?.num), den: known(one?.den) }))
      .reverse()
  };
}
