import type { Names } from './desk.ts';

/** Names of authors of the log; what nobody knows is shown without the kind of author before the colon. */
export class KnownNames implements Names {
  readonly #known = new Map<string, string>();
  readonly #ask: (actors: readonly string[]) => Promise<ReadonlyMap<string, string>>;

  /** `ask` finds the names of authors; those that it does not know it leaves out. */
  constructor(ask: (actors: readonly string[]) => Promise<ReadonlyMap<string, string>>) {
    this.#ask = ask;
  }

  async learn(actors: Iterable<string>): Promise<void> {
    const wanted = [...new Set(actors)].filter((actor) => !this.#known.has(actor));
    if (wanted.length === 0) return;
    const found = await this.#ask(wanted);
    for (const actor of wanted) this.#known.set(actor, found.get(actor) ?? plainName(actor));
  }

  readonly of = (actor: string): string => this.#known.get(actor) ?? plainName(actor);
}

function plainName(actor: string): string {
  return actor.replace(/^[a-z]+:/, '');
}
