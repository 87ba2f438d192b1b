/** What the form around us will send, or why it gets nothing; and the button for what the user has to confirm. */
import { h, icon } from "./dom.js";

/** @param {import("./context.js").Context} context @returns {HTMLElement[]} */
export function formLine({ t, act, serves, formMessage, formAsks, formAccount }) {
  if (!serves) return [];
  if (!formMessage) return [h("p", { class: "form-line ready" }, icon("ready"), [t("formReady"), formAccount].join(" "))];
  const line = h("p", { class: "form-line" }, icon(formAsks ? "warning" : "error"), h("span", {}, formMessage));
  return formAsks ? [line, h("button", { class: "main", "data-key": "confirm", onclick: act.confirm }, t("confirm"))] : [line];
}
