import { expect, test } from 'vitest';
import { isRefusal, MAY_NOT_SEE, UNKNOWN } from '../../src/lib/api/outcome.ts';
import type { EntryDraft } from '../../src/lib/domain/entry.ts';
import { Fold } from '../../src/lib/server/core/snapshot/fold.ts';
import { Publisher } from '../../src/lib/server/core/snapshot/publish.ts';
import { todayFor } from '../../src/lib/server/features/wall/today.ts';
import { keyPrincipal } from '../support/principals.ts';
import {
  COMMUNES,
  COUNTRY,
  countryStructure,
  GROUPS,
  JANUARY,
  PROVINCES,
  reportDraft,
  reviewDraft,
  SINCE
} from '../support/small-country.ts';

const HOUR = 3_600_000;
/** 0 o'clock of 5 February 2026 in Viet Nam. */
const TODAY = Date.parse('2026-02-05T00:00:00+07:00');

class Log {
  readonly fold = new Fold('calendar');
  readonly publisher = new Publisher('store', this.fold);
  constructor() {
    for (const structure of countryStructure()) this.append(structure);
  }
  append(draft: EntryDraft): number {
    this.publisher.note(this.fold.apply([{ position: this.fold.position + 1, ...draft }]));
    return this.fold.position;
  }
  today(unit: string, now = TODAY + 10 * HOUR, may = true) {
    const runtime = {
      publisher: this.publisher,
      clock: () => now,
      mayRead: () => may,
      fewIn: () => 'told' as const
    };
    const params = { unit, level: 'commune', period: '2026-01', indicator: 'XHS01' };
    return todayFor({ runtime, principal: keyPrincipal('wall', 'viewer', COUNTRY) }, { params });
  }
}

test('reports of today by the hour stand beside those of the days before, at and below the unit alone', async () => {
  const log = new Log();
  const [north = '', , south = ''] = [GROUPS[0], GROUPS[1], GROUPS.at(-1)];
  for (const [group, at] of [
    [north, TODAY - 3 * 24 * HOUR + 8 * HOUR],
    [south, TODAY - 24 * HOUR + 9 * HOUR],
    [north, TODAY + 8 * HOUR],
    [north, TODAY + 8.5 * HOUR],
    [south, TODAY + 9 * HOUR]
  ] as const)
    log.append(reportDraft(group, JANUARY, { XHS01: 10 }, at));
  const all = await log.today(COUNTRY);
  if (isRefusal(all)) throw new Error(all.refused);
  expect(all.from).toBe(TODAY);
  expect([all.hours[8], all.hours[9], all.before[8], all.before[9], all.days]).toEqual([2, 1, 1, 1, 3]);
  const own = await log.today(PROVINCES[0]!);
  if (isRefusal(own)) throw new Error(own.refused);
  expect([own.hours[8], own.hours[9], own.before[8], own.before[9]]).toEqual([2, 0, 1, 0]);
});

test('who reached the target since yesterday is told by approved figures alone', async () => {
  const log = new Log();
  const [first, second] = [`${COMMUNES[0]}@${SINCE}`, `${COMMUNES[1]}@${SINCE}`];
  const file = (at: number, value: number, commune: number) =>
    [0, 1].map((i) =>
      log.append(reportDraft(GROUPS[2 * commune + i]!, JANUARY, { XHS01: value }, TODAY + at))
    );
  const reached = async () => {
    const answer = await log.today(COUNTRY);
    if (isRefusal(answer)) throw new Error(answer.refused);
    return answer.reached.map(({ unit }) => unit);
  };
  // Long met, and met again; low until this morning.
  log.append(reviewDraft(file(-72 * HOUR, 120, 1), 'approved'));
  log.append(reviewDraft(file(-71 * HOUR, 10, 0), 'approved'));
  const news = file(9 * HOUR, 119, 0);
  expect(await reached(), 'what nobody approved counts nowhere').toEqual([]);
  const later = new Log();
  for (const [at, value, commune] of [
    [-72 * HOUR, 120, 1],
    [-71 * HOUR, 10, 0],
    [9 * HOUR, 119, 0]
  ] as const) {
    const reports = [0, 1].map((i) =>
      later.append(reportDraft(GROUPS[2 * commune + i]!, JANUARY, { XHS01: value }, TODAY + at))
    );
    later.append(reviewDraft(reports, 'approved'));
  }
  expect(news).toHaveLength(2);
  const answer = await later.today(COUNTRY);
  if (isRefusal(answer)) throw new Error(answer.refused);
  expect(answer.reached.map(({ unit }) => unit)).toContain(first);
  expect(answer.reached.map(({ unit }) => unit)).not.toContain(second);
});

test('nobody is told of what they may not read, or of what there is not', async () => {
  const log = new Log();
  log.append(reportDraft(GROUPS[0]!, JANUARY, { XHS01: 10 }, TODAY));
  expect(await log.today(COUNTRY, TODAY, false)).toEqual(MAY_NOT_SEE);
  expect(await log.today('99999@2025-07-01')).toEqual(UNKNOWN);
});
