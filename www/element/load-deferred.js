/** What nobody asks for at once, loaded when the engine is there or somebody asks. */
import { columnOf, h, icon, visible } from "../view/dom.js";

export const later = async () => {
  const more = await import("../deferred.js");
  more.take({ columnOf, h, icon, visible });
  return more;
};
