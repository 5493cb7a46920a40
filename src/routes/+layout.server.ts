import { ACTIONS, isGroupOnly, mayAnywhere } from '$lib/domain/access.ts';
import { dayAt } from '$lib/domain/period.ts';
import { currentRuntime } from '$lib/server/context/current-runtime.ts';
import type { LayoutServerLoad } from './$types';

/** What every page needs: the language, the theme, who looks and what they may do, whether the figures are a demonstration. */
export const load: LayoutServerLoad = ({ locals, depends }) => {
  depends('app:settings');
  const { settings, clock } = currentRuntime();
  const { language, theme, principal } = locals;
  const day = dayAt(clock());
  return {
    language,
    theme,
    isDemo: settings.mode === 'demo',
    me: {
      kind: principal.kind,
      name: principal.name,
      may: ACTIONS.filter((action) => mayAnywhere(principal, action, day)),
      isGroup: isGroupOnly(principal.grants)
    }
  };
};
