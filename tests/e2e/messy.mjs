/** Files as people have them: what the work with the page is measured on, beside `faulty.mjs`. */
import { made, row } from "./workbook.mjs";
import { faulty } from "./faulty.mjs";

/**
 * @typedef {object} Messy
 * @property {string} name
 * @property {{name: string, bytes: Buffer}[]} files chosen at once
 * @property {import("./faulty.mjs").Fix[]} [fixes] what only the owner of the data knows: what a cell becomes
 * @property {number[]} [surplus] rows that the owner leaves out
 * @property {string} [import] what was chosen before, though the file is for another
 */

const HEADINGS = ["project name", "resource type", "resource name", "project start date", "task budget type", "task time planned", "budget amount", "task hourly rate mode", "task hourly rate"];

/** Tasks of some projects; every fourth budget is a word of its own. @param {number} projects @param {(project: number, task: number) => string[]} task its cells from the type of budget on */
function projects(projects, task) {
  const lines = [];
  for (let project = 1; project <= projects; project++) {
    lines.push([`Project ${project}`, "project", `Project ${project}`, "14/03/2025", "", "", "", "", ""]);
    for (let one = 1; one <= 9; one++) lines.push([`Project ${project}`, "task", `Task ${one}`, "", ...task(project, one)]);
  }
  return lines;
}

/** @param {string[][]} lines @param {string} delimiter */
const text = (lines, delimiter) => lines.map((cells) => cells.map((cell) => (cell.includes(delimiter) ? `"${cell}"` : cell)).join(delimiter)).join("\r\n") + "\r\n";

/** Windows-1252, semicolons, decimal commas, and a heading that is called otherwise. */
function export1252() {
  const headings = HEADINGS.map((one) => (one === "resource type" ? "kind of resource" : one));
  const lines = projects(4, (_, one) => (one % 2 ? ["detailed", "12,5", "", "", "80,50"] : ["time", "7,5", "", "contributor", ""]));
  lines[1]?.splice(2, 1, "Révision – été");
  return Buffer.from(text([headings, ...lines], ";").replaceAll("–", "\u0096"), "latin1");
}

/** Rows of titles, a merged cell, totals, a hidden row, and a second sheet with the same headings. */
async function workbook() {
  const lines = projects(2, (_, one) => (one % 3 ? ["time", "8", "", "contributor", ""] : ["none", "", "", "", ""]));
  const table = [["Export of the projects"], ["made on 14 March"], HEADINGS, ...lines, ["Total", "", "", "", "", "96", "", "", ""]];
  const rows = table.map((cells, at) => row(at + 1, cells));
  rows[6] = (rows[6] ?? "").replace("<row ", '<row hidden="1" ');
  const more = [HEADINGS, ...projects(1, () => ["none", "", "", "", ""]).map((cells) => cells.map((cell) => cell.replace("Project 1", "Project 9")))];
  return made({ Plan: rows, Archive: more.map((cells, at) => row(at + 1, cells)) }, { Plan: '<mergeCells count="1"><mergeCell ref="A1:D1"/></mergeCells>' });
}

/** 20,000 rows of which one in four has a word that is not in the list. */
const manyFindings = () => Buffer.from(text([HEADINGS, ...projects(2_000, (project, one) => ((project * 9 + one) % 4 ? ["none", "", "", "", ""] : ["nothing", "", "", "", ""]))], ","));

/** 200,000 rows with a few faults that are far apart. */
const manyRows = () => Buffer.from(text([HEADINGS, ...projects(20_000, (project, one) => (project % 5_000 === 0 && one === 3 ? ["detailed", "a lot", "", "", "80"] : ["none", "", "", "", ""]))], ","));

/** Six files of one system, each with a fault or two; what two of them name stands in the others. */
function six() {
  const file = (/** @type {string} */ name, /** @type {string[][]} */ lines) => ({ name, bytes: Buffer.from(text(lines, ",")) });
  return [
    file("customers.csv", [["Customer Name", "Accounting Reference", "Status", "Contract Type", "Billing Address", "Billing City", "Billing Country"],
      ["City Hospital", "1234", "Active", "Standard", "1 Main Street", "Dublin", "Irland"], ["County Clinic", "1300", "Actve", "Standard", "2 Main Street", "Cork", "Ireland"]]),
    file("clients.csv", [["Customer Accounting Reference", "Client Name", "Client Accounting Reference", "Active"], ["1234", "Cardiology", "1234a", "y"], ["1301", "Oncology", "1300a", "yes"]]),
    file("service-locations.csv", [["Client Accounting Reference", "Customer Accounting Reference", "Place Name", "Street Address", "City", "Country"], ["1234a", "1234", "Main campus", "1 Main Street", "Dublin", "Ireland"]]),
    file("requestors.csv", [["Username", "First Name", "Last Name", "Email", "Customer Accounting Reference", "Client Accounting Reference"], ["jdoe", "Jo", "Doe", "jdoe@city,example", "1234", "1234a"], ["aruiz", "Ana", "Ruiz", "aruiz@city.example", "1300", ""]]),
    file("contacts.csv", [["First Name", "Last Name", "Gender", "Employment Category", "Assignment Tier", "Phone", "Phone Type", "Email", "Email Type", "Street Address", "City", "Country", "Language", "Language Rating"],
      ["Ana", "Ruiz", "Female", "Contractor", "1", "+353 1 555 0100", "Business", "ana@city.example", "Business", "1 Main Street", "Dublin", "Ireland", "Spanish", "5"]]),
    file("more-customers.csv", [["Customer Name", "Accounting Reference", "Status", "Contract Type", "Billing Address", "Billing City", "Billing Country"],
      ["Town Practice", "1400", "Active", "Standard", "3 Main Street", "Galway", "Ireland"]]),
  ];
}

/** @returns {Promise<Messy[]>} */
export async function messy() {
  const { bytes, fixes, surplus } = faulty(12);
  return [
    { name: "more than forty kinds of faults in one file", files: [{ name: "faulty.csv", bytes }], fixes, surplus },
    { name: "Windows-1252, semicolons, decimal commas, one renamed heading", files: [{ name: "export.csv", bytes: export1252() }] },
    { name: "titles, merged cells, totals, a hidden row, two sheets", files: [{ name: "plan.xlsx", bytes: await workbook() }] },
    { name: "the wrong import", files: six().slice(0, 1), import: "gryzzly/projects" },
    { name: "six files at once", files: six() },
    { name: "20,000 rows, 5,000 findings", files: [{ name: "many-findings.csv", bytes: manyFindings() }] },
    { name: "200,000 rows", files: [{ name: "many-rows.csv", bytes: manyRows() }] },
  ];
}
