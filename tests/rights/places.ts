import { GROUP_LEVEL } from '../../src/lib/domain/unit.ts';
import type { NodeTable } from '../../src/lib/wire/manifest.ts';
import type { App } from '../support/app.ts';
import { Chance } from '../support/random.ts';
import type { ForeignPlace } from '../../src/lib/api/declare.ts';

/** A unit (by its key) or a group (by its code) with everything it lies in. */
interface Place {
  readonly name: string;
  readonly isGroup: boolean;
  /** Keys of the units at and above it. */
  readonly within: ReadonlySet<string>;
}

/** Units and groups of the whole demo, as somebody with every right sees them. */
export interface Places {
  readonly all: readonly Place[];
  readonly byName: ReadonlyMap<string, Place>;
  /** How many entries the log has. */
  readonly position: number;
}

const COUNTRY = 'VN@1945-09-02';

/** Asks the program, by the demo's key. */
export async function readPlaces(app: Pick<App, 'url' | 'key'>): Promise<Places> {
  const headers = { authorization: `Bearer ${app.key}` };
  const answer = await fetch(`${app.url}/api/v1/units/${COUNTRY}/group`, { headers });
  const table = (await answer.json()) as NodeTable;
  const byOrdinal = new Map<number, Place>();
  table.ordinal.forEach((ordinal, i) => {
    const isGroup = table.level[i] === GROUP_LEVEL;
    const name = isGroup ? table.code[i]! : `${table.code[i]!}@${table.validFrom[i]!}`;
    const above = byOrdinal.get(table.parent[i]!)?.within ?? [];
    byOrdinal.set(ordinal, { name, isGroup, within: new Set(isGroup ? above : [...above, name]) });
  });
  const all = [...byOrdinal.values()];
  return { all, byName: new Map(all.map((place) => [place.name, place])), position: await positionOf(app) };
}

/** The newest position of the log, as the manifest of the country says it. */
export async function positionOf(app: Pick<App, 'url' | 'key'>): Promise<number> {
  const headers = { authorization: `Bearer ${app.key}` };
  const answer = await fetch(`${app.url}/api/v1/snapshots/${COUNTRY}/province`, { headers });
  return ((await answer.json()) as { position: number }).position;
}

/** Whether a unit's key or a group's code lies in, or is, one of some units. */
export function isWithin({ byName }: Places, name: string, own: readonly string[]): boolean {
  const place = byName.get(name);
  return place !== undefined && own.some((root) => place.within.has(root));
}

/** Places that are not theirs, and made-up ones, without end. */
export function* foreign(places: Places, own: readonly string[], seed: number): Generator<ForeignPlace> {
  const chance = new Chance(seed);
  const strange = places.all.filter(({ within }) => !own.some((root) => within.has(root)));
  const units = strange.filter(({ isGroup }) => !isGroup).map(({ name }) => name);
  const groups = strange.filter(({ isGroup }) => isGroup).map(({ name }) => name);
  if (units.length < 1_000 || groups.length < 1_000) throw new Error('too few foreign places');
  for (;;) {
    yield {
      unit: chance.is(0.9) ? chance.one(units) : `${chance.whole(10_000, 99_999)}@2025-07-02`,
      group: chance.is(0.9) ? chance.one(groups) : `cns-x${chance.whole(10_000, 99_999)}`,
      id: `r${chance.whole(1, places.position)}`,
      sha: Array.from({ length: 64 }, () => chance.whole(0, 15).toString(16)).join('')
    };
  }
}
