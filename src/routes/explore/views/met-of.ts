import type { Line } from '$lib/board/lines.ts';
import { LOW, MET, NO_DATA, NOT_APPLICABLE } from '$lib/domain/attainment.ts';

/** How many lines met their target, of how many to whom the indicator applies. */
export interface MetFigures {
  readonly met: number;
  /** In one of the four bands. */
  readonly judged: number;
  readonly reported: number;
  readonly total: number;
}

export function metOf(lines: readonly Line[]): MetFigures {
  let [met, judged, reported, total] = [0, 0, 0, 0];
  for (const { code } of lines) {
    if (code === NOT_APPLICABLE) continue;
    total++;
    if (code !== NO_DATA) reported++;
    if (code >= MET && code <= LOW) judged++;
    if (code === MET) met++;
  }
  return { met, judged, reported, total };
}
