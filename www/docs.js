/** The search of the documentation. What it knows comes with the page, so that no server is asked what somebody looks for. */

/** Places that are shown at most. */
const MOST = 12;

const field = /** @type {HTMLInputElement} */ (document.querySelector("#docs-search"));
const found = /** @type {HTMLUListElement} */ (document.querySelector("#docs-found"));
const said = /** @type {HTMLElement} */ (document.querySelector("#docs-said"));
const lang = document.documentElement.lang === "fr" ? "fr" : "en";
const words = {
  en: { none: "Nothing found.", found: (/** @type {number} */ count) => (count === 1 ? "1 place found." : `${count} places found.`) },
  fr: { none: "Rien trouvé.", found: (/** @type {number} */ count) => (count === 1 ? "1 endroit trouvé." : `${count} endroits trouvés.`) },
}[lang];

/** Without marks over letters, so that “tache” finds “tâche”. @param {string} text */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** @type {Promise<{text: string, title: string, to: string}[]>|undefined} */
let places;
const load = () => (places ??= import("./docs-index.js").then(({ default: index }) => index[lang].map(([title, to, more]) => ({ title, to, text: plain(`${title} ${more}`) }))));

async function search() {
  const parts = plain(field.value).split(/\s+/).filter(Boolean);
  const all = parts.length ? await load() : [];
  // What begins with the words comes first: a code, most of all.
  const hits = all.filter(({ text }) => parts.every((part) => text.includes(part)))
    .sort((a, b) => Number(b.text.startsWith(parts[0] ?? "")) - Number(a.text.startsWith(parts[0] ?? "")));
  found.replaceChildren(...hits.slice(0, MOST).map(({ title, to }) => {
    const link = document.createElement("a");
    link.href = `${field.dataset.up}${to}`;
    link.textContent = title;
    const line = document.createElement("li");
    line.append(link);
    return line;
  }));
  said.textContent = !parts.length ? "" : hits.length ? words.found(hits.length) : words.none;
  said.classList.toggle("hidden", hits.length > 0 || !parts.length);
}

// The way to the other pages stands beside the text, and folded above it where there is no room.
const contents = /** @type {HTMLDetailsElement} */ (document.querySelector(".docs-contents"));
const narrow = matchMedia("(max-width: 760px)");
const fold = () => (contents.open = !narrow.matches);
narrow.addEventListener("change", fold);
fold();

field.hidden = false;
field.addEventListener("focus", () => void load(), { once: true });
field.addEventListener("input", () => void search());
field.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    field.value = "";
    void search();
  } else if (event.key === "Enter") found.querySelector("a")?.click();
  else if (event.key === "ArrowDown") found.querySelector("a")?.focus();
  else return;
  event.preventDefault();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || document.activeElement === field) return;
  field.focus();
  event.preventDefault();
});
