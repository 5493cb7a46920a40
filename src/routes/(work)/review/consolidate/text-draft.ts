import type { ReportTexts } from '$lib/domain/report.ts';

/** Texts of a consolidation that one account has written and not yet laid before anybody, on this device. */
export interface TextDraft {
  readonly texts: ReportTexts;
  /** How many steps the consolidation had when it was begun: more since then means that somebody went on. */
  readonly steps: number;
}

/** The draft of one account for one unit and period. */
export class TextDrafts {
  readonly #key: string;
  readonly #storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

  constructor(
    { actor, unit, period }: { actor: string; unit: string; period: string },
    storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = () => localStorage
  ) {
    this.#key = `mangluoi.consolidation ${actor} ${unit} ${period}`;
    this.#storage = storage;
  }

  /** Null where nothing was written, or it cannot be read. */
  read(): TextDraft | null {
    try {
      const kept: unknown = JSON.parse(this.#storage().getItem(this.#key) ?? 'null');
      return isDraft(kept) ? kept : null;
    } catch {
      return null;
    }
  }

  /** Keeps a draft; false where the device does not let it: what is written lasts as long as the page. */
  write(draft: TextDraft): boolean {
    try {
      this.#storage().setItem(this.#key, JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  }

  drop(): void {
    try {
      this.#storage().removeItem(this.#key);
    } catch {
      // Where nothing can be kept, nothing was.
    }
  }
}

/** Whether two sets of texts say the same. */
export function isSameText(a: ReportTexts, b: ReportTexts): boolean {
  return WRITINGS.every((writing) => a[writing] === b[writing]);
}

/** What a unit writes, in its order. */
export const WRITINGS = ['tasks', 'difficulties', 'proposals', 'practices'] as const;

function isDraft(kept: unknown): kept is TextDraft {
  if (typeof kept !== 'object' || kept === null || !('texts' in kept) || !('steps' in kept)) return false;
  const { texts, steps } = kept;
  if (typeof steps !== 'number' || typeof texts !== 'object' || texts === null) return false;
  return WRITINGS.every((writing) => typeof Reflect.get(texts, writing) === 'string');
}
