import { afterEach, describe, expect, test } from 'vitest';
import type { Principal } from '../../src/lib/domain/access.ts';
import { VERSION_ID } from '../../src/lib/wire/version-id.ts';
import { formatPeriod, type Period } from '../../src/lib/domain/period.ts';
import type { UnitKey } from '../../src/lib/domain/unit.ts';
import { isRefusal } from '../../src/lib/api/outcome.ts';
import {
  lockPeriod as lockPeriodCall,
  stepOnConsolidation,
  type ConsolidationView,
  type ReportView,
  type ReviewQueue
} from '../../src/lib/api/review.ts';
import { consolidate } from '../../src/lib/server/features/review/consolidate.ts';
import { lockPeriod } from '../../src/lib/server/features/review/lock.ts';
import { readConsolidation, readQueue, readReport } from '../../src/lib/server/features/review/verbs.ts';
import { postgresUrl } from '../support/postgres.ts';
import { decided, granted, heard, queueOf, reportOf } from '../support/review-office.ts';
import {
  JUNE_2022,
  KEYS,
  OCTOBER_2026,
  openReviewRoom,
  somebody,
  type ReviewRoom
} from '../support/review-room.ts';

// Filing → return → correction → approval → consolidation up the levels, as the routes answer it.

const rooms: ReviewRoom[] = [];
afterEach(async () => {
  for (const room of rooms.splice(0)) await room.close();
});

/** The office's doors, as somebody knocks at them. */
class Office {
  readonly room: ReviewRoom;
  constructor(room: ReviewRoom) {
    this.room = room;
  }

  async decide(who: Principal, state: string, reports: readonly string[], reason = '') {
    const { status, results } = await decided(this.room, who, { reports, state, reason });
    return { status, outcomes: results.map(({ outcome }) => outcome) };
  }

  queue(who: Principal, unit: UnitKey, period: Period): Promise<ReviewQueue> {
    return queueOf(this.room, who, unit, period);
  }

  report(who: Principal, id: string): Promise<ReportView> {
    return reportOf(this.room, who, id);
  }

  async view(who: Principal, unit: UnitKey, period: Period): Promise<ConsolidationView> {
    const params = { unit, period: formatPeriod(period) };
    return granted(await readConsolidation(this.room.as(who), { params }));
  }

  /** Takes a step with what is seen at that moment, or with what was seen before. */
  async step(who: Principal, unit: UnitKey, period: Period, step: string, more: Partial<Step> = {}) {
    const seen = more.seen ?? (await this.view(who, unit, period));
    const body = {
      step,
      sums: seen.sums
        .filter(({ num }) => num !== null)
        .map(({ indicator, num, den }) => ({ indicator, num, den })),
      missing: more.missing ?? seen.missing,
      reason: more.reason ?? '',
      ...(more.texts ? { texts: more.texts } : {})
    };
    const taken = await consolidate(this.room.as(who), {
      params: { unit, period: formatPeriod(period) },
      body: stepOnConsolidation.body.parse(body)
    });
    const status = heard(taken);
    if (!isRefusal(taken)) return { status, ...taken };
    return { status, outcome: taken.faults[0].code, ...taken.beside };
  }
}

interface Step {
  readonly seen: ConsolidationView;
  readonly missing: readonly string[];
  readonly reason: string;
  readonly texts: { tasks: string; difficulties: string; proposals: string; practices: string };
}

const NO_TEXTS = { tasks: '', difficulties: '', proposals: '', practices: '' };

function people(commune: UnitKey, district: UnitKey | null, province: UnitKey) {
  return {
    head: (group: string) => somebody(`to-truong-${group}`, 'group-head', commune, [group]),
    clerk: somebody('can-bo-xa', 'clerk', commune),
    chair: somebody('chu-tich-xa', 'head', commune),
    districtClerk: somebody('can-bo-huyen', 'clerk', district ?? province),
    districtChair: somebody('chu-tich-huyen', 'head', district ?? province),
    office: somebody('so', 'programme', province),
    officeChair: somebody('giam-doc-so', 'head', province)
  };
}

describe.each(['SQLite', 'PostgreSQL'])('over %s', (kind) => {
  const open = async () => {
    const room = await openReviewRoom(kind === 'PostgreSQL' ? await postgresUrl() : undefined);
    rooms.push(room);
    return new Office(room);
  };

  test('2022: from a village over commune, district and department to the province, and back once', async () => {
    const office = await open();
    const p = JUNE_2022;
    const { head, clerk, chair, districtClerk, districtChair, ...sở } = people(
      KEYS.locThai,
      KEYS.loNinh,
      KEYS.binhPhuoc
    );
    const first = await office.room.file(head('G-T1'), 'G-T1', p, { XHS03: 90, HD01: 2 });
    const other = await office.room.file(head('G-T2'), 'G-T2', p, { XHS03: 30, HD01: 1 });
    expect((await office.queue(clerk, KEYS.locThai, p)).counts).toMatchObject({ submitted: 2, missing: 0 });

    // The clerk returns one, its head corrects it, the clerk lays both before the chair.
    expect(await office.decide(clerk, 'returned', [first], 'Đếm lại số hộ')).toEqual({
      status: 200,
      outcomes: ['done']
    });
    expect((await office.queue(clerk, KEYS.locThai, p)).counts).toMatchObject({ submitted: 1, returned: 1 });
    const second = await office.room.file(head('G-T1'), 'G-T1', p, { XHS03: 40, HD01: 2 });
    expect(await office.decide(clerk, 'approved', [second])).toEqual({
      status: 403,
      outcomes: ['forbidden']
    });
    await office.decide(clerk, 'checked', [second, other]);
    expect(await office.decide(chair, 'approved', [second, other])).toEqual({
      status: 200,
      outcomes: ['done', 'done']
    });
    const seen = await office.report(chair, second);
    expect(seen.versions.map(({ decisions }) => decisions.map(({ state }) => state))).toEqual([
      ['returned'],
      ['checked', 'approved']
    ]);
    expect(seen.versions[0]?.decisions[0]).toMatchObject({ by: 'can-bo-xa', reason: 'Đếm lại số hộ' });

    // The commune, the district, the department: each prepared by a clerk and confirmed by a head.
    const rungs = [
      { unit: KEYS.locThai, prepares: clerk, confirms: chair },
      { unit: KEYS.loNinh, prepares: districtClerk, confirms: districtChair },
      { unit: KEYS.binhPhuoc, prepares: sở.office, confirms: sở.officeChair }
    ];
    for (const { unit, prepares, confirms } of rungs) {
      expect(await office.step(confirms, unit, p, 'confirmed')).toMatchObject({
        status: 409,
        outcome: 'notPrepared'
      });
      expect(await office.step(prepares, unit, p, 'confirmed')).toMatchObject({ status: 403 });
      expect(await office.step(prepares, unit, p, 'prepared')).toMatchObject({
        status: 200,
        outcome: 'done'
      });
      expect(await office.step(confirms, unit, p, 'confirmed')).toMatchObject({
        status: 200,
        outcome: 'done'
      });
      expect(await office.view(confirms, unit, p)).toMatchObject({
        standing: 'confirmed',
        since: { sums: [], changes: [] }
      });
    }
    const province = await office.view(sở.officeChair, KEYS.binhPhuoc, p);
    expect(province.members).toMatchObject([{ id: KEYS.loNinh, isIn: true }]);
    expect(province.sums.find(({ indicator }) => indicator === 'XHS03')).toMatchObject({
      num: 70,
      den: 200,
      expected: 3,
      fresh: 2
    });
    // Lộc An has not consolidated: the district has said so.
    const district = await office.view(districtChair, KEYS.loNinh, p);
    expect(district.missing).toEqual([KEYS.locAn]);
    expect(district.steps.at(-1)?.missing).toEqual([KEYS.locAn]);
    expect(district.receiverName?.vi).toBe('Sở Thông tin và Truyền thông');

    // Back from the top: what was confirmed upon is sent back first.
    expect(
      await office.step(sở.officeChair, KEYS.loNinh, p, 'returned', { reason: 'Thiếu Lộc An' })
    ).toMatchObject({ outcome: 'passedOn' });
    await office.step(sở.officeChair, KEYS.binhPhuoc, p, 'returned', { reason: 'Bổ sung Lộc An' });
    expect(await office.step(sở.officeChair, KEYS.loNinh, p, 'returned', { reason: '' })).toMatchObject({
      status: 422,
      outcome: 'reasonMissing'
    });
    expect(
      await office.step(sở.officeChair, KEYS.loNinh, p, 'returned', { reason: 'Thiếu Lộc An' })
    ).toMatchObject({ outcome: 'done' });
    expect((await office.view(districtChair, KEYS.loNinh, p)).standing).toBe('returned');
  });

  test('2025: from a village over the commune and the department to the province', async () => {
    const office = await open();
    const p = OCTOBER_2026;
    const { head, clerk, chair, ...sở } = people(KEYS.locNinh, null, KEYS.dongNai);
    const ids = [
      await office.room.file(head('G-N1'), 'G-N1', p, { XHS03: 55, XHS04: 20, HD01: 1 }),
      await office.room.file(head('G-N2'), 'G-N2', p, { XHS03: 65, XHS04: 30, HD01: 0 })
    ];
    expect(await office.decide(chair, 'approved', ids)).toMatchObject({ outcomes: ['done', 'done'] });
    for (const { unit, prepares, confirms } of [
      { unit: KEYS.locNinh, prepares: clerk, confirms: chair },
      { unit: KEYS.dongNai, prepares: sở.office, confirms: sở.officeChair }
    ]) {
      await office.step(prepares, unit, p, 'prepared', { texts: { ...NO_TEXTS, tasks: 'Ra quân' } });
      expect(await office.step(confirms, unit, p, 'confirmed')).toMatchObject({ outcome: 'done' });
    }
    const province = await office.view(sở.officeChair, KEYS.dongNai, p);
    expect(province.members).toMatchObject([
      { id: KEYS.locNinh, isIn: true },
      { id: KEYS.locThanh, isIn: false }
    ]);
    expect(province.sums.find(({ indicator }) => indicator === 'XHS03')).toMatchObject({
      num: 120,
      den: 200
    });
    // There is no district to stop at.
    expect((await office.view(chair, KEYS.locNinh, p)).receiver?.key).toBe(KEYS.dongNai);
  });

  test('what comes after a confirmation is shown beside it, and counted in nobody’s sums unseen', async () => {
    const office = await open();
    const p = OCTOBER_2026;
    const { head, clerk, chair } = people(KEYS.locNinh, null, KEYS.dongNai);
    const ids = [
      await office.room.file(head('G-N1'), 'G-N1', p, { XHS03: 55 }),
      await office.room.file(head('G-N2'), 'G-N2', p, { XHS03: 65 })
    ];
    await office.decide(chair, 'approved', ids);
    const seen = await office.view(clerk, KEYS.locNinh, p);
    await office.step(clerk, KEYS.locNinh, p, 'prepared');

    // An amendment needs its reason; the approved version stays until the new one is approved.
    expect(await office.room.file(head('G-N1'), 'G-N1', p, { XHS03: 60 })).toBe('reasonMissing');
    const amended = await office.room.file(
      head('G-N1'),
      'G-N1',
      p,
      { XHS03: 60 },
      { reason: 'Thêm 5 hộ mới lắp' }
    );
    const line = (await office.queue(chair, KEYS.locNinh, p)).lines.find(({ group }) => group === 'G-N1');
    expect(line).toMatchObject({ state: 'submitted', amends: true, version: 2 });
    const xhs03 = ({ indicator }: { indicator: string }) => indicator === 'XHS03';
    expect((await office.view(chair, KEYS.locNinh, p)).sums.find(xhs03)).toMatchObject({
      num: 120,
      provisional: { num: 125 }
    });
    await office.decide(chair, 'approved', [amended]);

    // The chair confirms what was on the screen before: told what changed, nothing entered.
    expect(await office.step(chair, KEYS.locNinh, p, 'confirmed', { seen })).toMatchObject({
      status: 409,
      outcome: 'sumsChanged',
      changed: [{ indicator: 'XHS03', before: { num: 120, den: 200 }, now: { num: 125, den: 200 } }]
    });
    expect((await office.view(chair, KEYS.locNinh, p)).standing).toBe('prepared');
    const done = await office.step(chair, KEYS.locNinh, p, 'confirmed');
    expect(done).toMatchObject({ outcome: 'done' });
    // The answer was lost and it is sent again.
    expect(await office.step(chair, KEYS.locNinh, p, 'confirmed')).toMatchObject({ outcome: 'already' });

    const late = await office.room.file(head('G-N2'), 'G-N2', p, { XHS03: 70 }, { reason: 'Sót 5 hộ' });
    await office.decide(chair, 'approved', [late]);
    const { since } = await office.view(chair, KEYS.locNinh, p);
    expect(since).toMatchObject({
      sums: [{ indicator: 'XHS03', before: { num: 125 }, now: { num: 130 } }],
      changes: [
        { what: 'approved', name: 'Tổ CNSCĐ ấp N2', by: 'chu-tich-xa' },
        { what: 'report', name: 'Tổ CNSCĐ ấp N2', by: 'to-truong-G-N2', reason: 'Sót 5 hộ' }
      ]
    });
    // It is put together again: then nothing is new.
    await office.step(clerk, KEYS.locNinh, p, 'prepared');
    await office.step(chair, KEYS.locNinh, p, 'confirmed');
    expect((await office.view(chair, KEYS.locNinh, p)).since).toMatchObject({ sums: [], changes: [] });
  });

  test('two reviewers at once: one is first, the other is told, and nothing is undone', async () => {
    const office = await open();
    const p = OCTOBER_2026;
    const { head, clerk, chair } = people(KEYS.locNinh, null, KEYS.dongNai);
    const deputy = somebody('pho-chu-tich', 'head', KEYS.locNinh);
    for (let round = 0; round < 5; round++) {
      const id = await office.room.file(head('G-N1'), 'G-N1', p, { XHS03: 50 + round }, { reason: 'Sửa' });
      const before = await office.room.desk.append({ ...chair, actor: 'test' }, [
        { kind: 'note', group: 'G-N1', text: 'x' }
      ]);
      const [a, b, c] = await Promise.all([
        office.decide(chair, 'approved', [id]),
        office.decide(deputy, 'approved', [id]),
        office.decide(clerk, 'returned', [id], 'Sai')
      ]);
      expect([a.outcomes[0], b.outcomes[0], c.outcomes[0]]).toEqual(['done', 'already', 'forbidden']);
      expect(office.room.publisher.fold.position).toBe(before + 1);
      const [x, y] = await Promise.all([
        office.decide(chair, 'returned', [id], 'Xem lại'),
        office.decide(deputy, 'approved', [id])
      ]);
      expect([x.outcomes[0], y.outcomes[0]]).toEqual(['done', 'moved']);
      expect(y.status).toBe(409);
    }
  });

  test('nobody approves what they filed, decides of what is not theirs, or of a version that was replaced', async () => {
    const office = await open();
    const p = OCTOBER_2026;
    const { head, chair } = people(KEYS.locNinh, null, KEYS.dongNai);
    const both: Principal = {
      ...chair,
      grants: [...chair.grants, ...somebody('', 'clerk', KEYS.locNinh).grants]
    };
    const own = await office.room.file(both, 'G-N1', p, { XHS03: 50 }, { onBehalf: true });
    expect(await office.decide(both, 'approved', [own])).toEqual({ status: 403, outcomes: ['own'] });
    expect((await office.report(both, own)).verdicts).toEqual(['checked', 'returned']);
    // Nor behind another's correction, which lets what it does not carry stand.
    const corrected = await office.room.file(head('G-N1'), 'G-N1', p, { XHS04: 9 });
    expect(await office.decide(both, 'approved', [corrected])).toMatchObject({ outcomes: ['own'] });
    expect((await office.report(both, corrected)).verdicts).toEqual(['checked', 'returned']);
    const neighbour = somebody('xa-khac', 'head', KEYS.locThanh);
    expect(await office.decide(neighbour, 'approved', [own])).toMatchObject({ outcomes: ['forbidden'] });
    const params = { unit: KEYS.locNinh, period: formatPeriod(p) };
    expect(heard(await readReport(office.room.as(neighbour), { params: { id: own } }))).toBe(403);
    expect(heard(await readQueue(office.room.as(neighbour), { params }))).toBe(403);
    expect(await office.decide(head('G-N1'), 'approved', [own])).toMatchObject({ outcomes: ['forbidden'] });
    await office.room.file(head('G-N1'), 'G-N1', p, { XHS03: 51 });
    expect(await office.decide(chair, 'approved', [own, 'r999999', 'nothing'])).toMatchObject({
      status: 409,
      outcomes: ['superseded', 'unknown', 'unknown']
    });
    expect(await office.decide(chair, 'returned', [own])).toMatchObject({ status: 422 });
  });

  test('a closed period takes in nothing but from those who are named', async () => {
    const office = await open();
    const p = OCTOBER_2026;
    const { head, clerk, chair } = people(KEYS.locNinh, null, KEYS.dongNai);
    const lock = async (who: Principal, body: object) => {
      const sent = lockPeriodCall.body.parse({ unit: KEYS.locNinh, period: formatPeriod(p), ...body });
      const outcome = await lockPeriod(office.room.as(who), { body: sent });
      return [heard(outcome), isRefusal(outcome) ? outcome.faults[0].code : outcome.outcome];
    };
    expect((await lock(clerk, { locked: true }))[0]).toBe(403);
    expect(await lock(chair, { locked: true })).toEqual([200, 'done']);
    expect(await lock(chair, { locked: true })).toEqual([200, 'already']);
    expect(await office.room.file(head('G-N1'), 'G-N1', p, { XHS03: 50 })).toBe('periodLocked');
    expect(await lock(chair, { locked: true, exceptions: ['G-H1'], reason: 'x' })).toEqual([
      422,
      'foreignGroup'
    ]);
    expect(await lock(chair, { locked: true, exceptions: ['G-N1'] })).toEqual([422, 'reasonMissing']);
    expect(await lock(chair, { locked: true, exceptions: ['G-N1'], reason: 'Mất điện' })).toEqual([
      200,
      'done'
    ]);
    expect(await office.room.file(head('G-N1'), 'G-N1', p, { XHS03: 50 })).toMatch(VERSION_ID);
    expect(await office.room.file(head('G-N2'), 'G-N2', p, { XHS03: 50 })).toBe('periodLocked');
    expect((await office.view(chair, KEYS.locNinh, p)).lock).toMatchObject({
      locked: true,
      exceptions: [{ code: 'G-N1', name: 'Tổ CNSCĐ ấp N1' }],
      reason: 'Mất điện'
    });
    expect(await lock(chair, { locked: false, reason: 'Mở lại' })).toEqual([200, 'done']);
    expect(await office.room.file(head('G-N2'), 'G-N2', p, { XHS03: 50 })).toMatch(VERSION_ID);
  });
});

test('a reviewer sees beside a number its months before, its neighbours, its base and what rule it broke', async () => {
  const room = await openReviewRoom();
  rooms.push(room);
  const office = new Office(room);
  const { head, clerk } = people(KEYS.locNinh, null, KEYS.dongNai);
  const p = OCTOBER_2026;
  for (let back = 8; back > 0; back--)
    await room.file(head('G-N1'), 'G-N1', p - back, { XHS03: 50 - back, XHS04: 30, HD01: 1 });
  await room.file(head('G-N2'), 'G-N2', p, { XHS03: 61 });
  const id = await room.file(head('G-N1'), 'G-N1', p, { XHS03: 120, XHS04: 20, HD01: 1 });
  const view = await office.report(clerk, id);
  expect(view.figures).toMatchObject([
    {
      indicator: 'XHS03',
      num: 120,
      den: 100,
      base: 100,
      neighbours: { count: 1, low: 0.61, median: 0.61, high: 0.61 },
      findings: [{ check: 'overBase' }, { check: 'jump', numbers: { median: 45.5, months: 8 } }]
    },
    {
      indicator: 'XHS04',
      findings: [{ check: 'falls', numbers: { num: 20, before: 30 } }, { check: 'jump' }]
    },
    { indicator: 'HD01', findings: [] }
  ]);
  expect(view.figures[0]?.history.map((month) => month?.num ?? null)).toEqual([
    ...[null, null, null, null],
    ...[42, 43, 44, 45, 46, 47, 48, 49]
  ]);
  expect((await office.queue(clerk, KEYS.locNinh, p)).lines.map(({ findings }) => findings.length)).toEqual([
    4, 0
  ]);
});
