/** Lets the page answer its user before it goes on with work that takes long. */
export const nextTask = () => new Promise((done) => setTimeout(done));

/** Lets the page be painted before it goes on. One that is not in sight is not painted, and does not wait for it. */
export const nextFrame = () => new Promise((done) => {
  requestAnimationFrame(() => setTimeout(done));
  setTimeout(done, 100);
});
