import { parsePercent, parseWhole } from '$lib/reading/number-text.ts';
import { hundredthsOf, type Fraction } from '$lib/domain/target.ts';
import type { ShownTarget, TargetColumn } from '$lib/api/targets.ts';

/** Why the text of a cell is no target; the name of a text that says so. */
export type CellFault =
  'notANumber' | 'negative' | 'notWhole' | 'twoDecimals' | 'tooLarge' | 'overWhole' | 'emptied' | 'underOne';

/** What a target says as the text of a cell: a percentage of a share, a number of all else. */
export function textOf(
  kind: TargetColumn['kind'],
  target: ShownTarget | null,
  count: (n: number) => string
): string {
  if (!target) return '';
  if (kind === 'share') return percentText(target.value);
  const number = kind === 'quota' ? target.assigned : target.value.num / target.value.den;
  return number === undefined ? '' : count(number);
}

/** A ratio as a percentage with at most two decimals, without the sign: `72,35`. */
export function percentText(value: Fraction): string {
  const hundredths = hundredthsOf(value);
  const rest = String(hundredths % 100)
    .padStart(2, '0')
    .replace(/0+$/, '');
  return `${Math.floor(hundredths / 100)}${rest === '' ? '' : `,${rest}`}`;
}

/** What a text says: hundredths of a percent of a share, a whole number of all else; null where it is empty. */
export function readCell(
  kind: TargetColumn['kind'],
  text: string
): { readonly value: number } | { readonly fault: CellFault } | null {
  if (kind !== 'share') return parseWhole(text);
  const read = parsePercent(text);
  if (read && 'fault' in read) return read.fault === 'notWhole' ? { fault: 'twoDecimals' } : read;
  return read && read.value > 10_000 ? { fault: 'overWhole' } : read;
}

/** The number of a share's hundredths as the ratio that the server reads: 7235 is `0.7235`. */
export function ratioText(hundredths: number): string {
  return `${Math.floor(hundredths / 10_000)}.${String(hundredths % 10_000).padStart(4, '0')}`;
}
