import { forget, keep, kept } from '$lib/device/storage.ts';
import type { ReportTexts } from '$lib/domain/report.ts';

/** Texts of a consolidation that one account has written and not yet laid before anybody, on this device. */
export interface TextDraft {
  readonly texts: ReportTexts;
  /** How many steps the consolidation had when it was begun: more since then means that somebody went on. */
  readonly steps: number;
}

/** Where texts are kept; none of it throws. */
export interface TextShelf {
  readonly read: (key: string) => string | null;
  /** False where the device does not let it. */
  readonly write: (key: string, text: string) => boolean;
  readonly drop: (key: string) => void;
}

const DEVICE: TextShelf = {
  read: (key) => kept('local', key),
  write: (key, text) => keep('local', key, text),
  drop: (key) => forget('local', key)
};

/** The draft of one account for one unit and period. */
export class TextDrafts {
  readonly #key: string;
  readonly #shelf: TextShelf;

  constructor({ actor, unit, period }: { actor: string; unit: string; period: string }, shelf = DEVICE) {
    this.#key = `mangluoi.consolidation ${actor} ${unit} ${period}`;
    this.#shelf = shelf;
  }

  /** Null where nothing was written, or it cannot be read. */
  read(): TextDraft | null {
    try {
      const draft: unknown = JSON.parse(this.#shelf.read(this.#key) ?? 'null');
      return isDraft(draft) ? draft : null;
    } catch {
      return null;
    }
  }

  /** Keeps a draft; false where the device does not let it: what is written lasts as long as the page. */
  write(draft: TextDraft): boolean {
    return this.#shelf.write(this.#key, JSON.stringify(draft));
  }

  drop(): void {
    this.#shelf.drop(this.#key);
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
