import { isKept, sortLines, USUAL_SORT, type Line } from '$lib/board/lines.ts';
import { MIN_BASE } from '$lib/domain/indicator.ts';
import type { FilingCount } from '$lib/domain/filing-state.ts';
import { formatPeriod } from '$lib/domain/period.ts';
import { compareNames } from '$lib/i18n/names.ts';
import { stateWords } from '$lib/ui/figures.ts';
import type { FilingAnswer } from '$lib/api/wall.ts';
import type { Sheet, SheetCell, SheetColumn } from '$lib/out/sheet.ts';
import { factsOf, sourceOf, type Leaving } from './poster-of.ts';
import { findingOf, unitWords } from './finding-of.ts';

/** The lines that a board's table lists, in its order. */
export function linesShown({ board }: Pick<Leaving, 'board'>): Line[] {
  const { selection } = board;
  const lines = board.lines.filter((line) => isKept(line, selection));
  return sortLines(lines, selection.sort ?? USUAL_SORT, compareNames);
}

type Column = SheetColumn & { readonly of: (line: Line) => SheetCell };

function rateColumns(out: Leaving['out']): Column[] {
  return [
    { name: 'den', title: out.t('colDen'), kind: 'whole', of: ({ den }) => missing(den) },
    {
      name: 'rate',
      title: out.t('colRate'),
      kind: 'number',
      format: '0.0%',
      of: ({ reading }) => reading.rate
    }
  ];
}

function filingColumns(out: Leaving['out'], { units, unit, counts }: FilingAnswer): Column[] {
  const known = new Map<string, FilingCount>(units.map((one) => [one.unit, one.counts]));
  known.set(unit, counts);
  const of = (part: keyof FilingCount) => (line: Line) => known.get(line.place.key)?.[part] ?? null;
  return [
    { name: 'reports_expected', title: out.t('colReportsExpected'), kind: 'small', of: of('expected') },
    { name: 'reports_filed', title: out.t('colReportsFiled'), kind: 'small', of: of('filed') },
    { name: 'reports_returned', title: out.t('colReportsReturned'), kind: 'small', of: of('returned') },
    { name: 'reports_owed', title: out.t('colReportsOwed'), kind: 'small', of: of('owed') }
  ];
}

/**
 * What a board's table lists as a table that leaves the page. `counts`: counts over a base of a few persons are shown;
 * without it they are withheld and the state alone says that the base is small (RULES 17). `filing`: the one count of
 * filing (RULES 9b) of each unit; without it the table has no columns of it.
 */
export function sheetOf(leaving: Leaving, counts: boolean, filing: FilingAnswer | null): Sheet {
  const { board, speech, out } = leaving;
  const { indicator } = board.chosen;
  const isRate = indicator.kind !== 'count';
  const percent = isRate ? { format: '0.0%' } : {};
  const columns: readonly Column[] = [
    { name: 'unit_code', title: out.t('colCode'), kind: 'text', of: ({ place }) => place.code },
    { name: 'unit', title: out.t('colUnit'), kind: 'text', of: ({ place }) => place.fullName },
    { name: 'unit_type', title: out.t('colType'), kind: 'text', of: ({ place }) => place.type },
    {
      name: 'parent',
      title: out.t('colParent'),
      kind: 'text',
      of: ({ place }) => board.nodes.place(place.parent)?.fullName ?? null
    },
    { name: 'indicator', title: out.t('colIndicator'), kind: 'text', of: () => indicator.code },
    {
      name: 'indicator_name',
      title: out.t('colIndicatorName'),
      kind: 'text',
      of: () => speech.say(indicator.short)
    },
    { name: 'period', title: out.t('colPeriod'), kind: 'text', of: () => formatPeriod(board.period) },
    { name: 'num', title: out.t('colNum'), kind: 'whole', of: ({ num }) => missing(num) },
    ...(isRate ? rateColumns(out) : []),
    {
      name: 'target',
      title: out.t('colTarget'),
      kind: 'number',
      ...percent,
      of: ({ reading }) => reading.target
    },
    {
      name: 'attainment',
      title: out.t('colAttainment'),
      kind: 'number',
      format: '0.0%',
      of: ({ reading }) => finite(reading.attainment)
    },
    {
      name: 'state',
      title: out.t('colState'),
      kind: 'text',
      of: ({ reading }) => stateWords(speech, reading.state)
    },
    { name: 'gap', title: out.t('colGap'), kind: 'whole', of: ({ reading }) => reading.gap },
    { name: 'groups_expected', title: out.t('colExpected'), kind: 'small', of: ({ expected }) => expected },
    { name: 'groups_fresh', title: out.t('colFresh'), kind: 'small', of: ({ fresh }) => fresh },
    { name: 'groups_carried', title: out.t('colCarried'), kind: 'small', of: ({ carried }) => carried },
    {
      name: 'coverage',
      title: out.t('colCoverage'),
      kind: 'number',
      format: '0.0%',
      of: ({ reading }) => reading.coverage
    },
    ...(filing ? filingColumns(out, filing) : [])
  ];
  const lines = linesShown(leaving);
  const withheld = new Set(['num', 'den', 'rate', 'attainment', 'gap', 'coverage']);
  return {
    columns,
    rows: lines.map((line) => {
      const isSmall = !counts && line.reading.state === 'smallBase';
      return columns.map(({ name, of }) => (isSmall && withheld.has(name) ? null : of(line)));
    }),
    notes: notesOf(leaving, lines.length, counts)
  };
}

function notesOf(leaving: Leaving, shown: number, counts: boolean): [string, string][] {
  const { board, speech, out, isDemo } = leaving;
  const { indicator } = board.chosen;
  const { say } = speech;
  const formula = indicator.denominator
    ? `${say(indicator.numerator)} ÷ ${say(indicator.denominator)}`
    : say(indicator.numerator);
  return [
    [out.t('figures'), findingOf(speech, board)],
    [out.t('noteIndicator'), `${indicator.code} · ${say(indicator.name)}`],
    [out.t('noteFormula'), formula],
    [out.t('noteCite'), indicator.citation],
    [out.t('noteUnit'), unitWords(speech, board)],
    [out.t('notePeriod'), speech.format.period(board.period)],
    [out.t('noteCoverage'), factsOf(leaving)[1] ?? ''],
    ...(shown < board.lines.length
      ? [[out.t('noteSieve'), out.t('sieveOn', { shown, all: board.lines.length })] as [string, string]]
      : []),
    ...(counts ? [] : [[out.t('noteSmall'), out.t('smallWords', { min: MIN_BASE })] as [string, string]]),
    [out.t('source'), sourceOf(leaving)],
    ...(isDemo ? [[out.t('mark'), out.t('demo')] as [string, string]] : [])
  ];
}

const missing = (value: number): number | null => (value < 0 ? null : value);
const finite = (value: number | null): number | null =>
  value !== null && Number.isFinite(value) ? value : null;
