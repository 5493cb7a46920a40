// Answers for pages that cannot be reached: `/` leads to the filing page on a device that keeps it, all else to a plain
// page that says so. It keeps nothing of anybody, and answers for nothing else.

const CACHE = 'offline-1';
const PLAIN = '/offline';
const FILING = '/report';

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches.open(CACHE).then((cache) => cache.add(new Request(PLAIN, { credentials: 'omit', cache: 'no-store' })))
  );
  // Files and answers go past the worker, where the browser knows how.
  if (event.addRoutes)
    event.waitUntil(
      event
        .addRoutes({ condition: { not: { requestMode: 'navigate' } }, source: 'network' })
        .catch(() => undefined)
    );
  self.skipWaiting();
});

self.addEventListener('activate', (event) => {
  // The page is asked for while the worker starts.
  if (self.registration.navigationPreload)
    event.waitUntil(self.registration.navigationPreload.enable().catch(() => undefined));
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names.filter((name) => name.startsWith('offline-') && name !== CACHE).map((name) => caches.delete(name))
        )
      )
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.mode !== 'navigate' || request.method !== 'GET') return;
  event.respondWith(answer(event).catch(() => instead(new URL(request.url))));
});

async function answer({ preloadResponse, request }) {
  return (await preloadResponse) || fetch(request);
}

async function instead({ pathname }) {
  if (pathname === '/' && (await caches.match(FILING))) return Response.redirect(FILING);
  return (await caches.match(PLAIN)) || Response.error();
}
