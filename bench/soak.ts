// `npm run soak`: a wall for weeks, in minutes. The real page in Chromium is fed deltas as its socket brings them, its WebGL
// context is taken away again and again, and so is the desk's engine. Words choose parts: `npm run soak -- deltas`.
// SOAK_DELTAS, SOAK_LOSSES and SOAK_TRAPS set how often, SOAK_URL names a program that runs already; bench/SOAK.md
// keeps the last full run.
import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { freshFolder, startApp, type App } from '../tests/support/app.ts';
import { launchChromium } from '../tests/support/chromium.ts';
import { deltasOf, type SoakLine } from './soak/deltas.ts';
import { lossesOf } from './soak/losses.ts';
import { trapsOf } from './soak/traps.ts';

const count = (name: string, usual: number) => Number(process.env[name] ?? usual);
const PARTS = {
  deltas: (app: App, browser: Browser) => deltasOf(app, browser, count('SOAK_DELTAS', 200_000)),
  losses: (app: App, browser: Browser) => lossesOf(app, browser, count('SOAK_LOSSES', 50)),
  traps: (app: App, browser: Browser) => trapsOf(app, browser, count('SOAK_TRAPS', 20))
} as const;
type Browser = Awaited<ReturnType<typeof launchChromium>>;

const words = process.argv.slice(2);
const chosen = Object.entries(PARTS).filter(([name]) => words.length === 0 || words.includes(name));
const { app, end } = await programOf(process.env['SOAK_URL']);
const lines: SoakLine[] = [];
try {
  for (const [name, run] of chosen) {
    const browser = await launchChromium();
    try {
      for (const line of await run(app, browser)) {
        lines.push(line);
        console.log(`  ${name}: ${line.what}: ${line.value} (${line.bound}) ${line.ok ? 'ok' : 'NOT OK'}`);
      }
    } finally {
      await browser.close();
    }
  }
} finally {
  await end();
}
if (words.length === 0) {
  const rows = lines.map(
    ({ what, value, bound, ok }) => `| ${what} | ${value} | ${bound} | ${ok ? 'yes' : '**no**'} |`
  );
  const page = `# Results of the soak

Written by \`npm run soak\` on Node ${process.versions.node.split('.')[0] ?? ''}, ${availableParallelism()} cores, headless Chromium with
software WebGL. Heap is what stays after a forced collection.

| what | measured | bound | held |
|---|---:|---:|---|
${rows.join('\n')}
`;
  await writeFile(fileURLToPath(new URL('SOAK.md', import.meta.url)), page);
  console.log('\nbench/SOAK.md is written.');
}
process.exitCode = lines.every(({ ok }) => ok) ? 0 : 1;

/** The program over a fresh demo, or the one that runs at an address. */
async function programOf(url: string | undefined): Promise<{ app: App; end: () => Promise<void> }> {
  if (url !== undefined) {
    const running = { url, key: '', dataDir: '', said: () => '', stop: () => Promise.resolve(0) };
    return { app: running, end: () => Promise.resolve() };
  }
  console.log('Starting the program over a fresh demo …');
  const folder = await freshFolder();
  const started = await startApp(folder.path);
  return {
    app: started,
    async end() {
      await started.stop();
      await folder.remove();
    }
  };
}
