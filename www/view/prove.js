/** "Prove it": tries to send a test word in every way a script has and shows what became of each. */
import { wordsOf } from "../locales/deferred.js";
import { h, icon } from "./deferred-dom.js";
import { opened } from "./dialog.js";

/** @typedef {import("../engine/client.js").Proof} Proof */

/** How long the slower refusals may take to be heard. In milliseconds. */
const WAIT = 1500;

/**
 * @param {{prove: (address: string) => Promise<Proof[]>}} client
 * @returns {Promise<Proof[]>}
 */
async function prove(client) {
  const address = new URL("import-checker-proof?word=test", document.baseURI).href;
  const heard = new Set();
  const hear = (/** @type {SecurityPolicyViolationEvent} */ event) => heard.add(event.blockedURI.replace(/\?.*$/, ""));
  document.addEventListener("securitypolicyviolation", hear);
  /** @type {Proof[]} */
  const proofs = await Promise.all(Object.entries(WAYS).map(async ([way, attempt]) => {
    const to = address.replace("proof", `proof-${way}`);
    const refused = await attempt(to).catch(() => true);
    const blocked = () => [...heard].some((uri) => uri.includes(`proof-${way}`));
    for (let waited = 0; waited < WAIT && !blocked(); waited += 50) await pause(50);
    // The browser's own word counts: a missing server refuses too, and a beacon claims success.
    return { way, refused: blocked() && refused };
  }));
  document.removeEventListener("securitypolicyviolation", hear);
  proofs.push({ way: "rtc", refused: await refusesCalls(), beyond: true });
  const inWorker = await client.prove(address.replace("proof", "proof-worker")).catch(() => []);
  return [...proofs, ...inWorker];
}

const pause = (/** @type {number} */ time) => new Promise((done) => setTimeout(done, time));

/** Each says whether it was refused. Some refusals come while the call still runs, so ears are open before it. */
const WAYS = {
  fetch: (/** @type {string} */ to) => fetch(to, { method: "POST", body: "test" }).then(() => false),
  xhr: async (/** @type {string} */ to) => {
    const request = new XMLHttpRequest();
    const end = ends(request, "load");
    request.open("POST", to);
    request.send("test");
    return end;
  },
  socket: async (/** @type {string} */ to) => ends(new WebSocket(to.replace(/^http/, "ws")), "open"),
  events: async (/** @type {string} */ to) => {
    const source = new EventSource(to);
    const refused = await ends(source, "open");
    source.close();
    return refused;
  },
  // It says nothing about its fate; the violation event does.
  beacon: async (/** @type {string} */ to) => navigator.sendBeacon(to, "test") || true,
  image: async (/** @type {string} */ to) => {
    const image = new Image();
    const end = ends(image, "load");
    image.src = to;
    return end;
  },
};

/**
 * A call to another browser is under no rule of the page's policy: Chromium and Firefox let it be made whatever the policy
 * says. It is begun without anybody at the other end and without a helper, so that nothing is sent.
 */
async function refusesCalls() {
  try {
    const call = new RTCPeerConnection({ iceTransportPolicy: "relay" });
    call.createDataChannel("test");
    const refused = await call.setLocalDescription().then(() => false, () => true);
    call.close();
    return refused;
  } catch {
    // Switched off, or a browser without.
    return true;
  }
}

/** @param {EventTarget} way @param {string} good @returns {Promise<boolean>} */
const ends = (way, good) => new Promise((done) => {
  way.addEventListener(good, () => done(false));
  way.addEventListener("error", () => done(true));
});

/** @param {import("../locales/texts.js").Texts} texts @param {Proof[]} proofs @param {ParentNode} where */
function showProof(texts, proofs, where) {
  const words = wordsOf(texts);
  const open = proofs.some((proof) => !proof.refused && !proof.beyond);
  const dialog = h("dialog", { class: "proof", "aria-labelledby": "proof-title" },
    h("h2", { id: "proof-title" }, icon(open ? "warning" : "lock"), words(open ? "proveOpenTitle" : "proveTitle")),
    h("p", {}, words("proveIntro")),
    h("ul", { class: "proofs" }, proofs.map(({ way, refused, beyond }) => h("li", { class: refused ? "refused" : "open" },
      icon(refused ? "ready" : "warning"), h("span", {}, words(/** @type {"way_fetch"} */ (`way_${way}`))), h("b", {}, words(refused ? "refused" : beyond ? "noRule" : "wentThrough"))))),
    open ? h("p", { class: "warning" }, words("proveOpen")) : null,
    h("p", { class: "hint" }, words("proveLimits")),
    h("button", { class: "main", onclick: () => dialog.close() }, texts.t("close")));
  void opened(dialog, where);
}

/**
 * Tries what leaves this page, and shows what came of it.
 * @param {{fileSet: {client: Parameters<typeof prove>[0]}, texts: import("../locales/texts.js").Texts,
 *   screen: {say: (text: string, aloud?: boolean) => void, element: Parameters<typeof showProof>[2]}}} owner
 */
export async function proveAndShow({ fileSet, texts, screen }) {
  screen.say(wordsOf(texts)("proving"), true);
  const proofs = await prove(fileSet.client);
  screen.say("");
  showProof(texts, proofs, screen.element);
}
