/**
 * Whether something that this browser kept has the shape in which it is kept: an older page may have written it, or anything
 * else of the site.
 *
 * A shape is the name of a type, a list of one shape, shapes by key (one that ends with `?` may be absent), or a function
 * that judges.
 */

/** @param {any} value @param {any} shape @returns {boolean} */
export function fits(value, shape) {
  if (typeof shape === "string") return typeof value === shape;
  if (typeof shape === "function") return shape(value);
  if (Array.isArray(shape)) return Array.isArray(value) && value.every((one) => fits(one, shape[0]));
  return isObject(value) && Object.entries(shape).every(([key, own]) => {
    const one = value[key.replace("?", "")];
    return (key.endsWith("?") && one === undefined) || fits(one, own);
  });
}

/** @param {any} value */
export const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {any} shape @returns {(value: any) => boolean} */
export const orNull = (shape) => (value) => value === null || fits(value, shape);

/** @param {string[]} words @returns {(value: any) => boolean} */
export const oneOf = (...words) => (value) => words.includes(value);
