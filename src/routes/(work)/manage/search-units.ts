import type { LevelName } from '$lib/domain/unit.ts';
import type { UnitChoice } from '$lib/wire/unit-choice.ts';

/** Asks the register for units (or groups) by name, for a picker. */
export function unitSearch(levels: readonly LevelName[] = []) {
  return async (text: string, signal: AbortSignal): Promise<readonly UnitChoice[]> => {
    const query = new URLSearchParams({ q: text, level: levels.join(',') });
    const answer = await fetch(`/api/v1/register/search?${query}`, { signal });
    if (!answer.ok) throw new Error(String(answer.status));
    const { units } = (await answer.json()) as { units: UnitChoice[] };
    return units;
  };
}
