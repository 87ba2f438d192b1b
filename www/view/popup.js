/** What opens beside something of the table, in the top layer: the table scrolls and cuts. */

/** Room that stays between a popup and the edges of the window, in pixels. */
const ROOM = 4;

/**
 * Shows a popup below what it belongs to, or above where there is no room below.
 * @param {HTMLElement} popup @param {HTMLElement} anchor @param {number} [shift] to the left, in pixels
 */
export function openBeside(popup, anchor, shift = 0) {
  anchor.getRootNode().appendChild(popup);
  popup.showPopover?.();
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popup;
  const top = box.bottom + height + ROOM < innerHeight ? box.bottom : box.top - height;
  popup.style.left = `${Math.max(ROOM, Math.min(box.left - shift, innerWidth - width - ROOM))}px`;
  popup.style.top = `${Math.max(ROOM, Math.min(top, innerHeight - height - ROOM))}px`;
}
