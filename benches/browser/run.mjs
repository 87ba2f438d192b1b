/**
 * Measures every case of a list and keeps what came out. A browser that fails is a record, not the end.
 *
 *   node run.mjs SETTINGS.json      (written by `cargo xtask bench`)
 */
import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { launch, serve } from "../../tests/e2e/browsers.mjs";
import { arena, run } from "./duel.mjs";
import { musts, sizesFrom } from "./musts.mjs";
import { Records, summary } from "./records.mjs";
import { sent } from "./sent.mjs";
import { visit } from "./visit.mjs";

// A browser that is closed for it is a failed run otherwise, after which the next one begins.
process.on("SIGTERM", () => process.exit(1));

const settings = JSON.parse(readFileSync(process.argv[2], "utf8"));
const { cases } = settings;
const records = new Records(settings.out);
const save = () => {
  const found = musts(records, sizesFrom(readFileSync(join(settings.dist, "SIZES.txt"), "utf8")));
  records.write({ ...settings.machine, browsers: versions, load: Math.round(loadavg()[2]) }, found);
  return found;
};

/** When the run began: all of it is to be over within 25 minutes. */
const began = Date.now();
const clock = () => new Date(Date.now() - began).toISOString().slice(14, 19);

const versions = await Promise.all(["chromium", "firefox"].map(async (name) => {
  const browser = await launch(name, settings.folder);
  return browser.version().finally(() => browser.close());
}));
const fight = await arena(settings, [...new Set(["product", ...cases.flatMap((one) => one.contenders)])]);
const site = await serve();

/** A machine of so many parts, of which it has one. */
const SLOW = 6;

for (const [at, one] of cases.entries()) {
  const since = Date.now();
  const runs = new Map();
  const note = (who, result) => {
    runs.set(who, [...(runs.get(who) ?? []), result]);
    const { output: _, ...figures } = result;
    console.error(`${clock()} · ${at + 1}/${cases.length} ${one.label} · ${who} · load ${loadavg()[0].toFixed(1)} · ${JSON.stringify(figures).slice(0, 400)}`);
  };
  for (let round = 0; round < one.rounds; round++) {
    for (const who of one.contenders) note(who, await run(settings, fight.address, who, one));
    if (one.firefox) note("product in firefox", await run(settings, fight.address, "product", one, "firefox"));
  }
  // In turns, so that a busy minute of the machine meets both.
  for (let round = 0; round < one.visits; round++) {
    for (const browser of one.pages) {
      note(`page in ${browser}`, await visit({ browser, file: one.files[0], definition: one.given }, site.url));
    }
    if (one.slow) note("page in chromium, a sixth of the speed", await visit({ browser: "chromium", file: one.files[0], definition: one.given, parts: SLOW }, site.url));
  }
  if (one.sent) note("page, what is sent", await sent(settings, one.files[0], site.url));
  for (const [who, all] of runs) {
    if (who !== "columns") records.put(one.label, who, { ...summary(all), date: settings.date });
    for (const { kind, ns, wrong } of all[0].columns ?? []) records.put(`a column: ${kind}`, "columns", { ns: Math.round(ns), wrong, date: settings.date });
  }
  save();
  console.error(`${one.label}: ${Math.round((Date.now() - since) / 1000)} s`);
}
fight.close();
await site.stop();

const table = save().map(({ what, must, measured, holds }) => `${holds ? "  " : "! "}${what.padEnd(78)} ${must.padStart(12)} ${measured.padStart(14)}`);
console.log(table.join("\n"));
console.log(`Measured in ${clock()} minutes`);
process.exit(0);
