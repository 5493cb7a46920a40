import type { Period } from '../../domain/period.ts';
import { FilingFour } from '../../domain/filing-four.ts';
import { FilingSheet } from '../../domain/filing-sheet.ts';
import type { Fold } from '../snapshot/fold.ts';

/** Of how many periods the sheet is kept. */
const KEPT = 6;

interface Kept {
  readonly sheet: FilingSheet;
  /** What the fold had taken in when it was made. */
  readonly version: string;
}

/** Sheets of who has filed, one a period, made anew when an entry or a deadline has changed what they say. */
export class FilingSheets {
  readonly #fold: Fold;
  readonly #kept = new Map<Period, Kept>();

  constructor(fold: Fold) {
    this.#fold = fold;
  }

  /** The sheet of a period at a moment (milliseconds UTC). */
  of(period: Period, now: number): FilingSheet {
    const { world, book, steps, touches, structure } = this.#fold;
    const version = `${structure} ${touches.at(0, period)} ${steps.closing.revision} ${steps.chains.revision}`;
    const kept = this.#kept.get(period);
    if (kept?.version === version && now >= kept.sheet.now && now < kept.sheet.until) return kept.sheet;
    const sheet = new FilingSheet({ world, book, chains: steps.chains, closing: steps.closing }, period, now);
    this.#kept.delete(period);
    this.#kept.set(period, { sheet, version });
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size > KEPT) this.#kept.delete(oldest);
    return sheet;
  }
}

const sheets = new WeakMap<Fold, FilingSheets>();

/** The sheets of a fold. */
export function sheetsOf(fold: Fold): FilingSheets {
  let found = sheets.get(fold);
  if (!found) sheets.set(fold, (found = new FilingSheets(fold)));
  return found;
}

/** Of the processor's time at most one part in so many is spent on counts that many ask for. */
const SHARE = 6;

interface KeptFour {
  readonly four: FilingFour;
  readonly version: string;
  /** By the machine's own clock: when it may be made anew. */
  readonly rest: number;
}
const fours = new WeakMap<Fold, Map<Period, KeptFour>>();

/**
 * The one count of filing of a period for every node, for what many ask: made anew when an entry has changed it, and while
 * reports pour in at most so often that it takes a sixth of the time.
 */
export function filingFourOf(fold: Fold, period: Period): FilingFour {
  let kept = fours.get(fold);
  if (!kept) fours.set(fold, (kept = new Map<Period, KeptFour>()));
  const version = `${fold.structure} ${fold.touches.at(0, period)}`;
  const began = performance.now();
  const known = kept.get(period);
  if (known && (known.version === version || began < known.rest)) return known.four;
  const four = new FilingFour(fold, period);
  const now = performance.now();
  kept.delete(period);
  kept.set(period, { four, version, rest: now + (now - began) * SHARE });
  const [oldest] = kept.keys();
  if (oldest !== undefined && kept.size > KEPT) kept.delete(oldest);
  return four;
}
