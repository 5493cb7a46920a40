/** The channel on which tabs and the worker tell each other that the vault has changed. */
export const NEWS = 'mangluoi-report';
/** The tag of the background sync, and the lock that one sender holds. */
const OUTBOX = 'mangluoi-outbox';

/** Runs work while no other tab and no worker of this browser does. Without locks the server's receipts still keep one. */
export function alone<T>(work: () => Promise<T>): Promise<T> {
  const { locks } = navigator;
  let began = false;
  const first = () => ((began = true), work());
  // Locks are blocked together with storage.
  return locks
    ? locks.request(OUTBOX, first).catch((fault: unknown) => {
        if (began) throw fault;
        return work();
      })
    : work();
}

/** A name that nobody else makes; also where the page has no secure context. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Registrations with Background Sync, where the browser has it. */
interface Syncing {
  readonly sync?: { register(tag: string): Promise<void> };
}

/** Asks the browser to wake the worker when there is a network, also after the page is closed. */
export async function askForBackgroundSync(): Promise<void> {
  try {
    const registration = await navigator.serviceWorker?.getRegistration('/report');
    await (registration as (ServiceWorkerRegistration & Syncing) | undefined)?.sync?.register(OUTBOX);
  } catch {
    // Without it the next visit sends.
  }
}

/** A cookie's value; null where there is none. */
export function cookie(name: string): string | null {
  const found = document.cookie.split('; ').find((one) => one.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : null;
}

/**
 * Registers the worker that keeps this page for times without a network, for this page alone, and tells it what the
 * page has loaded. Calls `waiting` when a newer version stands ready. Answers whether the page opens without a network
 * from now on: the worker answers for this page and has kept all that it loads.
 */
export async function keepForOffline(waiting: (use: () => void) => void): Promise<boolean> {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return false;
  const registration = await serviceWorker.register('/service-worker.js', {
    scope: '/report',
    type: import.meta.env.DEV ? 'module' : 'classic'
  });
  const offer = (worker: ServiceWorker | null) => {
    if (!worker || !answersFor(serviceWorker)) return;
    waiting(() => worker.postMessage('use'));
  };
  offer(registration.waiting);
  registration.addEventListener('updatefound', () => {
    const fresh = registration.installing;
    fresh?.addEventListener('statechange', () => {
      if (fresh.state === 'installed') offer(fresh);
    });
  });
  // The page that was open before the first worker stays as it is; one that had a worker gets the new one.
  const had = answersFor(serviceWorker);
  serviceWorker.addEventListener('controllerchange', () => {
    if (had) location.reload();
  });
  // What was loaded before the worker stood: the other language, weights of the font.
  const { active } = await serviceWorker.ready;
  const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
  await controlled(serviceWorker);
  await serviceWorker.register('/offline-worker.js');
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    port1.onmessage = () => done(true);
    active?.postMessage(
      loaded.filter((path) => path.startsWith('/_app/immutable/')),
      [port2]
    );
  });
}

/** Whether this page's own worker answers for it, and not the one of all other pages. */
function answersFor({ controller }: ServiceWorkerContainer): boolean {
  return !!controller?.scriptURL.endsWith('/service-worker.js');
}

/** Resolves when a worker answers for this page. */
function controlled(serviceWorker: ServiceWorkerContainer): Promise<void> {
  return new Promise((done) => {
    if (answersFor(serviceWorker)) done();
    else serviceWorker.addEventListener('controllerchange', () => done(), { once: true });
  });
}
