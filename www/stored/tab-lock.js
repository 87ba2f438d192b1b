/** What others that share the store of the browser see of an element in this tab. */

/** An id that nobody else has. Not every page may ask for a better number. */
export const newId = () => crypto.randomUUID?.() ?? String(Math.random());

/** Holds a lock until the tab is gone: that is how others see that it lives. @param {string} lock */
export const holdLock = (lock) => void navigator.locks?.request(lock, () => new Promise(() => {}));
