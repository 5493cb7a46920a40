import { stripTypeScriptTypes } from 'node:module';
import { fileURLToPath } from 'node:url';
import { compileModule } from 'svelte/compiler';
import { defineConfig, type Plugin } from 'vitest/config';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const lib = { find: /^\$lib(?=\/|$)/, replacement: path('./src/lib') };

/** Compiles `.svelte.ts` as for the browser: in Node the Svelte plugin would compile it for rendering on the server. */
const runes: Plugin = {
  name: 'mangluoi-runes',
  enforce: 'pre',
  transform(code, id) {
    if (!/\.svelte\.ts(?:\?|$)/.test(id)) return null;
    const filename = id.replace(/\?.*$/, '');
    return compileModule(stripTypeScriptTypes(code), { generate: 'client', dev: true, filename }).js;
  }
};
const svelteClient = [
  { find: /^svelte$/, replacement: path('./node_modules/svelte/src/index-client.js') },
  { find: /^svelte\/reactivity$/, replacement: path('./node_modules/svelte/src/reactivity/index-client.js') }
];

// One PostgreSQL for a whole run, started when the first test asks for it.
const globalSetup = ['tests/support/postgres-setup.ts'];
/** Both cores of a small machine: the usual is one fewer than there are. */
const node = { environment: 'node' as const, maxWorkers: 2 };

/** How long `expect.poll` waits: a page that loads again takes longer than the usual second. */
const expect = { poll: { timeout: 20_000 } };

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [runes],
        resolve: { alias: [lib, ...svelteClient] },
        test: {
          ...node,
          name: 'unit',
          // Files share their workers: they keep nothing of one another, and starting 150 workers takes longer than most.
          isolate: false,
          // A busy machine: what takes 5 s alone is slow, not wrong.
          testTimeout: 30_000,
          include: ['src/**/*.test.ts', 'data/**/*.test.ts'],
          server: { deps: { inline: [/^svelte(?:\/|$)/] } }
        }
      },
      {
        resolve: { alias: [lib] },
        test: {
          ...node,
          name: 'contract',
          include: ['tests/contract/**/*.test.ts'],
          globalSetup,
          testTimeout: 60_000,
          hookTimeout: 120_000
        }
      },
      {
        resolve: { alias: [lib] },
        test: {
          ...node,
          name: 'flow',
          expect,
          include: ['tests/flow/**/*.test.ts'],
          globalSetup,
          testTimeout: 60_000,
          hookTimeout: 60_000
        }
      },
      {
        resolve: { alias: [lib] },
        test: {
          ...node,
          name: 'rights',
          include: ['tests/rights/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000
        }
      },
      {
        resolve: { alias: [lib] },
        test: {
          ...node,
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          globalSetup,
          testTimeout: 120_000,
          hookTimeout: 120_000
        }
      },
      {
        resolve: { alias: [lib] },
        test: {
          ...node,
          name: 'browser',
          expect,
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: [...globalSetup, 'tests/support/app-setup.ts'],
          fileParallelism: false,
          maxWorkers: 1,
          testTimeout: 300_000,
          hookTimeout: 300_000
        }
      },
      { test: { ...node, name: 'architecture', include: ['tests/architecture.test.ts'] } }
    ]
  }
});
