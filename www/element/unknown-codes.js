/** Severities that the page set for codes that no problem bears: nothing comes of them, and the owner is told. */

/** @param {import("./controller.js").Controller} controller @returns {() => Promise<void>} looks at what is set now */
export function codeJudge(controller) {
  const { host, fileSet } = controller;
  /** What was looked at already. */
  let known = "";
  return async () => {
    for (;;) {
      const { severities } = host.taken;
      const text = JSON.stringify(severities);
      if (controller.given.fault || text === "{}" || text === known) return;
      // Not every client can. A check would be refused because of such a code.
      const said = await /** @type {any} */ (fileSet.client).checkDefinition?.({ name: "own", fields: [{ name: "own" }], severities }, controller.terms().lang).catch(() => null);
      const wrong = said?.mistakes?.find((/** @type {{place: string}} */ { place }) => place.startsWith("severities."));
      if (!wrong) return void (known = text);
      host.unknownCodes.add(wrong.place.slice("severities.".length));
      controller.given.warnOf([{ place: wrong.place, reason: "is unknown and changes nothing" }]);
    }
  };
}
