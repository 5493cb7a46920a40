import { learnEnglish } from '$lib/i18n/messages/report.ts';
import type { PageLoad } from './$types';

/** Whoever reads English has it before the first picture. */
export const load: PageLoad = async ({ parent }) => {
  const { language } = await parent();
  if (language === 'en') await learnEnglish();
};
