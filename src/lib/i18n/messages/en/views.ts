import type { Translation } from '../../texts.ts';
import type { views as vi } from '../vi/views.ts';
import { common } from './common.ts';

/** What the chart views of the desk say. */
export const views: Translation<typeof vi> = {
  unit: common.unit,
  value: common.result,
  rate: common.rate,
  numerator: common.numerator,
  base: common.denominator,
  target: common.target,
  attainment: 'Attainment',
  change: common.changeFromLast,
  state: common.status,
  gap: common.gap,
  targetIs: common.targetIs,
  noFigures: 'No {units} have data for {indicator} in {period}.',
  allFiltered: 'The filters hide all {n} {units} with data.',
  clear: common.clearFilters,

  rankFirst: {
    one: '{name} has {figure}; {up} of {n} unit up on last period',
    other: '{name} leads with {figure}; {up} of {n} {units} up on last period'
  },
  rankByTargetFirst: {
    one: '{name} is at {figure} of target; {up} of {n} unit up on last period',
    other: '{name} leads at {figure} of target; {up} of {n} {units} up on last period'
  },
  rankByTargetAlone: {
    one: '{name} is at {figure} of target ({n} unit)',
    other: '{name} leads among {n} {units} at {figure} of target'
  },
  rankFirstAlone: {
    one: '{name} has {figure} ({n} unit)',
    other: '{name} leads with {figure} among {n} {units}'
  },
  rankLabel: '{units} ranked by {measure}',
  rankBy: 'rate',
  rankByValue: 'result',
  rankByAttainment: 'attainment',
  place: 'Rank',
  notRanked: 'Not ranked',
  smallApart: '{n} with a small base (under {min}): {names}',
  missingApart: '{n} without data: {names}',
  andMore: common.more,
  rankNote:
    'The vertical line is the target; the arrow shows the change from last period. Units without data are not ranked last.',
  noChange: common.noChange,
  newFigure: 'no figure last period',

  halfLive: 'Half of all {base} live where the rate is {low} to {high}',
  halfOfUnits: 'Half of the {units} have {low} to {high} {what}',
  metOf: '{met} of {n} {units} meet the target',
  distributionLabel: '{n} {units} by {indicator}.',
  middle: 'middle 50%',
  overall: 'overall {figure}',
  distributionNote:
    'Each dot is one unit. The shaded band is the middle 50%, weighted by {base}; the solid line is the overall rate. Drag the ends of the bar below the axis to filter map and table.',
  distributionNoteCount:
    'Each dot is one unit. The shaded band is the middle 50%. Drag the ends of the bar below the axis to filter map and table.',
  rangeFrom: 'From',
  rangeTo: 'To below',
  rangeLabel: 'Filter by value',
  rangeKept: 'Keeping {n} {units} from {from} to below {to}',

  willReach: 'Expected to reach {target} in {period} (at the pace of 6 months)',
  reached: 'Target {target} met: {figure}',
  willNotReach: 'Will not be reached at this pace: {pace} a month, {missing} short of the target',
  beyond: 'At this pace {target} will not be reached before {period}',
  tooFew: 'Too few periods to project: {n} of {least} needed',
  noTarget: 'No target set: trend only',
  flow: 'Counted fresh each period, so no date is projected',
  noSeries: 'No earlier periods yet',
  paceTitle: 'Pace of 6 months',
  paceIs: '{pace} a month',
  paceRange: 'range {low} to {high}',
  dateTitle: 'Expected',
  dateRange: 'range {earliest} to {latest}',
  dateOpen: 'earliest {earliest}; at the other end of the range: not before {horizon}',
  dateUnknown: 'not before {horizon}',
  neededTitle: 'Pace needed',
  neededBy: 'to reach it by the end of {period}',
  neededEnd: 'the target ends in {period}',
  neededYear: 'the target has no end date: to the end of the year',
  neededPast: 'the target has ended',
  trendLabel: '{indicator} for {unit} over time, with projection.',
  trendMethod:
    'Method: the median slope (Theil–Sen) of the last 6 months, from at least {least} periods; an interval of at least 80% (Sen, 1968). It projects at most {horizon} months, assuming the pace stays the same. After unit mergers the series restarts.',

  heatTitle: '{met}/{judged} cells met ({share}); {best} meets most, {least} needs most help',
  heatTitleOne: '{met}/{judged} unit × indicator cells met ({share})',
  heatTitleLarge: { one: '{n} unit × {m} indicators', other: '{n} {units} × {m} indicators' },
  heatNothing: 'No cell has a status yet',
  heatUnits: '% of each target; cells without a status show the figure',
  heatLabel: {
    one: 'Table of {n} unit × {m} indicators. Arrow keys to move between cells, Enter to select unit and indicator.',
    other:
      'Table of {n} units × {m} indicators. Arrow keys to move between cells, Enter to select unit and indicator.'
  },
  heatSort: 'Sort by {indicator}',
  heatNote: 'Each cell shows target attainment. Click a heading to sort, a cell to select.',
  heatMet: 'Cells met',
  heatCell: '{unit}, {indicator}: {words}',
  heatWait: 'Loading the other indicators of this period…',

  second: common.comparedWith,
  both: 'Both met',
  onlyX: 'Only {x} met',
  neither: 'Neither met',
  scatterTitle: '{both}/{n} {units} meet both; {onlyX} only {x}, {onlyY} only {y}, {neither} neither',
  scatterTitlePlain: { one: '{n} unit has both {x} and {y}', other: '{n} {units} have both {x} and {y}' },
  scatterUnits: 'each dot is a unit, sized by {base}',
  scatterUnitsPlain: 'each dot is a unit',
  scatterLabel: '{x} and {y} of {n} {units}.',
  scatterNone: 'No {units} have both figures in this period.',
  corrFew: 'n = {n}: fewer than {least} units: correlation not shown.',
  corrTold:
    'Spearman rank correlation {rho} (95% interval {low} to {high}; n = {n}): the two {way}. Correlation is not causation.',
  corrNot: 'n = {n}: no clear relationship (Spearman {rho}, 95% interval {low} to {high}).',
  together: 'tend to be high together and low together',
  opposite: 'tend to move in opposite directions',
  onlyOne: 'This period has only one indicator.',

  funnelTitle:
    '{below} {units} are significantly below target, {above} significantly above; {within} within random variation',
  funnelUnits: 'rate in % by the number of {base}',
  funnelLabel: 'Funnel plot of {n} {units} around the target of {target}.',
  funnelNote:
    'Exact binomial limits around the target of {target}: the inner line 95%, the outer 99.8%. Small units vary more, so only units beyond the inner line count as different. Limits assume people are independent. {left}',
  funnelSmall: '{n} with a small base are left out.',
  funnelOther: {
    one: '{n} has its own target (hollow dot) and is compared with it, not with the lines shown.',
    other: '{n} have their own target (hollow dots) and are compared with it, not with the lines shown.'
  },
  funnelX: 'number of {base}, logarithmic',
  farBelow: 'significantly below (beyond 99.8%)',
  below: 'significantly below (beyond 95%)',
  within: 'within random variation',
  above: 'significantly above (beyond 95%)',
  farAbove: 'significantly above (beyond 99.8%)',
  standing: 'Relative to the limits',
  limits: '95% range',
  whyNotShare: 'A funnel plot is for rates of persons or households',
  whyNotShareExplain:
    '{indicator} is not a part of a number of persons or households, so it has no binomial limits. See Distribution or Ranking.',
  whyNotTarget: 'No target set, so there is nothing to compare with',
  whyNotTargetExplain: 'A funnel plot compares each unit with the target. See Distribution.',
  whyCertain: 'Target {target}: no random variation around this target',
  whyCertainExplain: 'One person short means not met, whatever the size. See Gap breakdown.',

  gapTitle: '{n} {units} account for half the gap: {gap} of {sum} {what}',
  gapTitleOne: '{name} accounts for more than half the gap: {gap} of {sum} {what}',
  gapNone: 'No gap to target anywhere',
  gapUnits: 'gap, {what}',
  gapLabel: 'Gap of each unit',
  gapOf: '{gap} {what} to go',
  gapShare: 'Share',
  gapCumulative: 'Cumulative',
  gapMore:
    'Added unit by unit the gap is {sum} {what}; {unit} as a whole is {own} short. Surpluses do not offset gaps.',
  gapSame: 'Added unit by unit the gap is {sum} {what}, the same as for {unit} as a whole.',
  gapLess:
    'Added unit by unit the gap is {sum} {what}; {unit} is {own} short of its own target, which is not the sum of the others.',
  gapFull: '{n} with no gap',
  gapUnknown: '{n} without data or without a target',
  gapDown: 'Lower is better for this indicator',
  gapDownExplain: 'A gap is shown only where higher is better.',
  gapNoTarget: 'No target set, so there is no gap',
  gapCurve: 'Cumulative: top {n} make up {share}'
};
