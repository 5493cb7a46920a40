import { pathToFileURL } from 'node:url';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';

const ATTACHED = Symbol.for('mangluoi.dev');

/** The live hub on Vite's own HTTP server, so that `npm run dev` has the socket that `npm start` has. */
function liveHub(): Plugin {
  return {
    name: 'mangluoi-live-hub',
    apply: 'serve',
    async configureServer(server) {
      const http = server.httpServer;
      const attached = globalThis as { [ATTACHED]?: unknown };
      // Vite restarts in the same process on a change of its configuration: attach to each server once.
      if (!http || attached[ATTACHED] === http) return;
      attached[ATTACHED] = http;
      const file = pathToFileURL(`${server.config.root}/src/lib/server/attach-dev.ts`).href;
      try {
        const hub = (await import(/* @vite-ignore */ file)) as { attachDev(http: unknown): unknown };
        await hub.attachDev(http);
      } catch (error) {
        server.config.logger.error(`The live hub did not start: ${String(error)}`);
      }
    }
  };
}

/** Kit imports all of Svelte to ask what it has; four functions are what it uses here, and the filing page is small. */
function svelteForKit(): Plugin {
  return {
    name: 'mangluoi-svelte-for-kit',
    apply: 'build',
    transform: {
      filter: { id: /kit\/src\/runtime\/client\/client\.js$/ },
      handler: (code) =>
        code.replace(
          "import * as svelte from 'svelte';",
          "import { onMount as m, settled as s, tick as t, untrack as u } from 'svelte';" +
            'const svelte = { onMount: m, settled: s, tick: t, untrack: u };'
        )
    }
  };
}

/** Every page loads the router's table, which names every page's script and styles: their names are short. */
function shortNames(): Plugin {
  return {
    name: 'mangluoi-short-names',
    apply: 'build',
    outputOptions(options) {
      const { assetFileNames: named, entryFileNames: entry } = options;
      if (typeof named !== 'string' || !named.includes('[name].[hash]') || typeof entry !== 'string')
        return options;
      const style = named.replace('[name].[hash]', '[hash:6]');
      return {
        ...options,
        entryFileNames: entry.replace('[hash]', '[hash:6]'),
        assetFileNames: ({ names }) => (names.some((name) => name.endsWith('.css')) ? style : named)
      };
    }
  };
}

export default defineConfig({
  plugins: [sveltekit(), svelteForKit(), shortNames(), liveHub()],
  worker: { format: 'es' },
  optimizeDeps: { exclude: ['@duckdb/duckdb-wasm'] },
  build: {
    target: 'esnext',
    chunkSizeWarningLimit: 4096,
    modulePreload: {
      // Every page loads the router's table of pages, which is a quarter smaller without what each would preload.
      resolveDependencies: (_, scripts, { hostId }) => (hostId.includes('/entry/app') ? [] : scripts)
    }
  }
});
