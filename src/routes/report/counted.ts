import { report } from '$lib/i18n/messages/vi/report.ts';

type CountedKey = Extract<keyof typeof report, `counts_${string}`>;

/** The text for what an indicator counts; units where the catalogue counts something without a word of its own. */
export function countedKey(counts: string): CountedKey {
  const key = `counts_${counts}`;
  return isCounted(key) ? key : 'counts_units';
}

function isCounted(key: string): key is CountedKey {
  return key in report;
}
