import { parsePeriod } from '$lib/domain/period.ts';
import type { mattersTexts } from '$lib/i18n/messages/matters.ts';
import type { operationsTexts } from '$lib/i18n/messages/operations.ts';
import type { AreaSpeech } from '$lib/i18n/texts.ts';
import type { OperationsAnswer, RowView } from '$lib/api/operations.ts';
import { findingWords, type ReviewSpeech } from '../(work)/review/words.ts';

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
      const said = row.group ? t('groupOwes', { period }) : t('groupsOwe', { n: row.count, period });
      return row.returned > 0 && !row.group ? `${said}, ${t('groupsReturned', { n: row.returned })}` : said;
    }
    case 'anomaly': {
      const [first, ...rest] = row.findings;
      if (!first) return '';
      const name = first.indicator === null ? t('wholeReport') : nameOf(first.indicator);
      const more = rest.length > 0 ? ` (+${rest.length})` : '';
      return `${name}: ${findingWords(review, first, nameOf)}${more}`;
    }
    case 'matter':
      return row.matter
        ? `${matterKind(matters, row.matter.kind)}: ${row.matter.text ?? t('hiddenText')}`
        : '';
    case 'alert':
      return row.alert ? `${row.alert.name}: ${room.say(row.alert.says)}` : '';
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

/** What presses in the whole area, as a sentence. */
export function finding({ t, format }: RoomSpeech, answer: OperationsAnswer): string {
  const { counts, overdueBy } = answer;
  const groups = overdueBy.group ?? 0;
  const units = Object.values(overdueBy).reduce((sum, n) => sum + n, 0) - groups;
  const said: string[] = [];
  const owed = [
    ...(groups > 0 ? [t('findingGroups', { n: groups })] : []),
    ...(units > 0 ? [t('findingUnits', { n: units })] : [])
  ];
  if (owed[0] !== undefined)
    said.push(
      t('findingOverdue', {
        things: owed[1] === undefined ? owed[0] : t('findingAnd', { a: owed[0], b: owed[1] })
      })
    );
  if (counts.alert.rows > 0) said.push(t('findingAlert', { n: counts.alert.rows }));
  // While reports are still looked at, their number says nothing.
  if (counts.anomaly.rows > 0 && answer.unchecked === 0)
    said.push(t('findingAnomaly', { n: counts.anomaly.rows }));
  if (counts.matter.nobody > 0) said.push(t('findingMatter', { n: counts.matter.nobody }));
  if (said.length === 0 && counts.dueSoon.rows > 0)
    said.push(t('findingSoon', { n: format.count(counts.dueSoon.things) }));
  return said.length === 0 ? t('findingNone', { unit: answer.unit.fullName }) : said.join('; ');
}

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
