/** What a report is shown and worked on with: loaded when somebody comes near, before there is one. */
import { Workbench } from "../view/workbench.js";
import { Commands } from "./commands.js";
import { loadDeferred } from "./load-deferred.js";
import { codeJudge } from "./unknown-codes.js";
import { chooseRowsInError, download, downloadAll } from "./downloads.js";
import { REPORT } from "../locales/report.js";
import { addWords } from "../locales/texts.js";

addWords(REPORT);

/** @param {import("./controller.js").Controller} controller */
export function reportParts(controller) {
  const { fileSet, host, screen } = controller;
  const workbench = new Workbench(screen, () => controller);
  const commands = new Commands(fileSet, screen, workbench, () => void controller.check());
  const announce = (/** @type {object} */ detail) => void controller.emit("download", detail);
  /** @type {Partial<import("../view/context.js").Actions>} */
  const actions = {
    ...commands.actions(),
    download: (what) => void download(fileSet, screen, what, host.rowsInError, announce, () => controller.check()),
    downloadAll: () => void downloadAll(fileSet, screen, announce, () => controller.check()),
    chooseRowsInError: () => fileSet.entry && void chooseRowsInError(fileSet.entry, screen, () => controller.check()),
  };
  const askLeave = async (/** @type {Parameters<typeof import("../view/ask.js").askLeave>} */ ...about) => (await loadDeferred()).askLeave(...about);
  return { workbench, commands, actions, askLeave, judgeCodes: codeJudge(controller) };
}
