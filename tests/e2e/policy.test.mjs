/**
 * The promise that nothing leaves the machine, tried against the policy itself: every way to send is taken from within
 * the page and from within a worker, and none reaches the server.
 */
import assert from "node:assert/strict";
import { inEveryBrowser, pause } from "./support.mjs";

const tries = { mayFail: true };

inEveryBrowser(
  "no script of the page can send anything",
  async ({ page }) => {
    const refused = await page.evaluate(async () => {
      const address = `${location.origin}/SHA256SUMS?secret`;
      const xhr = () =>
        new Promise((resolve, reject) => {
          const request = new XMLHttpRequest();
          request.onload = resolve;
          request.onerror = () => reject(new Error("refused"));
          request.open("POST", address);
          request.send("secret");
        });
      const image = () =>
        new Promise((resolve, reject) => {
          const element = new Image();
          element.onload = resolve;
          element.onerror = () => reject(new Error("refused"));
          element.src = address;
        });
      const socket = () =>
        new Promise((resolve, reject) => {
          const connection = new WebSocket(address.replace("http", "ws"));
          connection.onopen = resolve;
          connection.onerror = () => reject(new Error("refused"));
        });
      const ways = { fetch: () => fetch(address, { method: "POST", body: "secret" }), xhr, image, socket };
      navigator.sendBeacon?.(address, "secret");
      const outcome = Object.entries(ways).map(async ([name, way]) => {
        try {
          await way();
          return `${name} got through`;
        } catch {
          return `${name} refused`;
        }
      });
      return Promise.all(outcome);
    });
    assert.deepEqual(refused, ["fetch refused", "xhr refused", "image refused", "socket refused"]);
    await pause(200);
  },
  tries,
);

inEveryBrowser(
  "no form of the page can be sent",
  async ({ page, url }) => {
    await page.evaluate(() => {
      const form = document.createElement("form");
      form.action = "/?secret";
      document.body.append(form);
      try {
        form.submit();
      } catch {
        // Firefox says so, Chromium only does nothing.
      }
    });
    await pause(300);
    assert.equal(page.url(), url);
  },
  tries,
);

inEveryBrowser(
  "no text becomes a script, neither in the page nor as a worker",
  async ({ page }) => {
    const outcome = await page.evaluate(() => {
      /** @param {() => void} way */
      const refused = (way) => {
        try {
          way();
          return false;
        } catch {
          return true;
        }
      };
      refused(() => {
        const script = document.createElement("script");
        script.textContent = "globalThis.textRan = true";
        document.head.append(script);
      });
      const address = URL.createObjectURL(new Blob(["fetch('/')"], { type: "text/javascript" }));
      return {
        ran: "textRan" in globalThis,
        worker: refused(() => new Worker(address)),
        policy: refused(() => /** @type {any} */ (globalThis).trustedTypes.createPolicy("import-checker", {})),
      };
    });
    assert.deepEqual(outcome, { ran: false, worker: true, policy: true });
  },
  tries,
);

inEveryBrowser("the page and every script come with the policy", async ({ url, requests }) => {
  const addresses = requests.map((line) => line.split(" ")[1]).filter((address) => !address.endsWith(".ico"));
  assert(addresses.length > 2);
  for (const address of new Set(addresses)) {
    const { headers } = await fetch(new URL(address, url));
    const policy = headers.get("content-security-policy") ?? "";
    for (const part of ["default-src 'none'", "connect-src 'none'", "form-action 'none'", "frame-ancestors 'self'"]) {
      assert(policy.includes(part), `${address} comes without ${part}`);
    }
    assert.equal(headers.get("referrer-policy"), "no-referrer", address);
    assert.equal(headers.get("x-content-type-options"), "nosniff", address);
  }
}, { mayAsk: true });
