/** "Prove it": tries to send a test word in every way a script has and shows what became of each. */
import { h, icon } from "./dom.js";

/** @typedef {import("../client.js").Proof} Proof */

/** How long the slower refusals may take to be heard. In milliseconds. */
const WAIT = 1500;

/**
 * @param {{prove: (address: string) => Promise<Proof[]>}} client
 * @returns {Promise<Proof[]>}
 */
export async function prove(client) {
  const address = new URL("import-checker-proof?word=test", document.baseURI).href;
  const heard = new Set();
  const hear = (/** @type {SecurityPolicyViolationEvent} */ event) => heard.add(event.blockedURI.replace(/\?.*$/, ""));
  document.addEventListener("securitypolicyviolation", hear);
  /** @type {Record<string, (to: string) => Promise<boolean>>} */
  const ways = { fetch: byFetch, xhr: byXhr, socket: bySocket, events: byEvents, beacon: byBeacon, image: byImage };
  const proofs = await Promise.all(Object.entries(ways).map(async ([way, attempt]) => {
    const to = address.replace("proof", `proof-${way}`);
    const refused = await attempt(to).catch(() => true);
    const blocked = () => [...heard].some((uri) => uri.includes(`proof-${way}`));
    for (let waited = 0; waited < WAIT && !blocked(); waited += 50) await pause(50);
    // The browser's own word counts: a missing server refuses too, and a beacon claims success.
    return { way, refused: blocked() && refused };
  }));
  document.removeEventListener("securitypolicyviolation", hear);
  const inWorker = await client.prove(address.replace("proof", "proof-worker")).catch(() => []);
  return [...proofs, ...inWorker];
}

const pause = (/** @type {number} */ time) => new Promise((done) => setTimeout(done, time));

/** @param {string} to */
async function byFetch(to) {
  await fetch(to, { method: "POST", body: "test" });
  return false;
}
/** @param {string} to @returns {Promise<boolean>} */
function byXhr(to) {
  return new Promise((done) => {
    const request = new XMLHttpRequest();
    request.onload = () => done(false);
    request.onerror = () => done(true);
    request.open("POST", to);
    request.send("test");
  });
}
/** @param {string} to @returns {Promise<boolean>} */
function bySocket(to) {
  return new Promise((done) => {
    const socket = new WebSocket(to.replace(/^http/, "ws"));
    socket.onopen = () => done(false);
    socket.onerror = () => done(true);
  });
}
/** @param {string} to @returns {Promise<boolean>} */
function byEvents(to) {
  return new Promise((done) => {
    const source = new EventSource(to);
    const end = (/** @type {boolean} */ refused) => { source.close(); done(refused); };
    source.onopen = () => end(false);
    source.onerror = () => end(true);
  });
}
/** @param {string} to */
async function byBeacon(to) {
  navigator.sendBeacon(to, "test");
  // It says nothing about its fate; the violation event does.
  return true;
}
/** @param {string} to @returns {Promise<boolean>} */
function byImage(to) {
  return new Promise((done) => {
    const image = new Image();
    image.onload = () => done(false);
    image.onerror = () => done(true);
    image.src = to;
  });
}

/** @param {import("../texts.js").Texts} texts @param {Proof[]} proofs @param {ParentNode} where */
export function showProof(texts, proofs, where) {
  const open = proofs.some((proof) => !proof.refused);
  const dialog = h("dialog", { class: "proof", "aria-labelledby": "proof-title", onclose: () => dialog.remove() },
    h("h2", { id: "proof-title" }, icon(open ? "warning" : "lock"), texts.t(open ? "proveOpenTitle" : "proveTitle")),
    h("p", {}, texts.t("proveIntro")),
    h("ul", { class: "proofs" }, proofs.map(({ way, refused }) => h("li", { class: refused ? "refused" : "open" },
      icon(refused ? "ready" : "warning"), h("span", {}, texts.t(/** @type {import("../texts.js").Key} */ (`way_${way}`))), h("b", {}, texts.t(refused ? "refused" : "wentThrough"))))),
    open ? h("p", { class: "warning" }, texts.t("proveOpen")) : null,
    h("p", { class: "hint" }, texts.t("proveLimits")),
    h("button", { type: "button", class: "main", onclick: () => dialog.close() }, texts.t("close")));
  where.append(dialog);
  dialog.showModal();
}
