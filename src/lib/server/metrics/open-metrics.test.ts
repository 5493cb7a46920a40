import { expect, test } from 'vitest';
import { readOpenMetrics } from '../../../../tests/support/open-metrics.ts';
import { openMetrics, type Family } from './open-metrics.ts';

const family = (more: Partial<Family>): Family => ({
  name: 'a',
  type: 'gauge',
  unit: '',
  help: 'Something.',
  samples: [{ value: 1 }],
  ...more
});

test('families are written as a strict reader takes them', () => {
  const text = openMetrics([
    family({
      name: 'a_seconds',
      unit: 'seconds',
      help: 'A "line"\nand \\ more.',
      samples: [{ value: Infinity }]
    }),
    family({
      name: 'b',
      type: 'counter',
      samples: [
        { labels: { why: 'x"\\\n' }, value: 0 },
        { labels: { why: 'y', to: 'z' }, value: 1e21 }
      ]
    }),
    family({ name: 'left_out', samples: [] }),
    family({ name: 'c_bytes', unit: 'bytes', samples: [{ value: 0.25 }] })
  ]);
  expect([...readOpenMetrics(text)]).toEqual([
    ['a_seconds', Infinity],
    ['b_total{why="x\\"\\\\\\n"}', 0],
    ['b_total{why="y",to="z"}', 1e21],
    ['c_bytes', 0.25]
  ]);
  expect(text).toContain('# HELP a_seconds A \\"line\\"\\nand \\\\ more.\n');
});

test('the reader is strict', () => {
  const good = openMetrics([family({})]);
  expect(readOpenMetrics(good).size).toBe(1);
  for (const bad of [
    good.replace('# EOF\n', ''),
    good.replace('\n# EOF', ' # EOF'),
    good.replace('# TYPE', '# KIND'),
    good.replace('a 1', 'b 1'),
    good.replace('a 1', 'a one'),
    good.replace('a 1', 'a 1\na 1'),
    good.replace('gauge', 'counter'),
    good.replace('# EOF', '# TYPE b gauge\n# HELP b Bare.\n# EOF')
  ])
    expect(() => readOpenMetrics(bad), bad).toThrow();
});
