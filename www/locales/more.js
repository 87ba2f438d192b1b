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
};

export const MORE = { en, fr };
