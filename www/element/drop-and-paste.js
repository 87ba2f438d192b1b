/**
 * The ways in which files come: dropped anywhere on the element, or pasted as files or as a table.
 *
 * @typedef {object} FileReceiver
 * @property {() => boolean} open whether a pasted table is taken now
 * @property {(files: File[]) => void} add
 * @property {(key: "folder"|"noFile") => void} complain
 * @property {() => string} pastedName
 */

/**
 * @param {HTMLElement} host
 * @param {HTMLElement} box shows that something is being dragged
 * @param {FileReceiver} receiver
 * @param {AbortSignal} signal ends all listening
 */
export function listenForFiles(host, box, receiver, signal) {
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
    takeDrop(event.dataTransfer, receiver);
  }, { signal });
  host.addEventListener("paste", (event) => takePaste(event, receiver), { signal });
  // Without a focus anywhere, the body gets what is pasted.
  document.addEventListener("paste", (event) => event.target === document.body && takePaste(event, receiver), { signal });
}

/** @param {DataTransfer} transfer @param {Pick<FileReceiver, "add"|"complain">} receiver */
export function takeDrop(transfer, receiver) {
  // A folder arrives as a file that cannot be read.
  if ([...transfer.items].some((item) => item.webkitGetAsEntry?.()?.isDirectory)) receiver.complain("folder");
  else if (transfer.files.length) receiver.add([...transfer.files]);
  else receiver.complain("noFile");
}

/** @param {ClipboardEvent} event @param {FileReceiver} receiver */
function takePaste(event, receiver) {
  const target = event.composedPath()[0];
  const writing = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  if (event.defaultPrevented || writing || !receiver.open()) return;
  const files = [...(event.clipboardData?.files ?? [])];
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!files.length && !text.trim()) return;
  event.preventDefault();
  receiver.add(files.length ? files : [new File([text], receiver.pastedName(), { type: "text/plain" })]);
}
