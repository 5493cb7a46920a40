import { parsePeriod } from '$lib/domain/period.ts';
import type { mattersTexts } from '$lib/i18n/messages/matters.ts';
import type { operationsTexts } from '$lib/i18n/messages/operations.ts';
import type { AreaSpeech } from '$lib/i18n/texts.ts';
import type { OperationsAnswer, RowView } from '$lib/api/operations.ts';
import type { ReviewSpeech } from '../(work)/review/words.ts';
import { oddBy, oddWords } from './odd.ts';

export type RoomSpeech = AreaSpeech<(typeof operationsTexts)['vi']>;

/** What the words of a row are made of. */
export interface RowSpeech {
  readonly room: RoomSpeech;
  readonly review: ReviewSpeech;
  readonly matters: AreaSpeech<(typeof mattersTexts)['vi']>;
  /** Names of the area that is looked at, and of what it lies in. */
  readonly known: readonly string[];
  /** What an indicator is called. */
  readonly nameOf: (indicator: string) => string;
}

const MINUTE = 60_000;

/** A period as a row names it: `11/2026`. */
export function periodWords({ format }: RoomSpeech, period: string | null): string {
  const month = parsePeriod(period ?? '');
  return month === null ? '' : format.shortPeriod(month);
}

/** Of whom a row tells: a group, a village, or the unit that the map marks. */
export function rowName({ group, village, unit }: Pick<RowView, 'group' | 'village' | 'unit'>): string {
  return group?.name ?? village ?? unit.fullName;
}

/** Where that lies, without what is said already: the area that is looked at and what that lies in. */
export function rowPlace(
  {
    group,
    village = null,
    unit,
    above
  }: Pick<RowView, 'group' | 'unit' | 'above'> & Partial<Pick<RowView, 'village'>>,
  known: readonly string[]
): string {
  const names = group || village !== null ? [unit.fullName, above] : [above];
  return names.filter((name) => name !== '' && !known.includes(name)).join(', ');
}

/** What is the matter, in one line. */
export function rowWhat({ room, review, matters, nameOf }: RowSpeech, row: RowView): string {
  const { t } = room;
  const period = periodWords(room, row.period);
  switch (row.kind) {
    case 'overdue':
    case 'dueSoon': {
      if (row.owes !== 'group') return t('ownOwes', { period });
      if (row.group) return t('groupOwes', { period });
      const said = t('groupsOweOf', { n: row.count, of: row.of });
      return row.returned > 0 ? `${said}, ${t('groupsReturned', { n: row.returned })}` : said;
    }
    case 'anomaly': {
      const [first, ...rest] = row.findings;
      if (!first) return '';
      const name = first.indicator === null ? t('wholeReport') : nameOf(first.indicator);
      const said = `${name}: ${oddWords(room, review, first, nameOf)}`;
      return rest.length > 0 ? `${said} ${t('oddMore', { n: rest.length })}` : said;
    }
    case 'matter':
      return row.matter
        ? `${matterKind(matters, row.matter.kind)}: ${row.matter.text ?? t('hiddenText')}`
        : '';
    case 'alert':
      return row.alert ? `${row.alert.name}: ${room.say(row.alert.says)}` : '';
  }
}

/** What leads a row, and what stands under that: the number or the length of time that it is ranked by. */
export interface RowLead {
  readonly lead: string;
  readonly below: string;
  /** It is late. */
  readonly isLate: boolean;
}

/** The lead of a row: what ranks it first, when it presses below. */
export function rowLead(speech: RoomSpeech, row: RowView, now: number): RowLead {
  const { t, format } = speech;
  const isLate = row.kind === 'overdue' || (row.due !== null && row.due <= now);
  const when = rowWhen(speech, row, now);
  const [first] = row.findings;
  switch (row.kind) {
    case 'overdue':
    case 'dueSoon':
      if (row.owes === 'group' && !row.group)
        return { lead: t('leadGroups', { n: row.count }), below: when, isLate };
      return {
        lead: format.span(row.at - now),
        below: t(row.kind === 'overdue' ? 'leadOverdue' : 'leadLeft'),
        isLate
      };
    case 'anomaly':
      return { lead: first ? oddBy(speech, first) : '', below: when, isLate };
    case 'matter':
      return row.due !== null && row.due <= now
        ? { lead: format.span(now - row.due), below: t('leadOverdue'), isLate }
        : { lead: format.span(now - row.at), below: t('leadWaiting'), isLate };
    case 'alert':
      return { lead: format.span(now - row.at), below: t('leadFiring'), isLate };
  }
}

/** When, as it presses: hours left, how long overdue, how long ago. */
export function rowWhen(speech: RoomSpeech, row: Pick<RowView, 'kind' | 'at' | 'due'>, now: number): string {
  const { t } = speech;
  if (row.kind === 'dueSoon') return t('left', { span: speech.format.span(row.at - now) });
  if (row.kind === 'overdue') return t('lateBy', { span: speech.format.span(now - row.at) });
  if (row.due !== null && row.due <= now) return t('lateBy', { span: speech.format.span(now - row.due) });
  return agoWords(speech, now - row.at);
}

/** How long ago something was. */
export function agoWords(speech: RoomSpeech, span: number): string {
  return span < MINUTE ? speech.t('justNow') : speech.t('ago', { span: speech.format.span(span) });
}

/** A deadline so near that it belongs into the finding, milliseconds. */
const NEAR_MS = 72 * 3_600_000;
/** Half of what is late in at most this part of the places is told as being there. */
const FEW = 0.4;

/** What presses in the whole area, as a sentence: how much, where half of it is, and what comes next. */
export function finding({ t, format, say }: RoomSpeech, answer: OperationsAnswer): string {
  const { counts, overdueBy, half, next, now } = answer;
  const groups = overdueBy.group ?? 0;
  const units = counts.overdue.things - groups;
  const said: string[] = [];
  if (groups > 0) {
    const late = t('findingLate', { n: groups });
    const isInFew = half.units > 0 && half.of > 2 && half.units <= half.of * FEW;
    said.push(isInFew ? `${late}, ${t('findingHalf', { n: half.units })}` : late);
  }
  if (units > 0) said.push(t('findingUnits', { n: units }));
  if (counts.alert.rows > 0) said.push(t('findingAlert', { n: counts.alert.rows }));
  if (said.length < MOST_SAID && next !== null && next.at - now <= NEAR_MS)
    said.push(t('findingNext', { span: format.span(next.at - now), from: say(next.from) }));
  // While reports are still looked at, their number says nothing.
  if (said.length < MOST_SAID && counts.anomaly.rows > 0 && answer.unchecked === 0)
    said.push(t('findingAnomaly', { n: counts.anomaly.rows }));
  if (said.length < MOST_SAID && counts.matter.nobody > 0)
    said.push(t('findingMatter', { n: counts.matter.nobody }));
  if (said.length === 0 && counts.dueSoon.rows > 0)
    said.push(t('findingSoon', { n: format.count(counts.dueSoon.things) }));
  return said.length === 0 ? t('findingNone', { unit: answer.unit.fullName }) : said.join('; ');
}

/** Facts of one finding. */
const MOST_SAID = 2;

const KINDS = {
  people: 'kindPeople',
  devices: 'kindDevices',
  network: 'kindNetwork',
  skills: 'kindSkills',
  system: 'kindSystem',
  funding: 'kindFunding',
  data: 'kindData',
  safety: 'kindSafety',
  other: 'kindOther'
} as const;

function matterKind({ t }: RowSpeech['matters'], kind: keyof typeof KINDS): string {
  return t(KINDS[kind]);
}
