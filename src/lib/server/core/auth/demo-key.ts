import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { newSecret } from './api-keys.ts';

const KEY = /^ml_[\w-]{43}$/;

/** Where a demo keeps the key that it prints, so that `npm run simulate` finds it. */
export function demoKeyFile(dataDir: string): string {
  return join(dataDir, 'demo-api-key');
}

/** The key of a demo store: the same at every start. Real stores never have one. */
export async function demoKey(dataDir: string): Promise<string> {
  const kept = await readDemoKey(dataDir);
  if (kept !== null) return kept;
  const secret = newSecret();
  await mkdir(dirname(demoKeyFile(dataDir)), { recursive: true });
  await writeFile(demoKeyFile(dataDir), `${secret}\n`, { mode: 0o600 });
  return secret;
}

/** The key that a demo has printed; null where there is none. */
export async function readDemoKey(dataDir: string): Promise<string | null> {
  const text = await readFile(demoKeyFile(dataDir), 'utf8').catch(() => '');
  return KEY.test(text.trim()) ? text.trim() : null;
}
