/** What nobody asks for at once, loaded when the engine is there or somebody asks. */
import { columnOf, h, icon, letters, visible } from "../view/dom.js";

export const loadDeferred = async () => {
  const deferred = await import("../deferred.js");
  deferred.useDom({ columnOf, h, icon, letters, visible });
  return deferred;
};
