import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build, preview } from 'vite';

/** Builds the map's page by itself and serves it; returns its address and how to end it. */
export async function serveMap(outDir: string): Promise<{ url: string; close: () => Promise<void> }> {
  const root = fileURLToPath(new URL('.', import.meta.url));
  const common = { root, configFile: false as const, logLevel: 'warn' as const };
  await build({
    ...common,
    plugins: [svelte({ configFile: false })],
    worker: { format: 'es' },
    build: { target: 'esnext', outDir, emptyOutDir: true, assetsInlineLimit: 0, chunkSizeWarningLimit: 4096 }
  });
  const server = await preview({ ...common, build: { outDir }, preview: { host: '127.0.0.1', port: 0 } });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('The map page has no address');
  return { url, close: () => server.close() };
}
