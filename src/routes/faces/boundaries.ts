import type { Period } from '$lib/domain/period.ts';
import { formatPeriod } from '$lib/domain/period.ts';
import type { LevelName } from '$lib/domain/unit.ts';
import type { BoundaryContext, BoundaryView } from '$lib/wire/boundaries.ts';

/** Where the boundaries of a view lie. */
export function boundariesHref(unit: string, level: LevelName, period: Period): string {
  return `/api/v1/boundaries/${unit}/${level}?period=${formatPeriod(period)}`;
}

export const CONTEXT_HREF = '/api/v1/boundaries/context';

/** Boundaries and what lies around them, each fetched once while the page stands. */
export class BoundaryShelf {
  /** Of one unit and level those of every era that were fetched. */
  readonly #views = new Map<string, BoundaryView[]>();
  #context: Promise<BoundaryContext> | null = null;

  /** Boundaries that hold in a period and were fetched before; null where they must be fetched. */
  held(unit: string, level: LevelName, period: Period): BoundaryView | null {
    const month = formatPeriod(period);
    const views = this.#views.get(`${unit}/${level}`) ?? [];
    return views.find(({ from, to }) => from <= month && (to === null || month <= to)) ?? null;
  }

  /** @throws where the server does not answer with boundaries */
  async fetch(unit: string, level: LevelName, period: Period, signal: AbortSignal): Promise<BoundaryView> {
    const held = this.held(unit, level, period);
    if (held) return held;
    const view = await json<BoundaryView>(boundariesHref(unit, level, period), signal);
    const key = `${unit}/${level}`;
    const others = (this.#views.get(key) ?? []).filter(({ from }) => from !== view.from);
    this.#views.set(key, [...others, view]);
    return view;
  }

  context(): Promise<BoundaryContext> {
    this.#context ??= json<BoundaryContext>(CONTEXT_HREF);
    this.#context.catch(() => (this.#context = null));
    return this.#context;
  }
}

async function json<T>(href: string, signal?: AbortSignal): Promise<T> {
  const answer = await fetch(href, signal ? { signal } : {});
  if (!answer.ok) throw new Error(`${href}: ${answer.status}`);
  return (await answer.json()) as T;
}
