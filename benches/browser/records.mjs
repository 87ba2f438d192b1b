/**
 * What was measured, in a file: one record for each case and contender. A part measured anew takes the place of its old
 * records; the others stay, each with its day.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";

const round = (number) => (number < 10 ? Math.round(number * 10) / 10 : Math.round(number));
const middle = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
const least = (numbers) => Math.min(...numbers);
const most = (numbers) => Math.max(...numbers);

/** What stands for several runs: other work on the machine makes times on the clock longer, and never shorter. */
const CHOICE = { cpu: middle, ms: least, first: least, stall: least, task: least, memory: most, wasm: most, bytes: most };

/** Runs of the same work as one record. */
export function summary(runs) {
  const good = runs.filter((run) => !run.failed);
  if (!good.length) return { failed: runs[0]?.failed ?? "not run" };
  const { rows, wrong, hash } = good[0];
  const found = { rows, wrong, hash, rounds: good.length };
  for (const [key, choose] of Object.entries(CHOICE)) {
    const numbers = good.map((run) => run[key]).filter(Number.isFinite);
    if (numbers.length) found[key] = round(choose(numbers));
  }
  return found;
}

export class Records {
  constructor(file) {
    this.file = file;
    this.all = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).records : [];
  }
  /** @param {string} label @param {string} who */
  get(label, who) {
    return this.all.find((one) => one.label === label && one.who === who) ?? {};
  }
  /** @param {string} label @param {string} who @param {object} found */
  put(label, who, found) {
    this.all = this.all.filter((one) => one.label !== label || one.who !== who);
    this.all.push({ label, who, ...found });
  }
  /** @param {object} machine @param {object[]} musts */
  write(machine, musts) {
    const line = (one) => `    ${JSON.stringify(one)}`;
    const list = (all) => `[\n${all.map(line).join(",\n")}\n  ]`;
    writeFileSync(this.file, `{\n  "machine": ${JSON.stringify(machine)},\n  "musts": ${list(musts)},\n  "records": ${list(this.all)}\n}\n`);
  }
}
