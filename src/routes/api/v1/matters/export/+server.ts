import type { RequestHandler } from '@sveltejs/kit';
import type { MatterKind } from '$lib/domain/matter.ts';
import type { MatterView } from '$lib/wire/matters.ts';
import { mattersTexts } from '$lib/i18n/messages/matters.ts';
import { speechOf } from '$lib/i18n/texts.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { answerOf, deskFor } from '$lib/server/matters/answers.ts';
import { readInbox } from '$lib/server/matters/ask.ts';
import { mattersCsv } from '$lib/server/matters/csv.ts';
import { everythingOf } from '$lib/server/matters/inbox.ts';
import { CSV_SUFFIX } from '$lib/wire/csv.ts';
import { isRefusal } from '$lib/server/matters/desk.ts';

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

/** A list of an inbox as CSV: for programs, or (`?format=spreadsheet`) in the reader's language for a spreadsheet. */
export const GET: RequestHandler = async ({ url, locals }) => {
  const runtime = currentRuntime();
  const { t, format } = speechOf(mattersTexts, locals.language);
  const asked = readInbox(url.searchParams);
  const found = everythingOf(await deskFor(runtime, locals.principal), asked);
  if (isRefusal(found)) return answerOf(found);
  const kind = url.searchParams.get('format') === 'spreadsheet' ? 'spreadsheet' : 'machine';
  const words = {
    columns: t('csvColumns').split('|'),
    kind: ({ kind }: MatterView) => t(KINDS[kind]),
    state: ({ state }: MatterView) => t(state),
    moment: (at: number) => format.dateTime(at)
  };
  return new Response(mattersCsv(found, words, kind), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="vuong-mac-${asked.list}${CSV_SUFFIX[kind]}.csv"`,
      'cache-control': 'no-store'
    }
  });
};
