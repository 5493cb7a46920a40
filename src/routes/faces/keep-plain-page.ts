/**
 * Registers the worker that answers in the place of a page without a network (`static/offline-worker.js`), when the
 * browser has nothing better to do. Where workers are blocked, or over plain http, there is none.
 */
export function keepPlainPage(): void {
  const register = () => {
    try {
      void navigator.serviceWorker?.register('/offline-worker.js').catch(() => undefined);
    } catch {
      // Blocked for this page.
    }
  };
  if (import.meta.env.DEV) return;
  if ('requestIdleCallback' in window) requestIdleCallback(register, { timeout: 10_000 });
  else setTimeout(register, 3_000);
}
