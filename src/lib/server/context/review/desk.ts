import { mayAt, type Action, type Principal } from '../../../domain/access.ts';
import { consolidatingLevels } from '../../../domain/consolidating.ts';
import type { EntryBody, LogEntry } from '../../../domain/entry.ts';
import type { Position } from '../../../domain/position.ts';
import { dayAt, lastDay, type Period } from '../../../domain/period.ts';
import type { Chain } from '../../../domain/chain.ts';
import type { UnitNode } from '../../../domain/tree.ts';
import type { Level } from '../../../domain/unit.ts';
import type { LevelUnit } from '../../../api/shapes.ts';
import { parseVersion } from '../../../wire/version-id.ts';
import type { Publisher } from '../../core/snapshot/publish.ts';
import type { Store } from '../../core/store/store.ts';

/** What reviewing needs of the running program. */
export interface ReviewDesk {
  readonly publisher: Pick<Publisher, 'fold' | 'warm'>;
  readonly store: Pick<Store, 'reportsOf' | 'entriesAt'>;
  /** The server's moment, milliseconds UTC. */
  readonly clock: () => number;
  append(principal: Principal, bodies: readonly EntryBody[]): Promise<Position>;
}

/** Whether somebody may do something at a node today. */
export function mayHere(desk: ReviewDesk, principal: Principal, action: Action, node: number): boolean {
  return mayAt(principal, action, desk.publisher.fold.world.tree, node, dayAt(desk.clock()));
}

/** Every unit above a node, the highest first, the node itself left out. */
export function pathTo({ publisher }: ReviewDesk, ordinal: number): LevelUnit[] {
  const path: LevelUnit[] = [];
  for (const node of publisher.fold.world.tree.upward(ordinal)) {
    if (node.kind === 'unit' && node.ordinal !== ordinal) path.unshift(unitName(node));
  }
  return path;
}

/** A unit as pages name it. */
export function unitName({ key, unit, level }: UnitNode): LevelUnit {
  return { key, name: unit.fullName, level };
}

/** The chain that holds at a unit for a period, and the levels that consolidate in it. */
export function chainAt(
  { publisher }: ReviewDesk,
  unit: number,
  period: Period
): { readonly chain: Chain | null; readonly levels: readonly Level[] } {
  const { world, steps } = publisher.fold;
  const chain = steps.chains.holding(world.tree, unit, lastDay(period, world.profile));
  return { chain, levels: consolidatingLevels(chain) };
}

/** Entries by position, for their authors, times and reasons. */
export async function entriesByPosition(
  { store }: Pick<ReviewDesk, 'store'>,
  positions: readonly Position[]
): Promise<ReadonlyMap<Position, LogEntry>> {
  const wanted = [...new Set(positions)].sort((a, b) => a - b);
  const entries = await store.entriesAt(wanted);
  return new Map(entries.map((entry) => [entry.position, entry]));
}

/** How people are shown who did something. */
export interface Names {
  /** Finds out what some authors of the log are called, before they are shown. */
  learn(actors: Iterable<string>): Promise<void>;
  readonly of: (actor: string) => string;
}

/** A version's name as its position; null where it is none, or names one of a history that is no more (RULES 32). */
export function positionOf({ publisher }: Pick<ReviewDesk, 'publisher'>, id: string): Position | null {
  const place = parseVersion(id);
  return place && publisher.fold.links.vouches(place) ? place.position : null;
}
