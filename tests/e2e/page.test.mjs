/** The page opens under its strict policy, asks for nothing afterwards, and anyone can use it. */
import assert from "node:assert/strict";
import { accessible, inEveryBrowser } from "./support.mjs";

inEveryBrowser("the page opens with its element", async ({ page }) => {
  assert.equal((await page.$$("import-checker")).length, 1);
  await page.waitForFunction(() => customElements.get("import-checker") !== undefined);
  await accessible(page);
});

inEveryBrowser("the page comes in a handful of requests", async ({ page, requests }) => {
  const before = requests.length;
  await page.reload({ waitUntil: "networkidle0" });
  const asked = requests.slice(before).filter((line) => !line.endsWith("/favicon.ico"));
  assert(asked.length <= 10, asked.join("\n"));
}, { mayAsk: true });
