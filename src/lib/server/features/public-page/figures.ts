import { readingAt, STATES, type Reading } from '../../../domain/attainment.ts';
import { formatPeriod, reportedPeriod, type Period } from '../../../domain/period.ts';
import { LEVELS } from '../../../domain/unit.ts';
import type { Indicator, Words } from '../../../domain/indicator.ts';
import { compareNames } from '../../../i18n/names.ts';
import { csv, type CsvKind } from '../../../wire/csv.ts';
import type { PublicLine } from '../../../wire/public-line.ts';
import type { World } from '../../../domain/world.ts';
import { filingCountOf } from '../../context/chain/sheets.ts';
import type { CurrentRuntime } from '../../context/current-runtime.ts';
import { scopeRows } from '../../core/snapshot/scope-rows.ts';
import type { PublicPage } from '../../../api/public-page.ts';
import { isOfUnit } from './setting.ts';

/** Periods of the trend, and how far back the newest one with approved figures is looked for. */
const TREND = 12;
const BACK = 6;

/** Everything of the public page but its map: approved figures of one indicator. */
export interface PublicFigures {
  readonly unit: { readonly key: string; readonly name: string; readonly ordinal: number };
  readonly level: (typeof LEVELS)[number];
  readonly indicator: Indicator;
  readonly period: Period;
  readonly here: PublicLine;
  readonly lines: readonly PublicLine[];
  readonly trend: readonly { readonly period: Period; readonly rate: number | null; readonly num: number }[];
  readonly practices: readonly { readonly text: string; readonly place: string }[];
  readonly intro: Words;
  readonly choices: readonly { readonly code: string; readonly short: Words }[];
}

/** The figures of the page for one of its indicators; null where it shows none such. */
export function publicFigures(
  { publisher, world, clock }: Pick<CurrentRuntime, 'publisher' | 'world' | 'clock'>,
  page: PublicPage,
  code: string | null
): PublicFigures | null {
  const wanted = code ?? page.indicators[0] ?? '';
  const known = page.indicators.includes(wanted) ? world.indicator(wanted) : undefined;
  const view = publisher.view({ root: page.unit, depth: page.depth }, 'withheld');
  const root = world.tree.unit(page.unit);
  if (!known || !view || !root) return null;
  const { ordinal, indicator } = known;
  const periods = publisher.views.periods(view);
  const newest = reportedPeriod(clock(), world.profile);
  const rowsOf = (period: Period) => {
    const rows = publisher.withheld.told('withheld', scopeRows(publisher.warm, view, period, [ordinal]));
    return { rows, at: new Map(Array.from(rows.node.subarray(0, rows.length), (node, i) => [node, i])) };
  };
  const lineOf = ({ rows, at }: ReturnType<typeof rowsOf>, node: number): Omit<PublicLine, 'filing'> => {
    const unit = world.tree.nodes[node];
    const i = at.get(node);
    const reading = i === undefined ? NOTHING : readingAt(rows, i, indicator, 'approved');
    const num = i === undefined ? -1 : rows.approved.num[i]!;
    const of = unit?.kind === 'unit' ? unit.unit : null;
    return {
      ordinal: node,
      code: of?.code ?? '',
      name: of?.fullName ?? '',
      type: of?.type ?? '',
      stateCode: STATES.indexOf(reading.state),
      reading,
      num,
      den: i === undefined || num < 0 ? -1 : rows.approved.den[i]!
    };
  };
  const shown = periods.filter((period) => period <= newest && period > newest - TREND);
  const seen = shown.map((period) => ({ period, here: lineOf(rowsOf(period), root.ordinal) }));
  const near = seen.filter(({ period }) => period > newest - BACK);
  // A month of which nothing is approved yet says nothing new.
  const last =
    near.findLast(({ here }) => (here.reading.coverage ?? 0) > 0) ??
    near.findLast(({ here }) => here.num >= 0);
  const period = last?.period ?? shown.at(-1);
  if (period === undefined) return null;
  const alive = world.alive(period);
  const depth = LEVELS.indexOf(page.depth);
  const rows = rowsOf(period);
  const four = filingCountOf(publisher.fold, period);
  const counted = (node: number): PublicLine => ({ ...lineOf(rows, node), filing: four.at(node) });
  const lines = [...view.nodes]
    .filter((node) => alive[node] && world.tree.nodes[node]?.level === depth)
    .map(counted)
    .sort((a, b) => compareNames(a.name, b.name));
  return {
    unit: { key: root.key, name: root.unit.fullName, ordinal: root.ordinal },
    level: page.depth,
    indicator,
    period,
    here: counted(root.ordinal),
    lines,
    trend: seen.map(({ period: of, here }) => ({ period: of, rate: here.reading.rate, num: here.num })),
    practices: practicesOf({ publisher, world }, page),
    intro: page.intro,
    choices: page.indicators.flatMap((one) => {
      const found = world.indicator(one)?.indicator;
      return found ? [{ code: found.code, short: found.short }] : [];
    })
  };
}

const NOTHING: Reading = {
  state: 'notApplicable',
  band: null,
  rate: null,
  target: null,
  attainment: null,
  gap: null,
  coverage: null
};

/** The practices that were chosen for the page and are shared with all, each with its commune. */
function practicesOf(
  { publisher, world }: Pick<CurrentRuntime, 'publisher' | 'world'>,
  { practices, unit }: PublicPage
): PublicFigures['practices'] {
  return practices.flatMap((id) => {
    const practice = publisher.fold.steps.practices.of(id);
    const node = world.tree.unit(unit);
    if (!practice || !node || !isOfUnit({ publisher, world }, node, id)) return [];
    return [{ text: practice.text, place: communeOf(world, practice.group) }];
  });
}

/** The commune of a group by its full name; empty where the group or its commune is not known. */
export function communeOf({ tree }: Pick<World, 'tree'>, code: string): string {
  const group = tree.group(code);
  const commune =
    group &&
    [...tree.upward(group.ordinal)].find(
      (node) => node.kind === 'unit' && node.level <= LEVELS.indexOf('commune')
    );
  return commune?.kind === 'unit' ? commune.unit.fullName : '';
}

/** The table of the page as CSV: what is on it and nothing more. */
export function publicCsv({ lines, here, indicator, period, unit }: PublicFigures, kind: CsvKind): string {
  const row = ({ code, name, reading, num, den, filing }: PublicLine) => [
    ...[code, name, indicator.code, formatPeriod(period), reading.state],
    ...[reading.rate, num < 0 ? null : num, den < 0 ? null : den, reading.target, reading.coverage],
    ...[filing.expected, filing.filed, filing.returned, filing.owed]
  ];
  return csv([CSV_HEAD, row({ ...here, name: unit.name }), ...lines.map(row)], kind);
}

const CSV_HEAD = [
  ...['ma', 'ten', 'chi_tieu', 'ky', 'trang_thai'],
  ...['ty_le', 'tu_so', 'mau_so', 'muc_giao', 'do_phu'],
  ...['bao_cao_phai_nop', 'bao_cao_da_nop', 'bao_cao_bi_tra_lai', 'bao_cao_con_phai_nop']
];
