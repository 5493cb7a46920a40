import { parseArgs } from 'node:util';
import { ROLES, type Grant } from '../../domain/access.ts';
import { dayAt } from '../../domain/period.ts';
import { parseUnitKey } from '../../domain/unit.ts';
import { ApiKeys, everywhere, holderOf } from '../core/auth/api-keys.ts';
import { openStore, type Store } from '../core/store/store.ts';
import { CommandRefused, HELP, type CommandInput } from './command.ts';

/** `mangluoi key add|list|revoke`. @throws CommandRefused */
export async function runKey({ config, args, say }: CommandInput): Promise<number> {
  const [action, ...rest] = args;
  const act = action !== undefined && Object.hasOwn(actions, action) ? actions[action] : undefined;
  const { name, grants } = readWish(rest);
  if (!act || (action !== 'list' && name === '')) throw new CommandRefused(HELP);
  const store = await openStore(config);
  try {
    await act({ store, keys: new ApiKeys(store), name, grants, say });
    return 0;
  } finally {
    await store.close();
  }
}

interface Wish {
  readonly store: Store;
  readonly keys: ApiKeys;
  readonly name: string;
  /** What the key is to be allowed; undefined where nothing was said. */
  readonly grants: readonly Grant[] | undefined;
  readonly say: (line: string) => void;
}

const actions: Readonly<Record<string, (wish: Wish) => Promise<void>>> = {
  async add({ store, keys, name, grants, say }) {
    const made = await keys.create(name, grants);
    if (made === 'nameTaken') throw new CommandRefused(`Tên đã dùng / the name is taken: ${name}`);
    if (made === 'badName')
      throw new CommandRefused(`Tên cần chữ, số, dấu cách, . _ - (≤ 64) / not a name: ${name}`);
    await note(store, name, 'created');
    say(`Khóa API của / API key of “${name}” (chỉ hiện lần này / shown this once):`);
    say(made.secret);
  },
  async list({ store, keys, say }) {
    const all = await keys.list();
    if (all.length === 0) say('Chưa có khóa nào / no keys yet: mangluoi key add <tên / name>');
    for (const { hash, name, createdAt, revokedAt } of all) {
      const held = await store.grants.of(holderOf(hash));
      const may = held.map(({ role, unit }) => `${role} ${unit}`).join(', ');
      const ended = revokedAt === null ? '' : ` – thu hồi / revoked ${day(revokedAt)}`;
      say(`${name} – ${day(createdAt)} – ${may}${ended}`);
    }
  },
  async revoke({ store, keys, name, say }) {
    if (!(await keys.revoke(name)))
      throw new CommandRefused(`Không có khóa còn hiệu lực / no active key: ${name}`);
    await note(store, name, 'revoked');
    say(`Đã thu hồi / revoked: ${name}`);
  }
};

/** `<name> [--role role] [--unit code@day] [--group code]…` @throws CommandRefused */
function readWish(args: readonly string[]): { name: string; grants: readonly Grant[] | undefined } {
  const { values, positionals } = readOptions(args);
  const name = positionals.join(' ');
  if (values.role === undefined && values.unit === undefined && values.group === undefined)
    return { name, grants: undefined };
  const role = ROLES.find((one) => one === (values.role ?? 'clerk'));
  const unit = parseUnitKey(values.unit ?? 'VN@1945-09-02');
  if (!role || role === 'screen') throw new CommandRefused(`--role: ${ROLES.slice(0, -1).join(', ')}`);
  if (!unit) throw new CommandRefused('--unit: mã@ngày / code@day, 48@2025-07-01');
  const grant: Grant = {
    ...everywhere(role),
    unit: `${unit.code}@${unit.validFrom}`,
    groups: values.group ?? null,
    validFrom: dayAt(Date.now())
  };
  return { name, grants: [grant] };
}

function readOptions(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        role: { type: 'string' },
        unit: { type: 'string' },
        group: { type: 'string', multiple: true }
      }
    });
  } catch {
    throw new CommandRefused(HELP);
  }
}

/** Tells the log and a running program of it. */
async function note(store: Store, name: string, action: string): Promise<void> {
  await store.append([
    {
      at: Date.now(),
      actor: 'cli',
      body: { kind: 'change', object: `key:${name.normalize('NFC')}`, action, detail: '' }
    }
  ]);
  await store.grants.noteChange();
}

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
