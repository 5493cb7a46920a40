// `npm run bench`: each figure beside a named peer's in the same run; bench/RESULTS.md keeps the last full run.
// Words after `npm run bench --` choose topics by a part of their names: `npm run bench -- delta`.
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { freshFolder, startApp } from '../tests/support/app.ts';
import type { Line, Topic } from './line.ts';
import { resultsPage, rowOf } from './results.ts';
import { deltaApply } from './topics/delta-apply.ts';
import { durableIngest } from './topics/durable-ingest.ts';
import { filingSheet } from './topics/filing-sheet.ts';
import { firstMap } from './topics/first-map.ts';
import { nameSearch } from './topics/name-search.ts';
import { postToPixel } from './topics/post-to-pixel.ts';
import { questions } from './topics/questions.ts';
import { tabInput } from './topics/tab-input.ts';
import { tabColumns } from './topics/tab-columns.ts';
import { snapshotPublish } from './topics/snapshot-publish.ts';

/** A part of the bench that needs the running program; it is started when the first of them is reached. */
const OVER_APP = [firstMap, postToPixel, tabInput] as const;
const ALONE: readonly Topic[] = [
  questions,
  tabColumns,
  deltaApply,
  snapshotPublish,
  filingSheet,
  nameSearch,
  durableIngest
];

const words = process.argv.slice(2).map((word) => word.toLowerCase());
const isChosen = ({ name }: Pick<Topic, 'name'>) =>
  words.length === 0 || words.some((word) => name.toLowerCase().includes(word));

const results: { topic: string; lines: Line[] }[] = [];
for (const topic of ALONE.filter(isChosen)) await measure(topic);
await measureOverApp();
if (words.length === 0) {
  await writeFile(fileURLToPath(new URL('RESULTS.md', import.meta.url)), resultsPage(results));
  console.log('\nbench/RESULTS.md is written.');
}

async function measure(topic: Topic): Promise<void> {
  console.log(`\n${topic.name}`);
  const lines = await topic.run();
  for (const line of lines) console.log(`  ${rowOf(line).join('  ')}`);
  results.push({ topic: topic.name, lines });
}

async function measureOverApp(): Promise<void> {
  const nowhere = { url: '', key: '', dataDir: '', said: () => '', stop: async () => 0 };
  const chosen = OVER_APP.filter((make) => isChosen(make(nowhere)));
  if (chosen.length === 0) return;
  const folder = await freshFolder();
  console.log('\nStarting the program over a fresh demo …');
  const app = await startApp(folder.path);
  try {
    for (const make of chosen) await measure(make(app));
  } finally {
    await app.stop();
    await folder.remove();
  }
}
