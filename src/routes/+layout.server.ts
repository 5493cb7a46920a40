import { currentRuntime } from '$lib/server/current-runtime.ts';
import type { LayoutServerLoad } from './$types';

/** What every page needs: the language, the theme and whether the figures are a demonstration. */
export const load: LayoutServerLoad = async ({ locals, depends }) => {
  depends('app:settings');
  const { mode } = await currentRuntime().store.settings.read();
  return { language: locals.language, theme: locals.theme, isDemo: mode === 'demo' };
};
