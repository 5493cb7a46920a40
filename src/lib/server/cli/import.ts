import { openStore, type Store } from '../core/store/store.ts';
import type { CommandInput } from './command.ts';

/** `mangluoi import-boundaries`: the import itself lies with the boundaries, and is loaded only where it is asked for. */
export async function runImport({ config, args, say, complain }: CommandInput): Promise<number> {
  const { importBoundaries } = await import('../core/boundaries/import-command.ts');
  let opened: Store | null = null;
  const store = async () => (opened ??= await openStore(config));
  try {
    return await importBoundaries(args, { store, say, complain, now: Date.now });
  } finally {
    await (opened as Store | null)?.close();
  }
}
