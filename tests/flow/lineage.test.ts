import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC, type Principal, type Role } from '../../src/lib/domain/access.ts';
import type { Period } from '../../src/lib/domain/period.ts';
import type { Basis } from '../../src/lib/domain/rows.ts';
import type { UnitKey } from '../../src/lib/domain/unit.ts';
import { mayReadScope } from '../../src/lib/server/core/auth/reading.ts';
import { deskOver, maySee, nodeCalled, type ProfileDesk } from '../../src/lib/server/context/profile/desk.ts';
import { LINEAGE_PAGE, lineageOf, readLineage } from '../../src/lib/server/features/profile/lineage.ts';
import { KnownNames } from '../../src/lib/server/context/review/names.ts';
import type { LineageAnswer } from '../../src/lib/api/lookup.ts';
import { granted, heard } from '../support/review-office.ts';
import { startLiveServer, type LiveServer } from '../support/live-server.ts';
import {
  COMMUNES,
  COUNTRY,
  countryStructure,
  draft,
  GROUPS,
  INDICATORS,
  JANUARY,
  makeGroup,
  reportDraft,
  reviewDraft,
  SINCE
} from '../support/small-country.ts';

// A number is opened: what it is made of adds up to it, whoever asks and however it was filed.

const NOW = Date.parse('2026-06-20T09:00:00+07:00');
const COMMUNE: UnitKey = `${COMMUNES[0]}@${SINCE}`;
/** More groups than one page holds. */
const MANY = Array.from({ length: LINEAGE_PAGE + 7 }, (_, i) => `${COMMUNES[1]}-m${i}`);

let server: LiveServer;
beforeAll(async () => {
  server = await startLiveServer({
    fill: async (store) => {
      await store.append(countryStructure());
      await store.append([
        draft({ kind: 'groups', groups: MANY.map((code) => makeGroup(code, `${COMMUNES[1]}@${SINCE}`)) })
      ]);
    }
  });
  const file = async (drafts: Parameters<LiveServer['store']['append']>[0]) => {
    const outcome = await server.store.append(drafts);
    return 'first' in outcome ? outcome.first : 0;
  };
  for (let month = 0; month < 4; month++) {
    const filed = GROUPS.filter((_, i) => (i + month) % 3 !== 0);
    const first = await file(
      filed.map((group, i) =>
        reportDraft(group, JANUARY + month, { XHS01: 40 + i + month, KTS01: i, HD01: 3 + i })
      )
    );
    // Some approved, some returned, some corrected after they were approved.
    await file([
      reviewDraft([first, first + 1, first + 2], 'approved'),
      reviewDraft([first + 3], 'returned')
    ]);
    await file([reportDraft(filed[0] ?? '', JANUARY + month, { XHS01: 99 })]);
  }
  await file(MANY.map((group, i) => reportDraft(group, JANUARY + 3, { XHS01: i % 50 })));
  await server.settled();
});
afterAll(() => server.close());

function person(name: string, role: Role, unit: UnitKey): Principal {
  const grant = { role, unit, groups: null, validFrom: SINCE, validTo: null, decision: '' };
  return { kind: 'account', actor: `account:${name}`, name, grants: [grant] };
}
const OFFICE = person('Sở', 'programme', COUNTRY);

function desk(principal: Principal): ProfileDesk {
  const { publisher, store } = server;
  const mayRead: ProfileDesk['mayRead'] = (who, scope) =>
    mayReadScope(who, scope, { tree: publisher.fold.world.tree, day: '2026-06-20', publicDepth: 'commune' });
  const names = new KnownNames(() => Promise.resolve(new Map([['test', 'Người nộp']])));
  return deskOver({ publisher, store, mayRead, clock: () => NOW }, principal, names);
}

async function every(node: string, code: string, period: Period, basis: Basis): Promise<LineageAnswer[]> {
  const at = desk(OFFICE);
  const { world } = server.publisher.fold;
  const [found, indicator] = [nodeCalled(world.tree, node), world.indicator(code)];
  if (!found || !indicator) throw new Error(`${node} ${code}`);
  const ask = (page: number) => lineageOf(at, { node: found, indicator, period, basis, page });
  const first = await ask(1);
  const rest = Array.from({ length: (first.groups?.pages ?? 1) - 1 }, (_, i) => ask(i + 2));
  return [first, ...(await Promise.all(rest))];
}
const sum = (values: readonly (number | null)[]) =>
  values.reduce<number>((total, one) => total + (one ?? 0), 0);

describe('what a number is made of', () => {
  it('adds up to it: the parts below, the groups of all pages, the reports of each group', async () => {
    let checked = 0;
    for (const code of INDICATORS)
      for (const basis of ['all', 'approved'] as const)
        for (let period = JANUARY; period < JANUARY + 6; period++)
          for (const node of [
            COUNTRY,
            `48@${SINCE}`,
            ...COMMUNES.map((one) => `${one}@${SINCE}`),
            ...GROUPS
          ]) {
            const pages = await every(node, code, period, basis);
            const [first] = pages;
            if (!first || first.figure.expected === 0) continue;
            const { figure, parts } = first;
            const lines = pages.flatMap(({ groups }) => groups?.lines ?? []);
            const label = `${node} ${code} ${basis} ${period}`;
            expect(lines.length, label).toBe(figure.expected);
            expect(sum(lines.map(({ num }) => num)), label).toBe(figure.num ?? 0);
            expect(sum(lines.map(({ den }) => den)), label).toBe(figure.den ?? 0);
            for (const { groups } of pages) {
              const shown = sum((groups?.lines ?? []).map(({ num }) => num));
              expect(shown + (groups?.elsewhere.num ?? 0), label).toBe(figure.num ?? 0);
            }
            if (first.node.kind === 'unit') {
              expect(sum((parts ?? []).map(({ num }) => num)), label).toBe(figure.num ?? 0);
              expect(sum((parts ?? []).map(({ expected }) => expected)), label).toBe(figure.expected);
            }
            for (const { num, reports, age } of lines) {
              expect(sum((reports ?? []).map((one) => one.num)), label).toBe(num ?? 0);
              if (num !== null) expect(reports?.[0]?.by).toBe('Người nộp');
              if (basis === 'approved')
                expect((reports ?? []).every(({ approved }) => approved !== null)).toBe(true);
              expect(age === null).toBe(num === null);
            }
            checked++;
          }
    expect(checked).toBeGreaterThan(200);
  });

  it('is paged, and the target stands beside it with its citation', async () => {
    const [first, second] = await every(`${COMMUNES[1]}@${SINCE}`, 'XHS01', JANUARY + 3, 'all');
    expect(first?.groups).toMatchObject({ page: 1, pages: 2, total: MANY.length + 2 });
    expect(second?.groups?.lines).toHaveLength(9);
    expect(first?.target).toMatchObject({ target: { citation: 'test' }, from: { key: COUNTRY } });
  });
});

describe('who is told what', () => {
  const ask = (who: Principal, node: string) =>
    readLineage(desk(who), {
      params: { node, indicator: 'XHS01', period: '2026-02' },
      query: { basis: 'all', page: 1 }
    });

  it('the public sees communes and no groups; a viewer sees groups and nobody’s name; a stranger nothing below', async () => {
    const open = granted(await ask(PUBLIC, COMMUNE));
    expect([open.groups, open.parts]).toEqual([null, null]);
    expect(heard(await ask(PUBLIC, GROUPS[0] ?? ''))).toBe(403);
    const viewer = granted(await ask(person('xem', 'viewer', COUNTRY), COMMUNE));
    expect(viewer.groups?.lines).toHaveLength(2);
    expect(viewer.groups?.lines.every(({ reports }) => reports === null)).toBe(true);
    expect(JSON.stringify(viewer)).not.toContain('Người nộp');
    const stranger = person('lạ', 'clerk', `${COMMUNES[3]}@${SINCE}`);
    expect(heard(await ask(stranger, GROUPS[0] ?? ''))).toBe(403);
    expect(maySee(desk(stranger), nodeCalled(server.publisher.fold.world.tree, `${COMMUNES[3]}-1`)!)).toBe(
      true
    );
  });
});
