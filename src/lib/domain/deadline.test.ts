import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { steadyClock } from '../server/core/ingest/steady-clock.ts';
import type { Chain, ChainStep, Holiday, Reading } from './chain.ts';
import { addDays, deadlineOf, nextDeadline } from './deadline.ts';
import { filingOf } from './filing-state.ts';
import { parsePeriod, type Day, type Period, type PeriodProfile } from './period.ts';

const data = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../data/chains/${name}.json`, import.meta.url), 'utf8'));
const CHAINS = ['binh-phuoc-2022', 'thuan-phuoc-2022', 'after-reform'].map((name) => data(name) as Chain);
const { holidays } = data('holidays') as { holidays: Holiday[] };
const HOLIDAYS = new Set(holidays.map(({ day }) => day));
const none = () => false;
const HOUR = 3_600_000;

/** The day in Viet Nam at a moment, by the platform's own calendar. */
const vietnam = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short' });
const dayIn = (moment: number) => vietnam.format(moment);

/** The last day on time, written without the code under test: by counting through the days of a month. */
function lastDayOnTime(step: ChainStep, reading: Reading, shift: boolean, year: number, month: number): Day {
  const days: Day[] = [];
  for (let day = addDays(`${year}-${String(month).padStart(2, '0')}-01`, -1); ; day = addDays(day, 1)) {
    if (days.length > 0 && Number(day.slice(5, 7)) !== month) break;
    if (reading === 'strict' && days.length > 0 && Number(day.slice(8)) >= step.beforeDay!) break;
    if (reading === 'inclusive' && days.length > 0 && Number(day.slice(8)) > step.beforeDay!) break;
    days.push(day);
  }
  let last = days.at(-1)!;
  const isClosed = (day: Day) =>
    HOLIDAYS.has(day) || ['Sat', 'Sun'].includes(new Date(`${day}T12:00:00Z`).toUTCString().slice(0, 3));
  while (shift && isClosed(last)) last = addDays(last, 1);
  return last;
}

const MODES = CHAINS.flatMap((chain) =>
  (['strict', 'inclusive'] as const).flatMap((reading) =>
    (['window', 'calendar'] as const).flatMap((profile) =>
      [false, true].map((shift) => [chain.id, reading, profile, shift, chain] as const)
    )
  )
);

describe('every hop of every month of a year', () => {
  test.each(MODES)('%s, %s, %s, moved to a working day: %s', (_, reading, profile, shift, chain) => {
    for (const year of [2025, 2026]) {
      for (let month = 1; month <= 12; month++) {
        // A window is due in its own month, a calendar month in the next.
        const period =
          parsePeriod(`${year}-${String(month).padStart(2, '0')}`)! - (profile === 'window' ? 0 : 1);
        for (const step of chain.steps) {
          const due = deadlineOf({ reading, shiftToWorkingDay: shift }, step, period, profile, (day) =>
            HOLIDAYS.has(day)
          );
          if (step.beforeDay === null) {
            expect(due).toBeNull();
            continue;
          }
          const last = lastDayOnTime(step, reading, shift, year, month);
          expect(due?.lastDay).toBe(last);
          expect(dayIn(due!.at - 1)).toBe(last);
          expect(dayIn(due!.at)).toBe(addDays(last, 1));
          expectJudged(step, due!.at, { reading, profile, shift, period });
        }
      }
    }
  });
});

/** A report in the last and in the first late moment, by a clock that somebody sets by a day either way and back again. */
function expectJudged(
  step: ChainStep,
  at: number,
  {
    reading,
    profile,
    shift,
    period
  }: { reading: Reading; profile: PeriodProfile; shift: boolean; period: Period }
): void {
  for (const leap of [0, 24 * HOUR, -24 * HOUR]) {
    for (const filedAt of [at - HOUR, at - 1, at, at + HOUR]) {
      let [wall, passed] = [filedAt - 2 * HOUR, 0];
      const clock = steadyClock(0, { read: () => wall, passed: () => passed });
      clock();
      wall += leap;
      clock();
      [wall, passed] = [wall + 2 * HOUR, passed + 2 * HOUR];
      const received = clock();
      const due = deadlineOf({ reading, shiftToWorkingDay: shift }, step, period, profile, (day) =>
        HOLIDAYS.has(day)
      );
      const version = { position: 1, at: received, state: 'submitted' } as const;
      const { lateBy } = filingOf([version], due!.at, () => false, received);
      if (filedAt < at) expect(lateBy).toBe(0);
      // A clock that somebody set back stands still: nobody is later than they were.
      else if (leap >= 0) expect(lateBy).toBeGreaterThan(0);
    }
  }
}

describe('as the documents say it', () => {
  const of = (id: string) => CHAINS.find((chain) => chain.id === id)!;

  test('Bình Phước 2022: 18, 20, 23, 25 end with the day before, of the same month', () => {
    const chain = of('binh-phuoc-2022');
    const due = chain.steps.map((step) => deadlineOf(chain, step, parsePeriod('2022-10')!, 'window', none)!);
    expect(due.map(({ lastDay }) => lastDay)).toEqual([
      '2022-10-17',
      '2022-10-19',
      '2022-10-22',
      '2022-10-24'
    ]);
    expect(new Date(due[0]!.at).toISOString()).toBe('2022-10-17T17:00:00.000Z');
  });

  test('Thuận Phước names no day; its chain is the ward’s alone', () => {
    const chain = of('thuan-phuoc-2022');
    expect(chain.province).toBe('20230@1997-01-01');
    expect(chain.steps.every(({ beforeDay }) => beforeDay === null)).toBe(true);
  });

  test('since 1/7/2025: 18, 20, 25, an example', () => {
    const chain = of('after-reform');
    expect(chain.illustrative).toBe(true);
    expect(chain.steps.map(({ beforeDay }) => beforeDay)).toEqual([18, 20, 25]);
  });
});

describe('short months and days off', () => {
  const day = (beforeDay: number, reading: Reading, month: string, shift = false) =>
    deadlineOf({ reading, shiftToWorkingDay: shift }, { beforeDay }, parsePeriod(month)!, 'window', (one) =>
      HOLIDAYS.has(one)
    )!;

  test('a day that the month has not is its last', () => {
    expect(day(31, 'strict', '2026-02').lastDay).toBe('2026-02-28');
    expect(day(31, 'inclusive', '2028-02').lastDay).toBe('2028-02-29');
    expect(day(31, 'strict', '2026-04').lastDay).toBe('2026-04-30');
    expect(day(30, 'strict', '2026-02').lastDay).toBe('2026-02-28');
    expect(day(1, 'strict', '2026-03').lastDay).toBe('2026-02-28');
  });

  test('a day off is told where it stands and named where it was moved', () => {
    expect(day(18, 'strict', '2026-02')).toMatchObject({
      lastDay: '2026-02-17',
      closed: 'holiday',
      movedFrom: null
    });
    expect(day(18, 'strict', '2026-02', true)).toMatchObject({
      lastDay: '2026-02-23',
      closed: null,
      movedFrom: '2026-02-17'
    });
    expect(day(18, 'strict', '2026-10')).toMatchObject({ lastDay: '2026-10-17', closed: 'weekend' });
  });
});

test('the deadline ahead is the first one of those that concern the unit; none of the offices above it', () => {
  const steps: ChainStep[] = [
    { ...CHAINS[0]!.steps[0]!, from: 'village-group', to: 'commune', beforeDay: 18 },
    { ...CHAINS[0]!.steps[0]!, from: 'commune', to: 'department', beforeDay: 20 },
    { ...CHAINS[0]!.steps[0]!, from: 'department', to: 'province', beforeDay: 25 }
  ];
  const chain: Chain = { ...CHAINS[0]!, reading: 'strict', shiftToWorkingDay: false, steps };
  const months = [parsePeriod('2026-10')!, parsePeriod('2026-11')!];
  const next = (level: 1 | 3, at: string) =>
    nextDeadline(chain, level, months, 'window', none, Date.parse(`${at}T12:00:00+07:00`));
  expect(next(3, '2026-10-17')).toMatchObject({ lastDay: '2026-10-17', step: { from: 'village-group' } });
  expect(next(3, '2026-10-18')).toMatchObject({ lastDay: '2026-10-19', step: { from: 'commune' } });
  expect(next(3, '2026-10-20')).toMatchObject({ lastDay: '2026-11-17', period: months[1] });
  expect(next(1, '2026-10-20')).toMatchObject({ lastDay: '2026-10-24', step: { from: 'department' } });
  expect(next(1, '2026-12-01')).toBeNull();
});
