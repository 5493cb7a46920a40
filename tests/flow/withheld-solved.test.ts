import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PUBLIC } from '../../src/lib/domain/access.ts';
import { groupValue } from '../../src/lib/domain/cells.ts';
import { MIN_BASE } from '../../src/lib/domain/indicator.ts';
import { formatPeriod, parsePeriod, reportedPeriod, type Period } from '../../src/lib/domain/period.ts';
import type { Basis, Rows } from '../../src/lib/domain/rows.ts';
import { parseUnitKey, unitKey, type UnitKey } from '../../src/lib/domain/unit.ts';
import { readConfig } from '../../src/lib/server/core/config.ts';
import { profileDesk } from '../../src/lib/server/context/profile/desk.ts';
import { historyOf } from '../../src/lib/server/features/profile/history.ts';
import { readLineage } from '../../src/lib/server/features/profile/lineage.ts';
import { profileOf } from '../../src/lib/server/features/profile/unit-profile.ts';
import { publicFigures } from '../../src/lib/server/features/public-page/figures.ts';
import { startRuntime, type Runtime } from '../../src/lib/server/runtime.ts';
import { partAnswer } from '../../src/lib/server/features/pictures/answers.ts';
import { attainmentAnswer } from '../../src/lib/server/features/pictures/readings.ts';
import { openStore } from '../../src/lib/server/core/store/store.ts';
import { replayAnswer } from '../../src/lib/server/features/wall/replay.ts';
import { isRefusal } from '../../src/lib/api/outcome.ts';
import type { AttainmentAnswer } from '../../src/lib/wire/readings.ts';
import type { ReplayAnswer } from '../../src/lib/wire/replay.ts';
import { decodeRows } from '../../src/lib/wire/rows.ts';
import { FEW_CODES, fewCountry } from '../support/few-country.ts';
import { reviewDraft } from '../support/small-country.ts';
import { knowledgeOf } from '../support/told-rows.ts';

/*
 * RULES 17 on a running server: whoever has not signed in takes every row of every month that the parts tell, down to
 * the groups; HiGHS narrows every withheld count as far as it goes. And no other door tells a number of a unit, a month
 * and an indicator that the rows do not tell.
 */

const NOW = Date.now();
const NEWEST = reportedPeriod(NOW, 'calendar');
/** Two months before the reform and the newest. */
const PERIODS: readonly Period[] = [2025 * 12 + 4, 2025 * 12 + 5, ...[2, 1, 0].map((age) => NEWEST - age)];
const COUNTRY: UnitKey = 'VN@2020-01-01';

let runtime: Runtime;
let close: () => Promise<void>;

beforeAll(async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'mangluoi-solved-'));
  const store = await openStore({ dataDir });
  await store.settings.establish('demo', 'calendar');
  const { structure, reports, chance } = fewCountry(17, PERIODS, NOW);
  await store.append(structure);
  const outcome = await store.append(reports);
  if (!('first' in outcome)) throw new Error('not appended');
  const positions = reports.map((_, i) => outcome.first + i).filter(() => chance.is(0.9));
  await store.append([reviewDraft(positions, 'approved')]);
  const page = { open: true, unit: COUNTRY, depth: 'commune', indicators: FEW_CODES, practices: [] };
  await store.publicPage.keep(JSON.stringify({ ...page, intro: { vi: '', en: '' } }), 'test', 1);
  await store.settings.complete();
  await store.close();
  const http = createServer();
  const config = readConfig({ DATA_DIR: dataDir, PUBLIC_DEPTH: 'group' });
  runtime = await startRuntime(config, { http, log: pino({ level: 'silent' }), say: () => undefined });
  close = async () => {
    await runtime.close();
    http.close();
    await rm(dataDir, { recursive: true, force: true });
  };
}, 60_000);
afterAll(() => close());

/** Every row that the parts tell, by period. */
async function everyRow(): Promise<Map<Period, Rows>> {
  const found = new Map<Period, Rows>();
  for (const period of PERIODS) {
    const params = { root: COUNTRY, depth: 'group', period: formatPeriod(period) };
    const answer = await partAnswer(runtime.deskFor(PUBLIC), params, new Request('http://here/'));
    expect(answer.status).toBe(200);
    found.set(period, decodeRows(new Uint8Array(await answer.arrayBuffer())).rows);
  }
  return found;
}

test('no withheld count of a running server can be narrowed down to less than ten', async () => {
  const { world } = runtime;
  const { cells } = runtime.publisher.fold;
  const rows = [...(await everyRow()).values()];
  const knowledge = knowledgeOf(
    {
      upward: (node) => [...world.tree.upward(node)].map(({ ordinal }) => ordinal),
      isGroup: (node) => world.tree.nodes[node]!.kind === 'group',
      indicator: (ordinal) => world.indicators[ordinal]!.indicator,
      nameOf: (group, indicator, from, basis) => {
        const value = { num: -1, den: -1, age: -1 };
        groupValue([cells.block(indicator, from)], 'flow', group, basis === 'approved', value);
        return {
          num: `n ${group} ${indicator} ${from} ${value.num}`,
          den: `d ${group} ${from} ${value.den}`
        };
      }
    },
    rows
  );
  expect(knowledge.asked).toBeGreaterThan(500);
  expect(knowledge.narrowerThan(MIN_BASE)).toEqual([]);
  let all = 0;
  for (const one of rows)
    for (let i = 0; i < one.length; i++)
      if (one.all.den[i]! > 0 && world.tree.nodes[one.node[i]!]!.kind === 'unit') all++;
  // It is worth looking at: much of the country is told.
  const told = (basis: Basis) =>
    rows.flatMap((one) =>
      [...one[basis].num].filter((num, i) => num >= 0 && world.tree.nodes[one.node[i]!]!.kind === 'unit')
    );
  expect(told('all').length).toBeGreaterThan(all / 4);
}, 120_000);

test('no other door tells a number that the rows do not tell', async () => {
  const rows = await everyRow();
  const { world, publisher } = runtime;
  const isTold = (node: number, code: string, period: Period, basis: Basis): boolean => {
    const one = rows.get(period);
    const indicator = world.indicator(code)!.ordinal;
    if (!one) return false;
    for (let i = 0; i < one.length; i++)
      if (one.node[i] === node && one.indicator[i] === indicator) return one[basis].num[i]! >= 0;
    return false;
  };
  const leaks: string[] = [];
  let looked = 0;
  const look = (
    door: string,
    node: number,
    code: string,
    period: Period,
    basis: Basis,
    ...said: unknown[]
  ) => {
    looked++;
    if (
      said.some((one) => one !== null && one !== undefined && one !== -1) &&
      !isTold(node, code, period, basis)
    )
      leaks.push(
        `${door} ${world.tree.nodes[node]!.ordinal} ${code} ${formatPeriod(period)} ${basis}: ${said.join()}`
      );
  };
  const desk = profileDesk(runtime, PUBLIC);
  const months = [...PERIODS, NEWEST + 1, NEWEST + 2];
  for (const node of world.tree.nodes) {
    for (const basis of ['all', 'approved'] as const) {
      if (node.kind === 'unit') {
        const query = new URLSearchParams({ unit: unitKey(node.unit), basis });
        for (const period of months) query.append('period', formatPeriod(period));
        const answer = await attainmentAnswer(runtime.deskFor(PUBLIC), query, NOW);
        const { readings } = (await answer.json()) as AttainmentAnswer;
        for (const { indicator, period, num, den, attainment, gap, exact } of readings)
          look(
            'attainment',
            node.ordinal,
            indicator,
            parsePeriod(period)!,
            basis,
            num,
            den,
            attainment,
            gap,
            exact.attainment
          );
      }
      for (const asked of PERIODS.slice(-2)) {
        const profile = profileOf(desk, { node, period: asked, basis });
        if (!profile) continue;
        // Of what no longer stands the newest month in which it did is shown.
        const period = parsePeriod(profile.period)!;
        for (const { indicator, now, before } of profile.figures) {
          look('profile', node.ordinal, indicator.code, period, basis, now.num, now.den, now.rate, now.gap);
          look('before', node.ordinal, indicator.code, period - 1, basis, before.num, before.den);
        }
        if (asked !== NEWEST) continue;
        const { trends } = await historyOf(desk, node, profile);
        for (const [code, line] of Object.entries(trends))
          for (const [i, value] of line.entries())
            look('trend', node.ordinal, code, period - 11 + i, basis, value);
      }
      for (const code of FEW_CODES) {
        const params = { node: nameOf(node), indicator: code, period: formatPeriod(NEWEST) };
        const answer = await readLineage(desk, { params, query: { basis, page: 1 } });
        if (isRefusal(answer)) continue;
        const { figure, parts, groups } = answer;
        look('lineage', node.ordinal, code, NEWEST, basis, figure.num, figure.den, figure.rate);
        for (const part of parts ?? []) {
          const key = parseUnitKey(part.key);
          const below = key ? world.tree.unit(`${key.code}@${key.validFrom}`) : world.tree.group(part.key);
          look('part', below!.ordinal, code, NEWEST, basis, part.num, part.den);
        }
        for (const line of groups?.lines ?? [])
          look('group', world.tree.group(line.code)!.ordinal, code, NEWEST, basis, line.num, line.den);
      }
    }
  }
  const page = {
    open: true,
    unit: COUNTRY,
    depth: 'commune' as const,
    indicators: [...FEW_CODES],
    practices: []
  };
  for (const code of FEW_CODES) {
    const figures = publicFigures(runtime, { ...page, intro: { vi: '', en: '' } }, code)!;
    for (const { ordinal, num, den, reading } of [figures.here, ...figures.lines])
      look(
        'public',
        ordinal,
        code,
        figures.period,
        'approved',
        num,
        den,
        reading.rate,
        reading.attainment,
        reading.gap
      );
    for (const { period, rate, num } of figures.trend)
      look('public trend', figures.unit.ordinal, code, period, 'approved', rate, num);
    for (const period of PERIODS.slice(-2)) {
      const question = {
        root: COUNTRY,
        depth: 'group',
        indicator: code,
        period: formatPeriod(period),
        day: null
      };
      const answer = await replayAnswer(runtime, PUBLIC, question, null);
      if (typeof answer === 'number') throw new Error(String(answer));
      const film = (await answer.json()) as ReplayAnswer;
      for (const { node, num, den } of [film.base, ...film.frames.map((frame) => frame.rows)])
        for (const [i, one] of node.entries())
          if (num[i]! >= 0) look('replay', one, code, period, 'all', num[i], den[i]);
    }
  }
  expect(publisher.withheld.isReady).toBe(true);
  expect(looked).toBeGreaterThan(2_000);
  expect(leaks.slice(0, 30), String(leaks.length)).toEqual([]);
}, 120_000);

function nameOf(node: Runtime['world']['tree']['nodes'][number]): string {
  return node.kind === 'unit' ? node.key : node.group.code;
}
