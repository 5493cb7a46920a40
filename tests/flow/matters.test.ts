import type { z } from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Principal, Role } from '../../src/lib/domain/access.ts';
import type { UnitKey } from '../../src/lib/domain/unit.ts';
import { mattersCounts } from '../../src/lib/server/features/matters/counts.ts';
import { deskFor, type DeskContext } from '../../src/lib/server/context/matters/desk-for.ts';
import type { MatterDesk } from '../../src/lib/server/context/matters/desk.ts';
import { inboxOf, matterOf, mattersOfGroup } from '../../src/lib/server/features/matters/inbox.ts';
import { practicesOf, practiceStep } from '../../src/lib/server/features/matters/practices.ts';
import { openMatter, takeStep } from '../../src/lib/server/features/matters/steps.ts';
import { takeSteps } from '../../src/lib/server/context/matters/steps.ts';
import type { MatterVerb } from '../../src/lib/domain/matter.ts';
import type { MatterReach } from '../../src/lib/domain/matter.ts';
import { openDifficulty, stepOnDifficulty, type MatterView } from '../../src/lib/api/difficulties.ts';
import { isRefusal, reasonOf, type Outcome, type Refusal } from '../../src/lib/api/outcome.ts';
import { startLiveServer, type LiveServer } from '../support/live-server.ts';
import { COUNTRY, countryStructure, draft, PROVINCES, SINCE } from '../support/small-country.ts';

const COMMUNE: UnitKey = `20194@${SINCE}`;
const NEIGHBOUR: UnitKey = `20195@${SINCE}`;
const MONDAY = Date.parse('2026-11-16T09:00:00+07:00');
const DAY_MS = 86_400_000;

let server: LiveServer;
let now = MONDAY;
beforeAll(async () => {
  server = await startLiveServer({ fill: (store) => store.append(countryStructure()) });
});
afterAll(() => server.close());

function person(name: string, role: Role, unit: UnitKey, groups: string[] | null = null): Principal {
  const grant = { role, unit, groups, validFrom: SINCE, validTo: null, decision: '' };
  return { kind: 'account', actor: `account:${name}`, name, grants: [grant] };
}
const HEAD = person('Tổ trưởng', 'group-head', COMMUNE, ['20194-1']);
const OTHER_HEAD = person('Tổ trưởng khác', 'group-head', COMMUNE, ['20194-2']);
const CLERK = person('Lan', 'clerk', COMMUNE);
const COLLEAGUE = person('Hùng', 'clerk', COMMUNE);
const STRANGER = person('Người lạ', 'clerk', NEIGHBOUR);
const OFFICE = person('Sở', 'programme', PROVINCES[0] ?? COUNTRY);
const VIEWER = person('Người xem', 'viewer', COUNTRY);

function context(principal: Principal): DeskContext {
  const append: DeskContext['runtime']['append'] = async ({ actor }, bodies) => {
    const outcome = await server.store.append(bodies.map((body) => ({ ...draft(body, now), actor })));
    await server.settled();
    return 'first' in outcome ? outcome.first : 0;
  };
  const { publisher, store } = server;
  return { runtime: { publisher, store, clock: () => now, append }, principal };
}
const desk = (principal: Principal): Promise<MatterDesk> => deskFor(context(principal));

async function opened(text: string, by = HEAD): Promise<MatterView> {
  const body = openDifficulty.body.parse({ group: '20194-1', kind: 'network', text, wanted: 'province' });
  return found(await openMatter(await desk(by), { body }));
}
const step = async (by: Principal, id: string, verb: MatterVerb, note = '') =>
  takeStep(await desk(by), { params: { id }, body: { step: verb, note } });
function found(outcome: Outcome<MatterView>): MatterView {
  return isRefusal(outcome) ? raise(outcome) : outcome;
}
function raise(refusal: Refusal): never {
  throw new Error(reasonOf(refusal).en);
}
const ids = async (by: Principal, unit: UnitKey, reach: MatterReach = 'here') => {
  const page = inboxOf(await desk(by), { unit, reach, list: 'open', q: '', page: 1 });
  return isRefusal(page) ? page.refused : page.matters.map(({ id }) => id);
};

describe('a difficulty', () => {
  it('climbs from the commune to the province, is answered there, and the filer sees the answer', async () => {
    const { id, place, may } = await opened('Sóng di động yếu ở tổ 3');
    expect(place.key).toBe(COMMUNE);
    expect(may).toEqual(['closed', 'added']);
    expect(await ids(CLERK, COMMUNE)).toContain(id);
    expect(found(await step(CLERK, id, 'taken')).taker).toBe('Lan');
    expect(found(await step(CLERK, id, 'passed', 'Ngoài thẩm quyền của phường')).place.key).toBe(
      PROVINCES[0]
    );
    expect(await ids(CLERK, COMMUNE)).not.toContain(id);
    expect(await ids(OFFICE, PROVINCES[0] ?? COUNTRY)).toContain(id);
    // It lies above the commune now: the clerk reads on and has no step there.
    expect(matterOf(await desk(CLERK), id)).toMatchObject({ id });
    expect(await step(CLERK, id, 'taken')).toMatchObject({ refused: 'mayNotChange' });
    found(await step(OFFICE, id, 'taken'));
    found(await step(OFFICE, id, 'answered', 'Trạm mới vào tháng 12'));
    const own = mattersOfGroup(await desk(HEAD), '20194-1');
    expect(isRefusal(own) ? own : own.matters[0]).toMatchObject({
      id,
      state: 'answered',
      answer: { by: 'Sở', note: 'Trạm mới vào tháng 12' },
      may: ['closed', 'reopened', 'added']
    });
    expect(found(await step(HEAD, id, 'closed')).state).toBe('closed');
    expect(await step(OFFICE, id, 'answered', 'Lần nữa')).toMatchObject({
      refused: 'conflict',
      faults: [{ code: 'closed' }]
    });
    expect(found(await step(HEAD, id, 'reopened', 'Vẫn yếu')).state).toBe('open');
  });

  it('is nobody else’s: not the neighbour’s, not the next group’s, not a viewer’s', async () => {
    const { id } = await opened('Thiếu máy tính');
    for (const foreign of [STRANGER, OTHER_HEAD, VIEWER]) {
      expect(matterOf(await desk(foreign), id)).toMatchObject({ refused: 'unknown' });
      expect(await step(foreign, id, 'taken')).toMatchObject({ refused: 'unknown' });
      const many = await takeSteps(await desk(foreign), { body: { ids: [id], step: 'taken', note: '' } });
      expect(many).toMatchObject({ done: [] });
      // That some were refused is an answer, not a refusal of the call.
      expect(isRefusal(many)).toBe(false);
      expect(mattersOfGroup(await desk(foreign), '20194-1')).toMatchObject({ refused: 'unknown' });
    }
    expect(await ids(STRANGER, COMMUNE)).toBe('mayNotSee');
    expect(await ids(OTHER_HEAD, COMMUNE)).toEqual([]);
    const opening = { group: '20194-1', kind: 'other', text: 'x', proposal: '', wanted: 'commune' } as const;
    expect(await openMatter(await desk(OTHER_HEAD), { body: opening })).toMatchObject({
      refused: 'mayNotChange'
    });
    // Who raised it has no step of an office.
    expect(await step(HEAD, id, 'answered', 'Tự trả lời')).toMatchObject({ refused: 'mayNotChange' });
    expect(matterOf(await desk(CLERK), id)).toMatchObject({ state: 'open' });
  });

  it('taken by two at once belongs to one, and the other hears who has it', async () => {
    const { id } = await opened('Hệ thống chậm');
    const [first, second] = await Promise.all([step(CLERK, id, 'taken'), step(COLLEAGUE, id, 'taken')]);
    expect(first).toMatchObject({ state: 'taken', taker: 'Lan' });
    expect(second).toMatchObject({
      refused: 'conflict',
      faults: [{ message: { vi: 'Lan đã nhận xử lý.' } }]
    });
    expect(found(await step(COLLEAGUE, id, 'released')).taker).toBeNull();
    expect(found(await step(COLLEAGUE, id, 'taken')).taker).toBe('Hùng');
  });

  it('that lies too long is overdue, where it lies and above', async () => {
    const counted = async () => {
      const answer = mattersCounts(await desk(OFFICE), PROVINCES[0] ?? COUNTRY);
      return isRefusal(answer) ? raise(answer) : answer.units;
    };
    const { id } = await opened('Chưa có kinh phí');
    const before = (await counted())[0]?.counts.overdue ?? 0;
    now = MONDAY + 8 * DAY_MS;
    expect(matterOf(await desk(HEAD), id)).toMatchObject({ overdue: true });
    expect((await counted())[0]?.counts.overdue).toBeGreaterThan(before);
    expect((await counted()).find(({ unit }) => unit.key === COMMUNE)?.counts.overdue).toBeGreaterThan(0);
    expect((await counted()).find(({ unit }) => unit.key === NEIGHBOUR)?.counts.overdue).toBe(0);
    found(await step(CLERK, id, 'taken'));
    expect(matterOf(await desk(HEAD), id)).toMatchObject({ overdue: false });
    now = MONDAY;
  });

  it('is found without accents, and says what must be said', async () => {
    const { id } = await opened('Người cao tuổi chưa có điện thoại');
    const search = async (q: string) => {
      const page = inboxOf(await desk(CLERK), {
        ...{ unit: COMMUNE, reach: 'within', list: 'open', page: 1 },
        q
      });
      return isRefusal(page) ? raise(page) : page.matters.map((matter) => matter.id);
    };
    expect(await search('dien thoai')).toEqual([id]);
    expect(await search('điện thoai')).toEqual([]);
    expect(await step(CLERK, id, 'answered', '')).toMatchObject({
      refused: 'wrong',
      faults: [{ path: '/note' }]
    });
    const paths = (shape: z.ZodType, sent: unknown) =>
      shape.safeParse(sent).error?.issues.map(({ path }) => path);
    expect(paths(stepOnDifficulty.body, { step: 'answered', note: 'x'.repeat(2_001) })).toEqual([['note']]);
    expect(paths(openDifficulty.body, { group: 'g', kind: 'weather', text: 'x' })).toEqual([['kind']]);
  });

  it('raised twice by the same call is raised once', async () => {
    const body = openDifficulty.body.parse({
      group: '20194-1',
      kind: 'data',
      text: 'Lệch mẫu số',
      key: 'k1'
    });
    const first = found(await openMatter(await desk(HEAD), { body }));
    expect(found(await openMatter(await desk(HEAD), { body })).id).toBe(first.id);
  });
});

describe('a good practice', () => {
  it('is its own unit’s until it is shared, and then everybody’s who may read texts', async () => {
    const told = {
      step: 'told',
      id: 'p1',
      group: '20194-1',
      period: 24_312,
      text: 'Bàn hướng dẫn tại chợ'
    } as const;
    await server.store.append([draft({ kind: 'practices', steps: [told] }, now)]);
    await server.settled();
    const shared = async (by: Principal) => {
      const page = practicesOf(await desk(by), { list: 'shared', q: 'huong dan', page: 1 });
      return isRefusal(page) ? page.refused : page.practices.map(({ id }) => id);
    };
    expect(await shared(STRANGER)).toEqual([]);
    expect(await practiceStep(await desk(STRANGER), 'p1', { step: 'shared', note: '' })).toMatchObject({
      refused: 'unknown'
    });
    expect(await practiceStep(await desk(HEAD), 'p1', { step: 'shared', note: '' })).toMatchObject({
      refused: 'mayNotChange'
    });
    expect(await practiceStep(await desk(CLERK), 'p1', { step: 'shared', note: '' })).toMatchObject({
      shared: { by: 'Lan' }
    });
    expect(await shared(STRANGER)).toEqual(['p1']);
    expect(await shared(VIEWER)).toBe('mayNotSee');
    expect(await practiceStep(await desk(CLERK), 'p1', { step: 'commended', note: 'x' })).toMatchObject({
      refused: 'mayNotChange'
    });
    expect(await practiceStep(await desk(OFFICE), 'p1', { step: 'commended', note: '' })).toMatchObject({
      refused: 'wrong'
    });
    expect(
      await practiceStep(await desk(OFFICE), 'p1', { step: 'commended', note: 'Bằng khen' })
    ).toMatchObject({
      commended: { note: 'Bằng khen' },
      may: ['unshared', 'uncommended']
    });
    await practiceStep(await desk(OFFICE), 'p1', { step: 'unshared', note: '' });
    expect(await shared(STRANGER)).toEqual([]);
  });
});
