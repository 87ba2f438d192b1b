/** The report to read and to print: its summary is one sheet of paper, whatever the file; the details print if they are open. */
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { shown } from "./element.mjs";
import { accessible, drop, inEveryBrowser } from "./support.mjs";

const HEAD = "project name,resource type,resource name,project code,customer name,project start date,task budget type,task time planned,budget amount,task hourly rate mode,task hourly rate,purchase paid cost,purchase resale price,purchase paid date,discount amount";
/** Sixty projects with many kinds of faults. */
const FAULTY = [HEAD, ...Array.from({ length: 60 }, (_, at) => [
  `P ${at},project,P ${at},P1${at},Acme,13/01/2025,,,,,,,,,`,
  `P ${at},task,Scoping,,,,gobal,"12,5",,,,,,,`,
  `P ${at},task,Development,,,,global,,"1 200,50",,95,,,,`,
  `P ${at},subtask,Front end ,,,,global,,,,"75,00",,,,`,
  `P ${at},purchase,Licences,,,,,,,,,10,abc,31/04/2025,`,
  `P ${at},discount,Offer,,,,,,,,,,,,many`,
]).flat(), ""].join("\r\n");

inEveryBrowser("the summary of the report prints on one sheet of A4, and what is opened comes after it", async ({ browser, page, downloads }) => {
  await drop(page, "import-checker >>> .drop", [{ name: "projects 2025 (export).csv", bytes: FAULTY }]);
  await shown(page, "[role=gridcell]");
  const html = await page.evaluate(async () => (await /** @type {any} */ (document.querySelector("import-checker")).client.write(0, "html", {})).blob.text());
  // As it is opened from the folder of downloads.
  const file = join(downloads, "report.html");
  await writeFile(file, html);
  await page.goto(pathToFileURL(file).href);
  await accessible(page);
  // Firefox compresses what tells its pages.
  if (browser !== "chromium") return;
  const sheets = async () => {
    const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    assert.match(pdf, /\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/, "A4");
    return pdf.match(/\/Type \/Page\b/g)?.length;
  };
  assert.equal(await sheets(), 1);
  await page.evaluate(() => document.querySelectorAll("details").forEach((one, at) => (one.open = at === 0)));
  assert((await sheets() ?? 0) > 1, "what is open prints as well");
}, { mayAsk: true });
