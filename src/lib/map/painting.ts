import { NOT_APPLICABLE } from '../domain/attainment.ts';
import { stateOfTint, type Tint } from './tint.ts';
import type { Colouring, MapShapes, Ordinal } from './types.ts';

/** How every unit of the picture is painted, ready to be compared with what is on the screen. */
export interface Painting {
  readonly revision: number;
  /** Ordinal → code: the tint, with `FAINT_BIT` where the legend hides it, or `SKELETON` before the figures are there. */
  readonly units: ReadonlyMap<Ordinal, number>;
}

export const SKELETON = -1;
const FAINT_BIT = 32;

/** The painting of the units shown: those without a tint are không áp dụng (ARCHITECTURE, "Missing rows"). */
export function paintingOf(
  shapes: MapShapes,
  colouring: Colouring | null,
  hidden: ReadonlySet<number>
): Painting {
  const tints = new Map<Ordinal, Tint>();
  if (colouring !== null)
    for (let i = 0; i < colouring.ordinals.length; i++)
      tints.set(colouring.ordinals[i]!, colouring.tints[i]!);
  const units = new Map<Ordinal, number>();
  for (const { id } of shapes.units.features) {
    const tint = tints.get(id) ?? NOT_APPLICABLE;
    const faint = hidden.has(stateOfTint(tint)) ? FAINT_BIT : 0;
    units.set(id, colouring === null ? SKELETON : tint | faint);
  }
  return { revision: colouring?.revision ?? -1, units };
}

/** A code as feature state: its tint (null for the skeleton) and whether it is faint. */
export function stateOfCode(code: number): { tint: Tint | null; faint: boolean } {
  if (code === SKELETON) return { tint: null, faint: false };
  return { tint: code & ~FAINT_BIT, faint: (code & FAINT_BIT) !== 0 };
}

/** Units whose tint differs between two paintings of the same picture, with the code they had. */
export function changesBetween(before: Painting, after: Painting): readonly [Ordinal, number][] {
  const changed: [Ordinal, number][] = [];
  for (const [ordinal, code] of after.units) {
    const old = before.units.get(ordinal);
    if (old !== undefined && old !== code) changed.push([ordinal, old]);
  }
  return changed;
}
