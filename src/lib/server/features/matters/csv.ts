import type { MatterKind } from '../../../domain/matter.ts';
import type { Answer } from '../../../api/declare.ts';
import type { exportDifficulties } from '../../../api/difficulties.ts';
import { isRefusal, type Outcome } from '../../../api/outcome.ts';
import type { Language } from '../../../i18n/language.ts';
import { mattersTexts } from '../../../i18n/messages/matters.ts';
import { speechOf } from '../../../i18n/texts.ts';
import { csv, CSV_SUFFIX, type CsvCell, type CsvKind } from '../../../wire/csv.ts';
import type { MatterView } from '../../../api/difficulties.ts';
import type { Context } from '../../context/context.ts';
import type { Asked } from '../../http/serve.ts';
import { deskFor } from '../../context/matters/desk-for.ts';
import { everythingOf } from './inbox.ts';

/** Rows of an export, no more. */
const MOST_ROWS = 20_000;

/** How the columns and the words of a table are called, in the reader's language. */
interface CsvWords {
  readonly columns: readonly string[];
  readonly kind: (matter: MatterView) => string;
  readonly state: (matter: MatterView) => string;
  readonly moment: (at: number) => string;
}

/** What a table for programs says instead: names, codes, and moments of UTC (ISO 8601). */
const PLAIN: CsvWords = {
  columns: [
    ...['id', 'period', 'unit', 'group', 'kind', 'text', 'proposal', 'state', 'place', 'taker'],
    ...['raised_at', 'since', 'due_at', 'answer', 'answered_at']
  ],
  kind: ({ kind }) => kind,
  state: ({ state }) => state,
  moment: (at) => new Date(at).toISOString()
};

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
} as const satisfies Record<MatterKind, string>;

/** A list of an inbox as CSV. */
export async function exportInbox(
  context: Context,
  { query }: Asked<typeof exportDifficulties>
): Promise<Outcome<Answer<typeof exportDifficulties>>> {
  const found = everythingOf(await deskFor(context), query);
  if (isRefusal(found)) return found;
  return {
    bytes: mattersCsv(found, csvWords(context.language), query.format),
    name: `vuong-mac-${query.list}${CSV_SUFFIX[query.format]}.csv`
  };
}

/** The columns and words of a table in a language. */
function csvWords(language: Language): CsvWords {
  const { t, format } = speechOf(mattersTexts, language);
  return {
    columns: t('csvColumns').split('|'),
    kind: ({ kind }) => t(KINDS[kind]),
    state: ({ state }) => t(state),
    moment: (at) => format.dateTime(at)
  };
}

/** Matters as CSV: in the reader's words for a spreadsheet, by codes for programs. */
function mattersCsv(matters: readonly MatterView[], spoken: CsvWords, kind: CsvKind): string {
  const words = kind === 'machine' ? PLAIN : spoken;
  const rows = matters
    .slice(0, MOST_ROWS)
    .map((matter): CsvCell[] => [
      matter.id,
      matter.period,
      matter.from.fullName,
      matter.group.name,
      words.kind(matter),
      matter.text,
      matter.proposal,
      words.state(matter),
      matter.place.fullName,
      matter.taker,
      words.moment(matter.steps[0]?.at ?? 0),
      words.moment(matter.since),
      matter.awaitedBy === null ? null : words.moment(matter.awaitedBy - 1),
      matter.answer?.note ?? null,
      matter.answer ? words.moment(matter.answer.at) : null
    ]);
  return csv([words.columns, ...rows], kind);
}
