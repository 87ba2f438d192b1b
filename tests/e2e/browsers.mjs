/** The built site on a free port, and browsers to look at it: what tests and screenshots share. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { accessSync, constants } from "node:fs";
import { rm } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";

export const root = fileURLToPath(new URL("../../", import.meta.url));

const programs = { chromium: process.env.CHROMIUM ?? "chromium", firefox: process.env.FIREFOX ?? "firefox-esr" };

/** @param {string} name */
function onPath(name) {
  const places = name.includes("/") ? [name] : (process.env.PATH ?? "").split(delimiter).map((dir) => join(dir, name));
  const found = places.find((file) => {
    try {
      return accessSync(file, constants.X_OK) === undefined;
    } catch {
      return false;
    }
  });
  assert(found, `${name} is not on this machine; \`cargo xtask setup\` says what is missing`);
  return found;
}

/**
 * The built site on a free port, with a list of every request that reached it.
 * @returns {Promise<{ url: string, requests: string[], stop: () => Promise<void> }>}
 */
export async function serve() {
  const xtask = process.env.XTASK ?? join(root, "target/debug/xtask");
  const server = spawn(xtask, ["serve", "--no-build", "--log", "--port", "0"], { cwd: root });
  server.stderr.pipe(process.stderr);
  /** @type {string[]} */
  const requests = [];
  const lines = createInterface({ input: server.stdout });
  const url = await new Promise((resolve, reject) => {
    server.once("exit", () => reject(new Error("the server ended at once")));
    lines.on("line", (line) => {
      const started = /^Serving (\S+)/.exec(line);
      if (started) resolve(started[1]);
      else requests.push(line);
    });
  });
  const stop = async () => {
    server.removeAllListeners("exit");
    if (server.exitCode === null && server.kill()) await once(server, "exit");
  };
  return { url, requests, stop };
}

/**
 * Starts a browser whose downloads arrive in `folder`.
 * @param {string} name one of `browsers`
 * @param {string} folder
 */
export async function launch(name, folder) {
  // On a busy machine a browser now and then hangs before its first word; that says nothing about the page.
  return start(name, folder).catch(() => start(name, folder));
}

/**
 * @param {string} name
 * @param {string} folder
 */
function start(name, folder) {
  const firefox = name === "firefox";
  return puppeteer.launch({
    browser: firefox ? "firefox" : "chrome",
    executablePath: onPath(programs[/** @type {keyof typeof programs} */ (name)]),
    headless: true,
    timeout: 45_000,
    protocolTimeout: 120_000,
    downloadBehavior: { policy: "allow", downloadPath: folder },
    args: firefox ? [] : ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking"],
    extraPrefsFirefox: {
      "browser.download.folderList": 2,
      "browser.download.dir": folder,
      "browser.download.useDownloadDir": true,
      "browser.download.always_ask_before_handling_new_types": false,
      // The list of downloads would take the keys.
      "browser.download.alwaysOpenPanel": false,
      "browser.helperApps.neverAsk.saveToDisk": "text/csv,application/json,application/octet-stream",
      "app.normandy.enabled": false,
      "network.captive-portal-service.enabled": false,
      "network.connectivity-service.enabled": false,
    },
  });
}

/** Closes a browser. How it ends says nothing about the page. @param {import("puppeteer-core").Browser} browser */
export const ended = (browser) => browser.close().catch(() => {});

/** Takes a file or folder away in which a browser may still be writing. @param {string} path */
export const removed = (path) => rm(path, { recursive: true, force: true, maxRetries: 5 });
