/** The ids of the built-in imports, made by the build from `imports/`. */
declare const ids: string[];
export default ids;
