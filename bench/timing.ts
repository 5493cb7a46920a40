import { median } from './line.ts';

/** The median time of some work in milliseconds, each time another choice; the first choices only warm it up. */
export async function medianTime<C>(
  choices: readonly C[],
  work: (choice: C) => unknown,
  warmUp = 5
): Promise<number> {
  const times: number[] = [];
  for (const [k, choice] of [...choices.slice(0, warmUp), ...choices].entries()) {
    const started = performance.now();
    await work(choice);
    if (k >= warmUp) times.push(performance.now() - started);
  }
  return median(times);
}
