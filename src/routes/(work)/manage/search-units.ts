import type { UnitChoice } from '$lib/api/register.ts';
import { call, hasFailed } from '$lib/client/call.ts';
import type { LevelName } from '$lib/domain/unit.ts';

/** Asks the register for units (or groups) by name, for a picker. */
export function unitSearch(levels: readonly LevelName[] = []) {
  return async (text: string, signal: AbortSignal): Promise<readonly UnitChoice[]> => {
    const query = { q: text, level: levels.join(',') };
    const found = await call('GET /api/v1/register/search', {}, undefined, query, { signal });
    if (hasFailed(found)) throw new Error(String(found.status));
    return found.units;
  };
}
