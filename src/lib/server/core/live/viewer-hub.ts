import type { Principal } from '../../../domain/access.ts';
import type { Few } from '../../../domain/few.ts';
import type { UnitKey } from '../../../domain/unit.ts';
import type { ResyncReason } from '../../../wire/events.ts';
import type { Scope } from '../../../wire/scope.ts';
import type { Publisher } from '../snapshot/publish.ts';
import type { ScopeView } from '../snapshot/scope-view.ts';
import type { CatchUp, ReadableLog } from './catch-up.ts';
import type { HubLimits } from './limits.ts';
import type { NewsRoom } from './news-room.ts';

/** Who sits at a socket, as of now. */
export interface HubPass {
  readonly principal: Principal;
  /** Calls back when their rights may have become others. */
  onChange(listener: () => void): void;
  close(): void;
}

/** What a viewer asks of the hub that it sits in. */
export interface ViewerHub {
  readonly counts: { readonly resyncs: Record<ResyncReason, number> };
  readonly limits: HubLimits;
  readonly publisher: Publisher;
  readonly catchUp: CatchUp;
  readonly news: Pick<NewsRoom, 'enter' | 'leave'>;
  readonly now: () => number;
  readonly log: ReadableLog;
  readonly mayRead: (principal: Principal, scope: Scope) => boolean;
  readonly fewIn: (principal: Principal, unit: UnitKey) => Few;
  /** Brings the stream of a scope up to the fold's position, so that somebody can join it there. */
  bringUp(view: ScopeView): void;
  /** Notes that somebody no longer watches a view, by its key. */
  left(key: string): void;
  /** Hears what went wrong while serving a client. */
  failed(error: unknown): void;
}
