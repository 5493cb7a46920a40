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

export default defineConfig({
  plugins: [sveltekit(), liveHub()],
  worker: { format: 'es' },
  optimizeDeps: { exclude: ['@duckdb/duckdb-wasm'] },
  build: { target: 'esnext', chunkSizeWarningLimit: 4096 }
});
