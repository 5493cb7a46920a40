import type { Day } from '../../../domain/period.ts';
import { LEVELS, unitKey, type Level, type LevelName, type UnitKey } from '../../../domain/unit.ts';
import type { BuiltSets } from './build-sets.ts';
import type { Broken, Collected, Named, NamedFeature, Refused } from './collect.ts';
import type { StandingUnits } from './matching.ts';
import type { Repairs } from './read-polygons.ts';

/** What an import found and did: what `--report` writes. */
export interface ImportReport {
  readonly file: string;
  readonly level: LevelName;
  readonly validFrom: Day;
  readonly source: string;
  readonly features: number;
  readonly matchedByCode: number;
  /** Of those by code: features without a name, whose code nothing confirms. */
  readonly matchedUnchecked: number;
  readonly matchedByName: readonly Named[];
  readonly otherLevel: readonly (Named & { readonly level: LevelName })[];
  readonly joined: readonly Named[];
  /** Features in which NaN was read as nothing. */
  readonly notNumbers: readonly NamedFeature[];
  /** Features outside the one unit that was wanted. */
  readonly leftOut: number;
  /** Codes of units with another name or parent: codes of another era, most likely. */
  readonly suspicious: readonly Refused[];
  readonly undecided: readonly Refused[];
  readonly unmatched: readonly Refused[];
  /** Without a shape, or held back: nobody knows which ground it means. */
  readonly broken: readonly Broken[];
  readonly repaired: Repairs & { readonly paddedCodes: number };
  /** Units drawn from the archipelagos' island points. */
  readonly islands: readonly { readonly unit: UnitKey; readonly name: string }[];
  readonly units: { readonly standing: number; readonly drawn: number };
  /** Units of the provinces that the file touches which it does not draw. */
  readonly withoutShape: readonly { readonly unit: UnitKey; readonly name: string }[];
  readonly points: { readonly read: number; readonly shared: number; readonly kept: number };
  readonly sets: readonly {
    readonly level: LevelName;
    readonly units: number;
    readonly derived: boolean;
    readonly bytes: number;
  }[];
  /** Positions in the log; null where nothing was stored. */
  stored: { readonly first: number; readonly last: number } | null;
  /** Milliseconds. */
  readonly took: number;
}

/** What a report is made of. */
export interface ReportParts {
  readonly file: string;
  readonly level: Level;
  readonly validFrom: Day;
  readonly source: string;
  readonly collected: Collected;
  readonly built: BuiltSets;
  readonly bytes: ReadonlyMap<Level, Uint8Array>;
  readonly units: StandingUnits;
  readonly took: number;
}

/** Puts together what an import found. */
export function reportOf({ collected, built, units, level, ...rest }: ReportParts): ImportReport {
  const standing = units.at(level);
  const drawn = built.sets.get(level)?.shapes ?? new Map<UnitKey, unknown>();
  const named = (nodes: readonly (typeof standing)[number][]) =>
    nodes.map(({ unit }) => ({ unit: unitKey(unit), name: unit.fullName }));
  const refused = (why: (one: Refused['why']) => boolean) => collected.refused.filter((one) => why(one.why));
  return {
    file: rest.file,
    level: LEVELS[level],
    validFrom: rest.validFrom,
    source: rest.source,
    features: collected.features,
    matchedByCode: collected.byCode,
    matchedUnchecked: collected.unchecked,
    matchedByName: collected.byName,
    otherLevel: collected.otherLevel.map((one) => ({ ...one, level: LEVELS[one.level] })),
    joined: collected.joined,
    notNumbers: collected.notNumbers,
    leftOut: collected.leftOut,
    suspicious: refused((why) => why === 'suspicious-code'),
    undecided: refused((why) => why === 'undecided'),
    unmatched: refused((why) => why !== 'suspicious-code' && why !== 'undecided'),
    broken: collected.broken,
    repaired: { ...collected.repairs, paddedCodes: collected.paddedCodes },
    islands: named(built.islands),
    units: { standing: standing.length, drawn: standing.filter((node) => drawn.has(node.key)).length },
    withoutShape: named(missing(standing, drawn, units)),
    points: { read: collected.points, shared: built.points, kept: built.kept },
    sets: [...built.sets].map(([at, set]) => ({
      level: LEVELS[at],
      units: set.shapes.size,
      derived: set.derived,
      bytes: rest.bytes.get(at)?.length ?? 0
    })),
    stored: null,
    took: rest.took
  };
}

function missing(
  standing: ReturnType<StandingUnits['at']>,
  drawn: ReadonlyMap<UnitKey, unknown>,
  { tree }: StandingUnits
) {
  const provinceOf = (ordinal: number) => {
    for (const node of tree.upward(ordinal)) if (node.level === 1) return node.ordinal;
    return -1;
  };
  const touched = new Set(
    standing.filter((node) => drawn.has(node.key)).map((node) => provinceOf(node.ordinal))
  );
  return standing.filter((node) => !drawn.has(node.key) && touched.has(provinceOf(node.ordinal)));
}
