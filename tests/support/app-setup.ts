import type { TestProject } from 'vitest/node';
import { freshFolder, startApp } from './app.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The program with a filled demo, shared by all browser tests of a run. */
    app: { url: string; key: string; dataDir: string };
  }
}

/** One program with a demo for all browser tests of a run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await freshFolder();
  // The map's own tests look at everything without signing in.
  const app = await startApp(folder.path, { PUBLIC_DEPTH: 'group' });
  project.provide('app', { url: app.url, key: app.key, dataDir: app.dataDir });
  return async () => {
    await app.stop();
    await folder.remove();
  };
}
