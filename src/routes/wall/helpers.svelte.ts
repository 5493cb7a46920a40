import type { HelpersAnswer, UnitHelpers } from '$lib/wire/wall.ts';

/** Offices change hands slowly: asked again after this, milliseconds. */
const RENEW_MS = 120_000;

/** Who is helping the units that are shown; what is known stays while it is asked for again. */
export class Helpers {
  #known = $state.raw<ReadonlyMap<string, UnitHelpers>>(new Map());

  of(unit: string): UnitHelpers | null {
    return this.#known.get(unit) ?? null;
  }

  /** Asks about some units, now and again; ends it when called again. */
  follow(units: readonly string[]): () => void {
    if (units.length === 0) return () => undefined;
    const aborter = new AbortController();
    const ask = async () => {
      const query = units.map((unit) => `unit=${encodeURIComponent(unit)}`).join('&');
      try {
        const answer = await fetch(`/api/v1/wall/helpers?${query}`, { signal: aborter.signal });
        if (!answer.ok) return;
        const { units: told } = (await answer.json()) as HelpersAnswer;
        this.#known = new Map(told.map((one) => [one.unit, one]));
      } catch {
        // What is known stays; the next round asks again.
      }
    };
    void ask();
    const timer = setInterval(() => void ask(), RENEW_MS);
    return () => {
      clearInterval(timer);
      aborter.abort();
    };
  }
}
