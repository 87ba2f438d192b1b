/**
 * The ways in which files come: dropped anywhere on the element, or pasted as files or as a table.
 *
 * @typedef {object} Inbox
 * @property {() => boolean} open whether a pasted table is taken now
 * @property {(files: File[]) => void} add
 * @property {(key: "folder"|"noFile") => void} complain
 * @property {() => string} pastedName
 */

/**
 * @param {HTMLElement} host
 * @param {HTMLElement} box shows that something is being dragged
 * @param {Inbox} inbox
 * @param {AbortSignal} signal ends all listening
 */
export function listenForFiles(host, box, inbox, signal) {
  let depth = 0;
  const drag = (/** @type {number} */ step) => {
    depth = step ? Math.max(0, depth + step) : 0;
    box.classList.toggle("dragging", depth > 0);
  };
  const hasFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") ?? false;
  box.addEventListener("dragenter", (event) => hasFiles(event) && drag(1), { signal });
  box.addEventListener("dragleave", (event) => hasFiles(event) && drag(-1), { signal });
  box.addEventListener("dragover", (event) => hasFiles(event) && event.preventDefault(), { signal });
  box.addEventListener("drop", (event) => {
    drag(0);
    if (!event.dataTransfer) return;
    event.preventDefault();
    takeDrop(event.dataTransfer, inbox);
  }, { signal });
  host.addEventListener("paste", (event) => takePaste(event, inbox), { signal });
  // Without a focus anywhere, the body gets what is pasted.
  document.addEventListener("paste", (event) => event.target === document.body && takePaste(event, inbox), { signal });
}

/** @param {DataTransfer} transfer @param {Inbox} inbox */
function takeDrop(transfer, inbox) {
  // A folder arrives as a file that cannot be read.
  if ([...transfer.items].some((item) => item.webkitGetAsEntry?.()?.isDirectory)) inbox.complain("folder");
  else if (transfer.files.length) inbox.add([...transfer.files]);
  else inbox.complain("noFile");
}

/** @param {ClipboardEvent} event @param {Inbox} inbox */
function takePaste(event, inbox) {
  const target = event.composedPath()[0];
  const writing = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  if (event.defaultPrevented || writing || !inbox.open()) return;
  const files = [...(event.clipboardData?.files ?? [])];
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!files.length && !text.trim()) return;
  event.preventDefault();
  inbox.add(files.length ? files : [new File([text], inbox.pastedName(), { type: "text/plain" })]);
}
