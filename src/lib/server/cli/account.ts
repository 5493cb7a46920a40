import { openLibrary, normalLogin } from '../core/auth/library.ts';
import { newOneTimePassword } from '../core/auth/passwords.ts';
import { People } from '../core/auth/people.ts';
import { RightsChanges } from '../core/auth/rights-changes.ts';
import { openStore, type Store } from '../core/store/store.ts';
import { CommandRefused, HELP, type CommandInput } from './command.ts';

/** `mangluoi account list|reset`: for whoever holds the machine and has lost every other way in. @throws CommandRefused */
export async function runAccount({ config, args, say }: CommandInput): Promise<number> {
  const [action, ...words] = args;
  const login = normalLogin(words.join(' '));
  const store = await openStore(config);
  try {
    if (action === 'list') await list(store, say);
    else if (action === 'reset' && login !== '') await reset(store, config.origin, login, say);
    else throw new CommandRefused(HELP);
    return 0;
  } finally {
    await store.close();
  }
}

async function list(store: Store, say: (line: string) => void): Promise<void> {
  const accounts = await store.accounts.list();
  if (accounts.length === 0) say('Chưa có tài khoản / no accounts yet: npm start');
  const held = await store.grants.ofAll(accounts.map(({ id }) => `account:${id}`));
  for (const { id, login, name, disabledAt } of accounts) {
    const roles = (held.get(`account:${id}`) ?? []).map(({ role, unit }) => `${role} ${unit}`).join(', ');
    say(`${login} – ${name} – ${roles}${disabledAt === null ? '' : ' – đã khóa / disabled'}`);
  }
}

/** Gives an account a one-time password, enables it and ends its sessions. */
async function reset(
  store: Store,
  origin: string | null,
  login: string,
  say: (line: string) => void
): Promise<void> {
  const account = await store.accounts.byLogin(login);
  if (!account) throw new CommandRefused(`Không có tài khoản / no account: ${login}`);
  const changes = new RightsChanges(store.grants, () => undefined);
  const failed = (message: string) => say(message);
  const library = await openLibrary({ store, origin, oidc: null, failed });
  const people = new People({ store, library, changes, now: Date.now });
  const password = newOneTimePassword();
  await people.setPassword(account.id, password, true);
  if (account.disabledAt !== null) await people.setDisabled(account.id, false);
  changes.close();
  await store.append([
    {
      at: Date.now(),
      actor: 'cli',
      body: { kind: 'change', object: `account:${login}`, action: 'password-reset', detail: '' }
    }
  ]);
  say(`Mật khẩu dùng một lần của / one-time password of “${login}” (chỉ hiện lần này / shown this once):`);
  say(password);
}
