/** The whole job by keys alone: from the start page to the file that is ready, with the focus always in sight. */
import assert from "node:assert/strict";
import { chosen, inGrid, pressed, says, shown, status, tabTo } from "./element.mjs";
import { inEveryBrowser } from "./support.mjs";

const HEAD = "project name,resource type,resource name,task budget type,purchase paid cost,purchase resale price,purchase paid date";
const FILE = [HEAD, "Alpha,project,Alpha,,,,", "Alpha,purchase,Licence,,0,250,", "Alpha,expense,Hosting,,0,100,2025-03-14", "Alpha,expense,Fonts,,0,50,2025-03-14", ""].join("\r\n");

for (const size of [{ width: 1366, height: 768 }, { width: 683, height: 384 }, { width: 390, height: 844 }]) {
  inEveryBrowser(`from start to ready by keys alone: ${size.width} × ${size.height}`, async ({ browser, page, download }) => {
    await tabTo(page, "pick");
    await chosen(page, browser, ".drop input[type=file]", { name: "projects.csv", bytes: FILE });
    await status(page, "errors");
    await shown(page, size.width < 700 ? ".row-card" : "[role=gridcell][tabindex='0']");
    // The first thing to decide is the date, which only a person knows.
    await pressed(page, "F8");
    if (size.width < 700) await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.activeElement?.closest(".row-card"), { polling: 50 });
    else await inGrid(page);
    await page.keyboard.type("2025-03-14");
    await pressed(page, "Enter");
    await page.waitForFunction(() => /2 of 4/.test(document.querySelector("import-checker")?.shadowRoot?.querySelector(".figure")?.textContent ?? ""), { polling: 50 });
    // Then a word for which there is a suggestion, in both of its cells at once.
    await pressed(page, "F8");
    if (size.width < 700) {
      await says(page, ".cards-foot", "B4");
      await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.activeElement?.getAttribute("data-key")?.endsWith("take-all"), { polling: 50 });
      await pressed(page, "Enter");
    } else {
      // The date was left downwards, past the first of them.
      await says(page, ".inspector", "B5");
      await shown(page, "[data-key=take-all]");
      await pressed(page, "Control+Enter");
    }
    await status(page, "ready");
    // The headline has the focus, and the button is near.
    await page.waitForFunction(() => document.querySelector("import-checker")?.shadowRoot?.activeElement?.id === "verdict", { polling: 50 });
    assert(await tabTo(page, "download", 6) <= 6);
    await pressed(page, "Enter");
    const { bytes } = await download();
    assert.match(bytes.toString(), /2025-03-14.*purchase,Hosting.*purchase,Fonts/s);
  }, { size });
}
