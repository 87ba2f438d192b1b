/**
 * A test in a browser is run a second time when it fails: on a machine whose processors are busy elsewhere a browser now
 * and then loses one for reasons of its own. What fails twice has failed. What failed once may be a race of the page, so
 * the run says why; `E2E_AGAIN=no` makes it a failure.
 */
import { test } from "node:test";

/**
 * Registers a test. Its body must be able to start anew.
 * @param {string} title @param {number} patience for one run, in milliseconds
 * @param {() => Promise<void>} body
 */
export function browserTest(title, patience, body) {
  test(title, { timeout: 2 * patience }, async (context) => {
    try {
      await body();
    } catch (error) {
      if (process.env.E2E_AGAIN === "no") throw error;
      context.diagnostic(`"${title}" failed the first time: ${error instanceof Error ? error.stack : error}`);
      await body();
    }
  });
}
