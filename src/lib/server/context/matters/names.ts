import type { Store } from '../../core/store/store.ts';

/** How long names may be repeated without asking the store, milliseconds; less where one was missing. */
const KEPT_MS = 30_000;
const MISSED_MS = 1_000;

interface Kept {
  readonly at: number;
  readonly names: ReadonlyMap<string, string>;
  missed: boolean;
}
const known = new WeakMap<object, Kept>();

/** How people know the authors of the log: an account by its person's name, everything else as it calls itself. */
export async function namesFrom(
  accounts: Pick<Store['accounts'], 'list'>
): Promise<(actor: string) => string> {
  let kept = known.get(accounts);
  const age = kept ? performance.now() - kept.at : Infinity;
  if (!kept || age > (kept.missed ? MISSED_MS : KEPT_MS)) {
    const list = await accounts.list();
    const names = new Map(list.map(({ login, name }) => [`account:${login}`, name]));
    kept = { at: performance.now(), names, missed: false };
    known.set(accounts, kept);
  }
  const { names } = kept;
  return (actor) => {
    const name = names.get(actor);
    if (name === undefined && actor.startsWith('account:')) kept.missed = true;
    return name ?? actor.replace(/^[a-z0-9]+:/, '');
  };
}
