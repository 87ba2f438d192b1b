/** The tag in JSX, for React 18 and 19: `import type {} from "import-checker/react";` once in a project. */
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { ImportChecker, ImportCheckerAttributes, ImportCheckerProperties } from "./import-checker.js";

type Props = DetailedHTMLProps<HTMLAttributes<ImportChecker>, ImportChecker> & ImportCheckerAttributes & ImportCheckerProperties;

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
      "import-checker": Props;
    }
  }
}
