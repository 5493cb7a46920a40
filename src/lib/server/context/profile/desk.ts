import { mayAt, type Action, type Principal } from '../../../domain/access.ts';
import type { Few } from '../../../domain/few.ts';
import { dayAt, type Day } from '../../../domain/period.ts';
import type { Node, Tree } from '../../../domain/tree.ts';
import { LEVELS, parseUnitKey } from '../../../domain/unit.ts';
import type { CurrentRuntime } from '../current-runtime.ts';
import type { Withheld } from '../../core/snapshot/withheld.ts';
import type { Names } from '../review/desk.ts';
import { KnownNames } from '../review/names.ts';

/** What telling of units and numbers needs of the running program. */
export type ProfileSource = Pick<CurrentRuntime, 'publisher' | 'mayRead' | 'clock'> & {
  readonly store: Pick<CurrentRuntime['store'], 'entriesAt' | 'reportsOf'>;
};

/** One question: who asks, at which moment. */
export interface ProfileDesk extends ProfileSource {
  readonly principal: Principal;
  readonly names: Names;
  /** Milliseconds UTC, and its day in Viet Nam. */
  readonly now: number;
  readonly day: Day;
}

/** Somebody's desk over the running program. */
export function profileDesk(
  runtime: ProfileSource & Pick<CurrentRuntime, 'auth'>,
  principal: Principal
): ProfileDesk {
  const names = new KnownNames((actors) => runtime.auth.accounts.namesOf(actors));
  const { publisher, mayRead, clock, store } = runtime;
  return deskOver({ publisher, mayRead, clock, store }, principal, names);
}

/** A desk over its parts. */
export function deskOver(source: ProfileSource, principal: Principal, names: Names): ProfileDesk {
  const now = source.clock();
  return { ...source, principal, names, now, day: dayAt(now) };
}

/** The unit with a key, or the group with a code. */
export function nodeCalled(tree: Tree, name: string): Node | undefined {
  const key = parseUnitKey(name);
  return key ? tree.unit(`${key.code}@${key.validFrom}`) : tree.groupCalled(name);
}

/** Whether the figures of a node are for whoever asks; those of a group need its rung. */
export function maySee({ publisher, mayRead, principal }: ProfileDesk, node: Node): boolean {
  const { tree } = publisher.fold.world;
  const unit = node.kind === 'unit' ? node : tree.nodes[node.parent];
  return unit?.kind === 'unit' && mayRead(principal, { root: unit.key, depth: LEVELS[node.level] });
}

/** How figures of a node and what lies below it may be told: to whoever reads no texts there, without the few (RULES 17). */
export function tellingOf(desk: ProfileDesk, node: number): { few: Few; withheld: Withheld } {
  const { withheld } = desk.publisher;
  return { few: mayDo(desk, 'readTexts', node) ? 'told' : 'withheld', withheld };
}

/** Whether somebody may do something at a node today. */
export function mayDo({ publisher, principal, day }: ProfileDesk, action: Action, node: number): boolean {
  return mayAt(principal, action, publisher.fold.world.tree, node, day);
}
