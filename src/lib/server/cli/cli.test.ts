import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ApiKeys } from '../core/auth/api-keys.ts';
import { makeFirstAdmin } from '../core/auth/first-admin.ts';
import { openLibrary } from '../core/auth/library.ts';
import { People } from '../core/auth/people.ts';
import { RightsChanges } from '../core/auth/rights-changes.ts';
import { readConfig } from '../core/config.ts';
import { openStore } from '../core/store/store.ts';
import { CommandRefused } from './command.ts';
import { commands } from './commands.ts';

describe('the mangluoi command', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'mangluoi-cli-'));
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  async function run(name: string, ...args: string[]): Promise<string[]> {
    const said: string[] = [];
    const say = (line: string) => void said.push(line);
    await commands[name]!({ config: readConfig({ DATA_DIR: dataDir }), args, say, complain: say });
    return said;
  }

  async function inStore<Answer>(
    ask: (store: Awaited<ReturnType<typeof openStore>>) => Promise<Answer>
  ): Promise<Answer> {
    const store = await openStore({ dataDir });
    try {
      return await ask(store);
    } finally {
      await store.close();
    }
  }

  it('init makes a real store with the catalogue, once', async () => {
    await run('init', '--profile', 'calendar');
    const settings = await inStore((store) => store.settings.read());
    expect(settings).toMatchObject({ mode: 'real', profile: 'calendar', complete: true });
    const [entry] = await inStore((store) => store.read(0, 10));
    expect(entry?.body).toMatchObject({ kind: 'catalogue' });
    await expect(run('init')).rejects.toThrow(CommandRefused);
  });

  it('init leaves a demo alone', async () => {
    await inStore((store) => store.settings.establish('demo', 'window'));
    await expect(run('init')).rejects.toThrow('minh họa');
  });

  it('init goes on where it was cut off, and knows its profiles', async () => {
    await expect(run('init', '--profile=lunar')).rejects.toThrow(CommandRefused);
    await inStore((store) => store.settings.establish('real', 'window'));
    await run('init');
    expect(await inStore((store) => store.head())).toBe(4);
    // The country stands in every store: a province of before the reform and its heir both lie in it.
    const [units] = await inStore((store) => store.read(3, 1));
    expect(units?.body).toMatchObject({ kind: 'units', units: [{ code: 'VN', level: 0, parent: null }] });
  });

  it('key add shows a key once, key list never, key revoke ends it', async () => {
    const said = await run('key', 'add', 'Sở', 'KHCN');
    const secret = said.at(-1)!;
    const verify = () => inStore((store) => new ApiKeys(store).verify(secret));
    expect(await verify()).toMatchObject({ actor: 'key:Sở KHCN' });
    const listed = (await run('key', 'list')).join('\n');
    expect(listed).toContain('Sở KHCN');
    expect(listed).not.toContain(secret);
    await expect(run('key', 'add', 'Sở KHCN')).rejects.toThrow('taken');
    await run('key', 'revoke', 'Sở KHCN');
    expect(await verify()).toBeNull();
    await expect(run('key', 'revoke', 'Sở KHCN')).rejects.toThrow(CommandRefused);
    await expect(run('key', 'burn', 'x')).rejects.toThrow(CommandRefused);
  });

  it('key add binds a key to a role and a subtree', async () => {
    const said = await run(
      'key',
      'add',
      'Công an',
      '--role',
      'sector',
      '--unit',
      '20242@2025-07-01',
      '--group',
      'ca-20242'
    );
    const { principal } = await inStore((store) => new ApiKeys(store).visit(said.at(-1)!));
    expect(principal).toMatchObject({
      kind: 'key',
      grants: [{ role: 'sector', unit: '20242@2025-07-01', groups: ['ca-20242'], validTo: null }]
    });
    await expect(run('key', 'add', 'x', '--role', 'king')).rejects.toThrow('administrator');
    await expect(run('key', 'add', 'x', '--unit', 'nowhere')).rejects.toThrow('--unit');
    await expect(run('key', 'add', 'x', '--rule', 'clerk')).rejects.toThrow(CommandRefused);
  });

  it('account lists who is there and resets a lost password', async () => {
    await inStore(async (store) => {
      const changes = new RightsChanges(store.grants, () => undefined);
      const library = await openLibrary({ store, origin: null, oidc: null, failed: () => undefined });
      const people = new People({ store, library, changes, now: Date.now });
      expect(await makeFirstAdmin(store, people)).toMatch(/^[\w-]{19}$/);
      expect(await makeFirstAdmin(store, people)).toBeNull();
      changes.close();
    });
    expect((await run('account', 'list')).join()).toContain('admin – Quản trị – administrator VN@1945-09-02');
    expect((await run('account', 'reset', 'Admin')).at(-1)).toMatch(/^[\w-]{19}$/);
    const told = await inStore((store) => store.read(0, 10));
    expect(told.at(-1)?.body).toMatchObject({
      kind: 'change',
      object: 'account:admin',
      action: 'password-reset'
    });
    await expect(run('account', 'reset', 'nobody')).rejects.toThrow('nobody');
    await expect(run('account')).rejects.toThrow(CommandRefused);
  });

  it('import-boundaries is handed on, arguments and all', async () => {
    expect((await run('import-boundaries', '--help')).join()).toContain('GeoJSON');
  });
});
