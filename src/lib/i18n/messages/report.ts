import type { Texts, Translation } from '../texts.ts';
import { report as vi } from './vi/report.ts';

/**
 * Filing on a phone. That page's script is small: English comes when it is asked for (`learnEnglish`), and until then
 * Vietnamese stands in for it.
 */
export const reportTexts: { readonly vi: typeof vi; en: Translation<typeof vi> } & Texts<typeof vi> = {
  vi,
  en: vi
};

/** Fetches the English texts; there is nothing to show in English before. */
export async function learnEnglish(): Promise<void> {
  const { report } = await import('./en/report.ts');
  reportTexts.en = report;
}
