import { fillDemo } from './fill-demo.ts';
import type { Store, StoreSettings } from '../core/store/store.ts';

/** A real store whose `mangluoi init` was cut off. */
export class UnfinishedStore extends Error {
  constructor() {
    super('mangluoi init chưa hoàn tất, hãy chạy lại / was cut off: run it again');
    this.name = 'UnfinishedStore';
  }
}

/** A store with its kind decided and its first fill ended. */
export async function settled(store: Store, say: (line: string) => void): Promise<StoreSettings> {
  const isEmpty = async () => {
    const { mode, complete } = await store.settings.read();
    if (mode === 'real' && !complete) throw new UnfinishedStore();
    return !complete;
  };
  // Another program may be filling it, or have filled it while this one waited.
  if (await isEmpty())
    await store.alone('fill', async () => {
      if (!(await isEmpty())) return;
      say('Kho dữ liệu trống: đang tạo số liệu minh họa… / Empty store: making the demo…');
      await fillDemo(store, Date.now(), say);
    });
  return store.settings.read();
}
