import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
const config = {
  preprocess: vitePreprocess(),
  compilerOptions: { discloseVersion: false },
  kit: {
    // The 34 MB of DuckDB would take two minutes here: src/setup/compress.ts does it in seconds.
    adapter: adapter({ precompress: false }),
    version: { pollInterval: 0 },
    // A page's styles come within it: no first picture waits for a row of small files.
    inlineStyleThreshold: 256 * 1024,
    // The filing page registers it, for itself alone.
    serviceWorker: { register: false },
    typescript: {
      config(config) {
        config.include.push('../bench/**/*.ts', '../data/**/*.ts', '../vitest.config.ts');
      }
    },
    csp: {
      mode: 'auto',
      directives: {
        'default-src': ['self'],
        'script-src': ['self', 'wasm-unsafe-eval'],
        'worker-src': ['self', 'blob:'],
        'style-src': ['self', 'unsafe-inline'],
        'img-src': ['self', 'data:', 'blob:'],
        'connect-src': ['self'],
        'font-src': ['self'],
        'manifest-src': ['self'],
        'object-src': ['none'],
        'base-uri': ['self'],
        'form-action': ['self'],
        'frame-ancestors': ['none']
      }
    }
  }
};

export default config;
