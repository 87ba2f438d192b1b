/** What only the views need that come later. */
export const STYLES = `
.kept { padding: 16px 20px; display: grid; gap: 8px; border-inline-start: 4px solid var(--accent); }
.match { max-inline-size: 1072px; margin-inline: auto; padding: 32px 24px 0; display: grid; gap: 14px; grid-template-columns: minmax(0, 1fr); }
.matches :is(th, td) { padding: 8px 12px; vertical-align: middle; border-block-end: 1px solid var(--line); } .matches tbody th { color: var(--text); font-size: 0.875rem; }
.matches :is(.guessed, .unknown) > * { background: var(--ask-tint); } .matches select { inline-size: 100%; min-inline-size: 11rem; } .matches th > .hint { display: inline-grid; place-items: center; min-inline-size: 22px; padding: 2px 4px; margin-inline-end: 4px; border-radius: 5px; background: var(--sunken); font-weight: 620; font-size: 0.75rem; } .matches :is(.guessed, .unknown) th > .hint, .matches .tag.warning { background: var(--surface); } .matches .tag { padding: 1px 8px; border-radius: 99px; font-size: 0.75rem; background: var(--sunken); } .matches .tag:has(.icon-ready) { color: var(--ready); background: var(--ready-tint); } .matches :is(.guessed, .unknown) > :first-child { box-shadow: inset 3px 0 var(--ask); } .match-section h2 { font-size: 0.875rem; }
.match-samples { display: flex; flex-wrap: wrap; gap: 4px 6px; font-weight: 450; overflow-wrap: anywhere; } .match-samples code { background: var(--sunken); border-radius: 4px; padding: 1px 6px; font-size: 0.75rem; line-height: 1.4; } :is(.guessed, .unknown) .match-samples code { background: var(--surface); } .match-samples:not(:empty) { padding-block-start: 3px; }
.bar .waiting { flex: 1; background: repeating-linear-gradient(135deg, var(--strong-line) 0 2px, transparent 2px 5px); } .sort-chip { display: inline-flex !important; max-inline-size: 200px; } .sort-chip > span { overflow: hidden; text-overflow: ellipsis; } .only-found { flex: none; } .choices-popup[role=menu] { max-block-size: min(480px, 70dvh); } @container checker (max-width: 699px) { .status > .bar { order: 3; flex: 1 1 45%; } } .sort-chip .icon { font-size: 0.7em; }
.match-filled { white-space: nowrap; color: var(--muted); font-variant-numeric: tabular-nums; } .match-filled .bar { display: inline-flex; inline-size: 44px; margin-inline-end: 8px; vertical-align: 1px; } .match-filled .filled { min-inline-size: 0; inline-size: calc(var(--share) * 100%); background: var(--muted); }
.match-empty { padding: 8px 16px; } .match-empty summary { display: flex; gap: 8px; align-items: center; min-block-size: 34px; } .match-empty[open] .icon-right { rotate: 90deg; } .match-empty .field, .match-missing .field { grid-template-columns: minmax(0, 1fr) minmax(8rem, 16rem); align-items: center; } .match-empty h2 { font-size: 0.875rem; }
@container checker (max-width: 699px) { .matches :is(thead, .match-filled) { display: none; } .matches tr:not(.match-section) { display: grid; grid-template-columns: minmax(0, 1fr) auto; border-block-end: 1px solid var(--line); } .matches tr > * { border: 0; } .matches tr > td:nth-child(3) { grid-column: 1 / -1; grid-row: 2; } .match { padding-inline: 12px; } .match .match-foot { padding-inline: 12px; } .match .match-foot .tick { flex-basis: 100%; } .match .match-foot .quiet { display: none; } .match .trail { gap: 4px 10px; font-size: 0.75rem; } .matches :is(.guessed, .unknown) > :nth-child(3) { box-shadow: inset 3px 0 var(--ask); } .match-asks .acts { flex: 1 0 100%; } .match-asks button { flex: 1; min-block-size: 44px; }
.match-foot .main { flex: 1; } }
.grid-head .field { margin: 0; } .choices-popup button:focus-visible { outline-offset: -2px; }
.progress { grid-template-columns: minmax(0, 1fr); } .progress .steps { flex-wrap: wrap; }
@container checker (min-width: 700px) { .files li { min-inline-size: 132px; } .file { min-inline-size: 0; } .files:has(li:nth-child(4)) li { min-inline-size: 44px; max-inline-size: 208px; flex-shrink: 0; } .files:has(li:nth-child(4)) .file-choice { display: block !important; appearance: none; inline-size: 34px; flex: none; color: transparent; border-color: var(--line); background: linear-gradient(45deg, transparent 50%, var(--text) 50%) 11px 14px / 5px 5px no-repeat, linear-gradient(135deg, var(--text) 50%, transparent 50%) 16px 14px / 5px 5px no-repeat, var(--surface); } .file-choice option { color: var(--text); background: var(--surface); } .files ul { position: relative; } .files li.current { position: sticky; inset-inline: 0; z-index: 1; background: var(--surface); } }
@container checker (min-width: 700px) and (max-width: 1099px) {
  .toolbar { overflow-x: auto; } .chips { flex: none; gap: 3px; } .chip { padding: 0 0.4rem; gap: 0.3em; } .chip .icon { display: none; } .segments button { padding: 0 0.4rem; } .toolbar { padding: 0 8px; gap: 6px; } .go-to { min-inline-size: 64px; } .list-foot { max-block-size: 30dvh; overflow-y: auto; } table.map { max-inline-size: 32rem; } .repair.open { display: flex; flex-wrap: wrap; gap: 4px 32px; align-items: start; }
  .findings.all { position: absolute; inset: 52px 0 0; z-index: 7; grid-template-rows: auto minmax(0, 1fr) auto; background: var(--surface); } .findings.all .list-scroll { max-block-size: none; } .findings.all :is(.bulk, .list-foot, .cause, .why-more) { display: block !important; }
}
@container checker (min-width: 880px) and (max-width: 1099px) { .only-found { display: flex; } }
@container checker (max-width: 1099px) { .as-more { display: grid !important; gap: 4px; grid-template-columns: minmax(0, 1fr); } }
@container checker (max-width: 699px) { .file-choice { display: block !important; max-inline-size: 60%; } .files:has(.file-choice) .file { display: none; } .files:has(.file-choice) li { border-color: transparent; } }
@container checker (min-width: 400px) { .match-foot .main { white-space: nowrap; } }
.batch li { display: grid; grid-template-columns: auto minmax(0, 1.4fr) minmax(0, 1fr) 6rem auto; } .batch .link { justify-self: start; text-align: start; overflow-wrap: anywhere; }
@container checker (max-width: 699px) { .batch li { grid-template-columns: auto minmax(0, 1fr) auto; } .batch .meta { grid-column: 2; } .batch .good { grid-area: 1 / 3; } }
.match-lead { display: flex; flex-wrap: wrap; gap: 10px 24px; justify-content: space-between; align-items: center; } .match-lead > .lead { flex: 1 1 24rem; } .trail { display: flex; flex-wrap: wrap; gap: 4px 14px; font-size: 0.8125rem; color: var(--muted); } .trail li { display: flex; align-items: center; gap: 6px; } .trail [aria-current] { color: var(--text); font-weight: 620; } .trail .ordinal { inline-size: 21px; block-size: 21px; font-size: 0.75rem; } .trail [aria-current] .ordinal { background: var(--accent); color: var(--on-accent); }
.matches td > .acts { margin-block-start: 6px; }
.match-asks { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; padding: 16px; border-inline-start: 4px solid var(--ask); } .match-asks > :nth-child(2) { flex: 1 1 16rem; } .match-asks > .icon { font-size: 26px; } .match-asks h2 { font-size: 1rem; } .match-asks .acts { margin-inline-start: auto; }
.match-missing { padding: 12px 16px; background: var(--ask-tint); } .match-missing h2 { font-size: 1rem; }
.match-foot { position: sticky; inset-block-end: 0; display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; min-block-size: 66px; padding-block: 8px; margin-inline: calc(50% - 50cqi); padding-inline: max(24px, 50cqi - 512px); background: var(--surface); border-block-start: 1px solid var(--line); z-index: 2; } .match-foot .tick { flex: 1 1 14rem; } .match-problem:empty { position: absolute; }
.match-problem { color: var(--error); flex: 1; } .match-problem:empty { flex: none; } .field-inline { display: flex; flex-wrap: wrap; gap: 4px 8px; align-items: center; min-inline-size: 0; } .look .sample td:nth-child(n+2) { overflow-wrap: normal; }
.has-cards > .cards-region, .has-cards ~ .foot-region { display: none; }
@container checker (max-width: 699px) {
  .has-cards { block-size: auto !important; } .has-cards > :is(.toolbar, .sheet, .cell-region) { display: none; } .has-cards > .cards-region, .has-cards ~ .foot-region { display: block; }
  @media (max-height: 480px) { .status-region { position: static; } }
  .foot-region { position: sticky; inset-block-end: 0; z-index: 8; } .bench:has(.cards-foot) > .note { inset-block-end: 74px !important; }
}
.cards { display: grid; gap: 12px; padding: 12px; background: var(--bg); grid-template-columns: minmax(0, 1fr); } .cards ol { display: grid; gap: 12px; grid-template-columns: minmax(0, 1fr); }
.cards-head { display: flex; align-items: center; justify-content: space-between; gap: 12px; } .cards-head h2 { font-size: 1rem; } .cards-head select { max-inline-size: 60%; }
.row-card { overflow: hidden; } .row-card > header { display: flex; flex-wrap: wrap; gap: 2px 8px; align-items: center; padding: 10px 12px; border-block-end: 1px solid var(--line); } .row-card h3 { flex: 1; font-weight: 450; min-inline-size: 0; overflow-wrap: anywhere; scroll-margin-block: 120px 90px; }
.row-card .tag { border-radius: 99px; padding: 0 8px; background: var(--sunken); } .tag.error { color: var(--error); background: var(--error-tint) !important; } .tag.ready { color: var(--ready); background: var(--ready-tint) !important; }
.row-field { padding: 8px 12px; display: grid; gap: 4px; border-block-end: 1px solid var(--line); scroll-margin-block: 120px 90px; overflow-wrap: anywhere; } .row-field.error { background: var(--error-tint); box-shadow: inset 3px 0 var(--error); } .row-field.ask { background: var(--ask-tint); box-shadow: inset 0 0 0 1px color-mix(in srgb, var(--ask) 45%, transparent); } .row-field.hand { background: var(--hand-tint); }
.row-field :is(input, select) { inline-size: 100%; min-block-size: 44px; font-size: 1rem; } .row-field .sentences { font-size: 0.8125rem; } .row-field.error .sentences { color: var(--error); } .row-field .hint .icon { margin-inline-end: 4px; }
.row-card footer { padding: 8px 12px; } .row-card .acts button { flex: 1; min-block-size: 40px; }
.cards-foot { display: flex; align-items: center; gap: 8px; min-block-size: 62px; padding: 8px 12px; background: var(--surface); border-block-start: 1px solid var(--strong-line); } .cards-foot .at { flex: 1; font-size: 0.8125rem; text-align: center; font-variant-numeric: tabular-nums; } .cards-foot button { min-inline-size: 44px; min-block-size: 44px; } .cards-foot .square { border: 1px solid var(--line) !important; }
.since { display: flex; align-items: start; gap: 4px; margin: 12px; padding: 4px 4px 4px 12px; font-size: 0.8125rem; } .since details { flex: 1; min-inline-size: 0; } .since summary { min-block-size: 30px; padding-block: 5px; } .since th { font-weight: 450; color: inherit; } .since td { text-align: end; font-variant-numeric: tabular-nums; }
.result > .since { margin: 0; }
.forecast { margin: 12px; padding: 4px 4px 12px 12px; display: grid; gap: 8px; font-size: 0.8125rem; } .result > .forecast { margin: 0; text-align: start; } .forecast header { display: flex; align-items: center; justify-content: space-between; } .forecast h2 { font-size: 0.875rem; } .forecast p .icon { margin-inline-end: 6px; } .forecast .chips { flex-wrap: wrap; overflow: visible; } .forecast .chip { display: inline-flex !important; }
.effect-head { margin-inline-start: 8px; font-size: inherit; }
.effect { display: inline-flex; gap: 4px; align-items: center; vertical-align: -2px; margin-inline-start: 8px; font-weight: 450; font-size: 0.75rem; line-height: 1; color: var(--muted); } .effect.emptied { color: var(--ask); } .effect.changed { color: var(--accent); }
.meant { display: grid; gap: 4px; } .meant h3 { font-size: inherit; } .meant ul { margin: 0; padding: 0; list-style: none; display: grid; gap: 4px; } .meant .says { margin-inline-end: 12px; overflow-wrap: anywhere; }
.mark.there .text { text-decoration: underline double var(--accent) 1.5px; text-underline-offset: 3px; } .there-said .icon { margin-inline-end: 6px; }
.warnings { padding: 12px 16px; text-align: start; font-size: 0.875rem; } .warnings h2 { font-size: 0.875rem; } .warnings li { display: flex; flex-wrap: wrap; gap: 4px 8px; align-items: baseline; padding-block: 6px; } .warnings li > :nth-child(2) { flex: 1 1 18rem; min-inline-size: 0; overflow-wrap: anywhere; } .known-said { overflow-wrap: anywhere; } .known-said .icon { color: var(--ready); margin-inline-end: 6px; }
.blocked .close-list { display: none; } .support { display: grid; gap: 4px; font-size: 0.875rem; } .support > div { display: grid; grid-template-columns: minmax(8rem, 12rem) minmax(0, 1fr); gap: 12px; } .support dt { color: var(--muted); } .support dd { overflow-wrap: anywhere; }
.kept ul { display: grid; gap: 12px; } .kept li { display: flex; flex-wrap: wrap; gap: 8px 24px; align-items: center; } .kept p { flex: 1 1 20rem; min-inline-size: 0; overflow-wrap: anywhere; }
.checker { scrollbar-color: var(--strong-line) transparent; } .toolbar { scrollbar-width: none; }
button.soft { text-align: center; } .popup { grid-template-columns: minmax(0, 1fr); } .done li { flex-wrap: wrap; } .done li > span { flex: 1 1 11rem; } .done .link { font-size: inherit; margin-inline-start: auto; }
.go-to { flex: 0 99 190px; min-inline-size: 96px; }
.minimap path { stroke: currentColor; stroke-width: 0.5; vector-effect: non-scaling-stroke; } .go-to input { inline-size: 100% !important; } @container checker (max-width: 1499px) { .toolbar:has(.sort-chip) .only-found { display: none; } .sort-chip { max-inline-size: 150px; } }
.cause.led { padding-inline-start: 16px; }
.not-checked button { justify-self: start; } .not-checked li { justify-items: start; }
.import-cards button { align-content: start; gap: 2px; } .import-cards .meta { font-weight: 450; }
.candidates { grid-template-columns: minmax(0, max-content) minmax(40px, 240px) auto; justify-content: start; } .candidates li { grid-column: 1 / -1; grid-template-columns: subgrid; } .candidates li + li .ready { background: var(--strong-line); }
.line > .icon { align-self: start; margin-block-start: 5px; }
.as-written .grid-row:is([data-state=error], [data-state=skipped]) .number .of { text-decoration: line-through; } .as-written .grid-row[data-state=error] .cell:not(.mark) { color: var(--muted); }
.result > .fold > summary { border: 0; } .result > .fold > button { margin: 0 8px 2px; inline-size: calc(100% - 16px); } .result > .fold > button:last-child { margin-block-end: 8px; } .result > .fold { font-size: 0.875rem; } .batch > p + p { padding-block-start: 0; }
table.map td:last-child { padding-block: 3px; }
.grid-row.head :is(.cell, .text) { font-weight: 620; } .grid-row.head del { font-weight: 450; } .grid-row.head::before { content: ""; position: absolute; z-index: 2; inset: -1px 0 auto; border-block-start: 1px solid var(--strong-line); }
.whole { white-space: nowrap; }
.scroll { overflow-x: auto; }
.heat { position: absolute; inset-inline: 0; inset-block-end: 0; display: flex; block-size: 5px; background: var(--line); } .heat i { min-inline-size: 3px; }
.heat .errors { background: var(--error); } .heat .questions { background: repeating-linear-gradient(135deg, var(--ask) 0 4px, color-mix(in srgb, var(--ask) 55%, var(--surface)) 4px 6px); } .heat .byHand { background: var(--hand); } .heat .changed { background: var(--accent); opacity: 0.75; } .heat .plain { background: var(--strong-line); opacity: 0.55; }
@container checker (min-width: 1500px) {
  .work { grid-template-columns: var(--list, 400px) 7px minmax(0, 1fr); }
  .figure .bar { inline-size: 180px; } .inspector { grid-template-columns: minmax(0, 1fr) auto auto; min-block-size: 60px; } .say { grid-column: auto; }
  .note { inline-size: 376px; }
}
@media (max-height: 620px) { .inspector { min-block-size: 60px; padding-block: 6px; } .inspector-head { display: none; } .say { max-block-size: 3.2em; } .list-scroll { scroll-padding: 0; } }
@media (max-height: 620px) { @container checker (max-width: 1099px) { .why, .list-head .hint { display: none; } .list-scroll { max-block-size: 96px; } } }
@media (forced-colors: active) {
  .bar i, .heat i, .brand-mark, .minimap, .progress-line i { forced-color-adjust: none; }
  .mark { outline: 1px dashed CanvasText; outline-offset: -1px; } .mark.error { border-inline-start: 4px solid CanvasText; } .mark.change, .mark.warning { outline: 0; } .mark.hand { outline-style: double; }
  .grid .active { outline: 3px solid Highlight; outline-offset: -3px; } .chip[aria-pressed=true], .segments [aria-pressed=true], .choices-popup [aria-selected=true] { outline: 2px solid Highlight; outline-offset: -2px; }
  .grid-row[data-state=skipped] .cell:not(.mark) { background: Canvas; font-style: italic; } .match-samples code { border: 1px solid; }
  .files li.current { border-block-end-color: Highlight; } button.main { border: 2px solid ButtonText; } .note { border: 2px solid CanvasText; } .grid-row [aria-selected=true] { outline: 1px solid Highlight; }
}
@media print { .toolbar, .sheet, .inspector, .files, .note, button { display: none !important; } .workbench { block-size: auto; overflow: visible; } }
.profile td, .profile th { white-space: nowrap; padding-inline-end: 1rem; text-align: start; vertical-align: top; }
.profile ul { min-width: 9rem; }
.profile button { max-width: 18rem; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; vertical-align: bottom; }
`;
