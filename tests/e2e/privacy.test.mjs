/** Nothing leaves the page, and it can show that. */
import assert from "node:assert/strict";
import { click, shown, textOf } from "./element.mjs";
import { accessible, inEveryBrowser } from "./support.mjs";

inEveryBrowser("prove it: every way out is refused, in the page and in the worker", async ({ page, requests }) => {
  const before = requests.length;
  await click(page, "prove");
  await shown(page, "dialog.proof[open]");
  const said = await page.$$eval("import-checker >>> .proofs li", (lines) => lines.map((line) => line.textContent));
  const ways = ["Fetch", "XMLHttpRequest", "WebSocket", "EventSource", "Beacon", "Image address", "Direct call (WebRTC)", "Fetch in the worker", "XMLHttpRequest in the worker"];
  // No browser has a rule against calls, so the page says so.
  assert.deepEqual(said, ways.map((way) => way + (way.includes("WebRTC") ? "no rule can refuse it" : "refused")));
  assert.equal(await textOf(page, "#proof-title"), "No request can leave this page");
  assert.match(await textOf(page, "dialog.proof .hint"), /WebRTC.*name of a server.*script.*another page/);
  await accessible(page);
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => !document.querySelector("import-checker")?.shadowRoot?.querySelector("dialog"));
  assert.deepEqual(requests.slice(before), [], "the server heard something");
}, { mayFail: true, mayAsk: true });
