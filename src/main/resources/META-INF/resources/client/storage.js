/**
 * Where the copy and the writes that wait are kept. A storage has `get(key)`, `set(key, text)`, `delete(key)` and `keys(prefix)`, each
 * of which may answer with a promise: IndexedDB and the storage of a mobile platform fit as well.
 */

/** The browser's storage; memory where there is none, such as in a private window that forbids it. */
export function defaultStorage() {
  try {
    const storage = globalThis.localStorage;
    storage.setItem('wedsync/probe', '');
    storage.removeItem('wedsync/probe');
    return localStorageOf(storage);
  } catch {
    return memoryStorage();
  }
}

/** `localStorage`, or anything like it. */
export function localStorageOf(storage) {
  return {
    get: key => storage.getItem(key),
    set: (key, text) => storage.setItem(key, text),
    delete: key => storage.removeItem(key),
    keys: prefix => Array.from({ length: storage.length }, (_, i) => storage.key(i)).filter(key => key.startsWith(prefix)),
  };
}

/** For tests, and for what must not outlive the page. */
export function memoryStorage() {
  const texts = new Map();
  return {
    get: key => texts.get(key) ?? null,
    set: (key, text) => void texts.set(key, text),
    delete: key => void texts.delete(key),
    keys: prefix => [...texts.keys()].filter(key => key.startsWith(prefix)),
  };
}
