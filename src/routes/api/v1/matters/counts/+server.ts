import type { RequestHandler } from '@sveltejs/kit';
import { parseUnitKey } from '$lib/domain/unit.ts';
import { currentRuntime } from '$lib/server/current-runtime.ts';
import { answerOf, deskFor } from '$lib/server/matters/answers.ts';
import { mattersCounts } from '$lib/server/matters/counts.ts';
import { UNKNOWN } from '$lib/server/matters/desk.ts';

/** How many difficulties lie at and below a unit and each unit under it; `overdue` is BC03. */
export const GET: RequestHandler = async ({ url, locals }) => {
  const key = parseUnitKey(url.searchParams.get('unit') ?? '');
  if (!key) return answerOf(UNKNOWN);
  return answerOf(
    mattersCounts(await deskFor(currentRuntime(), locals.principal), `${key.code}@${key.validFrom}`)
  );
};
