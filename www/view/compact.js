/**
 * The look for small places: a line for each file and a button in the page, and a dialog over the page that holds all
 * else.
 *
 * @typedef {{live: HTMLElement, main: HTMLElement, form: HTMLElement, note: HTMLElement}} Regions Those of the screen.
 */
import { h, icon } from "./deferred-dom.js";

/** What only this look needs. The dialog is a container of its own, so that what is in it goes by its width. */
export const COMPACT_STYLES = `
.compact { display: flex; flex-wrap: wrap; gap: 6px 12px; align-items: center; padding: 4px; font-size: 0.875rem; }
.compact > :first-child { flex: 1 1 10rem; min-inline-size: 0; display: grid; gap: 2px; } .compact p { display: flex; gap: 0.5em; align-items: baseline; }
dialog.over { inline-size: min(1500px, calc(100vw - 24px)); max-inline-size: none; block-size: calc(100dvh - 24px); max-block-size: none; padding: 0; overflow: hidden; --height: calc(100dvh - 74px); }
dialog.over[open] { gap: 0; grid-template-rows: 48px minmax(0, 1fr); } .over > header { display: flex; gap: 12px; align-items: center; padding-inline: 16px 8px; border-block-end: 1px solid var(--line); }
.over > header b { flex: 1; min-inline-size: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; } .inside { container: checker / inline-size; overflow: auto; }
`;

export class Compact {
  #lines = h("div", { tabIndex: -1, "data-key": "verdict" });
  #acts = h("div", { class: "acts" });
  #row = h("div", { class: "compact" }, this.#lines, this.#acts);
  #title = h("b");
  #close = h("button", { "data-key": "compact-close", onclick: () => this.#dialog.close() });
  #inside = h("div", { class: "inside" });
  #dialog = h("dialog", { class: "over", "aria-labelledby": "over-title", oncancel: (/** @type {Event} */ event) => this.#keep(event), onclose: (/** @type {Event} */ event) => event.target === this.#dialog && this.#closed() },
    h("header", {}, this.#title, this.#close), this.#inside);
  /** Whether the last Escape was meant for something in the dialog. */
  #meant = false;
  /** @type {Regions|null} */
  #regions = null;

  /** @param {import("./screen.js").Screen} screen @param {() => string} open the word on the button */
  constructor(screen, open) {
    this.screen = screen;
    this.open = open;
    this.#title.id = "over-title";
    this.#dialog.addEventListener("keydown", (event) => {
      this.#meant = event.key === "Escape" && (!!screen.workbench?.grid?.writing || this.#dialog.querySelector("details.menu[open]") !== null);
    }, { capture: true });
  }

  /** Takes what is shown into the dialog, or gives it back. @param {import("./context.js").Context} context @param {import("./screen.js").Stage} stage @param {Regions} regions */
  draw(context, stage, regions) {
    const { t, act, entries } = context;
    this.#regions = regions;
    if (!context.compact || stage === "start") return this.#leave(regions);
    if (!this.#row.isConnected) {
      regions.form.before(this.#row, this.#dialog);
      this.#inside.append(regions.main);
    }
    this.#title.textContent = entries.map(({ file }) => file.name).join(", ");
    this.#close.textContent = t("close");
    this.#lines.replaceChildren(...entries.map(({ file, report, failure }) => {
      if (stage === "progress") return h("p", {}, icon("wait"), t("checking", { name: file.name }));
      if (!report) return h("p", {}, icon("error"), failure ? t("failed", { name: file.name }) : file.name);
      const state = { ready: "ready", incomplete: "wait" }[/** @type {string} */ (report.verdict)] ?? "error";
      return h("p", {}, icon(/** @type {any} */ (state)), h("span", {}, h("b", {}, file.name), ` · ${t(`verdict_${report.verdict}`)}`));
    }));
    const open = h("button", { class: "main", "data-key": "compact-open", onclick: () => this.#show() }, this.open());
    const end = stage === "progress" ? h("button", { "data-key": "cancel", onclick: act.cancel }, t("cancel")) : h("button", { "data-key": "compact-over", onclick: act.startOver }, t("closeAll"));
    this.#acts.replaceChildren(open, end);
  }

  #show() {
    if (!this.#regions) return;
    // What is said is said where it is seen.
    this.#inside.append(this.#regions.note, this.#regions.live);
    this.#dialog.showModal();
    // A table that was out of sight had no size.
    void this.screen.workbench?.drawRows(true);
    this.screen.focus("verdict");
  }

  #closed() {
    if (!this.#regions) return;
    this.screen.element.append(this.#regions.note);
    this.screen.element.prepend(this.#regions.live);
    this.screen.focus("compact-open");
  }

  /** Escape closes what is open in the dialog first. @param {Event} event */
  #keep(event) {
    if (event.target === this.#dialog && this.#meant) event.preventDefault();
    this.#meant = false;
  }

  /** @param {Regions} regions */
  #leave({ main, form }) {
    if (!this.#row.isConnected) return;
    this.#dialog.close();
    form.before(main);
    this.#row.remove();
    this.#dialog.remove();
  }
}
