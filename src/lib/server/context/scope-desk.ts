import type { Few } from '../../domain/few.ts';
import type { UnitKey } from '../../domain/unit.ts';
import type { Scope } from '../../wire/scope.ts';
import type { LinkedLog } from '../core/snapshot/continues.ts';
import type { Publisher } from '../core/snapshot/publish.ts';

/** What answers need: the publisher and who may read what. */
export interface Desk {
  readonly publisher: Publisher;
  mayRead(scope: Scope): boolean;
  /** Whether counts over a base under n_min are told in a unit's subtree (RULES 17); where absent they are. */
  fewIn?(unit: UnitKey): Few;
  /** The log, for places that lie beyond what is folded; without it they are of another history. */
  readonly log?: LinkedLog;
}
