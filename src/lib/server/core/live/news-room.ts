import type { Position } from '../../../domain/position.ts';
import type { News, NewsKind } from '../../../wire/events.ts';
import type { Change } from '../snapshot/fold.ts';
import type { Publisher } from '../snapshot/publish.ts';
import type { ScopeView } from '../snapshot/scope-view.ts';

/** The least time between two pieces of news of a scope, milliseconds. */
const NEWS_MS = 100;

/** The Socket.IO room of those who hear a scope's news. */
export function newsRoom(scope: string): string {
  return `news:${scope}`;
}

interface Told {
  readonly view: ScopeView;
  listeners: number;
  kinds: Set<NewsKind>;
  position: Position;
  timer: NodeJS.Timeout | null;
}

/** Tells whoever follows a scope that something happened in it: the first at once, what comes after it gathered. */
export class NewsRoom {
  readonly #publisher: Publisher;
  readonly #emit: (room: string, news: News) => void;
  readonly #scopes = new Map<string, Told>();

  constructor(publisher: Publisher, emit: (room: string, news: News) => void) {
    this.#publisher = publisher;
    this.#emit = emit;
  }

  enter(view: ScopeView): void {
    const told = this.#scopes.get(view.text);
    if (told) told.listeners += 1;
    else this.#scopes.set(view.text, { view, listeners: 1, kinds: new Set(), position: 0, timer: null });
  }

  leave(scope: string): void {
    const told = this.#scopes.get(scope);
    if (!told || --told.listeners > 0) return;
    if (told.timer) clearTimeout(told.timer);
    this.#scopes.delete(scope);
  }

  hear(change: Change): void {
    for (const told of this.#scopes.values()) {
      const before = told.kinds.size;
      this.#gather(told, change);
      if (told.kinds.size > before && !told.timer) this.#say(told);
    }
  }

  close(): void {
    for (const { timer } of this.#scopes.values()) if (timer) clearTimeout(timer);
    this.#scopes.clear();
  }

  #gather(told: Told, change: Change): void {
    const { tree } = this.#publisher.fold.world;
    const root = told.view.root;
    if (change.structure) told.kinds.add('structure');
    for (const { group, arrived } of change.filings) {
      if (tree.isWithin(group, root)) told.kinds.add(arrived ? 'report' : 'review');
    }
    for (const { kind, nodes } of change.steps) {
      // A chain or a holiday concerns everybody.
      if (nodes.length === 0 ? kind !== 'change' : nodes.some((node) => tree.isWithin(node, root))) {
        told.kinds.add(kind);
      }
    }
    told.position = change.to;
  }

  #say(told: Told): void {
    this.#emit(newsRoom(told.view.text), {
      scope: told.view.text,
      position: told.position,
      kinds: [...told.kinds]
    });
    told.kinds.clear();
    told.timer = setTimeout(() => {
      told.timer = null;
      if (told.kinds.size > 0) this.#say(told);
    }, NEWS_MS);
  }
}
