import { mayAnywhere, mayAt, type Action, type Principal } from '../../../domain/access.ts';
import { nodeOfKey as nodeOfAttention } from '../../../domain/attention-key.ts';
import type { Day } from '../../../domain/period.ts';
import { maySee } from '../../core/auth/account-rules.ts';
import { holderOf } from '../../core/auth/api-keys.ts';
import type { Fold } from '../../core/snapshot/fold.ts';
import type { Store } from '../../core/store/store.ts';

/** What finding an object's place needs. */
export interface Archive {
  readonly fold: Pick<Fold, 'world' | 'book' | 'steps'>;
  readonly store: Pick<Store, 'audit' | 'accounts' | 'grants' | 'keys' | 'screens'>;
  readonly day: Day;
}

/** Objects of the whole store: the catalogue, chains, holidays, shapes. */
const COMMON = /^(?:indicator:|chain:|holidays$|boundaries:)/;

/** The ordinal of the unit or group that an object belongs to; null where it belongs to none, or is not there. */
function placeOf({ fold }: Pick<Archive, 'fold'>, object: string): number | null {
  const { world, book, steps } = fold;
  const [, kind = '', name = ''] = /^([a-z]+):(.+)$/su.exec(object) ?? [];
  const group = (code: string | undefined) => world.tree.group(code ?? '')?.ordinal;
  const found = ((): number | undefined => {
    if (kind === 'unit') return nodeOfKey(fold, name);
    if (kind === 'group') return group(name);
    if (kind === 'report') return book.version(Number(name.slice(1)))?.group;
    if (kind === 'matter') return group(steps.matters.of(name)?.group);
    if (kind === 'case') return nodeOfAttention(name, world.tree) ?? undefined;
    if (kind === 'practice') return group(steps.practices.of(name)?.group);
    if (kind === 'meeting') return nodeOfKey(fold, steps.meetings.of(name)?.unit ?? '');
    if (kind === 'promise') return nodeOfKey(fold, steps.meetings.promise(name)?.unit ?? '');
    if (kind === 'target') {
      const recipient = name.slice(name.indexOf(':') + 1);
      return nodeOfKey(fold, recipient) ?? group(recipient);
    }
    return undefined;
  })();
  return found ?? null;
}

/** Whether somebody may do something with what an object belongs to: read its history, read its texts. */
export async function mayWith(
  archive: Archive,
  principal: Principal,
  action: Action,
  object: string
): Promise<boolean> {
  const { fold, day } = archive;
  const place = placeOf(archive, object);
  if (place !== null) return mayAt(principal, action, fold.world.tree, place, day);
  if (COMMON.test(object)) return mayAnywhere(principal, action, day);
  if (object.startsWith('setting:')) return mayAnywhere(principal, 'manageSettings', day);
  return action === 'readAudit' && maySeeHolder(archive, principal, object);
}

/** Accounts, keys and screens: for those who manage what they may do. */
async function maySeeHolder(
  { fold, store, day }: Archive,
  principal: Principal,
  object: string
): Promise<boolean> {
  if (!mayAnywhere(principal, 'manageAccounts', day) || !mayAnywhere(principal, 'readAudit', day))
    return false;
  const [, kind = '', name = ''] = /^(account|key|screen):(.+)$/su.exec(object) ?? [];
  const ground = { tree: fold.world.tree, day };
  if (kind === 'account') {
    const account = await store.accounts.byLogin(name);
    return maySee(principal, account ? await store.grants.of(`account:${account.id}`) : [], ground);
  }
  if (kind === 'key') {
    const key = (await store.keys.list()).find((one) => one.name === name);
    return maySee(principal, key ? await store.grants.of(holderOf(key.hash)) : [], ground);
  }
  const screen = (await store.screens.list()).find((one) => one.name === name);
  const root = screen && fold.world.tree.unit(screen.scope.root);
  return root !== undefined && mayAt(principal, 'manageAccounts', fold.world.tree, root.ordinal, day);
}

function nodeOfKey({ world }: Archive['fold'], text: string): number | undefined {
  const at = text.lastIndexOf('@');
  return at < 0 ? undefined : world.tree.unit(`${text.slice(0, at)}@${text.slice(at + 1)}`)?.ordinal;
}
