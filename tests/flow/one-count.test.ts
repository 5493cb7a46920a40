import { expect, test } from 'vitest';
import type { EntryDraft } from '../../src/lib/domain/entry.ts';
import type { FilingCount } from '../../src/lib/domain/filing-state.ts';
import { fourOf } from '../../src/lib/domain/filing-state.ts';
import { formatPeriod, reportedPeriod, type Period } from '../../src/lib/domain/period.ts';
import type { UnitNode } from '../../src/lib/domain/tree.ts';
import type { UnitKey } from '../../src/lib/domain/unit.ts';
import { filedTimes } from '../../src/lib/server/features/alerts/measure.ts';
import { chainAnswer } from '../../src/lib/server/context/chain/progress.ts';
import { reminder } from '../../src/lib/server/features/chain/reminder.ts';
import { sheetsOf } from '../../src/lib/server/context/chain/sheets.ts';
import { demoReports, demoReviews, demoStructure, type TakenReport } from '../../src/lib/server/demo/demo.ts';
import { isRefusal, reasonOf } from '../../src/lib/api/outcome.ts';
import { deskOf } from '../../src/lib/server/context/matters/desk.ts';
import { boardOf } from '../../src/lib/server/features/operations/board.ts';
import { operationsDesk } from '../../src/lib/server/features/operations/desk.ts';
import { publicFigures } from '../../src/lib/server/features/public-page/figures.ts';
import type { ReviewDesk } from '../../src/lib/server/context/review/desk.ts';
import { reviewQueue } from '../../src/lib/server/features/review/queue.ts';
import { Fold } from '../../src/lib/server/core/snapshot/fold.ts';
import { Publisher } from '../../src/lib/server/core/snapshot/publish.ts';
import { filingGrid } from '../../src/lib/server/features/targets/filing-grid.ts';
import { arrivalsAnswer, filingAnswer } from '../../src/lib/server/features/wall/arrivals.ts';
import { keyPrincipal } from '../support/principals.ts';
import {
  COMMUNES,
  countryStructure,
  COUNTRY,
  draft,
  GROUPS,
  JANUARY,
  PROVINCES,
  reportDraft,
  reviewDraft,
  SINCE
} from '../support/small-country.ts';

// One count of filing (RULES 9b): wall, chain, operations, desk, public page, review, grid, reminder, alerts and API.

const admin = (root: UnitKey) => ({
  ...keyPrincipal('all', 'programme', root),
  grants: [
    ...keyPrincipal('all', 'programme', root).grants,
    ...keyPrincipal('all', 'clerk', root).grants,
    ...keyPrincipal('all', 'head', root).grants
  ]
});

function folded(profile: 'calendar' | 'window', drafts: Iterable<EntryDraft>): Fold {
  const fold = new Fold(profile);
  let position = 0;
  for (const entry of drafts) fold.apply([{ ...entry, position: ++position }]);
  return fold;
}

/** The four from the versions alone, by the words of the rule. */
function byTheRule({ world, book }: Fold, unit: UnitNode, period: Period): FilingCount {
  const counts = { expected: 0, filed: 0, returned: 0, owed: 0 };
  for (const node of world.tree.downward(unit.ordinal)) {
    if (node.kind !== 'group') continue;
    const files = world.indicators.some(
      ({ ordinal }) => world.placeIn(world.expected(ordinal, period), node.ordinal) >= 0
    );
    if (!files) continue;
    counts.expected += 1;
    const versions = [...book.versionsOf(node.ordinal, period)];
    if (versions.some(({ state }) => state !== 'returned')) counts.filed += 1;
    else counts.owed += 1;
    if (versions.length > 0 && versions.every(({ state }) => state === 'returned')) counts.returned += 1;
  }
  return counts;
}

/** The four as each screen, message and call says them of a unit. */
async function everywhere(
  fold: Fold,
  unit: UnitNode,
  period: Period,
  now: number
): Promise<Record<string, Partial<FilingCount>>> {
  const publisher = new Publisher('one-count', fold);
  const root = fold.world.tree.nodes[0];
  if (root?.kind !== 'unit') throw new Error('no root');
  const principal = admin(root.key);
  const month = formatPeriod(period);
  const question = { principal, unit: unit.key, period: month, now };
  const wall = arrivalsAnswer(fold, question);
  const desk = filingAnswer(fold, question);
  const above = filingAnswer(fold, { ...question, unit: root.key }, 'commune');
  const chain = chainAnswer(fold, question);
  if (isRefusal(wall) || isRefusal(chain) || isRefusal(above) || isRefusal(desk)) throw new Error('refused');
  const source = {
    ...{ fold, clock: () => now, append: () => Promise.reject(new Error('reads only')) },
    ...{ nameOf: (actor: string) => actor, patience: { open: 5, taken: 10 } }
  };
  const operations = boardOf(operationsDesk({ ...deskOf(source, principal), fold }, []), {
    ...{ unit: unit.key, state: 'active', limit: 10 }
  });
  if (isRefusal(operations)) throw new Error(reasonOf(operations).en);
  const store: ReviewDesk['store'] = {
    reportsOf: () => Promise.resolve([]),
    entriesAt: () => Promise.resolve([])
  };
  const review = await reviewQueue(
    { publisher, store, clock: () => now, append: source.append },
    principal,
    unit,
    period,
    { learn: () => Promise.resolve(), of: (actor) => actor }
  );
  const below = review.children.map(({ filing }) => filing);
  const summed = (part: keyof FilingCount) =>
    below.reduce((sum, filing) => sum + filing[part], review.filing[part]);
  const grid = await filingGrid(fold, principal, now, { unit, period }, () => Promise.resolve(''));
  const sheet = sheetsOf(fold).of(period, now);
  const { tree } = fold.world;
  const message = reminder({ tree, sheet, unit, group: null, now, demo: false });
  const [times] = filedTimes(fold, [unit.ordinal], period, now, true);
  const page = publicFigures(
    { publisher, world: fold.world, clock: () => now },
    {
      ...{ open: true, unit: unit.key, depth: 'commune', intro: { vi: '', en: '' }, practices: [] },
      indicators: ['XHS01']
    },
    null
  );
  return {
    wall: wall.counts,
    desk: desk.counts,
    'end of the burn-up': { filed: wall.filed.at(-1) ?? 0 },
    chain: fourOf(chain.counts),
    operations: operations.filing.counts,
    ...(unit.level === 3 ? { export: above.units.find((one) => one.unit === unit.key)?.counts ?? {} } : {}),
    review: {
      ...{ expected: summed('expected'), filed: summed('filed') },
      ...{ returned: summed('returned'), owed: summed('owed') }
    },
    ...(grid !== null && grid !== 'tooMany' ? { grid: grid.filing } : {}),
    reminder: { filed: message.card.filed, expected: message.card.expected },
    alerts: { expected: times?.expected ?? 0, filed: times?.times.length ?? 0 },
    ...(page?.period === period ? { 'public page': page.here.filing } : {})
  };
}

async function holds(fold: Fold, unit: UnitNode, period: Period, now: number): Promise<string[]> {
  const expected = byTheRule(fold, unit, period);
  expect(expected.filed + expected.owed).toBe(expected.expected);
  const said = await everywhere(fold, unit, period, now);
  for (const [where, counts] of Object.entries(said))
    expect(expected, `${where}, ${unit.unit.fullName}`).toMatchObject(counts);
  return Object.keys(said);
}

test('with returns, corrections and a first version behind a returned one, every place says the same four', async () => {
  const chain: EntryDraft = draft({
    kind: 'chains',
    chains: [
      {
        ...{ id: 'c', name: { vi: 'c', en: 'c' }, province: null, validFrom: SINCE, validTo: null },
        ...{ reading: 'strict', shiftToWorkingDay: false, illustrative: true, citation: 'test' },
        steps: [
          {
            ...{ from: 'village-group', to: 'commune', beforeDay: 18 },
            ...{ fromName: { vi: 'tổ', en: 'group' }, toName: { vi: 'xã', en: 'commune' } }
          }
        ]
      }
    ]
  });
  const structure = [...countryStructure(), chain];
  const first = structure.length + 1;
  const at = Date.parse('2026-02-10T05:00:00Z');
  const file = (group: number, value: number) =>
    reportDraft(GROUPS[group]!, JANUARY, { XHS01: value, KTS01: 1 }, at + value);
  const fold = folded('calendar', [
    ...structure,
    file(0, 9), // returned: owed again
    file(1, 10), // returned and corrected: filed
    file(2, 11), // corrected, and the correction returned: the first counts, so it is filed
    file(3, 12), // approved
    file(4, 13), // returned twice
    reviewDraft([first, first + 1, first + 4], 'returned'),
    reviewDraft([first + 3], 'approved'),
    file(1, 20),
    file(2, 21),
    file(4, 22),
    reviewDraft([first + 8, first + 9], 'returned')
  ]);
  const now = Date.parse('2026-02-20T05:00:00Z');
  expect(reportedPeriod(now, 'calendar')).toBe(JANUARY);
  const country = fold.world.tree.unit(COUNTRY)!;
  expect(byTheRule(fold, country, JANUARY)).toEqual({ expected: 8, filed: 3, returned: 2, owed: 5 });
  for (const key of [COUNTRY, ...PROVINCES, ...COMMUNES.map((code): UnitKey => `${code}@${SINCE}`)]) {
    const places = await holds(fold, fold.world.tree.unit(key)!, JANUARY, now);
    expect(places).toEqual(expect.arrayContaining(['wall', 'desk', 'chain', 'operations', 'review', 'grid']));
  }
});

test('in the demo every place says the same four', async () => {
  const now = Date.parse('2026-11-20T03:00:00Z');
  const structure = demoStructure(now);
  const drafts = [...structure];
  const taken = new Map<Period, TakenReport[]>();
  const texts = { tasks: '', difficulties: '', proposals: '', practices: '' };
  for (const batch of demoReports(now)) {
    for (const { group, period, values, at } of batch) {
      if (period < 2026 * 12 + 9) continue;
      const filed = values.map((value) => ({ ...value, denominator: value.denominator ?? null }));
      drafts.push({ at, actor: 'test', body: { kind: 'report', group, period, values: filed, texts } });
      const list = taken.get(period) ?? [];
      list.push({ position: drafts.length, group, period, at });
      taken.set(period, list);
    }
  }
  for (const [period, list] of taken) drafts.push(...demoReviews(period, list, now));
  const fold = folded('window', drafts);
  const { tree } = fold.world;
  const period = reportedPeriod(now, 'window');
  const shown = [tree.nodes[0], tree.unit('48@2025-07-01'), tree.unit('20242@2025-07-01')];
  const seen = new Set<string>();
  for (const unit of shown) {
    if (unit?.kind !== 'unit') throw new Error('the demo has no such unit');
    for (const place of await holds(fold, unit, period, now)) seen.add(place);
  }
  expect([...seen]).toEqual(expect.arrayContaining(['public page', 'export', 'operations', 'wall']));
});
