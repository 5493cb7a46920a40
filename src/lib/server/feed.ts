import { join } from 'node:path';
import { Announced } from './core/store/announced.ts';
import { CheckpointKeeper } from './core/snapshot/checkpoint-keeper.ts';
import type { Change, Fold } from './core/snapshot/fold.ts';
import { Following, LogPutBack } from './core/snapshot/follow.ts';
import { Reaching } from './core/snapshot/reaching.ts';
import type { BoundaryServer } from './core/boundaries/serving.ts';
import type { Hub } from './core/live/hub.ts';
import { CHECKPOINT } from './core/open-fold.ts';
import type { AlertWatch } from './features/alerts/watch.ts';
import type { Outbound } from './features/chain/outbound.ts';
import type { Ground, Surroundings } from './parts.ts';

/** Who hears what the fold took in. */
interface Hearers {
  readonly hub: Hub;
  readonly outbound: Outbound;
  readonly alerts: AlertWatch;
}

/** The way from the log to everybody who hears of it. */
export interface Feed {
  readonly following: Following;
  readonly reaching: Reaching;
  /** False while the log cannot be followed, and from the stop on. */
  readonly isWell: boolean;
  /** From now on it is not well. */
  refuse(): void;
  /** Follows the log no longer. */
  stop(): Promise<void>;
  /** Writes down how far it came. */
  keep(): Promise<void>;
}

/** Follows the log: what comes is folded, then published, told to viewers, to those outside, and to alerts. */
export async function openFeed(
  ground: Ground,
  hearers: Hearers,
  ended: NonNullable<Surroundings['ended']>
): Promise<Feed> {
  const { config, store, settings, fold, log, pulse } = ground;
  const announced = Announced.open(config.dataDir, settings.id, (error) =>
    log.warn(error, 'what is announced cannot be kept')
  );
  const reaching = new Reaching(() => fold.position);
  const boundaries = new ShapesTold(ground.boundaries, fold);
  const state = { stuck: false, closing: false };
  let keeper: CheckpointKeeper | null = null;
  const hear = (change: Change) => {
    state.stuck = false;
    announced.note(fold);
    boundaries.tell(change.structure);
    tellAll(ground, hearers, change);
    reaching.note();
    keeper?.note();
  };
  const following = new Following(store, fold, hear, watching(ground, state, ended));
  const opened = fold.position;
  await following.catchUp();
  announced.note(fold);
  pulse.opened(Math.max(ground.latest, fold.last.at));
  keeper = new CheckpointKeeper(
    join(config.dataDir, CHECKPOINT),
    settings.id,
    fold,
    (error) => log.warn(error, 'no checkpoint'),
    opened
  );
  void keeper.keep();
  following.wake();
  return {
    following,
    reaching,
    get isWell() {
      return !state.closing && !state.stuck;
    },
    refuse() {
      state.closing = true;
    },
    async stop() {
      await following.stop();
      reaching.close();
    },
    async keep() {
      await keeper?.keep();
      announced.close();
    }
  };
}

/** Tells a change onward: the picture first, so that whoever hears of it finds it there. */
function tellAll(
  { publisher, pulse, fold }: Ground,
  { hub, outbound, alerts }: Hearers,
  change: Change
): void {
  pulse.told(change.to - change.from, fold.last.at);
  publisher.note(change);
  hub.tell(change);
  outbound.note();
  alerts.note();
}

/** What becomes of a log that cannot be followed for a while, or that is another one than it was. */
function watching(
  { fault, pulse }: Ground,
  state: { stuck: boolean; closing: boolean },
  ended: NonNullable<Surroundings['ended']>
): ConstructorParameters<typeof Following>[3] {
  const lost = fault('following', 'the log could not be followed');
  return {
    failed(error) {
      state.stuck = true;
      lost(error);
      if (!(error instanceof LogPutBack)) return;
      // Nothing that is held here is of this log: reports would be judged by a world that is no more.
      state.closing = true;
      ended(error);
    },
    well() {
      state.stuck = false;
      pulse.well();
    }
  };
}

/** Gives the shapes that came to the server of boundaries, each once. */
class ShapesTold {
  readonly #boundaries: BoundaryServer;
  readonly #fold: Fold;
  #seen = 0;

  constructor(boundaries: BoundaryServer, fold: Fold) {
    this.#boundaries = boundaries;
    this.#fold = fold;
    this.tell(true);
  }

  /** `structure`: units have changed too. */
  tell(structure: boolean): void {
    const { boundaries: entries, position } = this.#fold;
    if (structure) this.#boundaries.apply({ position, body: { kind: 'units', units: [] } });
    for (const entry of entries.slice(this.#seen)) this.#boundaries.apply(entry);
    this.#seen = entries.length;
  }
}
