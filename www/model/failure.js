/** The engine did not answer a check. `kind` says why, `progress` how far it came. */
export class Failure extends Error {
  /**
   * @param {"cancelled"|"silent"|"stopped"|"load"|"engine"|"refused"|"definition"|"memory"|"policy"} kind
   * @param {import("./protocol.js").EnginePosition|null} [progress]
   * @param {string} [detail]
   */
  constructor(kind, progress = null, detail = "") {
    super(detail || kind);
    this.kind = kind;
    this.progress = progress;
    this.detail = detail;
  }
}
