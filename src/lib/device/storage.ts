/** `local` outlives the browser, `session` the page. */
export type StorageArea = 'local' | 'session';

/** What could not be kept by the device is kept for as long as the page lives. */
const forNow = new Map<string, string>();
const nameOf = (area: StorageArea, key: string) => `${area} ${key}`;

/**
 * The storage of an area; null where there is none: on the server, and wherever the browser keeps none for this page
 * (blocked by a setting, a frame of another site). Asking for it is what throws there.
 */
function storageOf(area: StorageArea): Storage | null {
  if (typeof document === 'undefined') return null;
  try {
    return area === 'local' ? localStorage : sessionStorage;
  } catch {
    return null;
  }
}

/** What is kept under a key; null where nothing is. Never throws. */
export function kept(area: StorageArea, key: string): string | null {
  const here = forNow.get(nameOf(area, key));
  if (here !== undefined) return here;
  try {
    return storageOf(area)?.getItem(key) ?? null;
  } catch {
    return null;
  }
}

/** Keeps a text; false where it is kept for this page alone, because the device keeps nothing or is full. Never throws. */
export function keep(area: StorageArea, key: string, text: string): boolean {
  const storage = storageOf(area);
  try {
    storage?.setItem(key, text);
    if (storage?.getItem(key) === text) {
      forNow.delete(nameOf(area, key));
      return true;
    }
  } catch {
    // Full.
  }
  if (typeof document !== 'undefined') forNow.set(nameOf(area, key), text);
  return false;
}

/** Keeps nothing under a key any more. Never throws. */
export function forget(area: StorageArea, key: string): void {
  forNow.delete(nameOf(area, key));
  try {
    storageOf(area)?.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
