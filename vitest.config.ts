import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const lib = { find: /^\$lib(?=\/|$)/, replacement: path('./src/lib') };
// Rune classes are tested as the browser runs them, though in Node: Svelte's client, no one else's browser build.
const svelteClient = [
  { find: /^svelte$/, replacement: path('./node_modules/svelte/src/index-client.js') },
  { find: /^svelte\/reactivity$/, replacement: path('./node_modules/svelte/src/reactivity/index-client.js') }
];

const node = { environment: 'node' as const };

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [svelte({ configFile: false, compilerOptions: { generate: 'client' } })],
        resolve: { alias: [lib, ...svelteClient] },
        test: {
          ...node,
          name: 'unit',
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
          globalSetup: ['tests/support/postgres-teardown.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000
        }
      },
      {
        resolve: { alias: [lib] },
        test: {
          ...node,
          name: 'flow',
          include: ['tests/flow/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000
        }
      },
      {
        resolve: { alias: [lib] },
        test: {
          ...node,
          name: 'faults',
          include: ['tests/faults/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000
        }
      },
      {
        resolve: { alias: [lib] },
        test: {
          ...node,
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 180_000,
          hookTimeout: 180_000
        }
      },
      { test: { ...node, name: 'architecture', include: ['tests/architecture.test.ts'] } }
    ]
  }
});
