/**
 * The pictures of the README, made anew by `cargo xtask screenshots`: a desktop, a phone and a dark screen, with a
 * small file that has a few of the usual faults.
 */
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launch, root, serve } from "./browsers.mjs";

const FILE = `project name,resource type,resource name,task budget type,task time planned,budget amount,task hourly rate mode,task hourly rate,purchase paid cost,purchase resale price,purchase paid date,discount amount
Alpha,project,Alpha,,,,,,,,,
Alpha,purchase,Licence,,,,,,0,250,14/03/2025,
Alpha,discount,Launch offer,,,,,,,,,100
Alpha,task,Kick-off,none,,,,,,,,
Alpha,task,Design,detailed,5,,,,,,,
Alpha,subtask,Wireframes,detailed,10,,,90,,,,
Alpha,subtask,Mock-ups,detailed,,"1200,50",,80,,,,
Alpha,task,Build,global,,8000,task,95,,,,
Alpha,subtask,Front end,gobal,,,task,95,,,,
Alpha,task,Support,time,,,contributor,,,,,
Beta,project,Beta,,,,,,,,,
Beta,task,Audit,detailed,12,,,,,,,
Beta,task,Report,detailed,8,,,85,,,,
`;

/** @type {[string, { width: number, height: number, deviceScaleFactor?: number, isMobile?: boolean }, string][]} */
const PICTURES = [
  ["desktop", { width: 1280, height: 860 }, "light"],
  ["dark", { width: 1280, height: 860 }, "dark"],
  ["phone", { width: 390, height: 844, deviceScaleFactor: 2, isMobile: true }, "light"],
];

const folder = process.argv[2] ?? join(root, "www/screenshots");
await mkdir(folder, { recursive: true });
const site = await serve();
const browser = await launch("chromium", tmpdir());
try {
  for (const [name, size, scheme] of PICTURES) {
    const page = await browser.newPage();
    await page.setViewport(size);
    await page.emulateMediaFeatures([
      { name: "prefers-color-scheme", value: scheme },
      { name: "prefers-reduced-motion", value: "reduce" },
    ]);
    await page.goto(site.url, { waitUntil: "networkidle0" });
    if (name === "desktop") await page.screenshot({ path: join(folder, "start.png") });
    await page.evaluate((text) => {
      const element = /** @type {any} */ (document.querySelector("import-checker"));
      element.add([new File([text], "projects.csv", { type: "text/csv" })]);
    }, FILE);
    await page.waitForSelector("import-checker:is([status=errors], [status=ready])", { timeout: 30_000 });
    // The rows come after the verdict.
    await page.waitForSelector("import-checker >>> [role=gridcell]");
    await page.screenshot({ path: join(folder, `${name}.png`) });
    await page.close();
  }
} finally {
  await browser.close();
  await site.stop();
}
