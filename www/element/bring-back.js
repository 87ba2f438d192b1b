/** Tells that a check is brought back whose place the check of another element took, and how far it is. */
import { Share } from "../view/progress.js";

/** What is over sooner is not worth a word. In milliseconds. */
const SHORT = 300;

/**
 * @param {import("./controller.js").Controller} owner @param {() => import("../locales/deferred.js").Words} words
 * @returns {(progress: import("../model/protocol.js").Progress|null) => void}
 */
export function tellsOfReturn(owner, words) {
  /** @type {{begun: number, share: Share, said: string}|null} */
  let running = null;
  return (progress) => {
    if (!progress) {
      if (running?.said) owner.screen.say("", true);
      running = null;
      return;
    }
    if (progress.preview) return;
    running ??= { begun: performance.now(), share: new Share(), said: "" };
    const share = running.share.of(progress, owner.fileSet.entries.length);
    // In tenths, since a screen reader reads out each of them.
    const percent = new Intl.NumberFormat(owner.texts.lang, { style: "percent" }).format(Math.floor(share * 10) / 10);
    const text = words()("bringingBack", { percent });
    if (performance.now() - running.begun < SHORT || text === running.said) return;
    running.said = text;
    owner.screen.say(text, true);
  };
}
