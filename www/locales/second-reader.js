/** The words of the second reader, in both languages; see `en.js`. */
const en = {
  second: "Read it twice",
  secondHint: "A second reader, which shares no code with ours, reads the file again on this device and compares the values of all cells.",
  secondCompared: { one: "{count} cell compared.", other: "{count} cells compared." },
  secondSame: "None differs.",
  secondDiffer: { one: "{count} differs.", other: "{count} differ." },
  secondNot: "Not compared: {what}.",
  secondCell: "Cell",
  secondOurs: "As we read it",
  secondTheirs: "As the second reader has it",
  secondMore: { one: "{count} more cell differs.", other: "{count} more cells differ." },
  secondDo: "Compare these cells with what your spreadsheet program shows before you send the file.",
  secondFailed: "The file could not be read a second time. What was checked stays as it is. Compare some cells yourself.",
};

/** @type {typeof en} */
const fr = {
  second: "Lire deux fois",
  secondHint: "Un second lecteur, qui n’a aucun code en commun avec le nôtre, relit le fichier sur cet appareil et compare les valeurs de toutes les cellules.",
  secondCompared: { one: "{count} cellule comparée.", other: "{count} cellules comparées." },
  secondSame: "Aucune différence.",
  secondDiffer: { one: "{count} différence.", other: "{count} différences." },
  secondNot: "Non comparé : {what}.",
  secondCell: "Cellule",
  secondOurs: "Notre lecture",
  secondTheirs: "Celle du second lecteur",
  secondMore: { one: "{count} autre cellule diffère.", other: "{count} autres cellules diffèrent." },
  secondDo: "Comparez ces cellules avec ce qu’affiche votre tableur avant d’envoyer le fichier.",
  secondFailed: "Le fichier n’a pas pu être relu. La vérification reste ce qu’elle est. Comparez vous-même quelques cellules.",
};

export const SECOND = { en, fr };

/** @typedef {(key: keyof typeof en, values?: Record<string, string|number>) => string} Words */

/** These texts in the language of the page. @param {import("./texts.js").Texts} texts @returns {Words} */
export function wordsOf(texts) {
  const words = texts.with(SECOND);
  return (key, values) => words.t(/** @type {any} */ (key), values);
}
