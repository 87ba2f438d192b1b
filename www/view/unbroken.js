import { h } from "./dom.js";

/** A sentence whose dates stay in one piece where it wraps: browsers break them after a hyphen. @param {string} text @returns {import("./dom.js").Child} */
export const unbroken = (text) => text.split(/(\b\d{4}-\d\d-\d\d\b)/).map((part, at) => (at % 2 ? h("span", { class: "whole" }, part) : part));
