/** Rows around the headings that only a person can tell from data, and where help with the import is given. */
import assert from "node:assert/strict";
import { click, shown, status, textOf } from "./element.mjs";
import { drop, inEveryBrowser } from "./support.mjs";

const DROP = "import-checker >>> .drop";
const HEAD = "project name,resource type,resource name,task budget type\r\n";
const ROWS = "Alpha,project,Alpha,\r\nAlpha,task,Design,none\r\n";

inEveryBrowser("hints below the headings are left out when asked, and the result says where help is given", async ({ page }) => {
  await drop(page, DROP, [{ name: "projects.csv", bytes: `${HEAD}(text),(type),(text),(list)\r\n${ROWS}` }]);
  await status(page, "errors");
  await click(page, "repair-S580--leave-out");
  await status(page, "ready");
  await shown(page, ".help a");
  assert.match(await textOf(page, ".help"), /^Help with the import: https:\/\//);
});

inEveryBrowser("rows above the headings are confirmed to be none", async ({ page }) => {
  await drop(page, DROP, [{ name: "projects.csv", bytes: `Old 1,project,Old 1,none\r\nOld 1,task,Old 2,none\r\n${HEAD}${ROWS}` }]);
  await status(page, "incomplete");
  await click(page, "confirm-S590");
  await status(page, "ready");
});
