import type { Level } from '../domain/unit.ts';

/** A unit or group as a list of choices shows it. */
export interface UnitChoice {
  /** The unit's key, or a group's code. */
  readonly key: string;
  readonly kind: 'unit' | 'group';
  readonly level: Level;
  /** With its type: `Phường Hải Châu`. */
  readonly name: string;
  /** What lies above it, nearest first: `Thành phố Đà Nẵng`; with the years where it no longer stands. */
  readonly within: string;
}
