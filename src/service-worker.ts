/// <reference types="@sveltejs/kit" />
/// <reference lib="webworker" />
import { build, version } from '$service-worker';
import { deviceNow } from '$lib/device/device-now.ts';
import { sendDue } from '$lib/phone/sender.ts';
import { ServerCalls } from '$lib/phone/server-calls.ts';
import { Vault } from '$lib/phone/vault.ts';
import { alwaysLoaded, laterImports, shellParts, staticImports } from '$lib/phone/shell.ts';

// The worker of the filing page and of no other: its scope is /report. It keeps that page's shell for times without a
// network and sends what waits when the browser wakes it.

declare const self: ServiceWorkerGlobalScope;

const CACHE = `report-${version}`;
const PAGE = '/report';
const OUTBOX = 'mangluoi-outbox';
/** How long a bad network may keep the page from opening, milliseconds. */
const PATIENCE_MS = 4_000;

self.addEventListener('install', (event) => event.waitUntil(keepShell()));

self.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      for (const name of await caches.keys())
        if (name.startsWith('report-') && name !== CACHE) await caches.delete(name);
      await self.clients.claim();
    })()
  );
});

self.addEventListener('message', (event) => {
  const data: unknown = event.data;
  if (data === 'use') void self.skipWaiting();
  else if (Array.isArray(data))
    event.waitUntil(keepMore(data).then(() => event.ports[0]?.postMessage('kept')));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') {
    if (url.pathname === PAGE) event.respondWith(page(request));
  } else if (url.pathname.startsWith('/_app/immutable/') || url.pathname === '/icon.svg') {
    event.respondWith(part(request));
  }
});

self.addEventListener('sync', (event) => {
  const waking = event as ExtendableEvent & { readonly tag: string };
  if (waking.tag === OUTBOX) waking.waitUntil(sendWaiting());
});

/** Fetches the page as nobody in particular, and all that it loads. All of it is kept, or this version is not installed. */
async function keepShell(): Promise<void> {
  const cache = await caches.open(CACHE);
  const shell = await fetch(PAGE, { credentials: 'omit', cache: 'no-store' });
  if (!shell.ok || shell.redirected) throw new Error('the shell could not be fetched');
  const html = await shell.clone().text();
  await cache.put(PAGE, shell);
  const kept = new Set<string>();
  const first = [...shellParts(html, shell.headers.get('link')), ...alwaysLoaded(build), '/icon.svg'];
  // A path that is named twice would fail them all.
  let next = [...new Set(first)];
  while (next.length > 0) {
    await cache.addAll(next);
    next.forEach((path) => kept.add(path));
    const imported = await Promise.all(
      next
        .filter((path) => path.endsWith('.js'))
        .map(async (path) => {
          const source = (await (await cache.match(path))?.text()) ?? '';
          return [...staticImports(source, path), ...laterImports(source, path)];
        })
    );
    next = [...new Set(imported.flat())].filter((path) => !kept.has(path));
  }
}

/** Keeps what the page says it has loaded, where it is of this version. */
async function keepMore(paths: readonly unknown[]): Promise<void> {
  const cache = await caches.open(CACHE);
  const ours = new Set(build);
  for (const path of paths) {
    if (typeof path !== 'string' || !ours.has(path) || (await cache.match(path))) continue;
    await cache.add(path).catch(() => undefined);
  }
}

/** The page from the network; without one, or where it takes too long, the shell. */
async function page(request: Request): Promise<Response> {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    // A Wi-Fi's sign-in page, or a server that is starting, is not this page.
    if (answer.status < 500 && !answer.redirected) return answer;
  } catch {
    // No network.
  }
  return (await (await caches.open(CACHE)).match(PAGE)) ?? Response.error();
}

/** A file that never changes: kept once it was loaded. */
async function part(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await cache.put(request, answer.clone());
  return answer;
}

async function sendWaiting(): Promise<void> {
  const vault = await Vault.open();
  const news = new BroadcastChannel('mangluoi-report');
  try {
    const { online, signIn, next } = await sendDue(
      {
        vault,
        calls: new ServerCalls((...call) => fetch(...call)),
        alone: (work) => navigator.locks.request(OUTBOX, work),
        now: deviceNow,
        spread: () => Math.random(),
        changed: () => news.postMessage('changed')
      },
      true
    );
    // The browser tries again later by itself.
    if (!online || (!signIn && next !== null)) throw new Error('something still waits');
  } finally {
    news.close();
    vault.close();
  }
}
