import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStore, type Store } from '../store/store.ts';
import { ApiKeys, everywhere } from './api-keys.ts';
import { demoKey, demoKeyFile, readDemoKey } from './demo-key.ts';

describe('API keys', () => {
  let dataDir: string;
  let store: Store;
  const now = 1_000;
  let keys: ApiKeys;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'mangluoi-keys-'));
    store = await openStore({ dataDir });
    keys = new ApiKeys(store, () => now);
  });
  afterEach(async () => {
    await store.close();
    await rm(dataDir, { recursive: true });
  });

  async function made(name: string): Promise<string> {
    const key = await keys.create(name);
    if (typeof key === 'string') throw new Error(key);
    return key.secret;
  }

  it('name their holder, and nobody else', async () => {
    const secret = await made('Sở KH&CN'.replace('&', ' '));
    expect(await keys.verify(secret)).toEqual({ name: 'Sở KH CN', actor: 'key:Sở KH CN' });
    expect(await keys.verify(`${secret}x`)).toBeNull();
    expect(await keys.verify('')).toBeNull();
  });

  it('are kept as hashes alone', async () => {
    const secret = await made('Sở');
    expect(JSON.stringify(await keys.list())).not.toContain(secret);
  });

  it('need a name of their own', async () => {
    await made('Sở');
    expect(await keys.create('Sở')).toBe('nameTaken');
    expect(await keys.create('a\nb')).toBe('badName');
    expect(await keys.create('env-1')).toBe('badName');
    expect(await keys.create(' ')).toBe('badName');
  });

  it('end at once', async () => {
    const secret = await made('Sở');
    expect(await keys.revoke('Sở')).toBe(true);
    expect(await keys.verify(secret)).toBeNull();
    expect((await keys.visit(secret)).principal.kind).toBe('public');
    expect(await keys.revoke('Sở')).toBe(false);
  });

  it('may do what they were given, and file everywhere where nothing was said', async () => {
    const secret = await made('Sở');
    expect((await keys.visit(secret)).principal.grants).toMatchObject([
      { role: 'clerk', unit: 'VN@1945-09-02' }
    ]);
    const bound = await keys.create('Công an', [
      { ...everywhere('sector'), unit: '20242@2025-07-01', groups: ['ca-20242'] }
    ]);
    if (typeof bound === 'string') throw new Error(bound);
    expect((await keys.visit(bound.secret)).principal.grants).toMatchObject([
      { role: 'sector', unit: '20242@2025-07-01', groups: ['ca-20242'] }
    ]);
  });

  it('of a demo are valid whichever data folder printed them', async () => {
    await keys.admitDemo('the-first-folder');
    await keys.admitDemo('another-folder');
    await keys.admitDemo('another-folder');
    expect(await keys.verify('the-first-folder')).toMatchObject({ name: 'demo' });
    expect(await keys.verify('another-folder')).not.toBeNull();
    expect(await keys.list()).toHaveLength(2);
  });

  it('of the environment follow it', async () => {
    const [one, two] = ['first-key-of-sixteen', 'other-key-of-sixteen'];
    await keys.followEnvironment(one);
    expect(await keys.verify(one)).not.toBeNull();
    await keys.followEnvironment(two);
    expect(await keys.verify(one)).toBeNull();
    expect(await keys.verify(two)).not.toBeNull();
    await keys.followEnvironment(null);
    expect(await keys.verify(two)).toBeNull();
    await keys.followEnvironment(one);
    expect(await keys.verify(one)).not.toBeNull();
  });

  it('of a demo stay the same, in a file that others cannot read', async () => {
    expect(await readDemoKey(dataDir)).toBeNull();
    const secret = await demoKey(dataDir);
    expect(await demoKey(dataDir)).toBe(secret);
    expect((await stat(demoKeyFile(dataDir))).mode & 0o077).toBe(0);
  });
});
