import type { Line } from '../../lib/board/lines.ts';
import { LOW, MET, NEAR, NOT_MET } from '../../lib/domain/attainment.ts';

/** The four bands, best first. */
export const BAND_CODES = [MET, NEAR, NOT_MET, LOW] as const;

/** How many lines are of each state, by code. */
export function countLines(lines: readonly Line[]): Uint32Array {
  const counts = new Uint32Array(8);
  for (const { code } of lines) counts[code]!++;
  return counts;
}
