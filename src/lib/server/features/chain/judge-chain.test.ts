import { expect, test } from 'vitest';
import { countryStructure, SINCE } from '../../../../../tests/support/small-country.ts';
import { keepChain } from '../../../api/chain.ts';
import { isRefusal } from '../../../api/outcome.ts';
import type { Chain } from '../../../domain/chain.ts';
import { ChainBook } from '../../../domain/chain-book.ts';
import type { PeriodProfile } from '../../../domain/period.ts';
import { World } from '../../../domain/world.ts';
import { readJson } from '../../core/data-file.ts';
import { judgeChain } from './judge-chain.ts';
import { shippedChains } from '../../demo/shipped.ts';

const NOW = Date.parse('2026-11-22T03:00:00Z');
const after = readJson<Chain>('chains/after-reform.json');

function judged(over: Partial<Chain>, known: readonly Chain[] = [], profile: PeriodProfile = 'window') {
  const world = new World(profile);
  for (const entry of countryStructure()) world.apply(entry);
  const chains = new ChainBook();
  chains.put(known);
  const sent = keepChain.body.parse(
    structuredClone({ ...after, id: 'mine', validFrom: '2026-12-01', ...over })
  );
  const result = judgeChain(sent, { chains, tree: world.tree, now: NOW });
  return isRefusal(result) ? result.faults.map(({ path, code }) => `${code} ${path}`) : [];
}
const days = (...wanted: (number | null)[]) =>
  after.steps.map((step, i) => ({ ...step, beforeDay: wanted[i] ?? null }));

test('what ships has the shape that pages may send', () => {
  const [chains] = shippedChains();
  if (chains?.kind !== 'chains') throw new Error('no chains');
  for (const chain of chains.chains) expect(keepChain.body.parse(chain)).toEqual(chain);
});

test('a sound chain is kept', () => {
  expect(judged({})).toEqual([]);
  expect(judged({ province: `48@${SINCE}` })).toEqual([]);
  expect(judged({ steps: days(null, 20, 25) })).toEqual([]);
});

test('days follow one another, and none falls before the period has ended', () => {
  expect(judged({ steps: days(21, 20, 25) })).toEqual(['order /steps/0/beforeDay']);
  expect(judged({ steps: days(15, 20, 25) })).toEqual(['beforeEnd /steps/0/beforeDay']);
  expect(judged({ steps: days(2, 20, 25) }, [], 'calendar')).toEqual([]);
});

test('days need a document or the mark of an illustration; a unit must be known; a span must have a length', () => {
  expect(judged({ illustrative: false, citation: '' })).toEqual(['citation /citation']);
  expect(judged({ province: '99@2020-01-01' })).toEqual(['unknownUnit /province']);
  expect(judged({ validTo: '2026-12-01' })).toEqual(['span /validTo']);
});

test('nobody reports twice, or downward', () => {
  const [first] = after.steps;
  expect(judged({ steps: [first!, first!] })).toEqual(['twice /steps/1/from']);
  expect(judged({ steps: [{ ...first!, from: 'department', to: 'commune' }] })).toEqual([
    'upward /steps/0/to'
  ]);
});

test('what has begun keeps its days: it can be ended from today on, and renamed', () => {
  const begun = { ...after, id: 'mine', validFrom: '2026-01-01' };
  expect(
    judged({ ...begun, name: { vi: 'Tên khác', en: 'Another' }, validTo: '2026-12-31' }, [begun])
  ).toEqual([]);
  expect(judged({ ...begun, steps: days(19, 20, 25) }, [begun])).toEqual(['begun ']);
  expect(judged({ ...begun, reading: 'inclusive' }, [begun])).toEqual(['begun ']);
  expect(judged({ ...begun, validTo: '2026-06-01' }, [begun])).toEqual(['past /validTo']);
  // One that has not begun may still be changed.
  expect(judged({ steps: days(19, 20, 25) }, [{ ...after, id: 'mine', validFrom: '2026-12-01' }])).toEqual(
    []
  );
});
