/** What is said above all else of a file that was here before, or rows of it; also where a ready file shows no list. */
import { h, icon, visible } from "./deferred-dom.js";

/** Whether a finding says that a file or a row was here before. @param {{name: string}} finding */
export const isSeen = ({ name }) => /^(file|row)-seen-before$/.test(name);

/** @param {import("./context.js").Context} context @param {import("../locales/deferred.js").Words} words */
export function seenView({ t, act, entries, active }, words) {
  const report = entries[active]?.report;
  return (report?.groups ?? []).filter(isSeen).map((group) => {
    const first = report?.findings.find(({ code }) => code === group.code);
    const ofRows = first?.row != null;
    return h("div", { class: "since card seen" },
      h("p", {}, icon("notice"), " ", ofRows ? words("seenRows", { count: group.count }) : visible(first?.message ?? "")),
      ofRows ? h("button", { class: "quiet", "data-key": "seen-rows", onclick: () => act.filter({ kind: "code", code: group.code }) }, t("onlyThese")) : null);
  });
}
