import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Principal, Role } from '../../src/lib/domain/access.ts';
import type { UnitKey } from '../../src/lib/domain/unit.ts';
import { newOpening, oneStep, read } from '../../src/lib/server/matters/ask.ts';
import { mattersCounts } from '../../src/lib/server/matters/counts.ts';
import { deskOf, isRefusal, type MatterDesk, type MatterRefusal } from '../../src/lib/server/matters/desk.ts';
import { inboxOf, matterOf, mattersOfGroup } from '../../src/lib/server/matters/inbox.ts';
import { practicesOf, practiceStep } from '../../src/lib/server/matters/practices.ts';
import { answerOf } from '../../src/lib/server/matters/answers.ts';
import { openMatter, takeStep, takeSteps } from '../../src/lib/server/matters/steps.ts';
import type { MatterVerb } from '../../src/lib/domain/matter.ts';
import type { MatterReach, MatterView } from '../../src/lib/wire/matters.ts';
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

function desk(principal: Principal): MatterDesk {
  const append: MatterDesk['append'] = async ({ actor }, bodies) => {
    const outcome = await server.store.append(bodies.map((body) => ({ ...draft(body, now), actor })));
    await server.settled();
    return 'first' in outcome ? outcome.first : 0;
  };
  const nameOf = (actor: string) => actor.replace('account:', '');
  const { fold } = server.publisher;
  return deskOf({ fold, clock: () => now, append, nameOf, patience: { open: 5, taken: 10 } }, principal);
}

async function opened(text: string, by = HEAD): Promise<MatterView> {
  const opening = read(newOpening, { group: '20194-1', kind: 'network', text, wanted: 'province' });
  return found(await openMatter(desk(by), 'refused' in opening ? raise(opening) : opening));
}
const step = (by: Principal, id: string, verb: MatterVerb, note = '') =>
  takeStep(desk(by), id, { step: verb, note });
function found(outcome: MatterView | MatterRefusal): MatterView {
  return isRefusal(outcome) ? raise(outcome) : outcome;
}
function raise(refusal: MatterRefusal): never {
  throw new Error(refusal.message.en);
}
const ids = (by: Principal, unit: UnitKey, reach: MatterReach = 'here') => {
  const page = inboxOf(desk(by), { unit, reach, list: 'open', kind: null, period: null, query: '', page: 1 });
  return 'refused' in page ? page.refused : page.matters.map(({ id }) => id);
};

describe('a difficulty', () => {
  it('climbs from the commune to the province, is answered there, and the filer sees the answer', async () => {
    const { id, place, may } = await opened('Sóng di động yếu ở tổ 3');
    expect(place.key).toBe(COMMUNE);
    expect(may).toEqual(['closed', 'added']);
    expect(ids(CLERK, COMMUNE)).toContain(id);
    expect(found(await step(CLERK, id, 'taken')).taker).toBe('Lan');
    expect(found(await step(CLERK, id, 'passed', 'Ngoài thẩm quyền của phường')).place.key).toBe(
      PROVINCES[0]
    );
    expect(ids(CLERK, COMMUNE)).not.toContain(id);
    expect(ids(OFFICE, PROVINCES[0] ?? COUNTRY)).toContain(id);
    // It lies above the commune now: the clerk reads on and has no step there.
    expect(matterOf(desk(CLERK), id)).toMatchObject({ id });
    expect(await step(CLERK, id, 'taken')).toMatchObject({ refused: 403 });
    found(await step(OFFICE, id, 'taken'));
    found(await step(OFFICE, id, 'answered', 'Trạm mới vào tháng 12'));
    const own = mattersOfGroup(desk(HEAD), '20194-1');
    expect(isRefusal(own) ? own : own.matters[0]).toMatchObject({
      id,
      state: 'answered',
      answer: { by: 'Sở', note: 'Trạm mới vào tháng 12' },
      may: ['closed', 'reopened', 'added']
    });
    expect(found(await step(HEAD, id, 'closed')).state).toBe('closed');
    expect(await step(OFFICE, id, 'answered', 'Lần nữa')).toMatchObject({ refused: 409, code: 'closed' });
    expect(found(await step(HEAD, id, 'reopened', 'Vẫn yếu')).state).toBe('open');
  });

  it('is nobody else’s: not the neighbour’s, not the next group’s, not a viewer’s', async () => {
    const { id } = await opened('Thiếu máy tính');
    for (const foreign of [STRANGER, OTHER_HEAD, VIEWER]) {
      expect(matterOf(desk(foreign), id)).toMatchObject({ refused: 404 });
      expect(await step(foreign, id, 'taken')).toMatchObject({ refused: 404 });
      const many = await takeSteps(desk(foreign), { ids: [id], step: 'taken', note: '' });
      expect(many).toMatchObject({ done: [] });
      // That some were refused is an answer, not a refusal of the call.
      expect(answerOf(many).status).toBe(200);
      expect(mattersOfGroup(desk(foreign), '20194-1')).toMatchObject({ refused: 404 });
    }
    expect(ids(STRANGER, COMMUNE)).toBe(403);
    expect(ids(OTHER_HEAD, COMMUNE)).toEqual([]);
    const opening = { group: '20194-1', kind: 'other', text: 'x', proposal: '', wanted: 'commune' } as const;
    expect(await openMatter(desk(OTHER_HEAD), opening)).toMatchObject({ refused: 403 });
    // Who raised it has no step of an office.
    expect(await step(HEAD, id, 'answered', 'Tự trả lời')).toMatchObject({ refused: 403 });
    expect(matterOf(desk(CLERK), id)).toMatchObject({ state: 'open' });
  });

  it('taken by two at once belongs to one, and the other hears who has it', async () => {
    const { id } = await opened('Hệ thống chậm');
    const [first, second] = await Promise.all([step(CLERK, id, 'taken'), step(COLLEAGUE, id, 'taken')]);
    expect(first).toMatchObject({ state: 'taken', taker: 'Lan' });
    expect(second).toMatchObject({ refused: 409, message: { vi: 'Lan đã nhận xử lý.' } });
    expect(found(await step(COLLEAGUE, id, 'released')).taker).toBeNull();
    expect(found(await step(COLLEAGUE, id, 'taken')).taker).toBe('Hùng');
  });

  it('that lies too long is overdue, where it lies and above', async () => {
    const counted = () => {
      const answer = mattersCounts(desk(OFFICE), PROVINCES[0] ?? COUNTRY);
      return 'refused' in answer ? raise(answer) : answer.units;
    };
    const { id } = await opened('Chưa có kinh phí');
    const before = counted()[0]?.counts.overdue ?? 0;
    now = MONDAY + 8 * DAY_MS;
    expect(matterOf(desk(HEAD), id)).toMatchObject({ overdue: true });
    expect(counted()[0]?.counts.overdue).toBeGreaterThan(before);
    expect(counted().find(({ unit }) => unit.key === COMMUNE)?.counts.overdue).toBeGreaterThan(0);
    expect(counted().find(({ unit }) => unit.key === NEIGHBOUR)?.counts.overdue).toBe(0);
    found(await step(CLERK, id, 'taken'));
    expect(matterOf(desk(HEAD), id)).toMatchObject({ overdue: false });
    now = MONDAY;
  });

  it('is found without accents, and says what must be said', async () => {
    const { id } = await opened('Người cao tuổi chưa có điện thoại');
    const search = (query: string) => {
      const page = inboxOf(desk(CLERK), {
        ...{ unit: COMMUNE, reach: 'within', list: 'open', kind: null, period: null, page: 1 },
        query
      });
      return 'refused' in page ? raise(page) : page.matters.map((matter) => matter.id);
    };
    expect(search('dien thoai')).toEqual([id]);
    expect(search('điện thoai')).toEqual([]);
    expect(await step(CLERK, id, 'answered', '')).toMatchObject({ refused: 422, path: '/note' });
    expect(read(oneStep, { step: 'answered', note: 'x'.repeat(2_001) })).toMatchObject({ refused: 422 });
    expect(read(newOpening, { group: 'g', kind: 'weather', text: 'x' })).toMatchObject({ path: '/kind' });
  });

  it('raised twice by the same call is raised once', async () => {
    const opening = read(newOpening, { group: '20194-1', kind: 'data', text: 'Lệch mẫu số', key: 'k1' });
    if ('refused' in opening) raise(opening);
    const first = found(await openMatter(desk(HEAD), opening));
    expect(found(await openMatter(desk(HEAD), opening)).id).toBe(first.id);
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
    const shared = (by: Principal) => {
      const page = practicesOf(desk(by), { unit: null, list: 'shared', query: 'huong dan', page: 1 });
      return 'refused' in page ? page.refused : page.practices.map(({ id }) => id);
    };
    expect(shared(STRANGER)).toEqual([]);
    expect(await practiceStep(desk(STRANGER), 'p1', { step: 'shared', note: '' })).toMatchObject({
      refused: 404
    });
    expect(await practiceStep(desk(HEAD), 'p1', { step: 'shared', note: '' })).toMatchObject({
      refused: 403
    });
    expect(await practiceStep(desk(CLERK), 'p1', { step: 'shared', note: '' })).toMatchObject({
      shared: { by: 'Lan' }
    });
    expect(shared(STRANGER)).toEqual(['p1']);
    expect(shared(VIEWER)).toBe(403);
    expect(await practiceStep(desk(CLERK), 'p1', { step: 'commended', note: 'x' })).toMatchObject({
      refused: 403
    });
    expect(await practiceStep(desk(OFFICE), 'p1', { step: 'commended', note: '' })).toMatchObject({
      refused: 422
    });
    expect(await practiceStep(desk(OFFICE), 'p1', { step: 'commended', note: 'Bằng khen' })).toMatchObject({
      commended: { note: 'Bằng khen' },
      may: ['unshared', 'uncommended']
    });
    await practiceStep(desk(OFFICE), 'p1', { step: 'unshared', note: '' });
    expect(shared(STRANGER)).toEqual([]);
  });
});
