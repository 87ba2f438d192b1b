/**
 * The element's styles, as text for a constructed sheet: a strict page forbids style elements and attributes.
 * Colours are custom properties with a light and a dark value; the host may set any of them.
 */
export default `
:host {
  --accent: var(--import-checker-accent, light-dark(#0a6b62, #5fd0c3));
  --on-accent: var(--import-checker-on-accent, light-dark(#fff, #06201d));
  --surface: var(--import-checker-surface, light-dark(#fff, #1b1f23));
  --sunken: var(--import-checker-sunken, light-dark(#f5f6f7, #14171a));
  --text: var(--import-checker-text, light-dark(#1b2126, #e8ebee));
  --muted: var(--import-checker-muted, light-dark(#5a646d, #a3adb6));
  --line: var(--import-checker-line, light-dark(#dde1e5, #343a41));
  --strong-line: light-dark(#7d8790, #7d8790);
  --error: var(--import-checker-error, light-dark(#b3261e, #ff9a90));
  --error-tint: light-dark(#fdeeec, #3c1f1d);
  --warning: var(--import-checker-warning, light-dark(#8a5300, #f0c060));
  --warning-tint: light-dark(#fdf3df, #38300f);
  --ready: var(--import-checker-ready, light-dark(#17703a, #74d69a));
  --notice: light-dark(#3d5a80, #9fbfe6);
  --notice-tint: light-dark(#eef3f9, #1e2a38);
  --radius: var(--import-checker-radius, 10px);
  --font: var(--import-checker-font, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif);
  display: block; container-type: inline-size; color-scheme: inherit;
  font: 16px/1.5 var(--font); color: var(--text); text-align: start; overflow-wrap: anywhere;
}
:host([hidden]) { display: none; }
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
h2, h3, p, ul, dl, dd, figure { margin: 0; padding: 0; }
ul { list-style: none; }
h2 { font-size: 1.5rem; line-height: 1.25; font-weight: 650; letter-spacing: -0.01em; }
h3 { font-size: 1.0625rem; font-weight: 650; }
h2:focus { outline: none; }
.icon { width: 1em; height: 1em; flex: none; fill: currentColor; }
.hint { color: var(--muted); font-size: 0.875rem; }
code { font: 0.8125rem ui-monospace, "SF Mono", Menlo, Consolas, monospace; color: var(--muted); }
.value { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: 0.875em; white-space: pre-wrap; }

button, select, input, summary { font: inherit; color: inherit; }
button, select, input:not([type=checkbox]) {
  min-height: 40px; padding: 0.4rem 0.9rem; border: 1px solid var(--strong-line); border-radius: calc(var(--radius) * 0.7);
  background: var(--surface);
}
select, input { max-width: 100%; }
button { cursor: pointer; font-weight: 550; display: inline-flex; align-items: center; justify-content: center; gap: 0.5em; text-align: start; }
button:hover:not(:disabled) { border-color: var(--accent); }
button.main { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
button.main:hover { filter: brightness(1.08); }
button.quiet { border-color: var(--line); min-height: 36px; padding: 0.25rem 0.75rem; font-size: 0.9375rem; }
button.link { border: 0; font-weight: 450; min-height: 24px; padding: 0 0.1em; background: none; color: var(--accent); text-decoration: underline; text-underline-offset: 0.2em; display: inline; }
button:disabled { color: var(--muted); border-color: var(--line); cursor: default; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); }
summary { cursor: pointer; list-style: none; border-radius: inherit; }
summary::-webkit-details-marker { display: none; }
.stretch { flex: 1; }
.tag { display: inline-flex; align-items: center; gap: 0.35em; font-size: 0.8125rem; font-weight: 600; color: var(--muted); white-space: nowrap; }
.tag.error { color: var(--error); } .tag.warning { color: var(--warning); } .tag.notice { color: var(--notice); } .tag.change { color: var(--accent); }

.checker, .work, .verdict, .verdict-main, .start, .rows, .findings, .group-body { grid-template-columns: minmax(0, 1fr); }
.checker { display: grid; gap: 1.25rem; position: relative; }
.region:empty { display: none; }
.region { min-width: 0; }
.note { padding: 0.7rem 1rem; border-radius: var(--radius); background: var(--notice-tint); }

.start { display: grid; gap: 1.5rem; max-width: 40rem; margin-inline: auto; }
.lead { font-size: clamp(1.625rem, 5cqi, 2.125rem); text-align: center; text-wrap: balance; margin-block-end: 0.25rem; }
.field { display: grid; gap: 0.35rem; }
.field label, legend { font-weight: 600; }
.field.tick { grid-template-columns: auto 1fr; align-items: center; }
.field.tick label { font-weight: 450; }
.field.tick .hint { grid-column: 2; }
input[type=checkbox] { width: 1.15rem; height: 1.15rem; accent-color: var(--accent); }
.field select { min-height: 46px; width: 100%; }
.settings { border: 1px solid var(--line); border-radius: var(--radius); padding: 0.75rem 1rem 1rem; display: grid; gap: 0.75rem; margin: 0; }
.drop {
  display: grid; justify-items: center; gap: 0.6rem; padding: clamp(2rem, 8cqi, 3.5rem) 1rem; text-align: center; cursor: pointer;
  border: 2px dashed var(--strong-line); border-radius: calc(var(--radius) * 1.4); background: var(--sunken); transition: border-color 0.15s, background 0.15s;
}
.drop > .icon { width: 2.25rem; height: 2.25rem; color: var(--accent); }
.drop .main { min-height: 46px; padding-inline: 1.5rem; }
.drop:hover { border-color: var(--accent); }
.when-drag { display: none; }
.dragging .drop { border-color: var(--accent); border-style: solid; background: color-mix(in oklab, var(--accent) 9%, var(--surface)); }
.dragging .when-drag { display: inline; } .dragging .when-idle { display: none; }
.dragging { outline: 3px solid var(--accent); outline-offset: 8px; border-radius: var(--radius); }
.drop.small { padding-block: 1.25rem; gap: 0.2rem; cursor: default; }
.embedded { margin-inline: 0; max-width: none; gap: 1rem; }
.checker:focus { outline: none; }
.form-line { display: flex; gap: 0.5em; align-items: baseline; color: var(--error); font-size: 0.9375rem; } .form-line.ready { color: var(--ready); }
.form-line .icon { transform: translateY(0.12em); }
.privacy { text-align: center; text-wrap: balance; font-size: 0.9375rem; color: var(--muted); }
.privacy .icon { transform: translateY(0.12em); margin-inline-end: 0.3em; }

.progress { display: grid; gap: 1rem; justify-items: center; max-width: 34rem; margin: 8vh auto; text-align: center; width: 100%; }
progress { appearance: none; width: 100%; height: 8px; border: 0; border-radius: 4px; overflow: hidden; background: var(--line); accent-color: var(--accent); }
progress::-webkit-progress-bar { background: var(--line); }
progress::-webkit-progress-value { background: var(--accent); border-radius: 4px; transition: inline-size 0.2s; }
progress::-moz-progress-bar { background: var(--accent); border-radius: 4px; }
.steps { display: flex; justify-content: space-between; width: 100%; gap: 1rem; color: var(--muted); font-variant-numeric: tabular-nums; }

.files ul { display: flex; flex-wrap: wrap; gap: 0.5rem; }
.files { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
.files li { display: flex; border: 1px solid var(--line); border-radius: calc(var(--radius) * 0.7); background: var(--surface); max-width: 100%; }
.files li.current { border-color: var(--accent); box-shadow: inset 0 -3px var(--accent); }
.batch { flex-basis: 100%; color: var(--muted); font-size: 0.9375rem; }
.files button { min-height: 40px; }
.file { border: 0; background: none; flex-wrap: wrap; row-gap: 0; }
.file .icon-error { color: var(--error); } .file .icon-ready { color: var(--ready); } .file .icon-warning { color: var(--warning); }
.remove { border: 0; background: none; padding: 0 0.7rem; color: var(--muted); font-size: 1.25rem; }

.verdict, .failure { display: grid; gap: 1.5rem; padding: clamp(1rem, 4cqi, 1.75rem); background: var(--surface); border: 1px solid var(--line); border-radius: calc(var(--radius) * 1.2); }
.verdict-main, .failure { display: grid; gap: 0.8rem; align-content: start; min-width: 0; }
.verdict h2, .failure h2 { display: flex; gap: 0.5em; align-items: center; }
.verdict.ready h2 .icon { color: var(--ready); } .verdict.errors h2 .icon, .verdict.unreadable h2 .icon, .failure h2 .icon { color: var(--error); } .verdict.incomplete h2 .icon { color: var(--warning); }
.summary { font-size: 1.0625rem; max-width: 65ch; }
.bar { display: flex; gap: 2px; height: 8px; border-radius: 4px; overflow: hidden; max-width: 36rem; }
.bar span { min-width: 4px; background: var(--ready); }
.bar .inError { background: var(--error); } .bar .skipped { background: var(--strong-line); }
.stats { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; color: var(--muted); }
.stats b { color: var(--text); font-variant-numeric: tabular-nums; }
.stats .ready b { color: var(--ready); } .stats .inError b { color: var(--error); }
.identity select { min-height: 36px; padding-block: 0.2rem; }
.verdict h2 .tag { font-weight: 450; }
.more-settings summary { color: var(--accent); text-decoration: underline; text-underline-offset: 0.2em; display: inline-block; font-size: 0.9375rem; }
.more-settings .settings { border: 0; padding: 0; }
.more-settings legend { position: absolute; clip-path: inset(50%); }
.more-settings[open] summary { margin-bottom: 0.5rem; }
.identity label { color: var(--muted); font-size: 0.9375rem; }
.not-checked { background: var(--warning-tint); border-radius: var(--radius); padding: 0.75rem 1rem; display: grid; gap: 0.3rem; }
.not-checked h3 { display: flex; gap: 0.5em; align-items: center; color: var(--warning); font-size: 1rem; }
.verdict-side, .downloads, .correct { display: grid; gap: 0.6rem; align-content: start; }
.downloads > .main { min-height: 48px; }
.menu summary { padding: 0.3rem 0.2rem; color: var(--accent); text-decoration: underline; text-underline-offset: 0.2em; text-align: center; }
.menu ul { display: grid; gap: 0.25rem; margin-top: 0.4rem; }
.menu button { width: 100%; justify-content: flex-start; }
.correct { border-top: 1px solid var(--line); padding-top: 0.8rem; }
@container (min-width: 760px) {
  .verdict { grid-template-columns: 1fr minmax(16rem, 20rem); }
}

.reading summary { display: flex; flex-wrap: wrap; gap: 0.2rem 0.8rem; padding: 0.75rem 2.6rem 0.75rem 1.1rem; align-items: baseline; position: relative; }
.reading summary::after { position: absolute; inset-inline-end: 1.1rem; inset-block-start: 0.75rem; }
.reading summary::after, .group > summary::after { content: "▾"; margin-inline-start: auto; color: var(--muted); }
.reading[open] summary::after, .group[open] > summary::after { content: "▴"; }
.reading-label { font-weight: 600; }
.reading-line { color: var(--muted); }
.reading summary .tag { white-space: normal; }
.reading > .hint { padding: 0 1.1rem; }
.reading dl { display: grid; gap: 0.9rem 2rem; padding: 0.5rem 1.1rem 1.1rem; }
.reading-row { display: grid; gap: 0.2rem; }
.reading-row dt { font-weight: 600; font-size: 0.9375rem; }
.reading-row select, .reading-row input { min-height: 36px; padding-block: 0.2rem; margin-inline-end: 0.6rem; }
.samples { font-size: 0.875rem; margin-top: 0.25rem; }
@container (min-width: 700px) { .reading dl { grid-template-columns: 1fr 1fr; } }

.work { display: grid; gap: 1.25rem; }
.findings { display: grid; gap: 0.6rem; align-content: start; }
.findings > header { display: flex; justify-content: space-between; align-items: baseline; }
.nothing { display: flex; gap: 0.5em; align-items: center; color: var(--ready); }
.group { border-inline-start: 4px solid var(--line); }
.group.error { border-inline-start-color: var(--error); } .group.warning { border-inline-start-color: var(--warning); } .group.notice { border-inline-start-color: var(--notice); } .group.change { border-inline-start-color: var(--accent); }
.group > summary { display: flex; flex-wrap: wrap; gap: 0.1rem 0.7rem; padding: 0.7rem 1rem; align-items: baseline; }
.group > summary .tag .icon { transform: translateY(0.1em); }
.group-title { font-weight: 550; flex: 1 1 12rem; }
.group-column { color: var(--muted); font-weight: 450; } .group-column::before { content: " · "; }
.count { color: var(--muted); font-size: 0.875rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
.group-body { display: grid; gap: 0.9rem; padding: 0.2rem 1rem 1rem; }
.prose { display: grid; gap: 0.15rem; font-size: 0.9375rem; }
.prose dt { font-weight: 600; } .prose dd { margin-bottom: 0.4rem; color: var(--muted); }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; }
th { text-align: start; font-weight: 600; font-size: 0.8125rem; color: var(--muted); white-space: nowrap; }
th, td { padding: 0.35rem 0.6rem 0.35rem 0; vertical-align: top; border-bottom: 1px solid var(--line); }
.places td:first-child { white-space: nowrap; width: 1%; }
.cell-link { min-height: 28px; padding: 0 0.5rem; font: 600 0.875rem ui-monospace, "SF Mono", Menlo, Consolas, monospace; border-color: var(--line); color: var(--accent); }
.places-foot, .group-foot { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; align-items: center; justify-content: space-between; }
.repair { display: grid; gap: 0.6rem; font-size: 0.9375rem; }
.repair.open { background: var(--sunken); border-radius: var(--radius); padding: 0.8rem; justify-items: start; }
.repair-title { font-weight: 600; }
.repair-choice { display: grid; gap: 0.4rem; width: 100%; justify-items: start; }
.decided { display: grid; gap: 0.3rem; font-size: 0.9375rem; color: var(--muted); }
.sample .before { color: var(--error); text-decoration: line-through; text-decoration-thickness: 1px; } .sample .after { color: var(--ready); }

.rows { display: grid; gap: 0.6rem; align-content: start; min-width: 0; }
.toolbar { display: flex; flex-wrap: wrap; gap: 0.5rem; align-items: center; }
.toolbar button { font-size: 0.875rem; padding-inline: 0.6rem; }
.toolbar input { min-height: 36px; padding-block: 0.2rem; } .short { width: 8.5em; }
.toolbar select { min-height: 36px; padding-block: 0.2rem; max-width: 18rem; }
.pair { display: inline-flex; gap: 0.4rem; flex-wrap: wrap; }
.text.none { font-style: italic; color: var(--muted); text-decoration: none; }
.shown { font-variant-numeric: tabular-nums; }
.grid {
  --columns: 60px; --rows: 20; height: min(var(--import-checker-grid-height, min(62vh, 34rem)), max(14rem, 48px + var(--rows) * 34px + 20px)); overflow: auto; position: relative; contain: strict;
  border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); scrollbar-width: auto; font-size: 0.875rem; overscroll-behavior-x: contain;
}
.grid-top { position: sticky; top: 0; z-index: 3; width: max-content; min-width: 100%; }
.grid-head, .grid-row { display: grid; grid-template-columns: var(--columns); width: max-content; min-width: 100%; }
.grid-head { height: 48px; background: var(--sunken); border-bottom: 1px solid var(--line); }
.grid-head > div { display: grid; align-content: center; padding: 0 0.6rem; border-inline-end: 1px solid var(--line); overflow: hidden; line-height: 1.25; }
.grid-head .letter { color: var(--muted); font-size: 0.75rem; }
.grid-head .heading { font-weight: 600; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.grid-head .unknown .heading { font-weight: 450; font-style: italic; color: var(--muted); }
.grid-corner { position: sticky; inset-inline-start: 0; background: var(--sunken); z-index: 1; color: var(--muted); font-size: 0.75rem; }
.grid-space { position: relative; width: max-content; min-width: 100%; }
.grid-row { position: absolute; inset-block-start: 0; height: 34px; background: var(--surface); }
.grid-row > div { display: flex; align-items: center; gap: 0.4em; padding: 0 0.6rem; border-inline-end: 1px solid var(--line); border-block-end: 1px solid var(--line); overflow: hidden; white-space: pre; cursor: default; }
.grid-row .number { position: sticky; inset-inline-start: 0; z-index: 1; background: var(--sunken); color: var(--muted); justify-content: flex-end; font-variant-numeric: tabular-nums; }
.grid-row .number .icon { color: var(--notice); } .grid-row[data-state=error] .number .icon { color: var(--error); }
.grid-row .text { overflow: hidden; text-overflow: ellipsis; }
.grid-row[data-state=error] .number { color: var(--error); font-weight: 650; }
.grid-row[data-state=skipped] .text, .grid-row[data-state=other] .text, .grid-row[data-state=header] .text { color: var(--muted); font-style: italic; }
.mark.error { background: var(--error-tint); } .mark.warning { background: var(--warning-tint); } .mark.notice { background: var(--notice-tint); }
.mark .text { text-decoration: underline; text-decoration-thickness: 2px; text-underline-offset: 0.25em; }
.mark.error .text { text-decoration-style: wavy; text-decoration-color: var(--error); } .mark.warning .text { text-decoration-style: dashed; text-decoration-color: var(--warning); }
.mark.notice .text { text-decoration-style: dotted; } .mark.change .text { text-decoration-style: dotted; text-decoration-color: var(--accent); }
.mark.error .icon { color: var(--error); } .mark.warning .icon { color: var(--warning); } .mark.notice .icon { color: var(--notice); } .mark.change .icon { color: var(--accent); }
.grid-row[aria-selected=true] > div { background: color-mix(in oklab, var(--accent) 14%, var(--surface)); }
.grid-row .active { outline: 2px solid var(--accent); outline-offset: -2px; }
.grid-row .active:focus { outline-width: 3px; outline-offset: -3px; }
.editor { width: 100%; min-height: 28px !important; height: 28px; padding: 0 0.3rem !important; border-color: var(--accent) !important; }
.inspector { padding: 0.8rem 1rem; display: grid; gap: 0.5rem; min-height: 6.5rem; align-content: start; }
.sentences { display: grid; gap: 0.4rem; }
.sentences li { display: flex; gap: 0.5em; align-items: baseline; }
.sentences .icon { transform: translateY(0.12em); }
.sentences .error .icon { color: var(--error); } .sentences .warning .icon { color: var(--warning); } .sentences .notice .icon { color: var(--notice); } .sentences .change .icon { color: var(--accent); }
.inspector-actions { display: flex; flex-wrap: wrap; gap: 0.4rem; }
.inspector-actions button { font-size: 0.875rem; padding-inline: 0.6rem; }
.loose { display: flex; gap: 0.6em; align-items: baseline; padding: 0.8rem 1rem; }
.loose .icon { transform: translateY(0.12em); } .loose.error .icon { color: var(--error); }
@container (min-width: 1020px) {
  .work.with-rows { grid-template-columns: minmax(20rem, 26rem) minmax(0, 1fr); align-items: start; }
  .with-rows .findings-region { max-height: calc(min(62vh, 34rem) + 14rem); overflow: auto; padding: 4px; margin: -4px; }
}
@container (max-width: 480px) {
  .toolbar .stretch { display: none; }
  .pair { flex: 1 1 100%; flex-wrap: nowrap; }
  .toolbar button { flex: 1 1 50%; }
  .filter { flex: 1 1 100%; }
  .toolbar button { font-size: 0.875rem; padding-inline: 0.6rem; }
.toolbar input { min-height: 36px; padding-block: 0.2rem; } .short { width: 8.5em; }
.toolbar select { width: 100%; max-width: none; }
  .group > summary::after { display: none; }
}

dialog { color: var(--text); background: var(--surface); border: 1px solid var(--line); border-radius: calc(var(--radius) * 1.4); padding: 1.5rem; max-width: min(34rem, calc(100vw - 2rem)); }
dialog[open] { display: grid; gap: 1rem; }
dialog::backdrop { background: rgb(0 0 0 / 0.45); }
dialog h2 { font-size: 1.25rem; display: flex; gap: 0.5em; align-items: center; }
.choices { display: grid; gap: 0.6rem; }
.choice { display: grid; justify-content: start; justify-items: start; gap: 0; padding: 0.7rem 1rem; width: 100%; }
.proofs { display: grid; gap: 0.35rem; }
.proofs li { display: flex; gap: 0.6em; align-items: center; }
.proofs b { margin-inline-start: auto; } .proofs .refused b, .proofs .refused .icon { color: var(--ready); } .proofs .open b, .proofs .open .icon { color: var(--warning); }
p.warning { color: var(--warning); }

@media (forced-colors: active) {
  .icon { fill: CanvasText; }
  .mark { outline: 1px dashed CanvasText; outline-offset: -1px; }
  .grid-row .active { outline: 3px solid Highlight; }
  .bar span { background: CanvasText; forced-color-adjust: none; } .bar .inError { background: Highlight; }
  button.main { border: 2px solid ButtonText; }
}
@media (prefers-reduced-motion: reduce) {
  * { transition: none !important; animation: none !important; scroll-behavior: auto !important; }
}
@media print {
  .toolbar, .grid, .inspector, .verdict-side, .files, button { display: none !important; }
}
`;
