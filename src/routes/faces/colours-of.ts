import type { Line } from '$lib/board/lines.ts';
import { valueOf } from '$lib/board/lines.ts';
import { STATES } from '$lib/domain/attainment.ts';
import { tintOf } from '$lib/map/tint.ts';
import type { Colouring } from '$lib/map/types.ts';

/** The colours of the lines of a table: what the map shows and what the table says are one thing. */
export function coloursOf(lines: readonly Line[], isCount: boolean, revision: number): Colouring {
  const most = isCount ? Math.max(1, ...lines.map((line) => valueOf(line) ?? 0)) : 1;
  return {
    revision,
    ordinals: Int32Array.from(lines, (line) => line.place.ordinal),
    tints: Uint8Array.from(lines, ({ code, reading, ...line }) =>
      tintOf(
        code,
        reading.band === null ? undefined : STATES.indexOf(reading.band),
        (valueOf({ code, reading, ...line }) ?? 0) / most
      )
    )
  };
}
