/** The worker, for pages that allow none from a `blob:` address: its address is given to `init`. */
export {};
