/** Sentences whose dates stay in one piece where a line wraps. */
import { h } from "./dom.js";

/** Browsers break dates after a hyphen. @param {string} text @returns {import("./dom.js").Child} */
export const unbroken = (text) => text.split(/(\b\d{4}-\d\d-\d\d\b)/).map((part, at) => (at % 2 ? h("span", { class: "whole" }, part) : part));
