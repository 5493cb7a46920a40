import { lastDay } from '../../src/lib/domain/period.ts';
import {
  arquero,
  columnPass,
  crossfilter2,
  duckdb,
  recordsOf,
  type Asked,
  type Contender
} from '../contenders.ts';
import { demoRows, type DemoRows } from '../demo-rows.ts';
import type { Line, Topic } from '../line.ts';
import { medianTime } from '../timing.ts';

/**
 * Another indicator, or one step down, over the same rows of Đà Nẵng in every contender: all its groups and units, all
 * indicators, all periods. Every answer of every contender is compared before the first is timed.
 */
export const questions: Topic = {
  name: 'Indicator switch and drill-down',
  async run() {
    const demo = demoRows();
    const measured = demo.fold.world.indicators.map(({ indicator }) => indicator);
    const records = recordsOf(demo);
    const ours: Contender[] = [columnPass(demo), await duckdb(demo)];
    const peers = [
      arquero(records, measured, demo.view.root),
      crossfilter2(records, measured, demo.view.root)
    ];
    const size = `${(records.length / 1000).toFixed(0)}k rows`;
    const lines: Line[] = [];
    for (const [what, asked] of [
      ['Indicator switch, 94 communes', switches(demo, 3)],
      ['Indicator switch, every group', switches(demo, 5)],
      ['Drill-down into a commune, its groups', drills(demo)]
    ] as const) {
      await agree([...ours, ...peers], asked);
      const times = new Map<Contender, number>();
      for (const contender of [...ours, ...peers]) {
        times.set(contender, await medianTime(asked, (question) => contender.states(question)));
      }
      for (const mine of ours) {
        for (const peer of peers) {
          lines.push({
            what: `${what} (${size}): ${mine.name}`,
            peer: peer.name,
            ours: times.get(mine)!,
            theirs: times.get(peer)!,
            unit: 'ms'
          });
        }
      }
    }
    return lines;
  }
};

/** Every indicator that somebody files, at the newest period but one, for a level under Đà Nẵng. */
function switches(demo: DemoRows, level: number): Asked[] {
  const period = demo.periods.at(-2)!;
  return filed(demo, period).map((indicator) => asked(demo, demo.view.root, level, indicator, period));
}

/** One commune after another. */
function drills(demo: DemoRows): Asked[] {
  const { tree } = demo.fold.world;
  const period = demo.periods.at(-2)!;
  const indicators = filed(demo, period);
  return [...demo.view.nodes]
    .filter((node) => tree.nodes[node]!.level === 3)
    .slice(0, 30)
    .map((commune, k) => asked(demo, commune, 5, indicators[k % indicators.length]!, period));
}

function filed(demo: DemoRows, period: number): number[] {
  return [...new Set(demo.parts.get(period)!.indicator)];
}

function asked(
  { fold, view }: DemoRows,
  unit: number,
  level: number,
  indicator: number,
  period: number
): Asked {
  const { tree, profile } = fold.world;
  const inView = new Set(view.nodes);
  const nodes = [...tree.downward(unit)]
    .filter((node) => node.level === level && inView.has(node.ordinal) && tree.isAlive(node.ordinal, period))
    .map((node) => node.ordinal)
    .sort((a, b) => a - b);
  return { unit, level, indicator, period, nodes: Int32Array.from(nodes), day: lastDay(period, profile) };
}

async function agree(contenders: readonly Contender[], asked: readonly Asked[]): Promise<void> {
  for (const question of asked) {
    const answers = await Promise.all(
      contenders.map(async (contender) => [...(await contender.states(question))])
    );
    answers.forEach((answer, k) => {
      if (String(answer) === String(answers[0])) return;
      const { name } = contenders[k]!;
      throw new Error(`${name} answers ${String(answer)}, the column pass ${String(answers[0])}`);
    });
  }
}
