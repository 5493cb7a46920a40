import type { Store } from '../store/store.ts';
import { everywhere } from './api-keys.ts';
import { newOneTimePassword } from './passwords.ts';
import type { People } from './people.ts';

/** The login name of the first account of a real store. */
export const FIRST_ADMIN = 'admin';

/** Makes the administrator of a store that has no account yet; answers the one-time password, null where there was one. */
export async function makeFirstAdmin(store: Store, people: People): Promise<string | null> {
  if ((await store.accounts.count()) > 0) return null;
  const password = newOneTimePassword();
  const made = await people.add(
    { login: FIRST_ADMIN, name: 'Quản trị', password, oneTime: true, grants: [everywhere('administrator')] },
    'system'
  );
  return typeof made === 'string' ? null : password;
}
