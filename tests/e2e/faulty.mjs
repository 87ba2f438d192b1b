/**
 * A file as nobody wants to get it: more than forty different faults and some five thousand findings, and what a
 * person types to put those right that no repair can. `node tests/e2e/faulty.mjs` writes it to the standard output.
 */
import { pathToFileURL } from "node:url";

const COLUMNS = [
  "project name", "Resource_Type", "resource name", "project code", "customer name", "project start date", "project end date",
  "project visibility", "project billable", "task budget type", "task time planned", "budget amount", "task hourly rate mode",
  "task hourly rate", "task start date", "task end date", "purchase paid cost", "purchase resale price", "purchase paid date",
  "purchase resale date", "purchase billing policy", "discount amount", "mood",
];
const COLUMN = new Map(COLUMNS.map((name, at) => [name === "Resource_Type" ? "resource type" : name, at]));

/**
 * @typedef {Record<string, string>} Row by column
 * @typedef {{row: number, column: number, text: string}} Fix what a person types
 */

class Sheet {
  /** @type {string[]} */
  lines = ["Export of the projects", "", COLUMNS.join(";")];
  /** @type {Fix[]} */
  fixes = [];
  /** @type {number[]} rows that a person deletes */
  surplus = [];
  project = "";

  /** The number of the last row, as a spreadsheet counts. */
  get row() {
    return this.lines.length;
  }

  /** @param {string} kind @param {string} name @param {Row} [more] @param {Row} [fixes] */
  add(kind, name, more = {}, fixes = {}) {
    if (/^projec?t$/i.test(kind)) this.project = name;
    /** @type {Row} */
    const row = { "project name": this.project, "resource type": kind, "resource name": name, ...more };
    const cells = [...COLUMN.keys()].map((column) => row[column] ?? "");
    this.lines.push(cells.map((cell) => (/[;"\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(";"));
    for (const [column, text] of Object.entries(fixes)) {
      this.fixes.push({ row: this.row, column: COLUMN.get(column) ?? -1, text });
    }
  }
}

/** One project with the faults that every row of this file has. @param {Sheet} sheet @param {number} index */
function ordinary(sheet, index) {
  const day = String(13 + (index % 15));
  sheet.add("Projet", `Project ${index}`, { "project code": `P-${index}`, "project start date": `${day}/03/2025`, "project visibility": "Public" });
  sheet.add("task", "Design", { "task budget type": "fixed fees", "task time planned": "12" });
  sheet.add("subtask", " Sketches", { "task budget type": "fixed fees", "task time planned": "7,5", "task hourly rate": "52,50" });
  sheet.add("subtask", "Modèles à réviser, façades d'été", { "task budget type": "detailed", "task time planned": "3,25", "task hourly rate": "80,00" });
  sheet.add("task", "Build  ", { "task budget type": "global", "budget amount": "1,200", "task hourly rate mode": "Task", "task hourly rate": "95,5" });
  sheet.add("task", "Talks", { "task budget type": "nothing" });
  sheet.add("expense", "Licence", { "purchase paid cost": "10,50", "purchase resale price": "12,75", "purchase paid date": `${day}.04.2025`, "purchase resale date": "04/05/2025" });
  sheet.add("discount", "Welcome", { "discount amount": "50", "customer name": "Acme" });
}

/** Projects with the faults that occur once. @param {Sheet} sheet */
function odd(sheet) {
  const long = "A name that does not end, ".repeat(11);
  sheet.add("project", "Odd one", { "project start date": "2025-06-30", "project end date": "2025-01-06" }, { "project end date": "2025-12-31" });
  sheet.add("task", "Half said", { "task budget type": "detailed", "task time planned": "5" }, { "task hourly rate": "60" });
  sheet.add("task", "Wrong product", { "task budget type": "detailed", "task time planned": "5", "task hourly rate": "60", "budget amount": "1" }, { "budget amount": "300" });
  sheet.add("task", "No time", { "task budget type": "detailed", "task time planned": "0", "budget amount": "100" }, { "task time planned": "2" });
  sheet.add("task", "Words for hours", { "task budget type": "time", "task hourly rate mode": "contributor", "task time planned": "a lot" }, { "task time planned": "40" });
  sheet.add("task", "Below nothing", { "task budget type": "time", "task hourly rate mode": "contributor", "task time planned": "-3" }, { "task time planned": "3" });
  sheet.add("task", "Seconds", { "task budget type": "time", "task hourly rate mode": "contributor", "task time planned": "36000" });
  sheet.add("task", "A clock", { "task budget type": "time", "task hourly rate mode": "contributor", "task time planned": "7h30" }, { "task time planned": "7.5" });
  sheet.add("task", "Share", { "task budget type": "time", "task hourly rate mode": "contributor", "task time planned": "50%" }, { "task time planned": "0.5" });
  sheet.add("task", "Error", { "task budget type": "time", "task hourly rate mode": "contributor", "task time planned": "#N/A" }, { "task time planned": "1" });
  sheet.add("task", "No mode", { "task budget type": "time" }, { "task hourly rate mode": "group" });
  sheet.add("task", "No such day", { "task budget type": "none", "task start date": "2025-02-30" }, { "task start date": "2025-02-28" });
  sheet.add("task", "No day", { "task budget type": "none", "task start date": "soon" }, { "task start date": "2025-03-01" });
  sheet.add("task", "Half a day", { "task budget type": "none", "task start date": "March 2025" }, { "task start date": "2025-03-01" });
  sheet.add("task", "Short year", { "task budget type": "none", "task end date": "31/12/25" }, { "task end date": "2025-12-31" });
  sheet.add("task", "With a clock", { "task budget type": "none", "task end date": "2025-12-31 08:30" }, { "task end date": "2025-12-31" });
  sheet.add("task", "", { "task budget type": "none" }, { "resource name": "A name" });
  sheet.add("task", long, { "task budget type": "none" }, { "resource name": "Short" });
  sheet.add("task", "Two\nlines", { "task budget type": "none" });
  sheet.add("task", "Hard\u00a0blank", { "task budget type": "none" });
  sheet.add("task", "SociÃ©tÃ©", { "task budget type": "none" });
  sheet.add("task", "=1+1", { "task budget type": "none" });
  sheet.add("task", "Bell\u0007", { "task budget type": "none" }, { "resource name": "Bell" });
  sheet.add("task", "Twice", { "task budget type": "none" });
  sheet.add("task", "Twice", { "task budget type": "none" });
  sheet.add("task", "Group", { "task budget type": "global", "budget amount": "900", "task hourly rate mode": "task", "task hourly rate": "90" });
  sheet.add("subtask", "Inherits", { "task budget type": "global", "task hourly rate mode": "task" });
  sheet.add("subtask", "Unlike", { "task budget type": "time", "task hourly rate mode": "task", "task hourly rate": "90" }, { "task budget type": "global" });
  sheet.add("subtask", "Own mode", { "task budget type": "global", "task hourly rate mode": "group" });
  sheet.add("task", "Unknown type", { "task budget type": "hourly" }, { "task budget type": "none" });
  sheet.add("journey", "Unknown kind", { "task budget type": "none" }, { "resource type": "task" });
  sheet.add("discount", "Nothing off", { "discount amount": "0" });
  sheet.add("discount", "No amount", {}, { "discount amount": "10" });
  sheet.add("purchase", "No price", { "purchase paid cost": "1", "purchase paid date": "2025-04-14" }, { "purchase resale price": "2" });
  sheet.add("project", "Second", { "project code": "P-1", "project billable": "perhaps" }, { "project code": "P-second", "project billable": "true" });
  sheet.add("subtask", "Too early", { "task budget type": "none" });
  sheet.add("task", "Late", { "task budget type": "none" });
  sheet.add("project", "Third", { "customer name": "Acme" }, {});
  sheet.add("task", "Alone", { "task budget type": "none" });
}

/** Rows that are no records, or stand in the wrong place. @param {Sheet} sheet */
function strays(sheet) {
  sheet.lines.push("");
  sheet.lines.push(COLUMNS.join(";"));
  sheet.project = "Project 1";
  sheet.add("task", "Stray", { "task budget type": "none" });
  sheet.project = "Nowhere";
  sheet.add("task", "Lost", { "task budget type": "none" }, { "project name": "Third" });
  sheet.project = "Sample project";
  sheet.add("project", "Sample project");
  sheet.surplus.push(sheet.row);
  sheet.add("task", "Sample task", { "task budget type": "none" });
  sheet.surplus.push(sheet.row);
  sheet.project = "Third";
  sheet.lines.push("Total;;;;;;;;;;;99000;;;;;;;;;;;");
  sheet.surplus.push(sheet.row);
}

/** @param {number} [projects] how many with the ordinary faults */
export function faulty(projects = 210) {
  const sheet = new Sheet();
  for (let index = 1; index <= projects; index++) ordinary(sheet, index);
  odd(sheet);
  strays(sheet);
  const text = `${sheet.lines.join("\r\n")}\r\n`;
  return { bytes: Buffer.from(text, "latin1"), fixes: sheet.fixes, surplus: sheet.surplus };
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) process.stdout.write(faulty().bytes);
