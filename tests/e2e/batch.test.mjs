/** Several files at once: five programs' formats go in, five cleaned files come out that fit each other. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { click, says, shown, status, textOf } from "./element.mjs";
import { accessible, drop, inEveryBrowser } from "./support.mjs";

const script = fileURLToPath(new URL("five_files.py", import.meta.url));
/** @param {string} work @param {string} folder @param {number} rows */
const python = (work, folder, rows) => execFileSync(process.env.PYTHON ?? "python3", [script, work, folder, String(rows)], { stdio: "pipe" });
const FILES = ["locations.xls", "interpreters.tsv", "clients.xlsx", "requestors.ods", "customers.csv"];
const DROP = "import-checker >>> .drop";

/** @param {(folder: string) => Promise<void>} body */
async function inFolder(body) {
  const folder = await mkdtemp(join(tmpdir(), "import-checker-five-"));
  try {
    await body(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

inEveryBrowser("five files in five formats give five cleaned files whose references all lead somewhere", async ({ page, download }) => {
  await inFolder(async (folder) => {
    const rows = 60;
    python("make", folder, rows);
    const files = FILES.map(async (name) => ({ name, bytes: await readFile(join(folder, name)) }));
    await drop(page, DROP, await Promise.all(files));
    await status(page, "ready");
    assert.match(await textOf(page, ".batch"), /^300 of 300 records ready; .*Load the files in this order: Customers, Clients, Service locations, Requestors\.$/);
    await accessible(page);
    for (const [at, name] of FILES.entries()) {
      await click(page, `file-${at}`);
      await says(page, ".verdict", "60 of 60");
      await click(page, "download");
      const cleaned = await download();
      assert.equal(cleaned.name, name.replace(/\.\w+$/, ".cleaned.csv"));
      await writeFile(join(folder, cleaned.name), cleaned.bytes);
    }
    python("check", folder, rows);
  });
});
