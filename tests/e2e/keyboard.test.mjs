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

/** Most stops of the tabulator from the start of the page to the table, the first cause being open. */
const MOST_STOPS = 14;

inEveryBrowser("what belongs together is one tab stop, with arrows inside", async ({ page }) => {
  await drop(page, "import-checker >>> .drop", [{ name: "projects.csv", bytes: CAUSES }]);
  await status(page, "errors");
  await shown(page, "[role=gridcell][tabindex='0']");
  await says(page, ".bulk", "safe");
  const at = () => page.evaluate(() => {
    const root = document.querySelector("import-checker")?.shadowRoot;
    const one = root?.activeElement;
    const part = [".skips", ".status", ".bulk", ".causes", ".list-foot", ".toolbar"].find((which) => one?.closest(which)) ?? "";
    return { key: one?.getAttribute("data-key") ?? one?.textContent ?? "", role: one?.getAttribute("role") ?? "", part, summary: one?.matches(".cause > .group > summary") ?? false, open: one?.closest(".cause")?.querySelector("details")?.open ?? false, cause: [...root?.querySelectorAll(".cause") ?? []].findIndex((cause) => cause.contains(one ?? null)) };
  });
  const press = async (/** @type {string} */ keys) => {
    await pressed(page, keys);
    return at();
  };
  await page.evaluate(() => {
    const first = document.createElement("button");
    // It takes no room.
    first.style.position = "fixed";
    document.querySelector("import-checker")?.before(first);
    first.focus();
  });
  /** @type {Awaited<ReturnType<typeof at>>[]} */
  const stops = [];
  do stops.push(await press("Tab"));
  while (stops.at(-1)?.role !== "gridcell" && stops.length < 60);
  assert(stops.length <= MOST_STOPS, `${stops.length} stops: ${stops.map(({ key, role }) => key || role).join(", ")}`);
  const count = await page.evaluate(() => document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".cause").length ?? 0);
  assert(count >= 4, `${count} causes`);
  // One comes into the list at the cause that is open, and closed causes are passed over.
  assert.deepEqual(stops.filter(({ cause, open }) => cause >= 0 && !open), []);
  assert.equal(stops.filter(({ summary }) => summary).length, 1);
  const of = (/** @type {string} */ which) => stops.filter(({ part }) => part === which).map(({ key }) => key);
  assert.equal(of(".skips").length, 1);
  // The import is a field of its own between the two halves of the line.
  assert.deepEqual(of(".status"), ["home", "reassign", "to-decide"]);
  assert.deepEqual(of(".bulk"), ["safe", "apply-safe"]);
  assert.deepEqual(of(".toolbar"), ["filter-all"]);
  assert.deepEqual(of(".list-foot"), []);
  // The way back enters each at its end, as often.
  let back = 0;
  for (let now = await at(); now.part !== ".skips" && back < 60; back++) now = await press("Shift+Tab");
  assert(back <= MOST_STOPS, `${back} stops back`);
  // What is said to be a toolbar has its arrows: the three ways past what stands first,
  const skips = [(await at()).key, (await press("ArrowRight")).key, (await press("ArrowRight")).key, (await press("ArrowRight")).key];
  assert.equal(new Set(skips).size, 3);
  assert.equal(skips[3], skips[0]);
  // the line above everything,
  const line = [(await press("Tab")).key];
  for (let now = await press("ArrowRight"); now.key !== line[0] && line.length < 20; now = await press("ArrowRight")) line.push(now.key);
  for (const key of ["home", "file-0", "add", "to-decide", "download", "more"]) assert(line.includes(key), `${key}: ${line}`);
  // what can be done about a cause,
  await page.focus("import-checker >>> .cause > .group[open] .cause-foot button");
  const acts = [(await at()).key];
  for (let now = await press("ArrowLeft"); now.key !== acts[0] && acts.length < 20; now = await press("ArrowLeft")) acts.push(now.key);
  assert(acts.some((key) => key.startsWith("why-")) && acts.length > 2, acts.join(" "));
  // and the toolbar, with the field at its end, in which arrows move among letters first.
  await page.focus("import-checker >>> .toolbar .chip");
  assert.equal((await press("ArrowRight")).key, "filter-errors");
  assert.equal((await press("ArrowLeft")).key, "filter-all");
  assert.equal((await press("ArrowLeft")).key, "row");
  await page.keyboard.type("ab");
  assert.equal((await press("ArrowLeft")).key, "row");
  await pressed(page, "ArrowLeft");
  assert.equal((await press("ArrowLeft")).key, "only-found");
  // In the list arrows lead from cause to cause, and to what is folded below.
  await page.focus("import-checker >>> .cause > .group > summary");
  const order = [];
  for (let step = 0; step < count; step++) {
    order.push((await at()).cause);
    await pressed(page, "ArrowDown");
  }
  assert.deepEqual(order, Array.from({ length: count }, (_, place) => place));
  assert.equal((await at()).part, ".list-foot");
  assert.equal((await press("ArrowUp")).cause, count - 1);
  // A cause has what takes its suggestion beside it.
  const quick = await page.evaluate(() => {
    const one = [...document.querySelector("import-checker")?.shadowRoot?.querySelectorAll(".cause > .quick") ?? []].find((button) => button.getClientRects().length)?.closest(".cause")?.querySelector("summary");
    one?.focus();
    return one?.getAttribute("data-key") ?? "";
  });
  assert.notEqual(quick, "");
  assert.match((await press("ArrowRight")).key, /^quick-/);
  assert.equal((await press("ArrowLeft")).key, quick);
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
