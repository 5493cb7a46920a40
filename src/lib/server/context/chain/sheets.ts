import { FilingFour } from '../../../domain/filing-four.ts';
import { FilingSheet } from '../../../domain/filing-sheet.ts';
import type { Period } from '../../../domain/period.ts';
import { touchedGroups } from '../../../domain/touched-groups.ts';
import { atOnce, inTurns } from '../../core/in-turns.ts';
import type { Fold } from '../../core/snapshot/fold.ts';

/** Of how many periods sheets and counts are kept. */
const KEPT = 8;

/** Beyond so many groups that were touched it is made anew: in turns, where who asks can wait. */
const MOST_MENDED = 5_000;

/** What is kept of a period. */
interface Kept<T> {
  readonly value: T;
  /** What the fold had taken in besides reports when it was made. */
  readonly frame: string;
  /** Up to which position reports and reviews are in it. */
  position: number;
}

interface Mended {
  mend(groups: Iterable<number>): void;
}

/** What is worked out of all groups of a period: made once, and mended as reports and reviews come. */
class PeriodShelf<T extends Mended> {
  readonly #fold: Fold;
  readonly #frameOf: () => string;
  readonly #isGood: (value: T, now: number) => boolean;
  readonly #steps: (period: Period, now: number) => Generator<void, T>;
  readonly #kept = new Map<Period, Kept<T>>();
  readonly #making = new Map<Period, Promise<void>>();

  constructor(
    fold: Fold,
    how: {
      readonly frameOf: () => string;
      readonly isGood: (value: T, now: number) => boolean;
      readonly steps: (period: Period, now: number) => Generator<void, T>;
    }
  ) {
    this.#fold = fold;
    this.#frameOf = how.frameOf;
    this.#isGood = how.isGood;
    this.#steps = how.steps;
  }

  /** That of a period at a moment: mended, or where there is none made at once. */
  of(period: Period, now: number): T {
    const found = this.#find(period, now);
    if (found) return found;
    const { position } = this.#fold;
    return this.#keep(period, atOnce(this.#steps(period, now)), this.#frameOf(), position);
  }

  /** Makes that of a period in turns where there is none, so that `of` finds it. */
  async ready(period: Period, now: number, spent?: (ms: number) => void): Promise<void> {
    if (this.#find(period, now)) return;
    let making = this.#making.get(period);
    if (!making) {
      making = this.#make(period, now, spent).finally(() => this.#making.delete(period));
      this.#making.set(period, making);
    }
    await making;
  }

  async #make(period: Period, now: number, spent?: (ms: number) => void): Promise<void> {
    const { position } = this.#fold;
    const frame = this.#frameOf();
    const value = await inTurns(this.#steps(period, now), spent);
    if (frame === this.#frameOf()) this.#keep(period, value, frame, position);
  }

  #find(period: Period, now: number): T | null {
    const kept = this.#kept.get(period);
    if (kept?.frame !== this.#frameOf() || !this.#isGood(kept.value, now)) return null;
    const { position, touches, world } = this.#fold;
    if (kept.position < position) {
      const groups: number[] = [];
      for (const group of touchedGroups(world.tree, touches, period, kept.position)) {
        // After a night of reports nothing is gained by mending.
        if (groups.push(group) > MOST_MENDED) return null;
      }
      kept.value.mend(groups);
      kept.position = position;
    }
    return kept.value;
  }

  #keep(period: Period, value: T, frame: string, position: number): T {
    this.#kept.delete(period);
    this.#kept.set(period, { value, frame, position });
    const [oldest] = this.#kept.keys();
    if (oldest !== undefined && this.#kept.size > KEPT) this.#kept.delete(oldest);
    return value;
  }
}

/** Sheets of who has filed, one a period: made anew when units, chains, consolidations or a deadline change them. */
export type FilingSheets = PeriodShelf<FilingSheet>;
const sheets = new WeakMap<Fold, FilingSheets>();

/** The sheets of a fold. */
export function sheetsOf(fold: Fold): FilingSheets {
  let found = sheets.get(fold);
  if (!found) {
    const { steps, book, world } = fold;
    found = new PeriodShelf(fold, {
      frameOf: () => `${fold.structure} ${steps.closing.revision} ${steps.chains.revision}`,
      isGood: (sheet, now) => now >= sheet.now && now < sheet.until,
      steps: (period, now) =>
        FilingSheet.steps({ world, book, chains: steps.chains, closing: steps.closing }, period, now)
    });
    sheets.set(fold, found);
  }
  return found;
}

const fours = new WeakMap<Fold, PeriodShelf<FilingFour>>();

/** The one count of filing of periods for every node, for what many ask. */
export function foursOf(fold: Fold): PeriodShelf<FilingFour> {
  let found = fours.get(fold);
  if (!found) {
    const { world, book } = fold;
    found = new PeriodShelf(fold, {
      frameOf: () => String(fold.structure),
      isGood: () => true,
      steps: (period) => FilingFour.steps({ world, book }, period)
    });
    fours.set(fold, found);
  }
  return found;
}

/** The one count of filing of a period for every node. */
export function filingCountOf(fold: Fold, period: Period): FilingFour {
  return foursOf(fold).of(period, 0);
}
