import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

/** What headless Chromium is started with: software WebGL, no sandbox (it may be root), no calls of its own. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  // The network is cut to everything but this machine.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost'
];

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe'
];

/** The path of a Chromium on this machine, or null: CHROMIUM_PATH, then the usual places, then Playwright's own. */
export function findChromium(): string | null {
  const places = [process.env['CHROMIUM_PATH'], ...USUAL_PLACES, chromium.executablePath()];
  return (
    places.find((place): place is string => place !== undefined && place !== '' && existsSync(place)) ?? null
  );
}

/** Finds Chromium, or tries each way of installing it; throws with what to do where none works. */
export function ensureChromium(log: (line: string) => void = () => undefined): string {
  const found = findChromium();
  if (found !== null) return found;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && existsSync('/etc/debian_version')) {
    log("No Chromium here: installing Debian's …");
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    run('apt-get', ['update', '-qq'], env);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], env);
  }
  if (findChromium() === null) {
    log('No Chromium here: asking Playwright for its own …');
    run('npx', ['playwright-core', 'install', 'chromium'], process.env);
  }
  const now = findChromium();
  if (now === null) throw new Error('No Chromium: install one, or name it in CHROMIUM_PATH.');
  return now;
}

/**
 * A fresh headless Chromium with a fresh profile; the caller closes it. Its pages are those of a device that has seen
 * the desk's tour, unless it is to be a first visit.
 */
export async function launchChromium({ firstVisit = false } = {}): Promise<Browser> {
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    args: CHROMIUM_FLAGS,
    headless: true
  });
  if (!firstVisit) {
    // `newPage` makes its context by it too.
    const newContext = browser.newContext.bind(browser);
    browser.newContext = async (options) => {
      const context = await newContext(options);
      await context.addInitScript({ content: TOURED });
      return context;
    };
  }
  return browser;
}

/** Pages without storage of their own (a blank one, a sandboxed frame) are left as they are. */
const TOURED = "try { localStorage.setItem('mangluoi.tour', '1') } catch {}";

/** The version line of a Chromium, for instance `Chromium 156.0.8078.73`. */
export function chromiumVersion(path: string): string {
  return execFileSync(path, ['--version', '--no-sandbox'], { encoding: 'utf8' }).trim();
}

function run(command: string, args: string[], env: NodeJS.ProcessEnv): void {
  spawnSync(command, args, { env, stdio: ['ignore', 'ignore', 'inherit'], timeout: 15 * 60_000 });
}
