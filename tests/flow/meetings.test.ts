import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PUBLIC, type Principal, type Role } from '../../src/lib/domain/access.ts';
import type { UnitKey } from '../../src/lib/domain/unit.ts';
import { mayReadScope } from '../../src/lib/server/core/auth/reading.ts';
import { isRefusal, reasonOf, type Outcome } from '../../src/lib/api/outcome.ts';
import type { MeetingDesk } from '../../src/lib/server/features/meetings/desk.ts';
import {
  changeMeeting,
  conclude,
  openMeeting,
  settlePromise
} from '../../src/lib/server/features/meetings/steps.ts';
import { meetingOf, meetingsOf, placesAbout } from '../../src/lib/server/features/meetings/views.ts';
import { deskOver } from '../../src/lib/server/context/profile/desk.ts';
import { searchPlaces } from '../../src/lib/server/features/register/search.ts';
import { KnownNames } from '../../src/lib/server/context/review/names.ts';
import { startLiveServer, type LiveServer } from '../support/live-server.ts';
import {
  COMMUNES,
  COUNTRY,
  countryStructure,
  draft,
  JANUARY,
  makeUnit,
  PROVINCES,
  reportDraft,
  SINCE
} from '../support/small-country.ts';

const COMMUNE: UnitKey = `${COMMUNES[0]}@${SINCE}`;
const OLD: UnitKey = `90001@2000-01-01`;
let now = Date.parse('2026-03-05T09:00:00+07:00');
let server: LiveServer;
beforeAll(async () => {
  server = await startLiveServer({ fill: (store) => store.append(countryStructure()) });
  await server.store.append([
    draft({
      kind: 'units',
      units: [
        makeUnit('90001', 3, PROVINCES[0] ?? COUNTRY, {
          validFrom: '2000-01-01',
          validTo: SINCE,
          name: 'Thuận Phước',
          fullName: 'Phường Thuận Phước',
          type: 'phường'
        }),
        makeUnit(COMMUNES[0], 3, PROVINCES[0] ?? COUNTRY, { name: 'Hải Châu', fullName: 'phường Hải Châu' })
      ]
    }),
    draft({
      kind: 'successions',
      successions: [{ from: OLD, to: COMMUNE, share: null, citation: 'test' }]
    }),
    reportDraft(`${COMMUNES[0]}-1`, JANUARY + 1, { XHS01: 60 })
  ]);
  await server.settled();
});
afterAll(() => server.close());

function person(name: string, role: Role, unit: UnitKey): Principal {
  const grant = { role, unit, groups: null, validFrom: SINCE, validTo: null, decision: '' };
  return { kind: 'account', actor: `account:${name}`, name, grants: [grant] };
}
const HEAD = person('Chủ tịch', 'head', PROVINCES[0] ?? COUNTRY);
const VIEWER = person('Xem', 'viewer', COUNTRY);
const STRANGER = person('Người lạ', 'head', PROVINCES[1] ?? COUNTRY);

function desk(principal: Principal): MeetingDesk {
  const { publisher, store } = server;
  const mayRead: MeetingDesk['mayRead'] = (who, scope) =>
    mayReadScope(who, scope, { tree: publisher.fold.world.tree, day: '2026-03-05', publicDepth: 'commune' });
  const names = new KnownNames(() => Promise.resolve(new Map()));
  return {
    ...deskOver({ publisher, store, mayRead, clock: () => now }, principal, names),
    append: async ({ actor }, bodies) => {
      const outcome = await store.append(bodies.map((body) => ({ ...draft(body, now), actor })));
      await server.settled();
      return 'first' in outcome ? outcome.first : 0;
    }
  };
}
function found<T extends object>(outcome: Outcome<T>): T {
  if (isRefusal(outcome)) throw new Error(reasonOf(outcome).en);
  return outcome;
}

describe('what was concluded', () => {
  it('opens the next meeting with the figure then and now, exact, and what is overdue', async () => {
    const unit = PROVINCES[0] ?? COUNTRY;
    const first = found(
      await openMeeting(desk(HEAD), {
        body: { unit, title: 'Giao ban tháng 3', day: '2026-03-05', slides: [] }
      })
    );
    const asked = {
      node: COMMUNE,
      indicator: 'XHS01',
      text: 'Nộp đủ',
      who: 'Phường',
      by: '2026-03-20',
      key: 'a'
    };
    const made = found(await conclude(desk(HEAD), { params: { id: first.id }, body: asked }));
    expect(made.then).toMatchObject({ period: '2026-02', num: 60, den: 120, coverage: 0.5 });
    // Sent twice, it is one.
    expect(found(await conclude(desk(HEAD), { params: { id: first.id }, body: asked })).id).toBe(made.id);
    await server.store.append([reportDraft(`${COMMUNES[0]}-2`, JANUARY + 1, { XHS01: 100 })]);
    await server.settled();
    now = Date.parse('2026-04-05T09:00:00+07:00');
    const next = found(
      await openMeeting(desk(HEAD), {
        body: { unit, title: 'Giao ban tháng 4', day: '2026-04-05', slides: [] }
      })
    );
    expect(next.brought).toHaveLength(1);
    expect(next.brought[0]).toMatchObject({
      id: made.id,
      overdue: true,
      then: { num: 60, den: 120 },
      now: { num: 160, den: 240, period: '2026-03' }
    });
    found(await settlePromise(desk(HEAD), { params: { id: made.id }, body: { step: 'done', note: '' } }));
    expect(found(await meetingOf(desk(HEAD), next.id)).brought[0]).toMatchObject({
      state: 'done',
      overdue: false
    });
  });

  it('keeps the figure of the month that the meeting looked at, whenever it is written down', async () => {
    const unit = PROVINCES[0] ?? COUNTRY;
    // Written up in April of a meeting of 5 March: that one looked at February.
    const past = found(
      await openMeeting(desk(HEAD), { body: { unit, title: 'Ghi muộn', day: '2026-03-05', slides: [] } })
    );
    const asked = { node: COMMUNE, indicator: 'XHS01', text: 'x', who: 'x', by: null };
    const made = found(await conclude(desk(HEAD), { params: { id: past.id }, body: asked }));
    expect([made.then?.period, made.now?.period]).toEqual(['2026-02', '2026-03']);
    // Nothing is due before the meeting that asked for it.
    const early = { ...asked, by: '2026-03-04' };
    expect(await conclude(desk(HEAD), { params: { id: past.id }, body: early })).toMatchObject({
      refused: 'wrong',
      faults: [{ path: '/by' }]
    });
    found(await conclude(desk(HEAD), { params: { id: past.id }, body: { ...asked, by: '2026-03-05' } }));
    expect(placesAbout(desk(HEAD), past.id).map(({ key }) => key)).toEqual([
      unit,
      `${COMMUNES[1]}@${SINCE}`,
      COMMUNE
    ]);
  });

  it('reaches whom it was given to: they see the task and its last day, and nothing else of the meeting', async () => {
    const unit = PROVINCES[0] ?? COUNTRY;
    const held = found(
      await openMeeting(desk(HEAD), { body: { unit, title: 'Giao việc', day: '2026-04-05', slides: [] } })
    );
    const task = { indicator: null, text: 'Mở thêm điểm hỗ trợ', who: 'Phường', by: '2026-04-20' };
    const made = found(
      await conclude(desk(HEAD), { params: { id: held.id }, body: { ...task, node: COMMUNE } })
    );
    const elsewhere = found(
      await conclude(desk(HEAD), {
        params: { id: held.id },
        body: { ...task, node: `${COMMUNES[1]}@${SINCE}` }
      })
    );
    const clerk = person('Chuyên viên', 'clerk', COMMUNE);
    const seen = await meetingsOf(desk(clerk), undefined);
    expect(seen.meetings).toEqual([]);
    expect(await meetingOf(desk(clerk), held.id)).toMatchObject({ refused: 'unknown' });
    const given = seen.given.find(({ id }) => id === made.id);
    expect(given).toMatchObject({ text: task.text, by: task.by, state: 'open', may: [] });
    expect(given?.made.by).toBe(desk(clerk).names.of(HEAD.actor));
    expect(seen.given.map(({ id }) => id)).not.toContain(elsewhere.id);
    // Whoever reads the meeting finds it there; who has no say in the commune hears of nothing.
    for (const who of [HEAD, VIEWER, STRANGER, person('Tổ trưởng', 'group-head', COMMUNE)])
      expect((await meetingsOf(desk(who), undefined)).given, who.name).toEqual([]);
  });

  it('is read by whoever may read texts there, and written by whoever answers, gives targets or closes', async () => {
    const unit = PROVINCES[0] ?? COUNTRY;
    const { id } = found(
      await openMeeting(desk(HEAD), { body: { unit, title: 'x', day: '2026-04-05', slides: [] } })
    );
    expect(await meetingOf(desk(VIEWER), id)).toMatchObject({ refused: 'unknown' });
    expect(await meetingOf(desk(STRANGER), id)).toMatchObject({ refused: 'unknown' });
    const group = person('Tổ trưởng', 'group-head', unit);
    expect(found(await meetingOf(desk(group), id)).mayWrite).toBe(false);
    expect(await changeMeeting(desk(group), { params: { id }, body: { step: 'ended' } })).toMatchObject({
      refused: 'mayNotChange'
    });
    const foreign = { node: `${COMMUNES[3]}@${SINCE}`, indicator: null, text: 'x', who: 'x', by: null };
    expect(await conclude(desk(HEAD), { params: { id }, body: foreign })).toMatchObject({ refused: 'wrong' });
    found(await changeMeeting(desk(HEAD), { params: { id }, body: { step: 'ended' } }));
    expect(await conclude(desk(HEAD), { params: { id }, body: { ...foreign, node: COMMUNE } })).toMatchObject(
      {
        refused: 'conflict'
      }
    );
  });
});

describe('search', () => {
  const search = (who: Principal, text: string) => searchPlaces(desk(who), who, text);
  it('finds a unit by the name of one that went to it, and only what may be read', () => {
    const [first, second] = search(PUBLIC, 'thuan phuoc').units;
    expect(first).toMatchObject({ key: COMMUNE, former: { name: 'Phường Thuận Phước', until: SINCE } });
    expect(second).toMatchObject({ key: OLD, past: { from: '2000-01-01', to: SINCE } });
    expect(search(PUBLIC, 'p hải châu').units[0]?.key).toBe(COMMUNE);
    expect(search(PUBLIC, `${COMMUNES[0]}-1`).groups).toEqual([]);
    expect(search(HEAD, `${COMMUNES[0]}-1`).groups[0]?.key).toBe(`${COMMUNES[0]}-1`);
    expect(search(STRANGER, `${COMMUNES[0]}-1`).groups).toEqual([]);
    expect(search(PUBLIC, 'XHS01').indicators[0]?.code).toBe('XHS01');
  });
});
