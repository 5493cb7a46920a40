import { updated } from '$app/state';
import { deviceNow } from '$lib/device/device-now.ts';
import { keep, kept } from '$lib/device/storage.ts';
import { FROZEN_MS, Homecoming, PROBE_MS } from './homecoming.ts';

const BROKE_AT = 'mangluoi.broke-at';
/** An answer that has not come by then does not come, milliseconds. */
const PATIENCE_MS = 10_000;

/**
 * Lets the page come back by itself for as long as it stands, and keeps the screen awake where that is allowed; ends
 * both when called again. `suspect` is to be called when the connection comes back.
 */
export function comeBack(): { readonly suspect: () => void; readonly end: () => void } {
  const home = new Homecoming({
    isNewer: () => updated.check(),
    isReady: () => answers('/readyz', 'application/json'),
    isThere: () => answers(location.href, 'text/html'),
    reload: () => location.reload(),
    now: () => performance.now(),
    brokenFor,
    noteBreak: () => void keep('session', BROKE_AT, String(deviceNow()))
  });
  const aborter = new AbortController();
  const { signal } = aborter;
  window.addEventListener('error', ({ error }) => error instanceof Error && home.broke(), { signal });
  // A file of this build is gone: another one has taken its place.
  window.addEventListener('vite:preloadError', () => home.suspect(), { signal });
  window.addEventListener('online', () => home.suspect(), { signal });
  let drawn = performance.now();
  let frame = requestAnimationFrame(function draw() {
    drawn = performance.now();
    frame = requestAnimationFrame(draw);
  });
  let before = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    // A device that slept has drawn nothing either, and is not frozen.
    if (document.visibilityState === 'hidden' || now - before > 2 * PROBE_MS) drawn = now;
    if (now - drawn > FROZEN_MS) home.broke();
    before = now;
    void home.look();
  }, PROBE_MS);
  void keepAwake(signal);
  document.addEventListener('visibilitychange', () => void keepAwake(signal), { signal });
  return {
    suspect: () => home.suspect(),
    end() {
      aborter.abort();
      clearInterval(timer);
      cancelAnimationFrame(frame);
    }
  };
}

/** Between two loads of the page only the calendar goes on; set either way, it must not keep a broken page from coming back. */
function brokenFor(): number {
  const at = kept('session', BROKE_AT);
  return at === null ? Infinity : Math.abs(deviceNow() - Number(at));
}

/** Whether an address of ours is answered as it should be, by itself and not by where it leads to. */
async function answers(href: string, type: string): Promise<boolean> {
  const answer = await fetch(href, {
    cache: 'no-store',
    redirect: 'error',
    headers: { accept: type },
    signal: AbortSignal.timeout(PATIENCE_MS)
  });
  void answer.body?.cancel();
  return answer.ok && (answer.headers.get('content-type') ?? '').startsWith(type);
}

/** Asks the device not to darken the screen; it lets go by itself when the page is hidden. */
async function keepAwake(signal: AbortSignal): Promise<void> {
  if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
  try {
    const lock = await navigator.wakeLock.request('screen');
    signal.addEventListener('abort', () => void lock.release());
  } catch {
    // Battery low, or not allowed: the picture is right all the same.
  }
}
