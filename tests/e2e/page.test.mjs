/** The page opens under its strict policy, asks for nothing afterwards, and anyone can use it. */
import assert from "node:assert/strict";
import { accessible, inEveryBrowser } from "./support.mjs";

inEveryBrowser("the page opens with its element", async ({ page }) => {
  assert.equal((await page.$$("import-checker")).length, 1);
  await page.waitForFunction(() => customElements.get("import-checker") !== undefined);
  await accessible(page);
});
