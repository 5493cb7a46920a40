import type { Line } from '../../lib/board/lines.ts';
import { valueOf } from '../../lib/board/lines.ts';
import { NO_TARGET, SMALL_BASE, STATES } from '../../lib/domain/attainment.ts';
import { tintOf } from '../../lib/map/tint.ts';
import type { Colouring } from '../../lib/map/types.ts';

/** The colours of the lines of a table: what the map shows and what the table says are one thing. */
export function coloursOf(lines: readonly Line[], isCount: boolean, revision: number): Colouring {
  const ordinals = ordinalsOf(lines);
  const tints = new Uint8Array(lines.length);
  let most = 1;
  if (isCount) for (const line of lines) most = Math.max(most, valueOf(line) ?? 0);
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    tints[i] = tintOfLine(line, most);
  }
  return { revision, ordinals, tints };
}

/** The list of ordinals that was made last. */
let last = new Int32Array(0);

/** The ordinals of lines; the very same list again while the lines are of the same places. */
function ordinalsOf(lines: readonly Line[]): Int32Array {
  let isSame = last.length === lines.length;
  for (let i = 0; isSame && i < lines.length; i++) isSame = last[i] === lines[i]!.place.ordinal;
  if (!isSame) last = Int32Array.from(lines, ({ place }) => place.ordinal);
  return last;
}

/** The tint of one line; `most` is the largest value of the picture, which is 1 for rates. */
function tintOfLine(line: Line, most: number): number {
  const { code, reading } = line;
  if (code === SMALL_BASE)
    // Withheld figures cannot be held against a target that is tried out.
    return reading.band === null ? NO_TARGET : tintOf(code, STATES.indexOf(reading.band));
  return code === NO_TARGET ? tintOf(code, undefined, (valueOf(line) ?? 0) / most) : code;
}
