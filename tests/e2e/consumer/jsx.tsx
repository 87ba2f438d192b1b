import type {} from "import-checker/react";
import type { ImportChecker } from "import-checker";
export const one = <import-checker import="gryzzly/projects" rows-in-error="drop" name="file" required ref={(element: ImportChecker | null) => { void element?.status; }} />;
// @ts-expect-error No such word.
export const two = <import-checker rows-in-error="skip" />;
