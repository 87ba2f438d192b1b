/**
 * The work that every peer does on the wide table, as somebody would write it by hand: clean, convert what has one
 * reading, check 20 columns, find repeated references, keep every issue, write the file. Rows in error go out as they
 * came. `benches/orders.json` says the same to the product.
 */

export const HEADINGS =
  "reference,name,email,city,country,status,start,end,quantity,price,discount,amount,active,category,phone,code,website,comment,owner,updated".split(
    ",",
  );
const LISTS = {
  country: ["FR", "BE", "CH", "IE", "CA", "LU"],
  status: ["open", "active", "closed", "pending"],
  active: ["yes", "no"],
  category: ["hardware", "software", "service", "travel", "training", "other"],
};
const REQUIRED = ["reference", "name", "city", "status", "start", "updated"];
const DATES = ["start", "end", "updated"];
const NUMBERS = { quantity: [0, 10000], price: [0, 100000], discount: [0, 100], amount: [-Infinity, Infinity] };
export const EMAIL =
  /^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/;

/** The JSON Schema of a cleaned row, for Ajv. */
export const SCHEMA = {
  type: "object",
  required: REQUIRED,
  properties: Object.fromEntries(
    HEADINGS.map((name) => {
      if (LISTS[name]) return [name, { enum: LISTS[name] }];
      if (DATES.includes(name)) return [name, { type: "string", format: "day" }];
      if (name === "quantity") return [name, { type: "integer", minimum: 0, maximum: 10000 }];
      if (NUMBERS[name]) {
        const [minimum, maximum] = NUMBERS[name];
        return [name, Number.isFinite(minimum) ? { type: "number", minimum, maximum } : { type: "number" }];
      }
      if (name === "email") return [name, { type: "string", format: "mail" }];
      if (name === "code") return [name, { type: "string", pattern: "^[A-Z]{2}-[0-9]{4}$" }];
      if (name === "name") return [name, { type: "string", maxLength: 60 }];
      if (name === "comment") return [name, { type: "string", maxLength: 200 }];
      return [name, { type: "string" }];
    }),
  ),
};

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
export function isDay(text) {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!found) return false;
  const [year, month, day] = [+found[1], +found[2], +found[3]];
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month >= 1 && month <= 12 && day >= 1 && day <= DAYS[month - 1] + (leap ? 1 : 0);
}

/** One cell, cleaned and converted. */
export function tidy(name, cell) {
  let text = cell.trim();
  if (text === "") return text;
  if (DATES.includes(name)) {
    const found = /^(\d\d)\/(\d\d)\/(\d{4})$/.exec(text);
    if (found && +found[1] > 12) text = `${found[3]}-${found[2]}-${found[1]}`;
  } else if (NUMBERS[name]) {
    if (/^-?\d+,\d{1,2}$/.test(text)) text = text.replace(",", ".");
  } else if (LISTS[name] && !LISTS[name].includes(text)) {
    text = LISTS[name].find((value) => value.toLowerCase() === text.toLowerCase()) ?? text;
  }
  return text;
}

const NUMBER = /^-?\d+(\.\d+)?$/;

/** The codes of what is wrong with the cleaned texts of a row: checks written by hand. */
export function faultsByHand(texts, report) {
  for (let index = 0; index < HEADINGS.length; index++) {
    const name = HEADINGS[index];
    const text = texts[index];
    if (text === "") {
      if (REQUIRED.includes(name)) report(index, "required");
    } else if (LISTS[name]) {
      if (!LISTS[name].includes(text)) report(index, "enum");
    } else if (DATES.includes(name)) {
      if (!isDay(text)) report(index, "format");
    } else if (NUMBERS[name]) {
      const value = +text;
      const [low, high] = NUMBERS[name];
      if (!NUMBER.test(text) || (name === "quantity" && !Number.isInteger(value))) report(index, "type");
      else if (value < low || value > high) report(index, "range");
    } else if (name === "email") {
      if (!EMAIL.test(text)) report(index, "format");
    } else if (name === "code") {
      if (!/^[A-Z]{2}-[0-9]{4}$/.test(text)) report(index, "pattern");
    } else if ((name === "name" && text.length > 60) || (name === "comment" && text.length > 200)) {
      report(index, "maxLength");
    }
  }
}

/** The row as an object for Ajv: empty cells left out, numbers as numbers. */
export function toObject(texts) {
  const object = {};
  for (let index = 0; index < HEADINGS.length; index++) {
    const text = texts[index];
    if (text === "") continue;
    const name = HEADINGS[index];
    object[name] = NUMBERS[name] && NUMBER.test(text) ? +text : text;
  }
  return object;
}

/** A check with Ajv: gives a function of the cleaned texts and a reporter. */
export function ajvCheck(Ajv) {
  const ajv = new Ajv({ allErrors: true });
  ajv.addFormat("day", isDay);
  ajv.addFormat("mail", EMAIL);
  const validate = ajv.compile(SCHEMA);
  return (texts, report) => {
    if (validate(toObject(texts))) return;
    for (const error of validate.errors) {
      const name = error.instancePath.slice(1) || error.params.missingProperty;
      report(HEADINGS.indexOf(name), error.keyword);
    }
  };
}

const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** Takes rows one by one and keeps issues and output. */
export class Work {
  constructor(faults) {
    this.faults = faults;
    this.seen = new Set();
    this.issues = { row: [], column: [], code: [] };
    this.pieces = [];
    this.lines = [HEADINGS.join(",")];
    this.row = 1;
    this.wrong = 0;
  }
  take(cells) {
    this.row++;
    const texts = [];
    for (let index = 0; index < HEADINGS.length; index++) texts.push(tidy(HEADINGS[index], cells[index] ?? ""));
    const before = this.issues.row.length;
    const report = (column, code) => {
      this.issues.row.push(this.row);
      this.issues.column.push(column);
      this.issues.code.push(code);
    };
    this.faults(texts, report);
    if (texts[0] !== "") {
      if (this.seen.has(texts[0])) report(0, "unique");
      else this.seen.add(texts[0]);
    }
    const wrong = this.issues.row.length > before;
    if (wrong) this.wrong++;
    this.lines.push((wrong ? cells : texts).map(quoted).join(","));
    if (this.lines.length >= 20_000) this.flush();
  }
  flush() {
    if (this.lines.length) this.pieces.push(new Blob([this.lines.join("\n"), "\n"]));
    this.lines = [];
  }
  end() {
    this.flush();
    return { rows: this.row - 1, wrong: this.wrong, output: new Blob(this.pieces) };
  }
}
