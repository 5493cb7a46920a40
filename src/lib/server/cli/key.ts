import { ApiKeys } from '../auth/api-keys.ts';
import { openStore } from '../store/store.ts';
import { CommandRefused, HELP, type CommandInput } from './command.ts';

/** `mangluoi key add|list|revoke`. @throws CommandRefused */
export async function runKey({ config, args, say }: CommandInput): Promise<number> {
  const [action, ...words] = args;
  const name = words.join(' ');
  const act = action !== undefined && Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (!act || (action !== 'list' && name === '')) throw new CommandRefused(HELP);
  const store = await openStore(config);
  try {
    await act(new ApiKeys(store), name, say);
    return 0;
  } finally {
    await store.close();
  }
}

type Action = (keys: ApiKeys, name: string, say: (line: string) => void) => Promise<void>;

const actions: Readonly<Record<string, Action>> = {
  async add(keys, name, say) {
    const made = await keys.create(name);
    if (made === 'nameTaken') throw new CommandRefused(`Tên đã dùng / the name is taken: ${name}`);
    if (made === 'badName')
      throw new CommandRefused(`Tên cần chữ, số, dấu cách, . _ - (≤ 64) / not a name: ${name}`);
    say(`Khóa API của / API key of “${name}” (chỉ hiện lần này / shown this once):`);
    say(made.secret);
  },
  async list(keys, _name, say) {
    const all = await keys.list();
    if (all.length === 0) say('Chưa có khóa nào / no keys yet: mangluoi key add <tên / name>');
    for (const { name, createdAt, revokedAt } of all) {
      const ended = revokedAt === null ? '' : ` – thu hồi / revoked ${day(revokedAt)}`;
      say(`${name} – ${day(createdAt)}${ended}`);
    }
  },
  async revoke(keys, name, say) {
    if (!(await keys.revoke(name)))
      throw new CommandRefused(`Không có khóa còn hiệu lực / no living key: ${name}`);
    say(`Đã thu hồi / revoked: ${name}`);
  }
};

function day(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
