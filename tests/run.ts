// `npm test`: everything there is to check, in order, each step timed. The last line is `N passed, N failed`.
// Words after `npm test --` are given to Vitest alone: `npm test -- --project unit`.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../src/setup/build-if-needed.ts';
import { chromiumVersion, ensureChromium } from './support/chromium.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const results = join(root, 'test-results');
const resultsFile = join(results, 'vitest.json');
const log = (line: string) => console.log(`  ${line}`);

type Step = { name: string; seconds: number; ok: boolean };
type Totals = { passed: number; failed: number; skipped: number };
const steps: Step[] = [];
const totals: Totals = { passed: 0, failed: 0, skipped: 0 };

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

type VitestResult = {
  name: string;
  status: string;
  /** Milliseconds of the clock. */
  startTime: number;
  endTime: number;
  assertionResults: { status: string }[];
};

/** How many of the slowest files are named. */
const SLOWEST = 10;

/** The slowest files, as lines: what to look at first where the whole takes too long. */
function slowest(files: readonly VitestResult[]): string[] {
  return files
    .map(({ name, startTime, endTime }) => ({ name, seconds: (endTime - startTime) / 1000 }))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, SLOWEST)
    .map(({ name, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${relative(root, name)}`);
}

let slow: string[] = [];

/** Adds up Vitest's report; a file that could not even be loaded is one failure. */
function readTotals(): void {
  const report = JSON.parse(readFileSync(resultsFile, 'utf8')) as { testResults: VitestResult[] };
  slow = slowest(report.testResults);
  for (const file of report.testResults) {
    const failedBefore = totals.failed;
    for (const { status } of file.assertionResults) {
      if (status === 'passed') totals.passed += 1;
      else if (status === 'failed') totals.failed += 1;
      else totals.skipped += 1;
    }
    if (file.status === 'failed' && totals.failed === failedBefore) totals.failed += 1;
  }
}

const words = process.argv.slice(2);
rmSync(resultsFile, { force: true });
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
await step('build', () => ensureBuilt(log));
await lint;
await step('tests', async () => {
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${resultsFile}`];
  try {
    await runTool('vitest/vitest.mjs', ['run', ...reporters, ...words]);
  } finally {
    readTotals();
  }
});

console.log('');
for (const { name, seconds, ok } of steps) {
  console.log(`${name.padEnd(10)} ${seconds.toFixed(1).padStart(7)} s  ${ok ? 'ok' : 'FAILED'}`);
}
if (slow.length > 0) console.log(`\nSlowest files:\n${slow.join('\n')}`);
// Each failed step counts; the step `tests` only where no single test stands for it.
const failedSteps = steps.filter(({ name, ok }) => !ok && (name !== 'tests' || totals.failed === 0)).length;
const failed = totals.failed + failedSteps;
if (failed > 0 || totals.passed === 0) process.exitCode = 1;
console.log(
  `\n${totals.passed} passed, ${failed} failed${totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''}`
);
