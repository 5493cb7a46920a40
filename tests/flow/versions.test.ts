import { afterEach, describe, expect, test } from 'vitest';
import { groupValue } from '../../src/lib/domain/cells.ts';
import { mayGoInBulk } from '../../src/lib/server/review/bulk.ts';
import { filingSheet } from '../../src/lib/server/filing/sheet.ts';
import type { Period } from '../../src/lib/domain/period.ts';
import { parseVersion } from '../../src/lib/wire/version-id.ts';
import type { ReportView, ReviewQueue } from '../../src/lib/api/review.ts';
import { postgresUrl } from '../support/postgres.ts';
import { decided, queueOf, reportOf } from '../support/review-office.ts';
import { Chance } from '../support/random.ts';
import {
  KEYS,
  NOON,
  OCTOBER_2026,
  openReviewRoom,
  somebody,
  type ReviewRoom
} from '../support/review-room.ts';

// Versions, returns and conflicts (RULES 9, 9a) over both stores, through the doors that phones and offices use.

const rooms: ReviewRoom[] = [];
afterEach(async () => {
  for (const room of rooms.splice(0)) await room.close();
});

const village = somebody('trưởng ấp', 'group-head', KEYS.locNinh, ['G-N1', 'G-N2']);
const clerk = somebody('văn thư', 'clerk', KEYS.locNinh);
const head = somebody('chủ tịch', 'head', KEYS.locNinh);
/** One person who may check and approve, as in a small commune. */
const both = { ...head, grants: [...head.grants, ...clerk.grants] };
const period = OCTOBER_2026;

class Desk {
  readonly room: ReviewRoom;
  readonly group: string;
  readonly period: Period;
  constructor(room: ReviewRoom, group = 'G-N1', period = OCTOBER_2026) {
    this.room = room;
    this.group = group;
    this.period = period;
  }

  file(figures: Record<string, number>, more: Parameters<ReviewRoom['file']>[4] = {}, who = village) {
    return this.room.file(who, this.group, this.period, figures, more);
  }

  async decide(state: string, report: string, who = head): Promise<string> {
    const reason = state === 'returned' ? 'Sai số' : '';
    const { results } = await decided(this.room, who, { reports: [report], state, reason });
    return results[0]!.outcome;
  }

  /** Numerators of the three indicators that count, and those that count as approved. */
  counts(): { all: (number | null)[]; approved: (number | null)[] } {
    const { world, cells } = this.room.publisher.fold;
    const group = world.tree.group(this.group)!.ordinal;
    const read = (approved: boolean) =>
      ['XHS03', 'XHS04', 'HD01'].map((code) => {
        const value = { num: 0, den: 0, age: 0 };
        const block = cells.block(world.indicator(code)!.ordinal, this.period);
        return groupValue([block], 'flow', group, approved, value) ? value.num : null;
      });
    return { all: read(false), approved: read(true) };
  }

  view(id: string): Promise<ReportView> {
    return reportOf(this.room, clerk, id);
  }

  queue(): Promise<ReviewQueue> {
    return queueOf(this.room, clerk, KEYS.locNinh, period);
  }

  sheet() {
    const { fold } = this.room.publisher;
    return filingSheet(fold, this.room.desk.store, fold.world.tree.group('G-N1')!, period, NOON);
  }
}

describe.each(['sqlite', 'postgres'])('versions over %s', (store) => {
  async function open(): Promise<Desk> {
    const room = await openReviewRoom(store === 'postgres' ? await postgresUrl() : undefined);
    rooms.push(room);
    return new Desk(room);
  }

  test('a returned report opens whole, and correcting one figure changes one figure', async () => {
    const desk = await open();
    const words = { tasks: 'Ra quân', practices: 'Mã QR cho chợ' };
    const first = await desk.file({ XHS03: 90, XHS04: 50, HD01: 7 }, words);
    expect(await desk.decide('returned', first)).toBe('done');
    expect(desk.counts().all).toEqual([null, null, null]);
    const sheet = await desk.sheet();
    expect(sheet.indicators.map(({ filed }) => filed?.num ?? null)).toEqual([90, 50, 7]);
    expect(sheet.newest).toMatchObject({
      id: first,
      state: 'returned',
      reason: 'Sai số',
      texts: words,
      lost: []
    });

    const second = await desk.file({ XHS03: 60 }, { basedOn: first });
    expect(desk.counts().all).toEqual([60, 50, 7]);
    const view = await desk.view(second);
    expect(view.figures).toHaveLength(3);
    expect(view.texts).toMatchObject(words);
    expect(view.absent).toEqual([]);
    expect((await desk.queue()).lines.find(({ group }) => group === 'G-N1')?.findings).toEqual([]);
  });

  test('what counts can be approved, and approving a correction approves what it took over', async () => {
    const desk = await open();
    const first = await desk.file({ XHS03: 90, XHS04: 50 });
    const second = await desk.file({ XHS03: 91 });
    expect(await desk.decide('approved', first)).toBe('superseded');
    expect(await desk.decide('approved', second)).toBe('done');
    expect(desk.counts()).toEqual({ all: [91, 50, null], approved: [91, 50, null] });

    const third = await desk.file({ XHS03: 95 }, { reason: 'Rà lại' });
    expect(await desk.decide('returned', third)).toBe('done');
    expect(desk.counts().all).toEqual([91, 50, null]);
  });

  test('the version before a returned one counts, is seen and can be approved', async () => {
    const desk = await open();
    const first = await desk.file({ XHS03: 90 });
    const second = await desk.file({ XHS03: 9 });
    expect(await desk.decide('returned', second)).toBe('done');
    expect((await desk.view(first)).verdicts).toEqual(['checked', 'returned']);
    expect(await desk.decide('approved', first)).toBe('done');
    expect(desk.counts()).toEqual({ all: [90, null, null], approved: [90, null, null] });
  });

  test('nobody approves their own figures behind a correction of another', async () => {
    const desk = await open();
    expect(await desk.file({ XHS03: 90, XHS04: 50 }, {}, both)).toMatch(/^r\d/);
    const second = await desk.file({ XHS03: 91 });
    expect(await desk.decide('approved', second, both)).toBe('own');
  });

  test('a version that says less is told, and what was taken back counts nowhere', async () => {
    const desk = await open();
    const first = await desk.file({ XHS03: 90, XHS04: 50, HD01: 7 });
    expect(await desk.decide('approved', first)).toBe('done');
    const second = await desk.file({}, { withdrawn: ['XHS04', 'HD01'], reason: 'Nhầm tổ' });
    expect(desk.counts()).toEqual({ all: [90, null, null], approved: [90, null, null] });
    expect((await desk.view(second)).findings).toContainEqual(
      expect.objectContaining({ check: 'fewer', numbers: { lost: 2, version: 1 } })
    );
    expect((await desk.sheet()).newest?.lost).toEqual(['XHS04', 'HD01']);
    expect(await desk.decide('returned', second)).toBe('done');
    expect(desk.counts().approved).toEqual([90, 50, 7]);
  });

  test('a version that takes back words or photos is told, and goes in no bulk', async () => {
    const desk = await open();
    const words = { tasks: 'Ra quân', practices: 'Mã QR cho chợ' };
    const first = await desk.file({ XHS03: 90 }, words);
    expect(await desk.decide('approved', first)).toBe('done');
    const second = await desk.file({ XHS03: 91 }, { withdrawn: ['practices'], reason: 'Nhầm tổ' });
    expect((await desk.view(second)).findings).toContainEqual(
      expect.objectContaining({ check: 'fewerWords', numbers: { lost: 1, version: 1 } })
    );
    expect((await desk.sheet()).newest?.lost).toEqual(['practices']);
    const { fold } = desk.room.publisher;
    expect(mayGoInBulk(fold, parseVersion(second)!.position, 'checked')).toBe(false);
    // What is corrected after it says less too, until somebody approved it.
    const third = await desk.file({ XHS03: 92 }, { reason: 'Rà lại' });
    expect(mayGoInBulk(fold, parseVersion(third)!.position, 'checked')).toBe(false);
  });

  test('a late phone never overwrites in silence', async () => {
    const desk = await open();
    const first = await desk.file({ XHS03: 90, XHS04: 50 }, { tasks: 'Ra quân' });
    const clerks = await desk.file({ XHS03: 92 }, { tasks: 'Ra quân thứ Bảy' }, clerk);
    const before = desk.room.publisher.fold.position;
    expect(await desk.file({ XHS03: 91 }, { basedOn: first })).toBe(`newer ${clerks}: XHS03`);
    expect(await desk.file({}, { basedOn: first, tasks: 'Họp dân' })).toBe(`newer ${clerks}: tasks`);
    expect(await desk.file({}, { basedOn: first, withdrawn: ['XHS03'] })).toBe(`newer ${clerks}: XHS03`);
    expect(await desk.file({ XHS03: 80 }, { basedOn: null })).toBe(`newer ${clerks}: XHS03`);
    expect(desk.room.publisher.fold.position).toBe(before);
    // The same figure, and a figure that nobody else named, are no conflict and lose nothing.
    await desk.file({ XHS03: 92, HD01: 3 }, { basedOn: first });
    expect(desk.counts().all).toEqual([92, 50, 3]);
    // Whoever answers to the newest says what holds; so does an old client that names no base.
    await desk.file({ XHS03: 91 }, { basedOn: (await desk.sheet()).newest!.id });
    await desk.file({ XHS04: 51 });
    expect(desk.counts().all).toEqual([91, 51, 3]);
    expect((await desk.sheet()).newest?.texts.tasks).toBe('Ra quân thứ Bảy');
  });

  test('of two at the same moment one is told of the other', async () => {
    const desk = await open();
    const first = await desk.file({ XHS03: 90, XHS04: 50 });
    const answers = await Promise.all(
      [91, 92, 93, 94].map((num) => desk.file({ XHS03: num }, { basedOn: first }))
    );
    expect(answers.filter((one) => one.startsWith('r'))).toHaveLength(1);
    expect(answers.filter((one) => one.startsWith('newer'))).toHaveLength(3);
    expect(desk.counts().all[1]).toBe(50);
  });

  test('a base that is not of this group and period, and a nonsense withdrawal, are refused with words', async () => {
    const desk = await open();
    const other = await desk.room.file(clerk, 'G-N2', period, { XHS03: 1 });
    expect(await desk.file({ XHS03: 9 }, { basedOn: other })).toBe('unknownBase');
    expect(await desk.file({ XHS03: 9 }, { basedOn: 'r999999' })).toBe('unknownBase');
    // Another history had something else at this position: the name of its version is none of this log (RULES 32).
    const mine = await desk.file({ XHS03: 9 });
    const lost = mine.replace(/-.*$/, '-000000000000');
    expect(await desk.file({ XHS03: 8 }, { basedOn: lost })).toBe('unknownBase');
    expect(
      (await decided(desk.room, head, { reports: [lost], state: 'approved', reason: '' })).results[0]
    ).toMatchObject({
      outcome: 'unknown'
    });
    // What old clients and machines name without its link is taken as before.
    expect(await desk.file({ XHS03: 8 }, { basedOn: mine.replace(/-.*$/, '') })).toMatch(/^r/);
    expect(await desk.file({ XHS03: 9 }, { withdrawn: ['XHS03'] })).toBe('withdrawnAndNamed');
    expect(await desk.file({ XHS03: 9 }, { withdrawn: ['NOPE'] })).toBe('unknownWithdrawal');
  });
});

/** A version as a plain reading of RULES 9a has it. */
interface Plain {
  readonly position: number;
  /** What it says, and the version that named it. */
  readonly says: ReadonlyMap<string, { readonly num: number; readonly by: number }>;
  state: 'submitted' | 'checked' | 'approved' | 'returned';
}

/** The history of one group's report for a period, kept by hand. */
class PlainHistory {
  readonly versions: Plain[] = [];
  readonly takenBack = new Map<string, number>();

  get standing(): Plain | undefined {
    return this.versions.findLast(({ state }) => state !== 'returned');
  }

  isConflict(
    own: Record<string, number>,
    withdrawn: readonly string[],
    basedOn: number | undefined
  ): boolean {
    const { standing } = this;
    if (basedOn === undefined || !standing || standing.position <= basedOn) return false;
    const shown = this.versions.find(({ position }) => position === basedOn);
    const differs = (code: string, num: number | null) => {
      const theirs = standing.says.get(code);
      const isNewer = theirs ? theirs.by > basedOn : shown?.says.has(code);
      return isNewer === true && (theirs?.num ?? null) !== num;
    };
    return (
      Object.entries(own).some(([code, num]) => differs(code, num)) ||
      withdrawn.some((code) => differs(code, null))
    );
  }

  add(
    position: number,
    own: Record<string, number>,
    withdrawn: readonly string[],
    basedOn: number | undefined
  ): void {
    const { standing } = this;
    const shown = this.versions.find((one) => one.position === basedOn);
    const base =
      basedOn === undefined
        ? this.versions.at(-1)
        : standing && standing.position > basedOn
          ? standing
          : shown;
    const says = new Map(base?.says);
    for (const code of withdrawn) says.delete(code);
    for (const [code, num] of Object.entries(own)) says.set(code, { num, by: position });
    this.versions.push({ position, says, state: 'submitted' });
  }
}

const CODES = ['XHS03', 'XHS04', 'HD01'];

describe.each([
  ['sqlite', 26],
  ['postgres', 5]
] as const)('any history over %s', (store, histories) => {
  test('loses nothing, lets everything that counts be approved, keeps approved among all', async () => {
    const room = await openReviewRoom(store === 'postgres' ? await postgresUrl() : undefined);
    rooms.push(room);
    const chance = new Chance(20_261_201);
    const pick = <T>(from: readonly T[]): T => from[chance.whole(0, from.length - 1)]!;
    const some = () => CODES.filter(() => chance.next() < 0.4);
    const outcomes = new Set<string>();
    for (let h = 0; h < histories; h++) {
      const desk = new Desk(room, ['G-N1', 'G-N2'][h % 2], OCTOBER_2026 - Math.floor(h / 2));
      const history = new PlainHistory();
      const before = room.publisher.fold.book.length;
      for (let s = 0; s < 10; s++) {
        const version = history.versions.length > 0 ? pick(history.versions) : null;
        if (version && chance.next() < 0.45) {
          const verdict = pick(['checked', 'approved', 'returned'] as const);
          const outcome = await desk.decide(verdict, `r${version.position}`, both);
          outcomes.add(outcome);
          if (outcome === 'done') version.state = verdict;
          if (version !== history.standing && outcome === 'done') expect(verdict).toBe('returned');
        } else {
          const own = Object.fromEntries(some().map((code) => [code, chance.whole(0, 90)]));
          const withdrawn = some().filter((code) => !(code in own));
          if (Object.keys(own).length + withdrawn.length === 0) continue;
          const base = pick([undefined, null, version?.position, history.versions.at(-1)?.position]);
          const basedOn = base === null ? 0 : base;
          const answer = await desk.file(own, {
            reason: 'Rà lại',
            withdrawn,
            ...(base === undefined ? {} : { basedOn: base === null ? null : `r${base}` })
          });
          expect(answer.startsWith('newer')).toBe(history.isConflict(own, withdrawn, basedOn));
          outcomes.add(answer.replace(/r\d+.*/, ''));
          const place = parseVersion(answer);
          if (place) history.add(place.position, own, withdrawn, basedOn);
        }
        const { standing } = history;
        const approved = history.versions.findLast(({ state }) => state === 'approved');
        const all = CODES.map((code) => standing?.says.get(code)?.num ?? null);
        expect(desk.counts()).toEqual({
          all,
          approved: CODES.map((code, k) => (all[k] === null ? null : (approved?.says.get(code)?.num ?? null)))
        });
      }
      // Whatever counts in the end can be approved by somebody who filed none of it.
      const { standing } = history;
      if (!standing) continue;
      expect(['done', 'already']).toContain(await desk.decide('approved', `r${standing.position}`));
      expect(desk.counts().approved).toEqual(desk.counts().all);
      expect(room.publisher.fold.book.length).toBe(before + history.versions.length);
    }
    expect([...outcomes]).toEqual(expect.arrayContaining(['done', 'superseded', 'newer ', '']));
  });
});
