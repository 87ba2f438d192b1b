/** What the user says about the reading of a file is remembered for its import, in this browser. */
import { click, says, shown } from "./element.mjs";
import { drop, inEveryBrowser } from "./support.mjs";

const HEAD = "project name,resource type,resource name,task budget type,task time planned,budget amount,task hourly rate mode,task hourly rate,purchase paid cost,purchase resale price,purchase paid date,discount amount";
/** @param {string} name */
const file = (name) => [HEAD, `Alpha,project,${name},,,,,,,,,`, ""].join("\r\n");
/** One letter beyond ASCII: several character sets make a word of it. */
const DOUBTFUL = [{ name: "projects.csv", bytes: Buffer.from(file("Spie\xe1"), "latin1") }];
const CLEAR = [{ name: "projects.csv", bytes: file("Spieß") }];
const DROP = "import-checker >>> .drop";

inEveryBrowser("an answer about the reading is remembered, and never overrules a file that is clear", async ({ page }) => {
  await drop(page, DROP, DOUBTFUL);
  await shown(page, ".reading .tag.warning");
  await click(page, "reading");
  await shown(page, "#reading-encoding");
  await page.evaluate(() => {
    const select = /** @type {HTMLSelectElement} */ (document.querySelector("import-checker")?.shadowRoot?.querySelector("#reading-encoding"));
    select.value = "macintosh";
    select.dispatchEvent(new Event("change"));
  });
  await says(page, ".list-foot", "MACINTOSH");
  await page.reload({ waitUntil: "networkidle0" });
  await drop(page, DROP, DOUBTFUL);
  await says(page, ".list-foot", "MACINTOSH");
  await page.reload({ waitUntil: "networkidle0" });
  await drop(page, DROP, CLEAR);
  await says(page, ".list-foot", "UTF-8");
}, { mayAsk: true });
