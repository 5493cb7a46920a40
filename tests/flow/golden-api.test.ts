import { afterAll, beforeAll, expect, test } from 'vitest';
import { attainmentAnswer } from '../../src/lib/server/features/pictures/readings.ts';
import type { AttainmentAnswer } from '../../src/lib/wire/readings.ts';
import { goldenDrafts } from '../support/golden-log.ts';
import { goldenRows } from '../support/golden-world.ts';
import { startLiveServer, type LiveServer } from '../support/live-server.ts';

// A store filled with the golden world gives every golden row over HTTP.

let server: LiveServer;
beforeAll(async () => {
  server = await startLiveServer({ fill: (store) => store.append(goldenDrafts()) });
});
afterAll(() => server.close());

test('all 490 golden rows come out of the API', async () => {
  const periods = [...new Set(goldenRows.map(({ period }) => period))];
  const units = [...new Set(goldenRows.map(({ unit }) => unit))];
  const answers = new Map<string, unknown>();
  for (const unit of units) {
    for (const basis of ['all', 'approved']) {
      const query = new URLSearchParams([
        ['unit', `${unit}@2020-01-01`],
        ['basis', basis],
        ...periods.map((p) => ['period', p])
      ]);
      const answer = await fetch(`${server.origin}/api/v1/attainment?${query}`);
      expect(answer.status).toBe(200);
      const { readings } = (await answer.json()) as AttainmentAnswer;
      for (const { exact, ...reading } of readings) {
        answers.set(`${unit} ${reading.indicator} ${reading.period} ${basis}`, { ...reading, ...exact });
      }
    }
  }
  expect(goldenRows).toHaveLength(490);
  for (const { unit, approvedOnly, ...row } of goldenRows) {
    const key = `${unit} ${row.indicator} ${row.period} ${approvedOnly ? 'approved' : 'all'}`;
    expect(answers.get(key), key).toEqual(row);
  }
});

test('months that have not begun are told as such', async () => {
  const { publisher } = server;
  const desk = { publisher, mayRead: () => true };
  const unit = [...new Set(goldenRows.map((row) => row.unit))][0];
  const query = new URLSearchParams(`unit=${unit}@2020-01-01&from=2025-12&to=2026-03`);
  const now = Date.parse('2026-01-20T09:00:00+07:00');
  const { future } = (await (await attainmentAnswer(desk, query, now)).json()) as AttainmentAnswer;
  const begun = publisher.fold.world.profile === 'window' ? ['2026-03'] : ['2026-02', '2026-03'];
  expect(future).toEqual(begun);
});

test('a base of a few persons keeps its mark and loses its counts for those who may not read texts', async () => {
  const { publisher } = server;
  const desk = { publisher, mayRead: () => true, fewIn: () => 'withheld' as const };
  let small = 0;
  let told = 0;
  for (const unit of new Set(goldenRows.map((row) => row.unit))) {
    const periods = [...new Set(goldenRows.map(({ period }) => period))].map((p) => ['period', p]);
    const query = new URLSearchParams([['unit', `${unit}@2020-01-01`], ...periods]);
    const { readings } = (await (await attainmentAnswer(desk, query)).json()) as AttainmentAnswer;
    for (const { state, num, den, gap, attainment, exact } of readings) {
      if (state !== 'smallBase') continue;
      small += 1;
      expect([num, den, gap, attainment, exact.attainment]).toEqual([null, null, null, null, null]);
    }
    told += readings.filter(({ num }) => num !== null).length;
  }
  expect(small).toBeGreaterThan(0);
  expect(told).toBeGreaterThan(small);
});

test.each([
  ['', 400],
  ['unit=P', 400],
  ['unit=P@2020-01-01', 400],
  ['unit=P@2020-01-01&period=2026-13', 400],
  ['unit=P@2020-01-01&from=2000-01&to=2199-12', 400],
  ['unit=P@2020-01-01&from=2020-01&to=2029-12', 400],
  ['unit=P@2020-01-01&period=2026-01&basis=guess', 400],
  ['unit=P@2021-01-01&period=2026-01', 404],
  ['unit=P@2020-01-01&period=2026-01&indicator=NONE', 404],
  ['unit=P@2020-01-01&from=2025-12&to=2026-02&indicator=ACC', 200]
])('asked for %s it answers %i', async (query, status) => {
  expect((await fetch(`${server.origin}/api/v1/attainment?${query}`)).status).toBe(status);
});
