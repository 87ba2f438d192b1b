/** Lets the page answer its user before it goes on with work that takes long. */
export const nextTurn = () => new Promise((done) => setTimeout(done));
