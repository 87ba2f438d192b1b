/** Memory that a finished check holds goes back before another one begins, where it is much; and comes again if it is asked for. */
import assert from "node:assert/strict";
import { drop, inEveryBrowser } from "./support.mjs";

/** Notes the begin of each check and the end of each worker, in order. @param {import("puppeteer-core").Page} page */
const watch = (page) => page.evaluate(() => {
  const noted = /** @type {any} */ (globalThis).noted = /** @type {string[]} */ ([]);
  const { postMessage, terminate } = Worker.prototype;
  const checks = new WeakMap();
  Worker.prototype.postMessage = /** @this {Worker} @param {any[]} all */ function (...all) {
    const [message] = all;
    if (message?.call === "check") {
      const { name } = message.request.files[0];
      checks.set(this, name);
      noted.push(`begin ${name}`);
    }
    return Reflect.apply(postMessage, this, all);
  };
  Worker.prototype.terminate = /** @this {Worker} */ function () {
    if (checks.has(this)) noted.push(`end ${checks.get(this)}`);
    checks.delete(this);
    return terminate.call(this);
  };
});

inEveryBrowser("a large check ends before one of another file begins, a small one after it, and what was ended comes again", async ({ page }) => {
  await watch(page);
  await drop(page, "import-checker >>> .drop", [{ name: "first.csv", bytes: "project name,resource type,resource name\r\nA,project,A\r\n" }]);
  await page.waitForFunction(() => document.querySelector("import-checker")?.getAttribute("status") === "ready");
  const found = await page.evaluate(async () => {
    const { client, fileSet } = /** @type {any} */ (document.querySelector("import-checker"));
    const asked = fileSet?.client ?? client;
    const { noted } = /** @type {any} */ (globalThis);
    const definition = { name: "own", fields: [{ name: "a" }, { name: "b" }] };
    const request = (/** @type {string} */ name, /** @type {BlobPart[]} */ parts) => ({
      lang: "en", definitions: [{ id: "own", definition }],
      files: [{ blob: new File(parts, name), name, import: "own", wishes: {}, edits: { texts: [], deleted: [], moved: [], added: [], decisions: [] }, settings: {} }],
    });
    const row = `x,${"y".repeat(900_000)}\n`;
    const large = request("large.csv", ["a,b\n", ...Array(100).fill(row)]);
    const small = () => request("small.csv", ["a,b\n1,2\n"]);
    const check = (/** @type {object} */ one) => asked.check(one, () => {});
    noted.length = 0;
    await check(small());
    await check(large);
    const grown = noted.splice(0);
    // Asked in the middle of the next check, and of one that is cancelled.
    const next = check(small());
    while (!noted.includes("begin small.csv")) await new Promise((done) => setTimeout(done, 0));
    const during = asked.window(0, { kind: "all" }, 0, 10);
    await next;
    const order = noted.splice(0);
    await check(large);
    noted.length = 0;
    const cancelled = check(small()).catch((/** @type {any} */ error) => error.kind);
    await new Promise((done) => setTimeout(done, 0));
    asked.cancel();
    const kind = await cancelled;
    const again = await asked.window(0, { kind: "all" }, 0, 2);
    return { grown, order, during: (await during).total, kind, again: again.total, last: noted.splice(0) };
  });
  assert.deepEqual(found.grown.filter((/** @type {string} */ one) => !/first/.test(one)), ["begin small.csv", "begin large.csv", "end small.csv"]);
  assert.deepEqual(found.order, ["end large.csv", "begin small.csv"]);
  assert.equal(found.during, 1, "what is asked meanwhile is answered by the check that runs");
  assert.deepEqual([found.kind, found.again], ["cancelled", 100], "a cancelled check leaves the one before");
});
