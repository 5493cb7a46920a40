import { MET, type State } from '../domain/attainment.ts';

/** The colour of text on each band, from `met` to `low`: 4.5:1 at least (attainment-colours.test.ts). */
export const BAND_INKS = ['#10151c', '#10151c', '#10151c', '#ffffff'] as const;

/** The custom property that holds a state's colour; null where it has none of the scale. */
export const BAND_FILLS: Partial<Record<State, string>> = {
  met: 'var(--met)',
  near: 'var(--near)',
  notMet: 'var(--not-met)',
  low: 'var(--low)'
};

/** The text's colour on a band by the code of its state. */
export function inkOfBand(code: number): string | null {
  return BAND_INKS[code - MET] ?? null;
}
