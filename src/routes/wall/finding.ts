import type { AnswersAnswer, TodayAnswer } from '$lib/api/wall.ts';
import type { Line } from '$lib/board/lines.ts';
import { LOW, MET, NEAR, NO_DATA, NOT_MET, SMALL_BASE } from '$lib/domain/attainment.ts';
import type { Pillar } from '$lib/domain/indicator.ts';
import { unitsInWords } from '$lib/i18n/unit-types.ts';
import { countCodes } from '$lib/ui/headline.ts';
import { unitTypes } from '../faces/unit-words.ts';
import { fastestOf, type PillarSlope } from './pillar-slopes.ts';
import { shortCount } from './short-count.ts';
import type { WallSpeech } from './words.ts';

/** Where what is missing lies: with two places that can be named, or with so many that hold a half of it. */
export type Concentration =
  | { readonly places: readonly [Line, Line]; readonly share: number }
  | { readonly half: number; readonly of: number };

/** Two places are worth naming where they hold at least this share. */
const WORTH_NAMING = 0.2;

/** Where the gap lies among units; null where nothing is missing, or too few are held against one another. */
export function concentrationOf(lines: readonly Line[]): Concentration | null {
  const missing = lines.filter(({ reading }) => (reading.gap ?? 0) > 0);
  const gap = ({ reading }: Line) => reading.gap ?? 0;
  missing.sort((a, b) => gap(b) - gap(a) || a.place.ordinal - b.place.ordinal);
  const [first, second] = missing;
  if (!first || !second || missing.length < 4) return null;
  const sum = missing.reduce((all, line) => all + gap(line), 0);
  const share = (gap(first) + gap(second)) / sum;
  if (share >= WORTH_NAMING) return { places: [first, second], share };
  let held = 0;
  const half = missing.findIndex((line) => (held += gap(line)) * 2 >= sum) + 1;
  return { half, of: missing.length };
}

/** What the headline of a map is made of. */
export interface MapFacts {
  readonly lines: readonly Line[];
  readonly here: Line;
  /** What is counted: `người`. */
  readonly counted: string;
  /** The unit's name inside a sentence. */
  readonly unit: string;
  /** How a place is called on the wall. */
  readonly nameOf: (line: Line) => string;
}

/** The finding of a map in one line: how many have reached their target, and where the rest lies. */
export function mapFinding(words: WallSpeech, facts: MapFacts): string {
  const { t, format } = words;
  const { lines, here, counted, unit, nameOf } = facts;
  const counts = countCodes(lines.map(({ code }) => code));
  const n = (code: number) => counts[code] ?? 0;
  const judged = n(MET) + n(NEAR) + n(NOT_MET) + n(LOW);
  const total = lines.filter(({ reading }) => reading.state !== 'notApplicable').length;
  if (total === 0) return leafFinding(words, here, counted, unit);
  const units = unitsOf(words, lines);
  if (n(NO_DATA) === total) return t('findNothing', { units });
  if (judged + n(SMALL_BASE) === 0) return t('findReported', { n: total - n(NO_DATA), total, units });
  if (n(MET) === total) return t('findAll', { total, units });
  const first = t('findMet', { met: n(MET), total, units });
  const where = concentrationOf(lines);
  if (where === null) return first;
  if ('half' in where) return `${first}; ${t('findHalf', { n: where.half })}`;
  const [a, b] = where.places.map(nameOf);
  const share = format.percent(Math.round(where.share * 100) / 100);
  return `${first}; ${t('findHold', { a: a ?? '', b: b ?? '', share })}`;
}

function leafFinding(words: WallSpeech, { reading }: Line, counted: string, unit: string): string {
  const { t } = words;
  if (reading.state === 'noData') return t('findLeafNothing', { unit });
  if (reading.state === 'met') return t('findLeafMet', { unit });
  if (reading.gap === null || reading.gap === 0) return unit;
  return t('findLeafGap', { unit, gap: shortCount(words, reading.gap), what: counted });
}

/** What the units of a map are called together, short enough for a headline. */
export function unitsOf({ t, language }: WallSpeech, lines: readonly Line[]): string {
  const level = lines[0]?.place.level;
  if (level === 'province') return t('unitsProvince');
  return level === 'commune' ? t('unitsCommune') : unitsInWords(language, unitTypes(lines));
}

/** Fewer than these are no usual to be held against. */
const LEAST_USUAL = 5;

/** What of today its finding is made of. */
export interface TodayFacts {
  readonly total: number;
  /** Reports that usually came by this hour; null where no day before is known. */
  readonly usual: number | null;
  readonly answer: TodayAnswer | null;
}

/** The finding of today: how many reports came, against how many usually came by this hour. */
export function todayFinding({ t, format }: WallSpeech, { total, usual, answer }: TodayFacts): string {
  if (total === 0) {
    const next = answer === null ? null : nextHourOf(answer);
    return next === null ? t('findTodayNone') : t('findTodayFrom', { hour: next });
  }
  const n = format.count(total);
  if (usual === null || usual < LEAST_USUAL) return t('findToday', { n });
  const change = Math.round((total / usual - 1) * 100) / 100;
  if (Math.abs(change) < 0.05) return t('findTodayUsual', { n });
  if (change >= 1) return t('findTodayTimes', { n, times: Math.round(total / usual) });
  return t(change > 0 ? 'findTodayMore' : 'findTodayLess', { n, share: format.percent(Math.abs(change)) });
}

/** The first hour to come in which reports usually come, at least one a day; null where none is left today. */
function nextHourOf({ now, from, before, days }: TodayAnswer): number | null {
  const present = Math.floor((now - from) / 3_600_000);
  const next = before.findIndex((count, hour) => hour > present && days > 0 && count >= days);
  return next < 0 ? null : next;
}

/** The finding of the pillars: which moved most over the months. */
export function pillarsFinding(
  { t, format }: WallSpeech,
  slopes: readonly PillarSlope[],
  nameOf: (pillar: Pillar) => string
): string {
  const fastest = fastestOf(slopes);
  if (fastest === null) return t('findPillars');
  return t('findFastest', { pillar: nameOf(fastest.pillar), change: format.points(fastest.change) });
}

/** The finding of what was asked and answered. */
export function answersFinding({ t, format }: WallSpeech, answer: AnswersAnswer | null): string {
  if (answer === null) return t('findAnswers');
  const said = { answered: format.count(answer.answered), waiting: format.count(answer.waiting) };
  return t('findAnswered', said);
}
