/** What the owner of a form would look for in vain: a form that does not send the file, although the element does all it can. */

/** @param {HTMLElement} host @param {HTMLFormElement|null} form @param {HTMLInputElement|null} input @param {import("../model/protocol.js").Definition} [definition] @returns {import("./configuration.js").Fault[]} */
export function formFaults(host, form, input, definition) {
  if (!form) return [];
  const faults = [];
  if (!(input ? input.name : host.getAttribute("name"))) faults.push({ place: "name", reason: `of the ${input ? "input" : "element"} is missing: the form will not send the file` });
  if (form.method === "post" && form.enctype !== "multipart/form-data" && !form.hasAttribute("hx-encoding")) {
    faults.push({ place: "enctype", reason: "of the form is not multipart/form-data: a browser will send the name of the file and not the file" });
  }
  if (definition?.dialect?.recommended === "xlsx" && !host.hasAttribute("format") && host.getAttribute("parts") === "") {
    faults.push({ place: "parts", reason: "leaves out what writes workbooks, and the definition recommends XLSX: the form gets CSV. Say format=\"csv\" if this is meant" });
  }
  return faults;
}
