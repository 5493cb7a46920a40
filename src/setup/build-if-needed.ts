import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compressFolder } from './compress.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const buildDir = join(root, 'build');
const stampFile = join(buildDir, '.stamp');
const lockDir = join(root, '.svelte-kit', 'build.lock');
const SOURCES = ['src', 'static', 'package-lock.json', 'svelte.config.js', 'vite.config.ts', 'tsconfig.json'];

/** The folder that `staticFiles` serves. */
export const clientDir = join(buildDir, 'client');

/** The built request handler of the pages: `(await import(handlerFile)).handler`. */
export const handlerFile = join(buildDir, 'handler.js');

/** The build of the pages failed; its message is what the bundler said. */
export class BuildFailed extends Error {
  override name = 'BuildFailed';
}

/**
 * Builds and compresses the pages unless a build of exactly these sources is there.
 * Two callers at once build once: the second waits for the first.
 */
export async function ensureBuilt(log: (line: string) => void, force = false): Promise<void> {
  const stamp = await sourceStamp();
  if (!force && isBuilt(stamp)) return;
  await takeLock(log);
  try {
    if (!force && isBuilt(stamp)) return;
    const started = performance.now();
    log('Building the pages (only after a change, half a minute or so) …');
    await rm(stampFile, { force: true });
    await runVite(log);
    const files = await compressFolder(clientDir);
    await writeFile(stampFile, stamp);
    log(`Built; ${files} files compressed; ${((performance.now() - started) / 1000).toFixed(1)} s in all.`);
  } finally {
    await rm(lockDir, { recursive: true, force: true });
  }
}

function isBuilt(stamp: string): boolean {
  return existsSync(handlerFile) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp;
}

/** One hash over the names and contents of all that the build reads, tests left out. */
async function sourceStamp(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of await filesOf(join(root, source))) {
      hash.update(relative(root, file)).update('\0');
      hash.update(await readFile(file)).update('\0');
    }
  }
  return hash.digest('hex');
}

async function filesOf(path: string): Promise<string[]> {
  if (!existsSync(path)) return [];
  const entries = await readdir(path, { recursive: true, withFileTypes: true }).catch(() => null);
  if (entries === null) return [path];
  return entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function runVite(log: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
    const child = spawn(process.execPath, [vite, 'build'], {
      cwd: root,
      env: { ...process.env, NODE_ENV: 'production', NO_COLOR: '1', FORCE_COLOR: undefined },
      stdio: ['ignore', 'pipe', 'pipe']
    });
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      for (const line of chunk.toString().split('\n')) {
        if (/modules transformed|built in|building (?:client|ssr|server)|Using @sveltejs/.test(line)) {
          log(`  ${line.trim()}`);
        }
      }
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new BuildFailed(said))));
  });
}

/** A folder with the builder's process number in it; one left by a dead process is taken over. */
async function takeLock(log: (line: string) => void): Promise<void> {
  await mkdir(dirname(lockDir), { recursive: true });
  for (let waited = 0; ; waited += 1) {
    try {
      await mkdir(lockDir);
      await writeFile(join(lockDir, 'pid'), String(process.pid));
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = Number(await readFile(join(lockDir, 'pid'), 'utf8').catch(() => '0'));
    if (waited > 2 && !isRunning(holder)) await rm(lockDir, { recursive: true, force: true });
    else if (waited === 1) log('Another process is building; waiting for it …');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function isRunning(pid: number): boolean {
  if (pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await ensureBuilt((line) => console.log(line), process.argv.includes('--force'));
  } catch (error) {
    console.error(error instanceof BuildFailed ? error.message : error);
    process.exitCode = 1;
  }
}
