import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayAt } from '../../src/lib/domain/period.ts';
import type { ChangeBody } from '../../src/lib/server/core/auth/accounts.ts';
import { People } from '../../src/lib/server/core/auth/people.ts';
import { hashOf } from '../../src/lib/server/core/auth/passwords.ts';
import { RightsChanges } from '../../src/lib/server/core/auth/rights-changes.ts';
import { CODE_MS, ScreenCodes } from '../../src/lib/server/core/auth/screen-codes.ts';
import { ScreenDesk } from '../../src/lib/server/core/auth/screen-desk.ts';
import { screenVisit } from '../../src/lib/server/core/auth/screens.ts';
import { openLibrary } from '../../src/lib/server/core/auth/library.ts';
import { startLiveServer, type LiveServer } from '../support/live-server.ts';
import { postgresUrl } from '../support/postgres.ts';
import { keyPrincipal } from '../support/principals.ts';
import { countryStructure, COUNTRY, PROVINCES } from '../support/small-country.ts';

const [NORTH = COUNTRY, SOUTH = COUNTRY] = PROVINCES;
const START = 1_790_000_000_000;
const HOME = '203.0.113.7';

describe.each(['sqlite', 'postgres'] as const)('codes of screens over %s', (kind) => {
  let live: LiveServer;
  let desk: ScreenDesk;
  let changes: RightsChanges;
  let now = START;
  let made = 0;
  const told: ChangeBody[] = [];
  const northern = keyPrincipal('northern', 'administrator', NORTH);
  const southern = keyPrincipal('southern', 'administrator', SOUTH);
  const never = (fault: unknown) => {
    throw fault;
  };

  beforeAll(async () => {
    const databaseUrl = kind === 'postgres' ? await postgresUrl() : undefined;
    live = await startLiveServer({
      ...(databaseUrl ? { databaseUrl } : {}),
      fill: (store) => store.append(countryStructure())
    });
    changes = new RightsChanges(live.store.grants, never);
    desk = new ScreenDesk(await parts(), changes, () => now);
  });
  afterAll(async () => {
    changes.close();
    await live.close();
  });

  async function parts() {
    const { store } = live;
    const library = await openLibrary({ store, origin: null, oidc: null, failed: never });
    return {
      store,
      people: new People({ store, library, changes, now: () => now }),
      ground: () => ({ tree: live.publisher.fold.world.tree, day: dayAt(now) }),
      record: (_: unknown, change: ChangeBody) => Promise.resolve(told.push(change))
    };
  }
  const codesWith = async (limits?: ConstructorParameters<typeof ScreenCodes>[3]) =>
    new ScreenCodes(await parts(), desk, () => now, ...(limits ? [limits] : []));
  async function screen(days = 30): Promise<string> {
    const name = `màn ${++made}`;
    const outcome = await desk.create(northern, { name, scope: { root: NORTH, depth: 'commune' }, days });
    if (typeof outcome === 'string') throw new Error(outcome);
    return name;
  }
  async function codeOf(codes: ScreenCodes, name: string): Promise<string> {
    const outcome = await codes.make(northern, name);
    if (typeof outcome === 'string') throw new Error(outcome);
    return outcome.code;
  }
  const visitBy = async (token: string) =>
    screenVisit(await live.store.screens.byHash(hashOf(token)), now).principal;

  test('a code opens its screen once, however it is typed, and is told of in the log without itself', async () => {
    const codes = await codesWith();
    const name = await screen();
    const code = await codeOf(codes, name);
    expect(code).toMatch(/^[bcdfghkmnpqrstvwxz2-9]{4}-[bcdfghkmnpqrstvwxz2-9]{4}$/);
    expect((await desk.list(northern)).find((one) => one.name === name)?.codeUntil).toBe(now + CODE_MS);
    const opened = await codes.open(` ${code.toUpperCase().replace('-', ' ')} `, HOME);
    if ('refused' in opened) throw new Error(opened.refused);
    expect(await visitBy(opened.token)).toMatchObject({ kind: 'screen', name, depth: 'commune' });
    expect(await codes.open(code, HOME)).toEqual({ refused: 'wrong' });
    expect((await desk.list(northern)).find((one) => one.name === name)?.codeUntil).toBeNull();
    expect(told.slice(-2).map(({ action }) => action)).toEqual(['codeMade', 'codeUsed']);
    expect(JSON.stringify(told)).not.toContain(code.slice(0, 4));
    // Itself it opens nothing: only what it was exchanged for does.
    expect((await visitBy(code.replace('-', ''))).kind).toBe('public');
  });

  test('what it opened ends with the screen', async () => {
    const codes = await codesWith();
    const name = await screen();
    const opened = await codes.open(await codeOf(codes, name), HOME);
    if ('refused' in opened) throw new Error(opened.refused);
    const waiting = await codeOf(codes, name);
    await desk.revoke(northern, name);
    expect((await visitBy(opened.token)).kind).toBe('public');
    expect(await codes.open(waiting, HOME)).toEqual({ refused: 'wrong' });
    expect(await codes.make(northern, name)).toBe('notFound');
  });

  test('of two who type it at once one has it', async () => {
    const codes = await codesWith();
    const code = await codeOf(codes, await screen());
    const outcomes = await Promise.all([1, 2, 3, 4].map(() => codes.open(code, HOME)));
    expect(outcomes.filter((one) => 'token' in one)).toHaveLength(1);
  });

  test('a code is over after its time, when another one is made, and when it is ended', async () => {
    const codes = await codesWith();
    const name = await screen();
    const [first, second] = [await codeOf(codes, name), await codeOf(codes, name)];
    expect(await codes.open(first, HOME)).toEqual({ refused: 'wrong' });
    now += CODE_MS;
    expect(await codes.open(second, HOME)).toEqual({ refused: 'wrong' });
    const third = await codeOf(codes, name);
    expect(await codes.end(northern, name)).toBeNull();
    expect(await codes.open(third, HOME)).toEqual({ refused: 'wrong' });
    expect(await codes.end(northern, name)).toBe('notFound');
    // It never outlives its screen.
    const brief = await screen(60_000 / 86_400_000);
    const outcome = await codes.make(northern, brief);
    expect(typeof outcome === 'string' ? outcome : outcome.until).toBe(now + 60_000);
    now += 60_000;
    expect(await codes.make(northern, brief)).toBe('notFound');
  });

  test('whoever may not give the screen makes no code for it, ends none and renames nothing', async () => {
    const codes = await codesWith();
    const name = await screen();
    await codeOf(codes, name);
    expect(await codes.make(southern, name)).toBe('notFound');
    expect(await codes.end(southern, name)).toBe('notFound');
    expect(await desk.rename(southern, name, 'x')).toBe('notFound');
    expect((await desk.list(northern)).find((one) => one.name === name)?.codeUntil).toBe(now + CODE_MS);
  });

  test('guesses are bounded by address, by its network, and altogether; a right one does not count', async () => {
    const tight = { address: { points: 3, duration: 900 }, all: { points: 6, duration: 900 } };
    const codes = await codesWith(tight);
    const name = await screen();
    for (let k = 0; k < 6; k++)
      expect(await codes.open(await codeOf(codes, name), HOME)).toHaveProperty('token');
    const good = await codeOf(codes, name);
    const many = await Promise.all(Array.from({ length: 10 }, () => codes.open('bcdf-ghkm', HOME)));
    expect(many.filter((one) => 'refused' in one && one.refused === 'wrong')).toHaveLength(3);
    expect(await codes.open(good, HOME)).toMatchObject({
      refused: 'tooMany',
      after: expect.any(Number) as number
    });
    // Others go on; another address of the same network of IPv6 is no other.
    for (const address of ['2001:db8::1', '2001:db8::2', '2001:db8::3'])
      expect(await codes.open('bcdf-ghkm', address)).toEqual({ refused: 'wrong' });
    expect(await codes.open(good, '2001:db8::4')).toMatchObject({ refused: 'tooMany' });
    const fresh = await codesWith({ ...tight, all: { points: 2, duration: 900 } });
    for (const address of ['192.0.2.1', '192.0.2.2']) await fresh.open('bcdf-ghkm', address);
    expect(await fresh.open(good, '192.0.2.3')).toMatchObject({ refused: 'tooMany' });
  });

  test('what is no code is wrong', async () => {
    const codes = await codesWith();
    const odd = ['', 'bcdf-ghk', 'bcdf-ghkmn', 'aeio-uyl1', 'b'.repeat(10_000), 'bcdf-ghk\u0000', '١٢٣٤٥٦٧٨'];
    for (const typed of odd) expect(await codes.open(typed, HOME)).toEqual({ refused: 'wrong' });
  });

  test('a screen is renamed: people see its title, the log and addresses keep its name', async () => {
    const codes = await codesWith();
    const [name, other] = [await screen(), await screen()];
    const opened = await codes.open(await codeOf(codes, name), HOME);
    if ('refused' in opened) throw new Error(opened.refused);
    expect(await desk.rename(northern, name, ` Sảnh lớn ${kind} `)).toBeNull();
    expect(await visitBy(opened.token)).toMatchObject({ name: `Sảnh lớn ${kind}`, actor: `screen:${name}` });
    expect((await desk.list(northern)).find((one) => one.name === name)?.title).toBe(`Sảnh lớn ${kind}`);
    expect(told.at(-1)).toMatchObject({ object: `screen:${name}`, action: 'renamed' });
    expect(await desk.rename(northern, other, `Sảnh lớn ${kind}`)).toBe('nameTaken');
    expect(await desk.rename(northern, other, name)).toBe('nameTaken');
    expect(await desk.rename(northern, other, ' ')).toBe('badName');
    const scope = { root: NORTH, depth: 'commune' } as const;
    expect(await desk.create(northern, { name: `Sảnh lớn ${kind}`, scope, days: 1 })).toBe('nameTaken');
    expect(await desk.rename(northern, name, name)).toBeNull();
  });
});
