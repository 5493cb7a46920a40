// `npm test`: everything there is to check, in order, each step timed. The last line is `N passed, N failed`.
// Words after `npm test --` are given to Vitest alone: `npm test -- --project unit`.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../src/setup/build-if-needed.ts';
import { chromiumVersion, ensureChromium } from './support/chromium.ts';
import { runVitest, type FileOutcome } from './support/vitest-run.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const results = join(root, 'test-results');
const log = (line: string) => console.log(`  ${line}`);

type Step = { name: string; seconds: number; ok: boolean };
const steps: Step[] = [];

async function step(name: string, work: () => unknown): Promise<void> {
  console.log(`\n— ${name}`);
  const started = performance.now();
  let ok = true;
  try {
    await work();
  } catch (error) {
    ok = false;
    console.log(error instanceof Error ? error.message : error);
  }
  const seconds = (performance.now() - started) / 1000;
  console.log(`— ${name}: ${ok ? 'ok' : 'FAILED'} in ${seconds.toFixed(1)} s`);
  steps.push({ name, seconds, ok });
}

/** Runs a program of node_modules by this Node; what it prints is passed on at once, or when it has ended. */
function runTool(file: string, args: string[], says: 'at once' | 'at its end' = 'at once'): Promise<void> {
  return new Promise((resolve, reject) => {
    const program = join(root, 'node_modules', file);
    const out = says === 'at once' ? 'inherit' : 'pipe';
    const child = spawn(process.execPath, [program, ...args], { cwd: root, stdio: ['ignore', out, out] });
    const said: Buffer[] = [];
    child.stdout?.on('data', (bytes: Buffer) => said.push(bytes));
    child.stderr?.on('data', (bytes: Buffer) => said.push(bytes));
    child.on('error', reject);
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(said));
      if (code === 0) resolve();
      else reject(new Error(`${file} ended with ${code}`));
    });
  });
}

/** How many of the slowest files are named. */
const SLOWEST = 10;
/** So many files whose waits ran out are tried once more by themselves; of more something is broken. */
const TRIED_AGAIN = 6;

const outcomes = new Map<string, FileOutcome>();
const faults: string[] = [];
/** Files that were too slow and passed on their own: to be looked into. */
const unsteady: string[] = [];
const own = (name: string) => relative(root, name);
const red = () => [...outcomes.values()].filter(({ failed }) => failed > 0).map(({ name }) => name);

async function vitest(report: string, ...chosen: string[]): Promise<void> {
  const run = (all: string[]) => runTool('vitest/vitest.mjs', all);
  const { files, fault } = await runVitest(run, results, report, chosen);
  for (const file of files) outcomes.set(file.name, file);
  if (fault !== null) faults.push(`${report}: ${fault}`);
}

/**
 * Everything: what needs no browser first, then the browser's files, then once more what was too slow. What was wrong
 * once is wrong: it is not tried again.
 */
async function testAll(): Promise<void> {
  await vitest('rest', '--project=!browser');
  await vitest('browser', '--project=browser');
  const slow = red().filter((name) => outcomes.get(name)?.isSlow);
  if (slow.length === 0 || slow.length > TRIED_AGAIN) return;
  console.log(`\nToo slow, tried once more:\n${slow.map(own).join('\n')}`);
  await vitest('again', ...slow);
  const still = new Set(red());
  unsteady.push(...slow.filter((name) => !still.has(name)));
}

const words = process.argv.slice(2);
mkdirSync(results, { recursive: true });

await step('browser', () => {
  const path = ensureChromium(log);
  log(`${chromiumVersion(path)} at ${path}`);
});
await step('names', () => runTool('@sveltejs/kit/svelte-kit.js', ['sync']));
// The linter takes as long as the three others together, on a core of its own.
const lint = step('lint', () => runTool('eslint/bin/eslint.js', ['.'], 'at its end'));
await step('format', () => runTool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']));
await step('types', () =>
  runTool('svelte-check/bin/svelte-check', ['--tsconfig', './tsconfig.json', '--output', 'human'])
);
await step('unused', () => runTool('knip/bin/knip.js', ['--no-progress']));
await step('build', () => ensureBuilt(log));
await lint;
await step('tests', async () => {
  await (words.length === 0 ? testAll() : vitest('chosen', ...words));
  if (faults.length > 0) throw new Error(faults.join('\n'));
  if (red().length > 0) throw new Error(`failed:\n${red().map(own).join('\n')}`);
});

console.log('');
for (const { name, seconds, ok } of steps) {
  console.log(`${name.padEnd(10)} ${seconds.toFixed(1).padStart(7)} s  ${ok ? 'ok' : 'FAILED'}`);
}
const slow = [...outcomes.values()].sort((a, b) => b.seconds - a.seconds).slice(0, SLOWEST);
const slowLines = slow.map(({ name, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${own(name)}`);
if (slow.length > 0) console.log(`\nSlowest files:\n${slowLines.join('\n')}`);
if (unsteady.length > 0)
  console.log(`\nUnsteady, passed on the second try:\n${unsteady.map(own).join('\n')}`);
const total = (count: (file: FileOutcome) => number) =>
  [...outcomes.values()].reduce((sum, file) => sum + count(file), 0);
const passed = total((file) => file.passed);
const skipped = total((file) => file.skipped);
const failedTests = total((file) => file.failed);
// Each failed step counts; the step `tests` only where no single test stands for it.
const failedSteps = steps.filter(({ name, ok }) => !ok && (name !== 'tests' || failedTests === 0)).length;
const failed = failedTests + failedSteps;
if (failed > 0 || passed === 0) process.exitCode = 1;
console.log(`\n${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
