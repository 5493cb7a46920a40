import { afterEach, expect, test } from 'vitest';
import type { Principal } from '../../src/lib/domain/access.ts';
import { VERSION_ID } from '../../src/lib/wire/version-id.ts';
import { formatPeriod } from '../../src/lib/domain/period.ts';
import { readTextsBelow } from '../../src/lib/server/features/review/verbs.ts';
import { decided, granted, heard, queueOf as queueAt, reportOf } from '../support/review-office.ts';
import { KEYS, OCTOBER_2026, openReviewRoom, somebody, type ReviewRoom } from '../support/review-room.ts';

// What a commune's clerk and head are shown and offered: all of a report, what one press takes, what groups wrote.

const rooms: ReviewRoom[] = [];
afterEach(async () => {
  for (const room of rooms.splice(0)) await room.close();
});
async function open(): Promise<ReviewRoom> {
  const room = await openReviewRoom();
  rooms.push(room);
  return room;
}

const P = OCTOBER_2026;
const MONTH = formatPeriod(P);
const head = (group: string) => somebody(`to-truong-${group}`, 'group-head', KEYS.locNinh, [group]);
const clerk = somebody('can-bo-xa', 'clerk', KEYS.locNinh);
const chair = somebody('chu-tich-xa', 'head', KEYS.locNinh);

const queueOf = (room: ReviewRoom, who: Principal) => queueAt(room, who, KEYS.locNinh, P);
async function decide(room: ReviewRoom, who: Principal, body: object): Promise<string[]> {
  const { results } = await decided(room, who, body);
  return results.map(({ id, outcome }) => `${id} ${outcome}`);
}

test('one press approves only what the clerk laid before the head, and nothing that says less than before', async () => {
  const room = await open();
  const first = await room.file(head('G-N1'), 'G-N1', P, { XHS03: 50, XHS04: 40 });
  const second = await room.file(head('G-N2'), 'G-N2', P, { XHS03: 60, XHS04: 50 });
  // What nobody has looked at is offered to the clerk, and not to the head.
  expect((await queueOf(room, chair)).bulk).toBeNull();
  expect((await queueOf(room, clerk)).bulk).toEqual({ verdict: 'checked', reports: [first, second] });
  expect(await decide(room, chair, { reports: [first], state: 'approved', bulk: true })).toEqual([
    `${first} needsLook`
  ]);
  expect(await decide(room, clerk, { reports: [first, second], state: 'checked', bulk: true })).toEqual([
    `${first} done`,
    `${second} done`
  ]);
  expect((await queueOf(room, chair)).bulk).toEqual({ verdict: 'approved', reports: [first, second] });
  // Meanwhile one takes back a figure: the page that still offers it approves the other alone.
  const less = await room.file(head('G-N1'), 'G-N1', P, {}, { withdrawn: ['XHS04'], reason: 'Nhầm' });
  expect(less).toMatch(VERSION_ID);
  await decide(room, clerk, { reports: [less], state: 'checked' });
  expect((await queueOf(room, chair)).bulk).toEqual({ verdict: 'approved', reports: [second] });
  expect(await decide(room, chair, { reports: [second, less], state: 'approved', bulk: true })).toEqual([
    `${second} done`,
    `${less} needsLook`
  ]);
  // Looked at by itself it can be approved.
  expect(await decide(room, chair, { reports: [less], state: 'approved' })).toEqual([`${less} done`]);
});

test('the reviewer sees the difficulties with the level asked, and the remark; no district is asked in 2026', async () => {
  const room = await open();
  const raised = (wanted: 'commune' | 'district' | 'province') => ({
    matters: [{ kind: 'network' as const, text: 'Mất sóng ấp 1', proposal: 'Thêm trạm', wanted }],
    tasks: 'Tập huấn',
    reason: 'Nộp lại vì đếm sót'
  });
  expect(await room.file(head('G-N1'), 'G-N1', P, { XHS03: 50 }, raised('district'))).toBe('noSuchLevel');
  const id = await room.file(head('G-N1'), 'G-N1', P, { XHS03: 50 }, raised('province'));
  const view = await reportOf(room, clerk, id);
  expect(view).toMatchObject({
    texts: { tasks: 'Tập huấn' },
    remark: 'Nộp lại vì đếm sót',
    matters: [
      {
        kind: 'network',
        text: 'Mất sóng ấp 1',
        proposal: 'Thêm trạm',
        wanted: 'province',
        state: 'open',
        lies: 'Xã Lộc Ninh'
      }
    ]
  });
});

test('a consolidation’s texts can be begun from what the groups wrote: equal ones once, what was returned left out', async () => {
  const room = await open();
  const texts = (tasks: string, practices = '') => ({ tasks, practices, reason: 'x' });
  await room.file(head('G-N1'), 'G-N1', P, { XHS03: 50 }, texts('Ra quân  hai đợt', 'Loa thôn'));
  // A correction of a figure takes its words over.
  await room.file(head('G-N1'), 'G-N1', P, { XHS03: 51 }, { reason: 'Đếm lại' });
  const second = await room.file(head('G-N2'), 'G-N2', P, { XHS03: 60 }, texts('ra quân hai đợt'));
  const params = { unit: KEYS.locNinh, period: MONTH };
  const ask = (who: Principal) => readTextsBelow(room.as(who), { params });
  const found = granted(await ask(clerk));
  const [one, two] = ['Tổ CNSCĐ ấp N1', 'Tổ CNSCĐ ấp N2'];
  expect(found.texts).toEqual([
    { writing: 'tasks', text: 'Ra quân  hai đợt', from: [one, two] },
    { writing: 'practices', text: 'Loa thôn', from: [one] }
  ]);
  await decide(room, clerk, { reports: [second], state: 'returned', reason: 'Thiếu' });
  const after = granted(await ask(clerk));
  expect(after.texts[0]).toEqual({ writing: 'tasks', text: 'Ra quân  hai đợt', from: [one] });
  // Neither the neighbour nor somebody who heads one group reads what all wrote.
  expect(heard(await ask(somebody('xa-khac', 'head', KEYS.locThanh)))).toBe(403);
  expect(heard(await ask(head('G-N1')))).toBe(403);
});
