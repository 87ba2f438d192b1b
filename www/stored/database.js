/**
 * A database of this browser, opened when it is first used.
 * @param {string} name
 * @param {Record<string, IDBObjectStoreParameters>} stores
 */
export function database(name, stores) {
  const names = Object.keys(stores);
  /** @type {Promise<IDBDatabase>|null} */
  let opened = null;

  const open = () =>
    (opened ??= new Promise((done, fail) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => names.forEach((store) => request.result.createObjectStore(store, stores[store]));
      request.onsuccess = () => done(request.result);
      request.onerror = () => {
        // The next who asks tries again.
        opened = null;
        fail(request.error);
      };
    }));

  /**
   * Runs one transaction; the stores come in the order in which they were named.
   * @template T
   * @param {IDBTransactionMode} mode @param {(...stores: IDBObjectStore[]) => IDBRequest<T>} work
   * @returns {Promise<T>}
   */
  return async (mode, work) => {
    const transaction = (await open()).transaction(names, mode);
    const request = work(...names.map((store) => transaction.objectStore(store)));
    await new Promise((done, fail) => {
      transaction.oncomplete = done;
      transaction.onabort = () => fail(transaction.error);
    });
    return request.result;
  };
}
