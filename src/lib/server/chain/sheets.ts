import type { Period } from '../../domain/period.ts';
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
