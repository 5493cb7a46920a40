// `node tests/hostile.ts [count]`: sends hostile workbooks, CSV files and JSON bodies (1,000 unless told otherwise) to
// a program of its own, and says how long each took, what its reader held, and how the program answered meanwhile.
// HOSTILE_URL and HOSTILE_KEY name a program that runs already.
import { freshFolder, startApp } from './support/app.ts';
import { quantile, runHostile, type Outcome } from './support/hostile/run.ts';

const MOST_MS = 2_000;
const MOST_KILOBYTES = 256 * 1024;

const count = Number(process.argv[2] ?? 1000);
const url = process.env['HOSTILE_URL'];
const folder = url === undefined ? await freshFolder() : null;
const app = folder ? await startApp(folder.path) : null;
const target = { url: app?.url ?? url ?? '', key: app?.key ?? process.env['HOSTILE_KEY'] ?? '' };
try {
  let done = 0;
  const { outcomes, meanwhile } = await runHostile(target, count, () => {
    if (++done % 100 === 0) console.log(`${done} / ${count}`);
  });
  const byKind = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    const name = `${outcome.file.sort} · ${outcome.file.kind}`;
    byKind.set(name, [...(byKind.get(name) ?? []), outcome]);
  }
  for (const [name, list] of byKind) {
    const slowest = Math.max(...list.map(({ ms }) => ms));
    const largest = Math.max(...list.map(({ readerKilobytes }) => readerKilobytes)) / 1024;
    const said = [...new Set(list.map((outcome) => outcome.said))].join(', ');
    console.log(
      `${name.padEnd(48)} ${slowest.toFixed(0).padStart(6)} ms ${largest.toFixed(0).padStart(5)} MB  ${said}`
    );
  }
  const times = outcomes.map(({ ms }) => ms).sort((a, b) => a - b);
  const held = Math.max(...outcomes.map(({ readerKilobytes }) => readerKilobytes));
  const [p50, p99, most] = [0.5, 0.99, 1].map((share) => quantile(meanwhile, share).toFixed(0));
  console.log(
    `\n${outcomes.length} files: p50 ${quantile(times, 0.5).toFixed(0)} ms, p99 ${quantile(times, 0.99).toFixed(0)} ms, slowest ${(times.at(-1) ?? 0).toFixed(0)} ms`
  );
  console.log(`reader: at most ${(held / 1024).toFixed(0)} MB`);
  console.log(
    `ordinary requests meanwhile: ${meanwhile.length}, p50 ${p50} ms, p99 ${p99} ms, slowest ${most} ms`
  );
  const wrong = outcomes.filter(
    (outcome) => outcome.wrong !== null || outcome.ms > MOST_MS || outcome.readerKilobytes > MOST_KILOBYTES
  );
  for (const { file, said, ms, wrong: why } of wrong)
    console.log(`WRONG ${file.sort} · ${file.kind} (seed ${file.seed}): ${why ?? said}, ${ms.toFixed(0)} ms`);
  console.log(wrong.length === 0 ? 'all refused or handled' : `${wrong.length} wrong`);
  if (wrong.length > 0) process.exitCode = 1;
} finally {
  await app?.stop();
  await folder?.remove();
}
