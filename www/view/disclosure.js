/** A part of the page that opens. What stands in it is made when it is open, and a new drawing finds it as it was. */
import { h, put } from "./dom.js";

/**
 * @param {import("./context.js").Context} context
 * @param {string} key by which the file remembers whether it is open
 * @param {Record<string, unknown>} properties
 * @param {import("./dom.js").Child} summary
 * @param {() => import("./dom.js").Child} make
 */
export function disclosure({ entries, active, act }, key, properties, summary, make) {
  const details = h("details", { ...properties, open: entries[active]?.open.has(key) }, h("summary", { "data-key": key }, summary));
  const fill = () => details.open && details.childElementCount === 1 && put(details, make());
  fill();
  details.addEventListener("toggle", () => {
    act.toggle(key, details.open);
    fill();
  });
  return details;
}
