/** One unit and what it still lacks, in what the indicator counts; null where that cannot be said. */
export interface Lacking {
  readonly key: number;
  readonly gap: number | null;
}

/** A unit's part of what is missing. */
interface Part {
  readonly key: number;
  readonly gap: number;
  /** Of the sum of all gaps, 0 to 1. */
  readonly share: number;
  /** With all larger ones. */
  readonly cumulative: number;
}

/** Who makes the gap, the largest first. */
export interface Contributions {
  readonly parts: readonly Part[];
  /** Sum of the units' gaps. */
  readonly sum: number;
  /** Units that lack nothing, and those of which nothing can be said. */
  readonly full: number;
  readonly unknown: number;
  /** How many of the largest make half of the sum. */
  readonly half: number;
}

/**
 * Who makes the gap. The units' gaps can add up to more than the gap of the whole: who has more than enough does not
 * make up for who lacks (RULES 16); so shares are of the sum of the gaps, and the caller shows both.
 */
export function contributionsTo(units: readonly Lacking[]): Contributions {
  const known = units.filter((unit): unit is Lacking & { gap: number } => unit.gap !== null);
  const lacking = known.filter(({ gap }) => gap > 0).sort((a, b) => b.gap - a.gap || a.key - b.key);
  const sum = lacking.reduce((total, { gap }) => total + gap, 0);
  let held = 0;
  const parts = lacking.map(({ key, gap }) => {
    held += gap;
    return { key, gap, share: gap / sum, cumulative: held / sum };
  });
  return {
    parts,
    sum,
    full: known.length - lacking.length,
    unknown: units.length - known.length,
    half: parts.length === 0 ? 0 : parts.findIndex(({ cumulative }) => cumulative >= 0.5) + 1
  };
}
