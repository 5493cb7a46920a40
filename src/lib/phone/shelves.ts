/** A request of IndexedDB as a promise. */
export function asked<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error ?? new Error('IndexedDB'));
  });
}

/** Resolves when everything asked of a transaction is on disk. */
export function settled(work: IDBTransaction): Promise<void> {
  return new Promise((done, failed) => {
    work.oncomplete = () => done();
    work.onerror = work.onabort = () => failed(work.error ?? new Error('IndexedDB'));
  });
}

/** Opens a database, made by `upgrade` where there is none; another version of the page may have it when it asks. */
export function openShelves(name: string, upgrade: (fresh: IDBDatabase) => void): Promise<IDBDatabase> {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => upgrade(opening.result);
  return asked(opening).then((db) => {
    db.onversionchange = () => db.close();
    return db;
  });
}
