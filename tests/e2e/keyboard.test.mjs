/** The whole job by keys alone: from the start page to the file that is ready, with the focus always in sight. */
import assert from "node:assert/strict";
import { chosen, click, inGrid, pressed, says, shown, status, tabTo } from "./element.mjs";
import { drop, inEveryBrowser } from "./support.mjs";

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

/** Several causes, two of them with a suggestion. */
const CAUSES = [HEAD, "Alpha,project,Alpha,,,,", "Alpha,purchase,Licence,,0,250,soon", "Alpha,expense,Hosting,,0,100,2025-03-14", "Alpha,task,One,nothing,,,", "Alpha,task,Two,forfait,,,", "Alpha,purchase,Third,,abc,250,2025-03-14", ""].join("\r\n");

inEveryBrowser("the list and the toolbar are one tab stop each, with arrows inside", async ({ page }) => {
  await drop(page, "import-checker >>> .drop", [{ name: "projects.csv", bytes: CAUSES }]);
  await status(page, "errors");
  await shown(page, "[role=gridcell][tabindex='0']");
  const at = () => page.evaluate(() => {
    const one = document.querySelector("import-checker")?.shadowRoot?.activeElement;
    const open = one?.closest(".cause")?.querySelector("details")?.open ?? false;
    return { key: one?.getAttribute("data-key") ?? "", role: one?.getAttribute("role") ?? "", summary: one?.matches(".cause > .group > summary") ?? false, open, bar: Boolean(one?.closest(".toolbar")), cause: [...document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".cause") ?? []].findIndex((cause) => cause.contains(one ?? null)) };
  });
  await page.focus("import-checker >>> [data-key=close-list]");
  /** @type {Awaited<ReturnType<typeof at>>[]} */
  const stops = [];
  for (let now = await at(); now.role !== "gridcell" && stops.length < 60; now = await at()) {
    stops.push(now);
    await pressed(page, "Tab");
  }
  const count = await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".cause").length ?? 0);
  assert(count >= 4, `${count} causes`);
  // Closed causes are passed over, but the first, which is where one comes in.
  assert(stops.filter(({ cause, open }) => cause > 0 && !open).length === 0, JSON.stringify(stops));
  assert.deepEqual(stops.filter(({ bar }) => bar).map(({ key }) => key), ["filter-all", "row"]);
  // The way back as well.
  for (let now = await at(); !now.bar || now.key === "row"; now = await at()) await pressed(page, "Shift+Tab");
  await pressed(page, "Shift+Tab");
  assert.equal((await at()).role, "separator");
  await pressed(page, "Tab");
  await pressed(page, "ArrowRight");
  assert.equal((await at()).key, "filter-errors");
  await pressed(page, "ArrowLeft");
  assert.equal((await at()).key, "filter-all");
  // In the list arrows lead from cause to cause, around its ends.
  await page.focus("import-checker >>> .cause > .group > summary");
  const order = [];
  for (let step = 0; step < count; step++) {
    order.push((await at()).cause);
    await pressed(page, "ArrowDown");
  }
  assert.deepEqual(order, Array.from({ length: count }, (_, place) => place));
  assert.equal((await at()).cause, 0);
  await pressed(page, "ArrowUp");
  assert.equal((await at()).cause, count - 1);
  // And take what a cause proposes.
  const quick = await page.evaluate(() => {
    const one = document.querySelector("import-checker")?.shadowRoot?.querySelector(".cause > .quick")?.closest(".cause")?.querySelector("summary");
    one?.focus();
    return one?.getAttribute("data-key") ?? "";
  });
  assert.notEqual(quick, "");
  await pressed(page, "Control+Enter");
  await page.waitForFunction((key) => !document.querySelector("import-checker")?.shadowRoot?.querySelector(`.causes summary[data-key="${CSS.escape(key)}"]`), { polling: 50 }, quick);
}, { size: { width: 1366, height: 768 } });

inEveryBrowser("where nothing is to decide there is no way from one thing to the next", async ({ page }) => {
  const good = [HEAD, "Alpha,project,Alpha,,,,", "Alpha,purchase,Licence,,0,250,2025-03-14", ""].join("\r\n");
  await drop(page, "import-checker >>> .drop", [{ name: "projects.csv", bytes: good }]);
  await status(page, "ready");
  await click(page, "to-table");
  await shown(page, ".findings");
  const steps = await page.$eval("import-checker >>> .findings .steps", (one) => one.getClientRects().length);
  assert.equal(steps, 0);
}, { size: { width: 820, height: 900 } });
