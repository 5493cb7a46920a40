import { scaleLinear } from 'd3';

/** A day by which something is due, on the axis. */
interface BurnUpDay {
  /** The first moment that is late, milliseconds UTC. */
  readonly at: number;
  readonly label: string;
}

/** What a burn-up is drawn from: `filed[i]` had come by `moments[i]`. */
export interface BurnUpInput {
  readonly from: number;
  readonly to: number;
  readonly now: number;
  readonly expected: number;
  readonly moments: readonly number[];
  readonly filed: readonly number[];
  readonly days: readonly BurnUpDay[];
}

export interface BurnUpSize {
  readonly width: number;
  readonly height: number;
  /** Of the labels, pixels; they stand below. */
  readonly text: number;
}

/** The same as geometry, pixels. */
export interface BurnUp {
  /** The step line up to now, and the area below it. */
  readonly line: string;
  readonly area: string;
  /** Where it stands now; null before the axis begins. */
  readonly head: { readonly x: number; readonly y: number } | null;
  readonly top: number;
  readonly bottom: number;
  readonly days: readonly { readonly x: number; readonly label: string; readonly labelX: number | null }[];
}

/** Until this share of those awaited has filed nothing much happens: the axis begins later, so that the rest has room. */
const A_FEW = 0.02;
/** The axis begins this long before it stirs, or before the first deadline. */
const LEAD_MS = 2 * 86_400_000;
/** Width of a character per its size. */
const CHAR = 0.58;

/** The month as a burn-up: how many have filed, against how many should and by when. */
export function burnUpOf(input: BurnUpInput, { width, height, text }: BurnUpSize): BurnUp {
  const { from, to, now, expected, moments, filed } = input;
  const stirs = moments.find((_, i) => (filed[i] ?? 0) > expected * A_FEW);
  const happens = [...(stirs === undefined ? [] : [stirs]), ...input.days.map(({ at }) => at)];
  const start = Math.max(from, Math.min(...happens, to, now) - LEAD_MS);
  const inset = text * 0.4;
  const [top, bottom] = [inset, height - text * 1.3];
  const x = scaleLinear([start, Math.max(to, now, start + 1)], [0, width - inset]);
  const y = scaleLinear([0, Math.max(1, expected)], [bottom, top]);
  let done = 0;
  let line = '';
  moments.forEach((moment, i) => {
    if (moment > now) return;
    const next = filed[i] ?? done;
    if (moment >= start)
      line += `${line === '' ? `M0 ${round(y(done))}` : ''}H${round(x(moment))}V${round(y(next))}`;
    done = next;
  });
  const head = now >= start ? { x: round(x(now)), y: round(y(done)) } : null;
  if (head) line = `${line === '' ? `M0 ${head.y}` : line}H${head.x}`;
  const area = head ? `${line}V${round(bottom)}H0Z` : '';
  return {
    line,
    area,
    head,
    top: round(top),
    bottom: round(bottom),
    days: placed(input.days, x, width, text)
  };
}

/** Days from the left; a label that would touch the one before it is left out. */
function placed(
  days: readonly BurnUpDay[],
  x: (at: number) => number,
  width: number,
  text: number
): BurnUp['days'] {
  let taken = -Infinity;
  return [...days]
    .sort((a, b) => a.at - b.at)
    .map(({ at, label }) => {
      const half = (label.length * text * CHAR) / 2;
      const middle = Math.min(width - half, Math.max(half, x(at)));
      const fits = middle - half > taken;
      if (fits) taken = middle + half + text * 0.3;
      return { x: round(x(at)), label, labelX: fits ? round(middle) : null };
    });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
