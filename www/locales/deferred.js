/** The words of what is loaded last, in both languages; see `en.js`. */
const en = {
  // What stands in each column
  columns: "What stands in the columns",
  columnName: "Column",
  filled: "Filled",
  different: "Different texts",
  frequent: "Most frequent",
  lengths: "Characters",
  found: "Errors, warnings",
  moreThan: "more than {count}",
  onlyEmpty: { one: "{count} empty", other: "{count} empty" },
  fromTo: "{from} to {to}",
  noProfile: "The columns could not be looked at.",

  // Going on after a reload
  keptTitle: "Go on where you stopped",
  kept: { one: "{name}: {count} change. Choose the same file again, and it is made again.", other: "{name}: {count} changes. Choose the same file again, and they are made again." },
  forget: "Forget the changes to {name}",
  forgotten: "Forgotten.",
  resumed: { one: "Your {count} change to {name} is back.", other: "Your {count} changes to {name} are back." },
  afresh: "Start without them",
  otherContent: "{name} is not the same as when you changed it. Your changes of that time were left out; they wait for the file as it was.",
  otherTab: "{name} is open in another tab, too. What you change there is not changed here: each tab keeps its own.",
  notKept: "Your changes to {name} are here as long as this page is open, but the browser did not let us keep them for longer: its store is full or closed. Download the cleaned file before you leave.",

  // What the server said
  serverTitle: "The server did not take this",
  serverWhy: "The file was sent, and the server found this in it. It knows what nobody else can: what it holds already, and what has changed since.",
  serverRemedy: "Correct the cells or rows below, then send the file again.",
  serverSummary: { one: "The server refused the file for {count} reason.", other: "The server refused the file for {count} reasons." },

  // Trying to send
  proveTitle: "Nothing can leave this page",
  proveOpenTitle: "This page could send something",
  proveIntro: "This page just tried to send a short test word (not your file) in every way a script has. This is what became of each:",
  proveOpen: "Some ways are open here, because the page around this tool allows them. The tool itself sends nothing, but it cannot vouch for the rest of the page.",
  proveLimits: "Two things no such rule can refuse: a page can still load a script from its own server, and it can send you to another page. This one does neither. You can also switch the network off and go on working.",
  refused: "refused",
  wentThrough: "not refused",
  way_fetch: "Fetch",
  way_xhr: "XMLHttpRequest",
  way_socket: "WebSocket",
  way_events: "EventSource",
  way_beacon: "Beacon",
  way_image: "Image address",
  way_workerFetch: "Fetch in the worker",
  way_workerXhr: "XMLHttpRequest in the worker",

  // Find and replace
  replaceFind: "Cells that are exactly",
  replaceWith: "become",
  replaceIn: "in",
  allColumns: "all columns",
  replaceCount: { one: "{count} cell would change.", other: "{count} cells would change." },
  replaceDo: "Replace",
};

/** @type {typeof en} */
const fr = {
  columns: "Ce que contiennent les colonnes",
  columnName: "Colonne",
  filled: "Remplies",
  different: "Textes différents",
  frequent: "Les plus fréquents",
  lengths: "Caractères",
  found: "Erreurs, avertissements",
  moreThan: "plus de {count}",
  onlyEmpty: { one: "{count} vide", other: "{count} vides" },
  fromTo: "{from} à {to}",
  noProfile: "Les colonnes n’ont pas pu être examinées.",
  keptTitle: "Reprendre là où vous en étiez",
  kept: { one: "{name} : {count} modification. Choisissez de nouveau le même fichier, et elle sera refaite.", other: "{name} : {count} modifications. Choisissez de nouveau le même fichier, et elles seront refaites." },
  forget: "Oublier les modifications de {name}",
  forgotten: "C’est oublié.",
  resumed: { one: "Votre modification de {name} est revenue.", other: "Vos {count} modifications de {name} sont revenues." },
  afresh: "Commencer sans elles",
  otherContent: "{name} n’est plus le fichier que vous aviez modifié. Vos modifications d’alors sont laissées de côté ; elles attendent le fichier tel qu’il était.",
  otherTab: "{name} est aussi ouvert dans un autre onglet. Ce que vous y modifiez ne l’est pas ici : chaque onglet garde ses propres modifications.",
  notKept: "Vos modifications de {name} restent tant que cette page est ouverte, mais le navigateur n’a pas permis de les garder plus longtemps : son espace est plein ou fermé. Téléchargez le fichier corrigé avant de partir.",
  serverTitle: "Le serveur n’a pas accepté ceci",
  serverWhy: "Le fichier a été envoyé, et le serveur y a trouvé ceci. Il sait ce que personne d’autre ne peut savoir : ce qu’il contient déjà, et ce qui a changé depuis.",
  serverRemedy: "Corrigez les cellules ou les lignes ci-dessous, puis renvoyez le fichier.",
  serverSummary: { one: "Le serveur a refusé le fichier pour {count} raison.", other: "Le serveur a refusé le fichier pour {count} raisons." },
  proveTitle: "Rien ne peut sortir de cette page",
  proveOpenTitle: "Cette page pourrait envoyer quelque chose",
  proveIntro: "Cette page vient d’essayer d’envoyer un petit mot d’essai (pas votre fichier) de toutes les façons qu’a un script. Voici ce qu’il en est advenu :",
  proveOpen: "Certaines voies sont ouvertes ici, parce que la page autour de cet outil les permet. L’outil lui-même n’envoie rien, mais il ne peut pas répondre du reste de la page.",
  proveLimits: "Deux choses qu’aucune règle de ce genre ne peut refuser : une page peut toujours charger un script de son propre serveur, et vous mener à une autre page. Celle-ci ne fait ni l’un ni l’autre. Vous pouvez aussi couper le réseau et continuer à travailler.",
  refused: "refusé",
  wentThrough: "pas refusé",
  way_fetch: "Fetch",
  way_xhr: "XMLHttpRequest",
  way_socket: "WebSocket",
  way_events: "EventSource",
  way_beacon: "Beacon",
  way_image: "Adresse d’image",
  way_workerFetch: "Fetch dans le processus de travail",
  way_workerXhr: "XMLHttpRequest dans le processus de travail",
  replaceFind: "Les cellules qui sont exactement",
  replaceWith: "deviennent",
  replaceIn: "dans",
  allColumns: "toutes les colonnes",
  replaceCount: { one: "{count} cellule changerait.", other: "{count} cellules changeraient." },
  replaceDo: "Remplacer",
};

export const MORE = { en, fr };

/** @typedef {(key: keyof typeof en, values?: Record<string, string|number>) => string} Words */

/** These texts in the language of the page. @param {import("./texts.js").Texts} texts @returns {Words} */
export function wordsOf(texts) {
  const words = texts.with(MORE);
  return (key, values) => words.t(/** @type {any} */ (key), values);
}
