import type { Position } from '../../../domain/position.ts';
import type { Few } from '../../../domain/few.ts';
import { formatPeriod, type Period } from '../../../domain/period.ts';
import type { Manifest, NodeTable } from '../../../wire/manifest.ts';
import { formatPlace } from '../../../wire/log-place.ts';
import { encodeRows } from '../../../wire/rows.ts';
import type { PartHead, SliceHead } from '../../../wire/rows-head.ts';
import { scopePath, type Scope } from '../../../wire/scope.ts';
import { workedMs } from '../worked.ts';
import { ByteCache } from './byte-cache.ts';
import { compress, type Coding } from './compressed.ts';
import type { Change, Fold } from './fold.ts';
import { nodeTable } from './node-table.ts';
import { PictureShelf } from './picture-shelf.ts';
import { scopeRows } from './scope-rows.ts';
import { ScopeViews, type ScopeView } from './scope-view.ts';
import { Warm } from './warm.ts';
import { Withheld } from './withheld.ts';

/** Bytes ready to be sent. */
export interface Published {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly coding: Coding;
  /** The last position that touched what they say: their entity tag. */
  readonly touched: Position;
}

/** Bounds of memory, bytes. */
export interface PublisherLimits {
  readonly warmBytes?: number;
  readonly cacheBytes?: number;
  /** Hears how long something was made for whoever is being served, milliseconds. */
  readonly spent?: (ms: number) => void;
}

/** Makes snapshots of scopes out of warm columns, once for each state and coding, and keeps them within a bound. */
export class Publisher {
  readonly store: string;
  readonly fold: Fold;
  readonly warm: Warm;
  readonly withheld: Withheld;
  readonly views: ScopeViews;
  readonly pictures: PictureShelf;
  readonly spent: (ms: number) => void;
  readonly #cache: ByteCache<Published>;

  constructor(store: string, fold: Fold, limits: PublisherLimits = {}) {
    this.store = store;
    this.fold = fold;
    this.spent = limits.spent ?? (() => undefined);
    this.warm = new Warm(fold, limits.warmBytes, this.spent);
    this.withheld = new Withheld(fold);
    this.views = new ScopeViews(fold);
    this.pictures = new PictureShelf(store, fold, this.views);
    this.#cache = new ByteCache(limits.cacheBytes ?? 128 * 1024 * 1024, ({ bytes }) => bytes.byteLength);
  }

  /** Hears what the fold has changed; must hear every change. */
  note(change: Change): void {
    this.warm.note(change);
    this.withheld.note(change);
  }

  /** The view of a scope; null where there is no such scope. Whoever may not read texts there gets `few` withheld. */
  view(scope: Scope, few: Few = 'told'): ScopeView | null {
    return this.views.of(scope, few);
  }

  /** What was last touched at a position, as addresses and entity tags say it: the store, the position, its link. */
  tag(touched: Position): string {
    return `${this.store.slice(0, 8)}-${formatPlace(this.fold.links.place(touched))}`;
  }

  /** `continues`: whether the log holds what the caller has. */
  manifest(view: ScopeView, continues = true): Manifest {
    const path = scopePath(view.scope);
    return {
      store: this.store,
      scope: view.text,
      ...this.fold.links.place(this.fold.position),
      continues,
      structure: this.fold.structure,
      nodes: `/api/v1/units/${path}?at=${this.tag(this.fold.structure)}`,
      parts: this.views.periods(view).map((period) => {
        const touched = this.withheld.touched(view, period);
        const name = formatPeriod(period);
        const tag = this.tag(touched);
        return { period: name, url: `/api/v1/snapshots/${path}/${name}?at=${tag}`, touched, tag };
      })
    };
  }

  nodes(view: ScopeView): NodeTable {
    return nodeTable(this.fold.world.tree, view, { store: this.store, structure: this.fold.structure });
  }

  /** The nodes as compressed JSON; touched by the structure alone. */
  nodesJson(view: ScopeView, coding: Coding): Promise<Published> {
    const touched = this.fold.structure;
    return this.#published(`nodes ${view.text}`, touched, coding, () =>
      new TextEncoder().encode(JSON.stringify(this.nodes(view)))
    );
  }

  /** The rows of a scope for one period. */
  part(view: ScopeView, period: Period, coding: Coding): Promise<Published> {
    const touched = this.withheld.touched(view, period);
    const every = this.fold.world.indicators.map(({ ordinal }) => ordinal);
    return this.#published(
      `part ${view.key} ${period}`,
      touched,
      coding,
      () => {
        const head: PartHead = { kind: 'part', ...this.#head(view, period), period };
        return encodeRows(this.#rows(view, period, every), head);
      },
      async () => {
        await this.warm.readyUnits(every, [period]);
        if (view.few === 'withheld') await this.withheld.ready();
      },
      () => this.fold.touched(view.root, period)
    );
  }

  /** The rows of a scope for one indicator and one period. */
  slice(view: ScopeView, period: Period, indicator: number, coding: Coding): Promise<Published> {
    const touched = this.withheld.touched(view, period);
    return this.#published(`slice ${view.key} ${period} ${indicator}`, touched, coding, () =>
      this.sliceBytes(view, period, indicator)
    );
  }

  /** A slice as it is now, uncompressed. */
  sliceBytes(view: ScopeView, period: Period, indicator: number): Uint8Array<ArrayBuffer> {
    const head: SliceHead = { kind: 'slice', ...this.#head(view, period), period, indicator };
    return encodeRows(this.#rows(view, period, [indicator]), head);
  }

  #rows(view: ScopeView, period: Period, indicators: readonly number[]) {
    return this.withheld.told(view.few, scopeRows(this.warm, view, period, indicators));
  }

  /** Says the last touch and no later position: what a cache keeps of it is so true of every history that has it. */
  #head(view: ScopeView, period: Period) {
    const touched = this.withheld.touched(view, period);
    return { store: this.store, scope: view.text, ...this.fold.links.place(touched) };
  }

  #published(
    key: string,
    touched: Position,
    coding: Coding,
    make: () => Uint8Array<ArrayBuffer>,
    ready?: () => Promise<void>,
    now: () => Position = () => touched
  ): Promise<Published> {
    return this.#cache.get(`${key} ${coding}`, String(touched), async () => {
      await ready?.();
      // What is to be compressed is made at once, before the fold moves on.
      const from = workedMs();
      const state = now();
      const made = make();
      this.spent(workedMs() - from);
      const bytes = await compress(made, coding);
      return { bytes, coding, touched: state };
    });
  }
}
