import type { Position } from './position.ts';

/** The largest number that one report may file for one indicator: a 32-bit integer's worth, above any real count. */
export const MAX_FILED = 2_000_000_000;

/** One filed figure as the log keeps it: whole numbers, the denominator frozen at acceptance (RULES 7). */
export interface FiledValue {
  readonly indicator: string;
  readonly numerator: number;
  /** Null for counts only. */
  readonly denominator: number | null;
  /** The numerator was over a base fact, which may be out of date: stored, flagged, shown (RULES 7). */
  readonly overBase?: boolean;
}

/** What a group writes besides its figures (S2 3f): never part of a snapshot or a delta (RULES 20). */
export interface ReportTexts {
  readonly tasks: string;
  readonly difficulties: string;
  readonly proposals: string;
  readonly practices: string;
}

/** The names of the texts, as `withdrawn` and conflicts use them. */
export const TEXT_NAMES = [
  'tasks',
  'difficulties',
  'proposals',
  'practices'
] as const satisfies readonly (keyof ReportTexts)[];

/** Above the places of the texts: where the numbers of photos begin. */
const FIRST_PHOTO = 16;
const SHA_256 = /^[0-9a-f]{64}$/;

/**
 * A text or photo as a number, so that versions can be held against each other without their words: a text by its place
 * in `TEXT_NAMES`, a photo by the first 28 bits of its SHA-256. Null for what is neither: the code of an indicator.
 */
function wordId(what: string): number | null {
  const text = TEXT_NAMES.findIndex((name) => name === what);
  if (text >= 0) return text;
  return SHA_256.test(what) ? FIRST_PHOTO + Number.parseInt(what.slice(0, 7), 16) : null;
}

/** The numbers of the texts and photos among some names. */
export function wordIds(names: Iterable<string>): number[] {
  return Array.from(names, wordId).filter((id) => id !== null);
}

/** The numbers of the texts and photos that a report itself says. */
export function saidWords({
  texts,
  how
}: {
  readonly texts: ReportTexts;
  readonly how?: HowFiled;
}): number[] {
  return wordIds([...TEXT_NAMES.filter((name) => texts[name] !== ''), ...(how?.photos ?? [])]);
}

/** The names of the texts that are among some numbers; photos have none. */
export function textsAmong(ids: Iterable<number>): string[] {
  return Array.from(ids, (id) => TEXT_NAMES[id]).filter((name) => name !== undefined);
}

/** What a version is made from (RULES 9a). Every part may be absent. */
export interface ReportBase {
  /** Position of the version that its author was shown; 0 where nothing had been filed; absent for the newest there is. */
  readonly basedOn?: Position;
  /** What its author takes back: codes of indicators, names of texts, SHA-256 of photos. */
  readonly withdrawn?: readonly string[];
}

/** How a report was filed, besides what it says. Every part may be absent. */
export interface HowFiled extends ReportBase {
  /** By somebody for the group's head ("nhập thay"). */
  readonly onBehalf?: boolean;
  /** When the filer says it was written, milliseconds UTC: shown, never used (RULES 3). */
  readonly claimedAt?: number;
  /** Why it corrects an approved version, or why a stock fell by more than a fifth. */
  readonly reason?: string;
  /** SHA-256 of photos, hexadecimal, at most 5; the photos lie beside the log. */
  readonly photos?: readonly string[];
}

/**
 * What became of a version. `checked`: the clerk has looked and lays it before the head (trình duyệt); it counts as
 * submitted. A returned one does not count: the one before it does (RULES 9).
 */
export const REVIEW_STATES = ['submitted', 'approved', 'returned', 'checked'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];
