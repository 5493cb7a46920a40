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
  rankShown: 'Show',
  rankEnds: 'first 10, last 10',
  rankWhole: 'all {n}',
  rankPast: 'last period',
  rankNow: 'this period',
  rankUp: { one: 'up {n} place', other: 'up {n} places' },
  rankDown: { one: 'down {n} place', other: 'down {n} places' },
  rankOwn: 'Attainment',
  likesTitle: 'Among likes (95% rank range)',
  likesOf: '{place}/{of} {terrain}',
  likesAll: '{place}/{of}',
  likesRange: '{where} ({best}–{worst})',
  'likes.urban': 'urban',
  'likes.plain': 'lowland',
  'likes.mountain': 'upland',
  likesNote:
    'Rank range: the ranks that random variation in the numbers of people still allows, with 95% confidence (Mogstad et al., 2024).',
  rankNote:
    'Ring: last period, dot: this period; ▲ ▼ are places gained or lost. Units without data are not ranked last.',
  noChange: common.noChange,
  newFigure: 'no figure last period',

  axis: 'Axis',
  axisAttainment: 'Attainment',
  axisRate: 'Rate',
  axisCount: 'Result',
  axisOwn: '% of each unit’s own target',
  axisOwnOf: '{name}, % of target',
  ownLine: '100% of target',
  halfLiveOwn: 'Half of all {base} live where {low} to {high} of the target is reached',
  halfOfUnitsOwn: 'Half of the {units} are at {low} to {high} of target',
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
  yearEnd: 'by {day} about {value} ({low}–{high})',
  yearEndMet: 'by {day} about {value} ({low}–{high}), which is on target',
  yearEndLacking: 'by {day} about {value} ({low}–{high}), {lacking} {what} short',
  yearEndMark: '{day}: {value}',
  othersNote: 'Thin lines are the units below.',
  trendLabel: '{indicator} for {unit} over time, with projection.',
  trendMethod:
    'Method: the median slope (Theil–Sen) of the last 6 months, from at least {least} periods; an interval of at least 80% (Sen, 1968). It projects at most {horizon} months, assuming the pace stays the same. After unit mergers the series restarts. The range at the end of the year: 80%, from how far the most recent monthly steps lie from the pace (Hyndman and Athanasopoulos, random walk with drift), from {steps} steps in a row.',

  heatTitle: '{met}/{judged} cells met ({share}); {best} meets most, {least} needs most help',
  heatTitleOne: '{met}/{judged} unit × indicator cells met ({share})',
  heatTitleLarge: { one: '{n} unit × {m} indicators', other: '{n} {units} × {m} indicators' },
  heatNothing: 'No cell has a status yet',
  heatUnits: 'each cell is one unit and one indicator, coloured by attainment',
  heatApart: 'No target',
  heatByMet: 'By targets met',
  heatLabel: {
    one: 'Table of {n} unit × {m} indicators. Arrow keys to move between cells, Enter to select unit and indicator.',
    other:
      'Table of {n} units × {m} indicators. Arrow keys to move between cells, Enter to select unit and indicator.'
  },
  heatSort: 'Sort by {indicator}',
  heatNote:
    'Point at a cell or use the arrow keys to read its figure. Click a heading to sort, a cell to select. Columns without a target are grey by size.',

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
    '{below} {units} are well below the overall {centre}, {above} well above; {within} within the usual variation',
  funnelUnits: 'rate in % by the number of {base}',
  funnelUnitsOwn: '% of each unit’s own target, by the number of {base}',
  funnelLabel: 'Funnel plot of {n} {units} around the overall {centre}.',
  funnelNote:
    'Limits around what all units have together: the inner line 95%, the outer 99.8%, made of random (binomial) variation and of the usual differences between units (standard deviation {between}), estimated after Spiegelhalter (2005). Units beyond the inner line deserve a look. {left}',
  funnelSmall: '{n} with a small base are left out.',
  funnelOther: {
    one: 'Lines are drawn for a target of {target}; {n} unit with another target is compared with the limits of its own.',
    other:
      'Lines are drawn for a target of {target}; {n} units with another target are compared with the limits of their own.'
  },
  funnelCentre: 'all units {figure}',
  funnelX: 'number of {base}, logarithmic',
  farBelow: 'well below the overall figure (beyond 99.8%)',
  below: 'well below the overall figure (beyond 95%)',
  within: 'within the usual variation',
  above: 'well above the overall figure (beyond 95%)',
  farAbove: 'well above the overall figure (beyond 99.8%)',
  standing: 'Relative to the limits',
  limits: '95% range',
  whyNotShare: 'A funnel plot is for rates of persons or households',
  whyNotShareExplain:
    '{indicator} is not a part of a number of persons or households, so it has no binomial limits. See Distribution or Ranking.',
  whyFew: {
    one: '{n} unit: too few to show a usual variation',
    other: '{n} {units}: too few to show a usual variation'
  },
  whyFewExplain: 'A funnel plot needs at least {least} units. See Ranking.',
  whyCertain: 'All are at {figure}: no variation around it',
  whyCertainExplain: 'See Distribution or Gap breakdown.',

  gapTitle: '{n} {units} account for half the gap: {gap} of {sum} {what}',
  gapTitleOne: '{name} accounts for more than half the gap: {gap} of {sum} {what}',
  gapNone: 'No gap to target anywhere',
  gapUnits: 'gap, {what}',
  gapAxis: 'number of {units}, largest gap first',
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
