import { World } from '../../../domain/world.ts';
import type { Store } from '../../core/store/store.ts';

const PAGE = 5_000;

/** The world that a store's log makes, and the position up to which it was read. */
export class ReadWorld {
  readonly world: World;
  readonly #store: Pick<Store, 'readPacked'>;
  #position = 0;
  /** How far the log was read. */
  readonly position = (): number => this.#position;

  private constructor(store: Pick<Store, 'readPacked'>, world: World) {
    this.#store = store;
    this.world = world;
  }

  static async of(store: Pick<Store, 'readPacked' | 'settings'>): Promise<ReadWorld> {
    const { profile } = await store.settings.read();
    const read = new ReadWorld(store, new World(profile ?? 'window'));
    await read.catchUp();
    return read;
  }

  /** Reads what the log holds beyond. */
  readonly catchUp = async (): Promise<void> => {
    for (;;) {
      const entries = await this.#store.readPacked(this.#position, PAGE);
      for (const { body } of entries) if (body) this.world.apply({ body });
      const last = entries.at(-1);
      if (!last) return;
      this.#position = last.position;
    }
  };
}
