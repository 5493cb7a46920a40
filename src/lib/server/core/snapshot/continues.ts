import type { Position } from '../../../domain/position.ts';
import type { LogPlace } from '../../../wire/log-place.ts';
import type { Fold } from './fold.ts';

/** The log as far as places are looked for that the fold has not reached. */
export interface LinkedLog {
  linkAt(position: Position): Promise<string | null>;
}

/**
 * Whether the log holds every one of some places: whoever has something of another history has to begin anew (RULES
 * 32). What the fold has not reached the log is asked for: another process may be ahead of this one.
 */
export async function continues(
  fold: Fold,
  log: LinkedLog | undefined,
  places: readonly LogPlace[]
): Promise<boolean> {
  for (const { position, link } of places) {
    const folded = fold.links.at(position);
    const beyond = folded === null ? ((await log?.linkAt(position)) ?? null) : null;
    const ours = folded ?? (beyond === null ? null : fold.links.told(beyond));
    if (ours !== link) return false;
  }
  return true;
}
