import type { Line } from '$lib/board/lines.ts';
import { valueOf } from '$lib/board/lines.ts';
import { LOW, MET, NEAR, NO_DATA, NO_TARGET, NOT_MET, SMALL_BASE } from '$lib/domain/attainment.ts';
import type { Indicator } from '$lib/domain/indicator.ts';
import type { AreaSpeech } from '$lib/i18n/texts.ts';
import type { deskTexts } from '$lib/i18n/messages/desk.ts';
import { countLines } from './goal-counts.ts';

type DeskSpeech = AreaSpeech<(typeof deskTexts)['vi']>;

/** Who holds what is missing: the fewest units whose gaps make half of it. */
export interface GapShare {
  /** Largest gap first; as few as hold at least half of what is missing. */
  readonly holders: readonly Line[];
  /** Their part of all that is missing, at least a half. */
  readonly share: number;
}

/** The fewest units that hold half of what is missing, over-fulfilment making up for nothing; null where nothing is. */
export function halfOfGap(lines: readonly Line[]): GapShare | null {
  const short = lines.filter(({ reading }) => (reading.gap ?? 0) > 0);
  short.sort((a, b) => (b.reading.gap ?? 0) - (a.reading.gap ?? 0));
  const all = short.reduce((sum, { reading }) => sum + (reading.gap ?? 0), 0);
  if (all === 0) return null;
  let held = 0;
  let count = 0;
  while (held * 2 < all) held += short[count++]?.reading.gap ?? all;
  return { holders: short.slice(0, count), share: held / all };
}

/** More than this is said as more than half. */
const A_HALF = 0.55;
/** So many are named, more are counted. */
const NAMED = 2;

/** What the finding of a map is made of. */
export interface MapFacts {
  readonly lines: readonly Line[];
  readonly indicator: Pick<Indicator, 'kind'>;
  /** What the units are called together: `xã, phường`. */
  readonly units: string;
  /** Units that crossed their target since the period before. */
  readonly gained: number;
  readonly lost: number;
  readonly nameOf: (line: Line) => string;
  /** The value of a line in words. */
  readonly figureOf: (line: Line) => string;
}

/**
 * What a map shows in one sentence: where what is missing lies, how much of it, what changed. Null where there is no
 * more to say than the counts.
 */
export function mapFinding({ t }: DeskSpeech, facts: MapFacts): string | null {
  const { lines, units, gained, lost, nameOf } = facts;
  const share = halfOfGap(lines);
  if (share === null) return topFinding({ t }, facts);
  const judged = lines.filter(({ code }) => code >= MET && code <= LOW).length;
  const [first, second] = share.holders;
  if (!first || judged < 3) return null;
  const part = t(share.share > A_HALF ? 'finding.moreThanHalf' : 'finding.half');
  const where =
    share.holders.length > NAMED
      ? t('finding.many', { n: share.holders.length, all: judged, units, part, first: nameOf(first) })
      : second
        ? t('finding.two', { first: nameOf(first), second: nameOf(second), part })
        : t('finding.one', { first: nameOf(first), part });
  const changed =
    gained > 0 ? t('finding.gained', { n: gained }) : lost > 0 ? t('finding.lost', { n: lost }) : '';
  return changed === '' ? where : `${where}; ${changed}`;
}

/** Without targets: who has most. */
function topFinding({ t }: Pick<DeskSpeech, 't'>, { lines, nameOf, figureOf }: MapFacts): string | null {
  const told = lines.filter((line) => line.code === NO_TARGET && valueOf(line) !== null);
  if (told.length < 3) return null;
  const top = told.reduce((best, line) => ((valueOf(line) ?? 0) > (valueOf(best) ?? 0) ? line : best));
  return t('finding.top', { first: nameOf(top), figure: figureOf(top) });
}

/** How many stand where, in short: `11/93 đạt · 79 chưa đạt · 3 chưa có số liệu`. */
export function countsInWords({ t, format }: DeskSpeech, lines: readonly Line[]): string {
  const counts = countLines(lines);
  const n = (code: number) => counts[code] ?? 0;
  const notMet = n(NEAR) + n(NOT_MET) + n(LOW);
  const judged = n(MET) + notMet;
  const all = judged + n(SMALL_BASE) + n(NO_TARGET) + n(NO_DATA);
  const told = (count: number, say: (n: string) => string) => (count > 0 ? [say(format.count(count))] : []);
  return [
    ...(judged > 0 ? [t('counts.met', { met: format.count(n(MET)), all: format.count(all) })] : []),
    ...told(notMet, (count) => t('counts.notMet', { n: count })),
    ...told(n(SMALL_BASE), (count) => t('counts.smallBase', { n: count })),
    ...told(n(NO_TARGET), (count) => t('counts.noTarget', { n: count })),
    ...told(n(NO_DATA), (count) => t('counts.noData', { n: count }))
  ].join(' · ');
}
