import { render } from 'svelte/server';
import { reportedPeriod } from '$lib/domain/period.ts';
import { LANGUAGES, type Language } from '$lib/i18n/language.ts';
import { foursOf } from '$lib/server/context/chain/sheets.ts';
import type { CurrentRuntime } from '$lib/server/context/current-runtime.ts';
import { inTurns } from '$lib/server/core/in-turns.ts';
import { publicFigures, type PublicFigures } from '$lib/server/features/public-page/figures.ts';
import type { PublicPage } from '$lib/api/public-page.ts';
import { readPublicPage } from '$lib/server/features/public-page/setting.ts';
import { ByteCache } from '$lib/server/core/snapshot/byte-cache.ts';
import type { Publisher } from '$lib/server/core/snapshot/publish.ts';
import { publicPicture } from './public-map.server.ts';
import type { PublicPicture } from './public-picture.ts';
import PublicRows from './PublicRows.svelte';

/** What the public page shows of one indicator in one language. */
export interface Shown {
  readonly figures: PublicFigures;
  /** Null without shapes. */
  readonly picture: PublicPicture | null;
  /** The table's rows as they are written into the page. */
  readonly rows: string;
}

/** So many rows are written before others are served. */
const ROWS = 200;
/** Characters of rows that are kept. */
const MOST_CHARACTERS = 16 * 1024 * 1024;

const kept = new WeakMap<Publisher, ByteCache<Shown | null>>();

/**
 * What the page shows of an indicator, made once for a position of the log and a month, in turns; null where it shows
 * none such. It is the same for everybody.
 */
export function publicShown(
  runtime: Pick<CurrentRuntime, 'publisher' | 'world' | 'clock' | 'boundaries'>,
  page: PublicPage,
  code: string | null,
  language: Language
): Promise<Shown | null> {
  const { publisher, world, clock } = runtime;
  let shelf = kept.get(publisher);
  if (!shelf) kept.set(publisher, (shelf = new ByteCache(MOST_CHARACTERS, (one) => one?.rows.length ?? 1)));
  const month = reportedPeriod(clock(), world.profile);
  const wanted = code ?? page.indicators[0] ?? '';
  if (!page.indicators.includes(wanted)) return Promise.resolve(null);
  const stamp = `${publisher.store} ${publisher.fold.position} ${month} ${JSON.stringify(page)}`;
  return shelf.get(`${wanted} ${language}`, stamp, async () => {
    const { fold, spent } = publisher;
    for (const period of [month, month - 1]) await foursOf(fold).ready(period, 0, spent);
    const figures = publicFigures(runtime, page, wanted);
    if (!figures) return null;
    const rows = await inTurns(rowSteps(figures, language), spent);
    const picture = await publicPicture(runtime, page.unit, page.depth, figures.period).catch(() => null);
    return { figures, picture, rows };
  });
}

/** Makes what the page opens on, so that its first visitor does not wait for it. */
export async function warmPublicPage(
  runtime: Pick<CurrentRuntime, 'publisher' | 'world' | 'clock' | 'boundaries' | 'store'>
): Promise<void> {
  const page = await readPublicPage(runtime);
  if (page?.open) await publicShown(runtime, page, null, LANGUAGES[0]);
}

function* rowSteps({ lines, indicator }: PublicFigures, language: Language): Generator<void, string> {
  let written = '';
  for (let from = 0; from < lines.length; from += ROWS) {
    const props = { lines: lines.slice(from, from + ROWS), indicator, language };
    // What a page with a script would find its rows again by is of no use here.
    written += render(PublicRows, { props }).body.replace(/<!--.*?-->/g, '');
    yield;
  }
  return written;
}
