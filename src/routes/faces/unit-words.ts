import type { Line } from '$lib/board/lines.ts';

/** The types of the units in a list; those to whom the indicator does not apply are left out where others remain. */
export function unitTypes(lines: readonly Line[]): string[] {
  const judged = lines.filter((line) => line.reading.state !== 'notApplicable');
  const types = (judged.length > 0 ? judged : lines).map((line) => line.place.type);
  return [...new Set(types)].filter((type) => type !== '');
}
